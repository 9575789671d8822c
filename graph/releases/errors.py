"""What can go wrong where editions are compared."""

from graph.errors import HuskError


class DifferenceError(HuskError):
    """An edition that is to be compared cannot be found or read."""
