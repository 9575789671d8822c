"""Settings and the command line: puts the parts together and is imported by none."""
