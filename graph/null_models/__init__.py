"""What a network would look like by chance, and what that says of a measure on the real one.

A null model keeps some facts of a network and leaves everything else to chance:

- `curveball`: two-mode; how many settings each actor took part in, and how many actors each setting had
- `configuration`: one-mode; how many ties each node has
- `labels`: the ties, and how many nodes each sector has; which nodes they are is chance

`significance` holds measures against samples of one. A sample is determined by the seed and its number alone,
so equal seeds give equal results, however many processes share the work and in whatever order they take it.
"""
