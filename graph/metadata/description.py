"""The description of the dataset as statements."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.metadata.statistics import Statistics
from graph.questions import Question
from graph.values import Iri, Literal, Statement, Term
from ontology import terms
from ontology.terms import LANGUAGES, PREFIXES, RDF, XSD, programme_prefixes

_DATASET: Final = Iri(terms.DATASET)
_ENDPOINT: Final = Iri(terms.ENDPOINT)

_TABLE_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
)
_GRAPH_FORMATS: Final = ("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD")
"""Names of https://www.w3.org/ns/formats/ that the query service writes."""

_DUMPS: Final[Mapping[str, str]] = {"trig": "application/trig", "nquads": "application/n-quads"}
"""The formats that the whole dataset is exported in, with their media types."""
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"

_LICENCE: Final = Iri("https://creativecommons.org/licenses/by/4.0/")
_NAMESPACES: Final[Mapping[str, str]] = {
    **PREFIXES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
}
_TITLE: Final = {"nb": "Husk: aktører, arenaer og utfall", "en": "Husk: actors, arenas and outcomes"}
_DESCRIPTION: Final = {
    "nb": "Hva samarbeidsprogrammer gjorde, hva de lærte og hva de ville videre, med hvem som sier det hvor.",
    "en": "What collaboration programmes did, learned and wished to do next, with who says so where.",
}


@dataclass(frozen=True)
class About:
    """What is told of a dataset beside what can be counted in it."""

    version: str
    edition: str
    programmes: Sequence[str]
    questions: Sequence[Question]


def describe_dataset(
    statistics: Statistics, about: About, graph_sizes: Mapping[str, int]
) -> tuple[Statement, ...]:
    """Describe a dataset.

    Args:
        statistics: of its default graph.
        about: what cannot be counted.
        graph_sizes: triples of each named graph that is no assertion, by its IRI.
    """
    parts: Iterable[Iterator[Statement]] = (
        _dataset(statistics, about),
        _partitions(statistics),
        _service(statistics, graph_sizes),
        _prefixes(about.programmes),
        *(_question(question) for question in about.questions),
    )
    return tuple(dict.fromkeys(statement for part in parts for statement in part))


def _dataset(statistics: Statistics, about: About) -> Iterator[Statement]:
    """Say what the dataset is, whose, how large, and how it can be had (VoID, DCAT 3)."""
    yield from _types(_DATASET, "void:Dataset", "dcat:Dataset", "sd:Dataset")
    yield from _texts(_DATASET, "dcterms:title", _TITLE)
    yield from _texts(_DATASET, "dcterms:description", _DESCRIPTION)
    facts: Mapping[str, Term] = {
        "dcterms:license": _LICENCE,
        "dcterms:creator": Literal("The husk contributors"),
        "dcterms:identifier": Literal(about.edition),
        "dcat:version": Literal(about.version),
        "dcterms:conformsTo": Iri(terms.ONTOLOGY),
        "dcat:accessService": _node("service"),
        "dcat:distribution": _node("distribution"),
        "void:sparqlEndpoint": _ENDPOINT,
        "void:uriSpace": Literal(terms.ID),
        "void:triples": _number(len(statistics.triples)),
        "void:entities": _number(len(statistics.types)),
        "void:classes": _number(len(statistics.classes)),
        "void:properties": _number(len(statistics.properties)),
        "void:distinctSubjects": _number(statistics.subjects),
        "void:distinctObjects": _number(statistics.objects),
    }
    for name, value in facts.items():
        yield Statement(_DATASET, _term(name), value)
    for vocabulary in sorted({_vocabulary(name) for name in (*statistics.classes, *statistics.properties)}):
        yield Statement(_DATASET, _term("void:vocabulary"), Iri(vocabulary))
    yield from _distributions()


def _distributions() -> Iterator[Statement]:
    """Say how the dataset can be had: by queries, or whole as a file."""
    service = _node("distribution")
    yield from _types(service, "dcat:Distribution")
    yield Statement(service, _term("dcat:accessURL"), _ENDPOINT)
    yield Statement(service, _term("dcat:accessService"), _node("service"))
    yield Statement(service, _term("dcterms:license"), _LICENCE)
    for name, media_type in _DUMPS.items():
        node, address = _node(f"distribution-{name}"), Iri(f"{terms.EXPORT}/dataset?format={name}")
        yield Statement(_DATASET, _term("void:dataDump"), address)
        yield Statement(_DATASET, _term("dcat:distribution"), node)
        yield from _types(node, "dcat:Distribution")
        yield Statement(node, _term("dcat:accessURL"), _DATASET)
        yield Statement(node, _term("dcat:downloadURL"), address)
        yield Statement(node, _term("dcat:mediaType"), Iri(_MEDIA_TYPES + media_type))
        yield Statement(node, _term("dcterms:license"), _LICENCE)


def _partitions(statistics: Statistics) -> Iterator[Statement]:
    """Say which classes and properties are used how often, and what they lead to."""
    for kind, count in statistics.classes.items():
        partition = _node(f"class-{_slug(kind)}")
        yield Statement(_DATASET, _term("void:classPartition"), partition)
        yield Statement(partition, _term("void:class"), _iri(kind))
        yield Statement(partition, _term("void:entities"), _number(count))
    for name, count in statistics.properties.items():
        partition = _node(f"property-{_slug(name)}")
        yield Statement(_DATASET, _term("void:propertyPartition"), partition)
        yield from _property_partition(partition, name, count)
    for (kind, name), count in statistics.properties_of_classes.items():
        partition = _node(f"class-{_slug(kind)}-property-{_slug(name)}")
        yield Statement(_node(f"class-{_slug(kind)}"), _term("void:propertyPartition"), partition)
        yield from _property_partition(partition, name, count)
        for value in statistics.values_of_properties[kind, name]:
            yield from _values(partition, value)


def _property_partition(partition: Iri, name: str, count: int) -> Iterator[Statement]:
    yield Statement(partition, _term("void:property"), _iri(name))
    yield Statement(partition, _term("void:triples"), _number(count))


def _values(partition: Iri, value: str) -> Iterator[Statement]:
    """Say that a property leads to things of a class, or to values of a datatype.

    Which ones is not counted, so all properties share the node of a class.
    """
    node = _node(f"values-{_slug(value)}")
    name = "datatype" if value.startswith((f"<{XSD}", f"<{RDF}langString")) else "class"
    prefix = "void-ext" if name == "datatype" else "void"
    yield Statement(partition, _term(f"{prefix}:{name}Partition"), node)
    yield Statement(node, _term(f"{prefix}:{name}"), _iri(value))


def _service(statistics: Statistics, graph_sizes: Mapping[str, int]) -> Iterator[Statement]:
    """Describe the query service (https://www.w3.org/TR/sparql11-service-description/)."""
    service, graphs, default = _node("service"), _node("graphs"), _node("default-graph")
    yield from _types(service, "sd:Service", "dcat:DataService")
    yield from _texts(service, "dcterms:title", {"nb": "Spørretjenesten", "en": "The query service"})
    yield Statement(service, _term("sd:endpoint"), _ENDPOINT)
    yield Statement(service, _term("dcat:endpointURL"), _ENDPOINT)
    yield Statement(service, _term("dcat:servesDataset"), _DATASET)
    yield Statement(service, _term("sd:supportedLanguage"), _term("sd:SPARQL11Query"))
    for name in (*_TABLE_FORMATS, *_GRAPH_FORMATS):
        yield Statement(service, _term("sd:resultFormat"), _term(f"formats:{name}"))
    yield Statement(service, _term("sd:defaultDataset"), graphs)
    yield from _types(graphs, "sd:Dataset")
    yield Statement(graphs, _term("sd:defaultGraph"), default)
    yield from _types(default, "sd:Graph")
    yield Statement(default, _term("void:triples"), _number(len(statistics.triples)))
    for name, size in sorted(graph_sizes.items()):
        node = _node(f"graph-{_slug(f'<{name}>')}")
        yield Statement(graphs, _term("sd:namedGraph"), node)
        yield from _types(node, "sd:NamedGraph", "sd:Graph")
        yield Statement(node, _term("sd:name"), Iri(name))
        yield Statement(node, _term("sd:graph"), node)
        yield Statement(node, _term("void:triples"), _number(size))


def _prefixes(programmes: Sequence[str]) -> Iterator[Statement]:
    """Declare the prefixes that queries are written with (https://www.w3.org/TR/shacl/#sparql-prefixes)."""
    declared = dict(_NAMESPACES)
    for programme in programmes:
        declared |= programme_prefixes(programme)
    for prefix, namespace in declared.items():
        node = _node(f"prefix-{prefix}")
        yield Statement(_DATASET, _term("sh:declare"), node)
        yield from _types(node, "sh:PrefixDeclaration")
        yield Statement(node, _term("sh:prefix"), Literal(prefix))
        yield Statement(node, _term("sh:namespace"), Literal(namespace, XSD + "anyURI"))


def _question(question: Question) -> Iterator[Statement]:
    """Give a saved question as one that an editor can run (https://www.w3.org/TR/shacl-af/#SPARQLExecutable)."""
    node = _node(f"question-{question.name}")
    name = question.form.lower()
    yield from _types(node, "sh:SPARQLExecutable", f"sh:SPARQL{name.capitalize()}Executable")
    yield from _texts(node, "rdfs:label", question.title)
    yield from _texts(node, "rdfs:comment", question.description)
    yield Statement(node, _term("dcterms:subject"), Iri(terms.concept("question-topic", question.topic)))
    yield Statement(node, _term(f"sh:{name}"), Literal(question.query))
    yield Statement(node, _term("sh:prefixes"), _DATASET)
    yield Statement(node, _term("schema:target"), _ENDPOINT)
    yield Statement(node, _term("dcterms:isPartOf"), _DATASET)


def _types(node: Iri, *names: str) -> Iterator[Statement]:
    return (Statement(node, _term("rdf:type"), _term(name)) for name in names)


def _texts(node: Iri, name: str, texts: Mapping[str, str]) -> Iterator[Statement]:
    return (Statement(node, _term(name), Literal.in_language(texts[lang], lang)) for lang in LANGUAGES)


def _node(fragment: str) -> Iri:
    return Iri(f"{_DATASET.value}#{fragment}")


def _term(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return Iri(_NAMESPACES[prefix] + local)


def _iri(written: str) -> Iri:
    return Iri(written[1:-1])


def _number(value: int) -> Term:
    return Literal(str(value), XSD + "integer")


@cache
def _slug(written: str) -> str:
    """Name a term so that it can stand in a fragment.

    >>> _slug("<https://w3id.org/husk/ontology#Arena>"), _slug("<https://example.org/a#b>")
    ('husk-Arena', 'https-example-org-a-b')
    """
    return re.sub(r"[^A-Za-z0-9_]+", "-", terms.curie(written[1:-1], _NAMESPACES)).strip("-")


def _vocabulary(written: str) -> str:
    """Return the namespace that a term belongs to."""
    return re.sub(r"[^#/]*$", "", written[1:-1])
