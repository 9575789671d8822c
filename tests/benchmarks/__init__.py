"""Measurements, run by `make bench`: each as a ratio to something named, measured in the same run."""
