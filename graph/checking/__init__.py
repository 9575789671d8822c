"""What data are held against: spelling, references, shapes, sources, and each other."""
