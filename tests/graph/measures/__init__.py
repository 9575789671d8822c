"""Measures of networks, against values that others published and other programs compute."""
