"""Published test suites, run over HTTP; see `HUSK_SUITES` in CONTRIBUTING.md."""
