"""Each assertion as a nanopublication (https://nanopub.net/guidelines/working_draft/), all in one document.

The assertion graph is the one of the dataset, under the same name; the other three are named by fragments of
it, so that each of them leads to the assertion:

    <assertion>#nanopublication     the nanopublication
    <assertion>#head                what belongs together
    <assertion>                     what one voice states
    <assertion>#provenance          the voice, the modality, the passage with its place, the reason
    <assertion>#publication-info    licence, creator, dataset, version and edition

What is stated is so only where its modality is `actual`; the provenance tells. No time is given, since an
edition has none, and nothing is signed.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, Final

import pyoxigraph

from graph.exports.edition import LICENCE, Edition
from graph.exports.rdf import names, prefixes, quads, remarks
from graph.queries import query
from graph.reading.evidence import evidence
from graph.values import Iri, Literal, Statement
from ontology.terms import DATASET, DCTERMS, RDF

_NP: Final = "http://www.nanopub.org/nschema#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_TYPE: Final = Iri(RDF + "type")
_REMEMBERED: Final = 1024
_CREATOR: Final = Literal("The husk contributors")
_MORE_PREFIXES: Final = {"np": _NP, "dcat": _DCAT}


def write_nanopublications(edition: Edition, _language: str, output: BinaryIO) -> None:
    """Write a nanopublication for each assertion, in the order of their names."""
    output.write(remarks(edition))
    pyoxigraph.serialize(
        _all_quads(edition),
        output,
        pyoxigraph.RdfFormat.TRIG,
        prefixes={**prefixes(edition), **_MORE_PREFIXES},
    )


def _all_quads(edition: Edition) -> Iterator[pyoxigraph.Quad]:
    """Yield the four graphs of each nanopublication."""
    describe = lru_cache(_REMEMBERED)(edition.store.describe)
    for assertion in names(edition.store.select(query("assertion_names")), "assertion"):
        whole, head, provenance, information = (
            Iri(f"{assertion.value}#{part}")
            for part in ("nanopublication", "head", "provenance", "publication-info")
        )
        yield from quads(
            (
                Statement(whole, _TYPE, Iri(_NP + "Nanopublication")),
                Statement(whole, Iri(_NP + "hasAssertion"), assertion),
                Statement(whole, Iri(_NP + "hasProvenance"), provenance),
                Statement(whole, Iri(_NP + "hasPublicationInfo"), information),
            ),
            head,
        )
        yield from quads(sorted(edition.store.construct(query("graph"), {"this": assertion})), assertion)
        yield from quads(sorted(set(evidence([assertion], describe))), provenance)
        yield from quads(
            (
                Statement(whole, Iri(DCTERMS + "creator"), _CREATOR),
                Statement(whole, Iri(DCTERMS + "license"), Iri(LICENCE)),
                Statement(whole, Iri(DCTERMS + "isPartOf"), Iri(DATASET)),
                Statement(whole, Iri(_DCAT + "version"), Literal(edition.version)),
                Statement(whole, Iri(DCTERMS + "identifier"), Literal(edition.name)),
            ),
            information,
        )
