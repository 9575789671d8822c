"""What engines do differently, all in one table; a test holds each fact against the engine itself.

How a query is asked does not differ: no engine's own default graph is used (see `graph.remote.editions`), be
it a graph of its own, as in Oxigraph and Jena, or the union of all, as in Virtuoso and GraphDB.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Dialect:
    """What must be known of an engine to load a snapshot into it.

    >>> dialect_of("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu").name
    'Virtuoso'
    >>> dialect_of("nginx").name
    'SPARQL 1.1'
    """

    name: str
    server: str
    """How its servers begin to say what they are, in small letters."""
    update_address: str
    """Where it takes updates, seen from where it takes queries."""
    quads_address: str
    """Where it takes N-Quads by POST, seen from there too; nothing where it takes none."""
    most_quads: int
    """How many quads it takes in one INSERT DATA."""
    spells_booleans: bool
    """Whether it gives `true` back as it was written, and not as `1`."""
    applies_rules: bool
    """Whether its updates apply the inference rules as they are written."""


DIALECTS: Final = (
    Dialect("Oxigraph", "oxigraph", "update", "store", 20_000, spells_booleans=True, applies_rules=True),
    # It refuses an update of which it makes more than 10,000 lines of code, and spoils letters such as ø in
    # names that a rule puts together.
    Dialect("Virtuoso", "virtuoso", "sparql-auth", "", 400, spells_booleans=False, applies_rules=False),
    Dialect(
        "Apache Jena Fuseki",
        "apache jena",
        "update",
        "data",
        20_000,
        spells_booleans=True,
        applies_rules=True,
    ),
)
STANDARD: Final = Dialect("SPARQL 1.1", "", "", "", 1_000, spells_booleans=True, applies_rules=True)
"""What is taken for granted of an engine that is not in the table: only what the standard says."""


def dialect_of(server: str) -> Dialect:
    """Return the dialect of the engine that says this of itself in the header `Server`."""
    return next((known for known in DIALECTS if server.lower().startswith(known.server)), STANDARD)
