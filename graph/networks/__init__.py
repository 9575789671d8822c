"""Networks read from the graph, as networkx objects, each tie with everyone who says it.

- `taking_part`: who took part in what, with roles and periods, as the map shows it
- `registry`: all networks as data, each a declared projection of the graph with its query
- `reading`: reads one of them, filtered
- `one_mode`: who shares settings with whom, weighted
"""

from graph.networks.taking_part import MODALITIES, Part, actors_by_arenas

__all__ = ["MODALITIES", "Part", "actors_by_arenas"]
