"""What can be measured in a network, each measure with its definition and when it is undefined.

There are two layers:

- The core works on sparse matrices of scipy, whose rows and columns stand in the order of a list of nodes: an
  incidence matrix with a row for each actor and a column for each setting (two-mode), or a square adjacency
  matrix (one-mode). A core function takes such a matrix, and the group of each node where the measure needs
  groups, and returns a masked array: one value for each row, each group, or the network; masked is undefined.
  It reads no attributes and builds no graph of networkx, so it can be called on thousands of samples of a
  null model, as `graph.null_models` and `graph.analysis.sensitivity` do.
- `computing` is the face for networks of networkx: from node to number, or to `Undefined` with the reason.

Each module of the core declares its measures as data, below the functions; `registry.MEASURES` lists all.
"""
