"""Run all measurements."""

from tests.benchmarks import building, chance, sparql

building.main()
chance.main()
sparql.main()
