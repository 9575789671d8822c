"""Reads the examples out of docs/grain-guide.md, and adds the labels and passages that a build asks for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Final

from graph.authoring.expand import is_dated
from graph.authoring.parse import AuthoredFile
from graph.values import Iri
from ontology.terms import PROV, curie, parse_entity
from tests.data.questions import PREFIXES, Question, questions

_TRIG: Final = re.compile(r"(?m)^```trig\n((?s:.*?))^```$")
_PASSAGE: Final = re.compile(r"(.+)-p(\d+)-s(\d+)")
_UNLABELLED: Final = {"passage", "assertion", "participation"}


@dataclass(frozen=True)
class Example:
    """A section of the guide that holds data, and what is asked of it."""

    title: str
    trig: str
    questions: tuple[Question, ...]


def examples(guide: str) -> tuple[Example, ...]:
    """Return the sections of the guide that hold data."""
    sections = (section.partition("\n") for section in re.split(r"(?m)^## ", guide)[1:])
    return tuple(
        Example(title, with_prefixes("\n".join(_TRIG.findall(text))), questions(text))
        for title, _, text in sections
        if _TRIG.search(text)
    )


def with_prefixes(trig: str) -> str:
    """Put the prefixes of the programme before TriG."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + trig


def labels_and_passages(files: Iterable[AuthoredFile]) -> str:
    """Label everything that files name, and describe the passages they rest on, all by their names."""
    files = tuple(files)
    things = sorted({name for file in files for name in _things(file)})
    passages = sorted({passage for file in files for passage in _passages(file)})
    labels = "\n".join(
        f'{name} skos:prefLabel "{name}"@nb , "{name}"@en ; dcterms:description "{name}"@nb , "{name}"@en .'
        for name in things
    )
    return with_prefixes("\n".join([*map(_passage, passages), f"graph:labels {{\n{labels}\n}}\n"]))


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
        f"    husk:paragraph {paragraph} ; husk:sentence {sentence} ;\n"
        f"    husk:startPosition 0 ; husk:endPosition 1 ;\n"
        f'    husk:fingerprint "sha256:{sha256(name.encode()).hexdigest()}" ;\n'
        f'    dcterms:description "{name}"@nb , "{name}"@en .'
    )
