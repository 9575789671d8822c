"""Run all measurements."""

from tests.benchmarks.sparql import main

main()
