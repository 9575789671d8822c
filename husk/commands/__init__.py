"""The commands, a module per group of them as `husk --help` shows it; a command imports what it needs."""
