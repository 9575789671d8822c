"""Run all measurements."""

from tests.benchmarks import building, sparql

building.main()
sparql.main()
