"""Run all measurements."""

from tests.benchmarks import building, chance, growth, measures, rest, search, sparql

building.main()
growth.main()
measures.main()
chance.main()
search.main()
rest.main()
sparql.main()
