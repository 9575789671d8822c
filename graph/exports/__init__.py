"""Exports: the graph, or a part of it, as files for the tools that people have.

- `rdf` the whole dataset, `nanopublications` each assertion as one
- `tables` the things of each kind, which `spreadsheets` writes
- `networks` every network, `citations` the publications

Each follows the language asked for where it holds words in one, and carries source, licence, version and
edition in the way that its format allows. Nothing of an attached source text is in the graph, so none is in
an export. Equal editions give equal bytes.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from graph.exports.citations import AS_BIBTEX, AS_CSL, AS_RIS, write_bibtex, write_csl, write_ris
from graph.exports.edition import LICENCE, Edition
from graph.exports.export import Export, Format, UnknownExportError, UnknownFormatError, UnwritableFileError
from graph.exports.nanopublications import write_nanopublications
from graph.exports.networks import network_exports
from graph.exports.rdf import (
    AS_JSON_LD,
    AS_NQUADS,
    AS_TRIG,
    AS_TURTLE,
    write_json_ld,
    write_nquads,
    write_trig,
    write_turtle,
)
from graph.exports.spreadsheets import table_exports
from graph.reading.descriptions import Text

__all__ = [
    "LICENCE",
    "Edition",
    "Export",
    "Format",
    "UnknownExportError",
    "UnknownFormatError",
    "UnwritableFileError",
    "exports",
    "require",
]


@cache
def exports() -> Mapping[str, Export]:
    """Return everything that can be exported, by its name."""
    citations = {AS_BIBTEX: write_bibtex, AS_RIS: write_ris, AS_CSL: write_csl}
    found = (*_rdf(), *table_exports({"publications": citations}), *network_exports())
    return MappingProxyType({export.name: export for export in found})


def require(name: str) -> Export:
    """Return the export of a name.

    Raises:
        UnknownExportError: nothing is exported under it.
    """
    if name not in exports():
        raise UnknownExportError(
            f"Nothing is exported as {name!r}. What can be exported is {', '.join(exports())}."
        )
    return exports()[name]


def _rdf() -> tuple[Export, ...]:
    """Return the exports that are RDF, whose words are in all languages."""
    return (
        Export(
            "dataset",
            Text("Hele datasettet", "The whole dataset"),
            {
                AS_TRIG: write_trig,
                AS_NQUADS: write_nquads,
                AS_TURTLE: write_turtle,
                AS_JSON_LD: write_json_ld,
            },
            is_in_one_language=False,
        ),
        Export(
            "nanopublications",
            Text("Hver påstand som en nanopublikasjon", "Each assertion as a nanopublication"),
            {AS_TRIG: write_nanopublications},
            is_in_one_language=False,
        ),
    )
