"""Run all measurements."""

from tests.benchmarks import building, chance, measures, search, sparql

building.main()
measures.main()
chance.main()
search.main()
sparql.main()
