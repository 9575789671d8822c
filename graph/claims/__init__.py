"""Claims that structure can speak to: read as data, held against a network, and answered in a sentence.

What is tested, with which measure of which network, and what an answer must meet, stands in the graph; no
programme and no threshold is named here.
"""
