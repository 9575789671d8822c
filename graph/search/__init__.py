"""Finding things by words: an index in the snapshot, and what is asked of it; see docs/search.md.

words       a text taken apart into words, folded and stemmed
documents   what there is to find, from a graph
schema      the fields of the index
index       the documents written as an index
matching    a person's words as a query of the engine
marking     where in a text the words are
searching   the index opened, and asked
"""
