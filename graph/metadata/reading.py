"""What the dataset says of itself, read back from its description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.queries import query
from graph.reading.descriptions import Labelled, Text
from graph.reading.entities import EntityReader
from graph.reading.facts import Facts
from graph.values import Iri
from ontology import terms
from ontology.terms import DCTERMS, HUSK, SCHEMES, VOCABULARY

_DCAT: Final = "http://www.w3.org/ns/dcat#"
_VOID: Final = "http://rdfs.org/ns/void#"


@dataclass(frozen=True)
class DatasetDescription:
    """What a dataset is."""

    iri: str
    title: Text
    description: Text
    licence: str
    creator: str
    version: str
    edition: str
    triples: int
    """In the default graph, without this description."""
    classes: Mapping[Labelled, int]
    """Our classes, each with how many things have it in the default graph, most first."""
    namespaces: Sequence[str]
    """Of the classes and properties in use."""
    schemes: Sequence[Labelled]
    """Our vocabularies."""


def read_dataset(reader: EntityReader) -> DatasetDescription:
    """Read what the graph says of the dataset that it is."""
    facts = Facts(reader.store.construct(query("graph"), {"this": Iri(terms.DATASET_GRAPH)}))
    dataset = terms.DATASET
    counts = {
        facts.iri(partition, _VOID + "class") or "": facts.number(partition, _VOID + "entities") or 0
        for partition in facts.iris(dataset, _VOID + "classPartition")
    }
    ours = sorted((iri for iri in counts if iri.startswith(HUSK)), key=lambda iri: (-counts[iri], iri))
    nothing = Text("", "")
    return DatasetDescription(
        iri=dataset,
        title=facts.text(dataset, DCTERMS + "title") or nothing,
        description=facts.text(dataset, DCTERMS + "description") or nothing,
        licence=facts.iri(dataset, DCTERMS + "license") or "",
        creator=facts.value(dataset, DCTERMS + "creator") or "",
        version=facts.value(dataset, _DCAT + "version") or "",
        edition=facts.value(dataset, DCTERMS + "identifier") or "",
        triples=facts.number(dataset, _VOID + "triples") or 0,
        classes={reader.lexicon.labelled(iri): counts[iri] for iri in ours},
        namespaces=facts.iris(dataset, _VOID + "vocabulary"),
        schemes=tuple(reader.lexicon.labelled(VOCABULARY + scheme) for scheme in SCHEMES),
    )
