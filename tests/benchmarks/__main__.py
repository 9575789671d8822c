"""Run all measurements."""

from tests.benchmarks import building, chance, growth, maps, measures, pages, rest, search, sparql

building.main()
growth.main()
measures.main()
chance.main()
search.main()
maps.main()
pages.main()
rest.main()
sparql.main()
