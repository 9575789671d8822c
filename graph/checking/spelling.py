"""Whether the names of things are spelled by the rule, and tell what kind of thing they name.

    https://w3id.org/husk/id/<programme>/<kind>/<slug>

Names are fixed once they are released, so that they are right from the start matters more than for labels.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from graph.authoring.expand import Expansion
from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.model import Model
from graph.names import LABELS, RDF_TYPE, entity, husk, last_part, short
from graph.values import Iri
from ontology.terms import HUSK, ID, KINDS

_NUMBERS: Final = re.compile(r"/passage/(?P<section>.*)-p(?P<paragraph>\d+)-s(?P<sentence>\d+)$")
_NUMBERED: Final = MappingProxyType(
    {husk("inSection"): "section", husk("paragraph"): "paragraph", husk("sentence"): "sentence"}
)
"""What a passage is named after, as the parts of its name are called."""


def misspelled(file: AuthoredFile) -> Iterator[Problem]:
    """Yield, once each, names of things that break the rule, and things that another programme has named."""
    seen: set[Iri] = set()
    for graph, statements in (*file.assertions.items(), (None, file.descriptions), (LABELS, file.labels)):
        for subject, _, value in statements:
            for name in (subject, value):
                if isinstance(name, Iri) and name not in seen and name.value.startswith(ID):
                    seen.add(name)
                    yield from _faults_of_name(name, file, graph, described=name == subject)


def _faults_of_name(
    name: Iri, file: AuthoredFile, graph: Iri | None, *, described: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a name that is described, or only used, in a graph of a file."""
    parts = entity(name)
    if parts is None:
        kind = name.value.removeprefix(ID).split("/")[1:2]
        meant = difflib.get_close_matches("".join(kind), KINDS, n=1, cutoff=0)[0]
        yield file.problem(
            f"{name} is not spelled as names of things are.",
            f"Spell it {ID}{file.programme}/{meant}/... or with another kind of ontology/terms.py; "
            "it ends with small letters a to z, digits, hyphens and full stops.",
            graph=graph,
            name=name,
        )
    elif described and parts.programme != file.programme:
        yield file.problem(
            f"{short(name)} belongs to the programme {parts.programme}.",
            f"Describe it in data/{parts.programme}/, or name our own and link the two by skos:exactMatch.",
            graph=graph,
            name=name,
        )


def misnumbered(file: AuthoredFile) -> Iterator[Problem]:
    """Yield the passages whose names tell another place than they are described with."""
    for subject, predicate, value in file.descriptions:
        numbers = _NUMBERS.search(subject.value)
        if not numbers or predicate not in _NUMBERED:
            continue
        told = last_part(value) if isinstance(value, Iri) else value.value
        if told != numbers[_NUMBERED[predicate]]:
            yield file.problem(
                f"{short(subject)} is named after another {_NUMBERED[predicate]} than {told}.",
                "Name a passage <section>-p<paragraph>-s<sentence>, by what describes it.",
                subject=subject,
                predicate=predicate,
            )


def of_another_kind(expansion: Expansion, model: Model) -> Iterator[Problem]:
    """Yield the things whose types have nothing to do with the kind that their names tell."""
    types: defaultdict[Iri, set[Iri]] = defaultdict(set)
    for assertion in expansion.assertions:
        for subject, predicate, value in assertion.statements:
            if predicate == RDF_TYPE and isinstance(value, Iri) and value.value.startswith(HUSK):
                types[subject].add(value)
    for thing, classes in types.items():
        parts = entity(thing)
        if parts is None:
            continue
        told = Iri(KINDS[parts.kind])
        above = model.superclasses.get(told, frozenset())
        if not any(class_ in above or told in model.superclasses.get(class_, ()) for class_ in classes):
            yield expansion.origins.problem(
                f"{short(thing)} is named as one kind of thing and typed as another: "
                f"{', '.join(sorted(map(short, classes)))}.",
                "Name it by the kind that it is, or correct its type.",
                thing,
                RDF_TYPE,
            )
