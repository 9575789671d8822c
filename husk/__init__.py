"""Settings and the command line: puts the parts together and is imported by none."""

from importlib.metadata import version

__version__ = version("husk")
