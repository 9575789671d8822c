"""Run all measurements."""

from tests.benchmarks import building, chance, search, sparql

building.main()
chance.main()
search.main()
sparql.main()
