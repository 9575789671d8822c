"""The ontology as files (terms, shapes, vocabularies, rules) and what reads them without a store."""
