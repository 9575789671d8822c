"""The graph in an engine elsewhere: any that speaks SPARQL 1.1, when a programme outgrows one machine.

- `editions` says how editions lie in an engine, `placing` has queries asked of one, `catalogue` tells which
  there are; `dialects` is all that engines do differently.
- `endpoint` speaks HTTP; `store` answers our own queries, as an embedded store does.
"""
