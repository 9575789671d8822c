"""How equal the parties are: which of them take part, lead, start and write, where and when.

The parties are the sectors that the ontology wants in a four-sector arena; no programme is named here. An
actor that acts for two of them counts for both. What the source does not tell, a sector, a list of
participants, a time, is never taken for an absence, and is counted apart.
"""
