"""Run all measurements."""

from tests.benchmarks import building, chance, growth, maps, measures, rest, search, sparql

building.main()
growth.main()
measures.main()
chance.main()
search.main()
maps.main()
rest.main()
sparql.main()
