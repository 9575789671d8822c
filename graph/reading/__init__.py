"""What a reader is told of a thing: everything that is said of it, by whom and where, and its triples."""
