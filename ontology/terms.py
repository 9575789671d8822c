"""The names of the project as plain strings: namespaces, kinds and graphs, and how its IRIs are spelled.

No RDF library is used here, so that every other module may import these names.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
"""The folder of the ontology, its vocabularies, shapes and rules."""

ONTOLOGY: Final = "https://w3id.org/husk/ontology"
"""The ontology itself."""

HUSK: Final = ONTOLOGY + "#"
"""Namespace of our classes and properties."""

ID: Final = "https://w3id.org/husk/id/"
"""Namespace of entities: programme, kind and slug follow."""

VOCABULARY: Final = "https://w3id.org/husk/vocabulary/"
"""Namespace of concepts: scheme and concept follow."""

GRAPH: Final = "https://w3id.org/husk/graph/"
"""Namespace of the graphs that are no assertions."""

GENID: Final = "https://w3id.org/husk/.well-known/genid/"
"""Namespace of the skolem IRIs that stand for the blank nodes of the ontology."""

DATASET: Final = "https://w3id.org/husk/dataset"
"""The dataset as a whole, and the document that describes it."""

ENDPOINT: Final = "https://w3id.org/husk/sparql"
"""The query service."""

EXPORT: Final = "https://w3id.org/husk/api/v1/export"
"""Where the dataset is had as files."""

LABELS: Final = GRAPH + "labels"
PROVENANCE: Final = GRAPH + "provenance"
ONTOLOGY_GRAPH: Final = GRAPH + "ontology"
VOCABULARIES: Final = GRAPH + "vocabularies"
DATASET_GRAPH: Final = GRAPH + "dataset"
INFERRED: Final = GRAPH + "inferred/"
"""The name of the rule follows."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
BIBO: Final = "http://purl.org/ontology/bibo/"
SH: Final = "http://www.w3.org/ns/shacl#"

SCHEMES: Final = (
    "sector",
    "role",
    "modality",
    "voice-kind",
    "publication-kind",
    "ending-reason",
    "participants-stated",
    "stance",
    "certainty",
    "criterion-kind",
    "unit",
    "question-topic",
    "direction",
    "threshold",
)
"""The vocabularies, each a file of its own under `vocabularies/`."""

LANGUAGES: Final = ("nb", "en")
"""The languages that everything is told in, bokmål and English; the first where a reader prefers neither."""

MODALITIES: Final = ("actual", "planned", "possible", "normative")
"""The modalities of an assertion; all but the first have a graph of their own."""

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "programme": HUSK + "Programme",
        "subproject": HUSK + "Subproject",
        "organisation": HUSK + "Organisation",
        "person": HUSK + "Person",
        "group": HUSK + "Group",
        "party": HUSK + "UnnamedParty",
        "arena": HUSK + "Arena",
        "activity": HUSK + "Activity",
        "method": HUSK + "Method",
        "goal": HUSK + "Goal",
        "target-group": HUSK + "TargetGroup",
        "topic": HUSK + "Topic",
        "outcome": HUSK + "Outcome",
        "claim": HUSK + "Claim",
        "judgement": HUSK + "Judgement",
        "criterion": HUSK + "SuccessCriterion",
        "barrier": HUSK + "Barrier",
        "lesson": HUSK + "Lesson",
        "recommendation": HUSK + "Recommendation",
        "measure": HUSK + "Measure",
        "publication": HUSK + "Publication",
        "period": HUSK + "Period",
        "participation": HUSK + "Participation",
        "source": HUSK + "Source",
        "section": HUSK + "Section",
        "passage": HUSK + "Passage",
        "assertion": HUSK + "Assertion",
        "voice": HUSK + "Voice",
        "conflict": HUSK + "Conflict",
        "gap": HUSK + "Gap",
        "identification": HUSK + "Identification",
        "test": HUSK + "StructuralTest",
    }
)
"""The kinds of entity, as they are spelled in IRIs, each with its class."""

LISTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "programmes": "programme",
        "subprojects": "subproject",
        "organisations": "organisation",
        "persons": "person",
        "groups": "group",
        "arenas": "arena",
        "activities": "activity",
        "methods": "method",
        "goals": "goal",
        "target-groups": "target-group",
        "outcomes": "outcome",
        "criteria": "criterion",
        "barriers": "barrier",
        "lessons": "lesson",
        "recommendations": "recommendation",
        "publications": "publication",
        "sources": "source",
        "passages": "passage",
        "voices": "voice",
    }
)
"""The kinds that have a list of their own in the REST interface, by how its address is spelled."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "husk": HUSK,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "prov": PROV,
        "oa": OA,
        "org": ORG,
        "foaf": FOAF,
        "bibo": BIBO,
        "sh": SH,
        "graph": GRAPH,
    }
    | {scheme: f"{VOCABULARY}{scheme}/" for scheme in SCHEMES}
)
"""The prefixes that hold for every programme; see `programme_prefixes` for those of one."""

METADATA: Final = frozenset(
    {
        SKOS + "prefLabel",
        DCTERMS + "description",
        HUSK + "modality",
        HUSK + "reportedBy",
        HUSK + "reason",
        HUSK + "authoredIn",
        HUSK + "voiceKind",
        HUSK + "voiceOf",
        HUSK + "fileName",
        HUSK + "runningLine",
        HUSK + "extractionFix",
        HUSK + "inSection",
        HUSK + "sectionNumber",
        HUSK + "heading",
        HUSK + "firstPage",
        HUSK + "lastPage",
        HUSK + "page",
        HUSK + "paragraph",
        HUSK + "sentence",
        HUSK + "startPosition",
        HUSK + "endPosition",
        HUSK + "fingerprint",
        HUSK + "status",
        HUSK + "edtf",
        HUSK + "earliestStart",
        HUSK + "latestStart",
        HUSK + "earliestEnd",
        HUSK + "latestEnd",
        HUSK + "order",
        HUSK + "directProperty",
    }
)
"""Predicates that may stand outside assertions: they label, or describe where knowledge comes from."""

_ENTITY = re.compile(re.escape(ID) + r"([a-z0-9.-]+)/([a-z-]+)/([a-z0-9._-]+)")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ł": "l"})


class EntityIri(NamedTuple):
    """The parts that an entity's IRI is spelled from.

    >>> EntityIri("osloregionen", "person", "kari-nordmann").iri
    'https://w3id.org/husk/id/osloregionen/person/kari-nordmann'
    """

    programme: str
    kind: str
    slug: str

    @property
    def iri(self) -> str:
        """The whole IRI."""
        return f"{ID}{self.programme}/{self.kind}/{self.slug}"


@lru_cache(maxsize=1 << 14)  # a build takes each name apart some six times
def parse_entity(iri: str) -> EntityIri | None:
    """Take an entity's IRI apart; None when it is not spelled as one of ours or its kind is unknown.

    >>> parse_entity("https://w3id.org/husk/id/osloregionen/arena/lunsj")
    EntityIri(programme='osloregionen', kind='arena', slug='lunsj')
    >>> parse_entity("https://w3id.org/husk/id/osloregionen/planet/lunsj")
    >>> parse_entity("https://example.org/lunsj")
    """
    match = _ENTITY.fullmatch(iri)
    if match is None or match[2] not in KINDS:
        return None
    return EntityIri(match[1], match[2], match[3])


def kind_of(iri: str) -> str | None:
    """The kind that an entity's IRI tells of; None for any other IRI.

    >>> kind_of("https://w3id.org/husk/id/osloregionen/target-group/ungdom")
    'target-group'
    """
    entity = parse_entity(iri)
    return entity and entity.kind


def slug(label: str) -> str:
    """Spell a Norwegian label as the last part of an IRI: ASCII, lower case, words joined by hyphens.

    A full stop stays between digits only: a name with two of them cannot be written with a prefix in every
    SPARQL engine.

    >>> slug("Råd- og støttekontoret i Ørdal")
    'rad-og-stottekontoret-i-ordal'
    >>> slug("Skolen i Ås (SiÅ), nr. 3")
    'skolen-i-as-sia-nr-3'
    >>> slug("2.4 Avsnitt")
    '2.4-avsnitt'
    """
    folded = unicodedata.normalize("NFKD", label.lower().translate(_LETTERS)).lower()
    without_accents = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"(?:[^a-z0-9.]|(?<!\d)\.|\.(?!\d))+", "-", without_accents).strip("-")


def concept(scheme: str, name: str) -> str:
    """The IRI of a concept in one of our vocabularies.

    >>> concept("modality", "planned")
    'https://w3id.org/husk/vocabulary/modality/planned'
    """
    return f"{VOCABULARY}{scheme}/{name}"


def modality_graph(modality: str) -> str:
    """The graph that holds the union of all assertions in a modality other than actual.

    >>> modality_graph("possible")
    'https://w3id.org/husk/graph/possible'
    """
    return GRAPH + modality


def programme_prefixes(programme: str) -> dict[str, str]:
    """All prefixes that a programme's files use: the common ones and one for each kind of entity.

    `a:` and `p:` stand for assertions and passages, which are written most often.

    >>> programme_prefixes("osloregionen")["a"]
    'https://w3id.org/husk/id/osloregionen/assertion/'
    """
    kinds = {kind: f"{ID}{programme}/{kind}/" for kind in KINDS}
    return {**PREFIXES, **kinds, "a": kinds["assertion"], "p": kinds["passage"]}


def curie(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Shorten an IRI by the longest prefix that fits; an IRI that none fits is given back in angle brackets.

    >>> curie("https://w3id.org/husk/ontology#partOf")
    'husk:partOf'
    >>> curie("https://w3id.org/husk/id/osloregionen/person/ola", programme_prefixes("osloregionen"))
    'person:ola'
    >>> curie("https://example.org/")
    '<https://example.org/>'
    """
    fitting = [(len(start), name, start) for name, start in prefixes.items() if iri.startswith(start)]
    for length, name, _ in sorted(fitting, reverse=True):
        local = iri[length:]
        if re.fullmatch(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?", local):
            return f"{name}:{local}"
    return f"<{iri}>"
