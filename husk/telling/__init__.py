"""What commands tell in words, as tables and as JSON: a module for each thing that is told."""
