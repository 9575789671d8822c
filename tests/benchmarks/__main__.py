"""Run all measurements."""

from tests.benchmarks import building, chance, measures, rest, search, sparql

building.main()
measures.main()
chance.main()
search.main()
rest.main()
sparql.main()
