"""The short form: voice, reporter and modality may be given once for a file, a paragraph or a passage.

The nearest place that gives one wins: the assertion itself, its passage (`2.4-p3-s1`), its paragraph
(`2.4-p3`), its file (`<>`). The passage is told by the assertion's own name, `<passage>-<letter>`.
Nobody reports the curator, for the source does not tell what the curator concludes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.names import ATTRIBUTED_TO, DERIVED_FROM, RDF_TYPE, entity, husk, short
from graph.values import Iri, Literal, Statement
from ontology.terms import concept

_REPORTED_BY: Final = husk("reportedBy")
_MODALITY: Final = husk("modality")
_VOICE_KIND: Final = husk("voiceKind")
_CURATOR: Final = Iri(concept("voice-kind", "curator"))
_OWN_AND_DEFAULT: Final[Mapping[Iri, Iri]] = {
    ATTRIBUTED_TO: husk("defaultVoice"),
    _REPORTED_BY: husk("defaultReporter"),
    _MODALITY: husk("defaultModality"),
}
DEFAULTS: Final = frozenset(_OWN_AND_DEFAULT.values())
"""The properties of the short form, which the built graph no longer has."""

_ASSERTION_SLUG: Final = re.compile(r"(?P<passage>(?P<paragraph>.+)-s\d+)-[a-z]+")


@dataclass(frozen=True)
class Attribution:
    """Who holds an assertion, who tells us, how it is meant, and where it stands."""

    voice: Iri
    reporter: Iri | None
    """None where nobody else reports the voice."""
    modality: Iri
    passages: tuple[Iri, ...]
    """The passage of the assertion's name first, then any others."""

    def statements(self, assertion: Iri, file_name: str) -> Iterator[Statement]:
        """Write out the description of an assertion in a file."""
        yield Statement(assertion, RDF_TYPE, husk("Assertion"))
        yield Statement(assertion, ATTRIBUTED_TO, self.voice)
        if self.reporter is not None and self.reporter != self.voice:
            yield Statement(assertion, _REPORTED_BY, self.reporter)
        yield Statement(assertion, _MODALITY, self.modality)
        for passage in self.passages:
            yield Statement(assertion, DERIVED_FROM, passage)
        yield Statement(assertion, husk("authoredIn"), Literal(file_name))


class ShortForm:
    """What all files give for voice, reporter, modality and passages, on assertions and as defaults."""

    def __init__(self, files: Iterable[AuthoredFile]) -> None:
        """Collect it from the default graphs of the files."""
        self._given: defaultdict[tuple[Iri, Iri], list[Iri]] = defaultdict(list)
        self._used: set[Iri] = set()
        self._files = tuple(files)
        wanted = {*_OWN_AND_DEFAULT, *DEFAULTS, DERIVED_FROM, _VOICE_KIND}
        for file in self._files:
            for subject, predicate, value in file.descriptions:
                if predicate in wanted and isinstance(value, Iri):
                    self._given[subject, predicate].append(value)

    def attribute(self, assertion: Iri, file: AuthoredFile) -> Attribution | tuple[Problem, ...]:
        """Work out who says what an assertion states, or what is missing for that."""
        name = entity(assertion)
        slug = name and _ASSERTION_SLUG.fullmatch(name.slug)
        if name is None or slug is None:
            return (
                file.problem(
                    f"The name {short(assertion)} does not tell at which passage the assertion stands.",
                    "Name it after its passage and a letter, for example 2.4-p1-s2-a.",
                    graph=assertion,
                ),
            )
        passage = Iri(name._replace(kind="passage", slug=slug["passage"]).iri)
        paragraph = Iri(name._replace(kind="passage", slug=slug["paragraph"]).iri)
        self._used |= {passage, paragraph}
        problems: list[Problem] = []
        found: dict[Iri, Iri] = {}
        for own, default in _OWN_AND_DEFAULT.items():
            values = self._nearest(assertion, own, (passage, paragraph, file.iri), default)
            if len(set(values)) > 1:
                problems.append(_ambiguous(assertion, own, values, file))
            elif values:
                found[own] = values[0]
            elif own != _REPORTED_BY:
                problems.append(_missing(assertion, own, default, paragraph, file))
        if problems:
            return tuple(problems)
        others = (other for other in self._given[assertion, DERIVED_FROM] if other != passage)
        voice = found[ATTRIBUTED_TO]
        reporter = None if self._is_curator(voice) else found.get(_REPORTED_BY)
        return Attribution(voice, reporter, found[_MODALITY], (passage, *others))

    def _is_curator(self, voice: Iri) -> bool:
        """Tell whether a voice is that of who built the graph."""
        return _CURATOR in self._given.get((voice, _VOICE_KIND), ())

    def unused_defaults(self) -> Iterator[Problem]:
        """Yield the defaults given where no assertion stands; to be asked when all are attributed."""
        for file in self._files:
            for subject, predicate, _ in file.descriptions:
                if predicate in DEFAULTS and subject != file.iri and subject not in self._used:
                    yield file.problem(
                        f"{short(predicate)} is given for {short(subject)}, where no assertion stands.",
                        "Correct the name of the passage or paragraph, or remove the line.",
                        subject=subject,
                        predicate=predicate,
                    )

    def _nearest(self, assertion: Iri, own: Iri, places: Iterable[Iri], default: Iri) -> list[Iri]:
        """Return the values at the nearest place that gives any."""
        candidates = ((assertion, own), *((place, default) for place in places))
        return next((self._given[key] for key in candidates if key in self._given), [])


def _missing(assertion: Iri, own: Iri, default: Iri, paragraph: Iri, file: AuthoredFile) -> Problem:
    """Say that nothing tells the voice or the modality of an assertion."""
    what = "whose voice it is" if own == ATTRIBUTED_TO else "what modality it has"
    own_name = "prov:wasAttributedTo" if own == ATTRIBUTED_TO else short(own)
    return file.problem(
        f"Nothing tells {what}: {short(assertion)}.",
        f"Give {short(default)} for <> (the file), {short(paragraph)} or the passage, "
        f"or {own_name} for the assertion itself.",
        graph=assertion,
    )


def _ambiguous(assertion: Iri, own: Iri, values: Iterable[Iri], file: AuthoredFile) -> Problem:
    """Say that one place gives an assertion two voices, reporters or modalities."""
    what = {ATTRIBUTED_TO: "voice", _REPORTED_BY: "reporter", _MODALITY: "modality"}[own]
    return file.problem(
        f"More than one {what} is given for {short(assertion)}: {', '.join(sorted(map(short, values)))}.",
        f"Give one {what}; what two voices state is two assertions.",
        graph=assertion,
    )
