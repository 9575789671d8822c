"""Releases: an edition as an archive that stands by itself, and what changed from one edition to another."""
