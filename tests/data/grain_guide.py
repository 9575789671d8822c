"""Reads the examples out of docs/grain-guide.md, and gives each the labels and passages that a build asks for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from graph.expand import is_dated
from graph.parse import AuthoredFile
from graph.values import Iri
from ontology.terms import PROV, curie, parse_entity, programme_prefixes
from tests.checkout import ROOT

PROGRAMME: Final = "osloregionen"
PREFIXES: Final = programme_prefixes(PROGRAMME)
GUIDE: Final = ROOT / "docs" / "grain-guide.md"
PRELUDE: Final = Path(__file__).parent / "fixtures" / "grain-guide" / "prelude.trig"

_TRIG: Final = re.compile(r"(?m)^```trig\n((?s:.*?))^```$")
_SPARQL: Final = re.compile(r"(?m)^```sparql\n((?s:.*?))^```\n\n(No answer\.|(?:\|.*\|\n)+)")
_PASSAGE: Final = re.compile(r"(.+)-p(\d+)-s(\d+)")
_UNLABELLED: Final = {"passage", "assertion", "participation"}

Rows: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """A query with the answer that the guide promises; an empty cell stands for no value."""

    query: str
    variables: tuple[str, ...]
    """Empty where no answer is promised."""
    rows: Rows

    @property
    def is_ordered(self) -> bool:
        return "ORDER BY" in self.query


@dataclass(frozen=True)
class Example:
    """A section of the guide that holds data, and what is asked of it."""

    title: str
    trig: str
    questions: tuple[Question, ...]


def examples(guide: str) -> tuple[Example, ...]:
    """Return the sections of the guide that hold data."""
    sections = (section.partition("\n") for section in re.split(r"^## ", guide, flags=re.MULTILINE)[1:])
    return tuple(
        Example(title, trig, tuple(_question(query, answer) for query, answer in _SPARQL.findall(text)))
        for title, _, text in sections
        if (trig := "\n".join(_TRIG.findall(text)))
    )


def _question(query: str, answer: str) -> Question:
    """Read a query and what follows it: a table, or the words for none."""
    lines = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in answer.splitlines()]
    if not answer.startswith("|"):
        return Question(query, (), ())
    return Question(query, lines[0], tuple(lines[2:]))


def with_prefixes(text: str, keyword: str) -> str:
    """Put the programme's prefixes before TriG (`@prefix`) or SPARQL (`PREFIX`)."""
    stop = " ." if keyword == "@prefix" else ""
    return "".join(f"{keyword} {name}: <{iri}>{stop}\n" for name, iri in PREFIXES.items()) + text


def labels_and_passages(files: Iterable[AuthoredFile]) -> str:
    """Label everything that files name, and describe the passages they rest on, all by their names."""
    files = tuple(files)
    things = sorted({name for file in files for name in _things(file)})
    passages = sorted({passage for file in files for passage in _passages(file)})
    labels = "\n".join(
        f'{name} skos:prefLabel "{name}"@nb , "{name}"@en ; dcterms:description "{name}"@nb , "{name}"@en .'
        for name in things
    )
    return with_prefixes("\n".join([*map(_passage, passages), f"graph:labels {{\n{labels}\n}}\n"]), "@prefix")


def _things(file: AuthoredFile) -> Iterator[str]:
    """Yield what needs a label, as authors write it."""
    described = (statement.subject for statement in file.descriptions)
    stated = chain.from_iterable(file.assertions.values())
    named = (term for statement in stated for term in (statement.subject, statement.object))
    for term in (*described, *named):
        entity = parse_entity(term.value) if isinstance(term, Iri) else None
        if entity and entity.kind not in _UNLABELLED and not is_dated(Iri(entity.iri)):
            yield curie(entity.iri, PREFIXES)


def _passages(file: AuthoredFile) -> Iterator[str]:
    """Yield the passages that assertions are named after or say they are derived from."""
    for assertion in file.assertions:
        yield assertion.value.rsplit("/", 1)[-1].rsplit("-", 1)[0]
    for _, predicate, value in file.descriptions:
        if predicate.value == PROV + "wasDerivedFrom":
            yield value.value.rsplit("/", 1)[-1]


def _passage(name: str) -> str:
    """Describe a passage that stands somewhere in the source of the examples."""
    found = _PASSAGE.fullmatch(name)
    assert found is not None, name
    section, paragraph, sentence = found.groups()
    return (
        f"p:{name} a husk:Passage ; oa:hasSource source:note ; husk:inSection section:{section} ;\n"
        f"    husk:paragraph {paragraph} ; husk:sentence {sentence} ; husk:startPosition 0 ; husk:endPosition 1 ;\n"
        f'    husk:fingerprint "sha256:{sha256(name.encode()).hexdigest()}" ;\n'
        f'    dcterms:description "{name}"@nb , "{name}"@en .'
    )
