"""Measures of networks, against what other programs compute and, where a test names it, a publication."""
