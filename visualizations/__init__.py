"""Maps and pages made from the graph."""
