"""Networks read from the graph, as networkx objects, each tie with everyone who says it.

- `registry`: all networks as data, each a declared projection of the graph with its query
- `reading`: reads one of them, filtered
- `drawn`: the same for a map, in every modality
- `one_mode`: who shares settings with whom, weighted
"""
