"""Authored files become the whole of what they say: read, expanded, each fault pointed at its line."""
