"""Networks read from the graph."""
