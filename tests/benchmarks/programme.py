"""Made-up programmes of any size, authored as real ones are: a source, its passages, and what each tells.

Every sentence says something of things that were named before or are named here for the first time. What was
named often is named again often (https://doi.org/10.1093/biomet/42.3-4.425), so that it is heavy-tailed who
takes part where, which goals are shared and what is judged: a few are nearly everywhere, most in one place.
The same size and seed give the same bytes.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ontology.terms import KINDS, programme_prefixes
from tests.benchmarks.words import made_up_words, some_words

NAME: Final = "generated"
"""Of the programme."""

_SENTENCES_A_PARAGRAPH: Final = 5
_PARAGRAPHS_A_SECTION: Final = 50
_SECTIONS_A_SOURCE: Final = 20
_NEW: Final[Mapping[str, float]] = {
    "organisation": 0.15,
    "person": 0.25,
    "subproject": 0.04,
    "arena": 0.15,
    "activity": 0.3,
    "goal": 0.4,
    "method": 0.3,
    "outcome": 0.7,
    "publication": 0.7,
    "claim": 0.8,
    "barrier": 0.5,
    "topic": 0.4,
}
"""How often a thing that is spoken of is named for the first time."""
_ACTORS: Final = ("organisation",) * 3 + ("person",)
_SETTINGS: Final = ("arena",) * 4 + ("activity",) * 2 + ("subproject",)
_SECTORS: Final = ("users", "practice", "research", "education", "authorities", "business", "civil-society")
_ROLES: Final = ("participant",) * 5 + ("partner",) * 3 + ("leader", "host", "funder", "member", "teacher")
_MODALITIES: Final = ("actual",) * 8 + ("planned", "possible", "normative")
_VOICES: Final[Mapping[str, int]] = {
    "author": 60,
    "own-description": 15,
    "cited-report": 10,
    "steering-group": 8,
    "users-quoted": 5,
    "government-document": 2,
}
"""The voices, each named after its kind, and how often each is heard."""


class _Told(NamedTuple):
    """What a sentence tells, once in the words of a voice."""

    statements: str
    modality: str = ""
    """Of the assertion, where it is not just as it happens to be."""


def write_programme(folder: Path, sentences: int, seed: int = 1) -> None:
    """Write the data folder of a programme whose sources have so many sentences."""
    target = folder / NAME
    target.mkdir(parents=True)
    author = _Author(random.Random(seed))
    a_section = _SENTENCES_A_PARAGRAPH * _PARAGRAPHS_A_SECTION
    for section, start in enumerate(range(0, sentences, a_section), start=1):
        places = [_Place(section, number) for number in range(min(a_section, sentences - start))]
        assertions = "".join(author.assertions(place) for place in places)
        for part, text in {
            ".passages": "".join(author.passages(section, places)),
            ".entities": "".join(author.labels()),
            "": f"<> husk:defaultVoice voice:author ; husk:defaultModality modality:actual .\n{assertions}",
        }.items():
            (target / f"{section}{part}.trig").write_text(_prefixed(text), encoding="utf-8")


class _Place(NamedTuple):
    """Where a sentence stands."""

    section: int
    number: int
    """Within the section, from 0."""

    @property
    def paragraph(self) -> int:
        return self.number // _SENTENCES_A_PARAGRAPH + 1

    @property
    def sentence(self) -> int:
        return self.number % _SENTENCES_A_PARAGRAPH + 1

    @property
    def slug(self) -> str:
        return f"{self.section}-p{self.paragraph}-s{self.sentence}"


class _Author:
    """Writes a programme from its first sentence to its last, and remembers what was named how often."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = list(made_up_words(chance))
        self._mentioned: defaultdict[str, list[str]] = defaultdict(list)
        self._counted: defaultdict[str, int] = defaultdict(int)
        self._introduced: list[str] = []
        self._unlabelled: list[str] = []
        self._sorts: Mapping[Callable[[], _Told], int] = {
            self._taking_part: 40,
            self._affiliation: 5,
            self._goal: 6,
            self._method: 5,
            self._outcome: 8,
            self._work: 6,
            self._judgement: 12,
            self._criterion: 6,
            self._barrier: 4,
            self._advice: 4,
            self._gap: 4,
        }

    def assertions(self, place: _Place) -> str:
        """Write what a sentence says: what it names for the first time, and two things besides."""
        if place == (1, 0):
            self._labelled("programme", NAME)
            self._introduced.append(f"programme:{NAME} a husk:Programme .")
        sorts = self._chance.choices([*self._sorts], [*self._sorts.values()], k=2)
        told = [tell() for tell in sorts]
        introduced, self._introduced = self._introduced, []
        new = [_Told("\n    ".join(introduced), "actual")] if introduced else []
        return "".join(
            self._assertion(f"{place.slug}-{letter}", one)
            for letter, one in zip("abc", [*new, *told], strict=False)
        )

    def passages(self, section: int, places: Sequence[_Place]) -> Iterator[str]:
        """Write the description of a section and its passages, and with the first of a source that of it."""
        source = f"report-{(section - 1) // _SECTIONS_A_SOURCE + 1}"
        if section % _SECTIONS_A_SOURCE == 1:
            yield f'source:{source} a husk:Source ; dcterms:title "{self._some_words(2, 5)}"@nb .\n'
            self._labelled("source", source)
        if section == 1:
            for voice in _VOICES:
                yield f"voice:{voice} a husk:Voice ; husk:voiceKind voice-kind:{voice} .\n"
                self._labelled("voice", voice)
        self._labelled("section", str(section))
        yield (
            f"section:{section} a husk:Section ; husk:partOf source:{source} ; "
            f'husk:sectionNumber "{section}" ; husk:heading "{self._some_words(1, 4)}"@nb ;\n'
            f"    husk:firstPage {section * 10} ; husk:lastPage {section * 10 + 9} .\n"
        )
        for place in places:
            start = (section * _SENTENCES_A_PARAGRAPH * _PARAGRAPHS_A_SECTION + place.number) * 100
            yield (
                f"p:{place.slug} a husk:Passage ; husk:inSection section:{section} ; "
                f"oa:hasSource source:{source} ;\n"
                f"    husk:paragraph {place.paragraph} ; husk:sentence {place.sentence} ; "
                f"husk:page {section * 10 + place.number // 30} ;\n"
                f"    husk:startPosition {start} ; husk:endPosition {start + 99} ; "
                f'husk:fingerprint "sha256:{start:064x}" ;\n'
                f'    dcterms:description "{self._some_words(6, 14)}"@nb, "{self._some_words(6, 14)}"@en .\n'
            )

    def labels(self) -> Iterator[str]:
        """Write what everything is called that was named since this was last asked."""
        yield "graph:labels {\n"
        for name in self._unlabelled:
            bokmal, english = self._some_words(1, 4), self._some_words(1, 4)
            yield f'    {name} skos:prefLabel "{bokmal[:50]}"@nb, "{english[:50]}"@en ;\n'
            yield (
                f'        dcterms:description "{self._some_words(5, 12)}"@nb, '
                f'"{self._some_words(5, 12)}"@en .\n'
            )
        yield "}\n"
        self._unlabelled = []

    def _assertion(self, slug: str, told: _Told) -> str:
        voice = self._chance.choices([*_VOICES], [*_VOICES.values()])[0]
        modality = told.modality or self._chance.choice(_MODALITIES)
        return (
            f"\na:{slug} prov:wasAttributedTo voice:{voice} ; husk:reportedBy voice:author ; "
            f"husk:modality modality:{modality} .\na:{slug} {{\n    {told.statements}\n}}\n"
        )

    def _some(self, kind: str) -> str:
        """Return the name of a thing of a kind: a new one, or one that was mentioned, by how often it was."""
        mentioned = self._mentioned[kind]
        if not mentioned or self._chance.random() < _NEW[kind]:
            slug = self._one_more(kind)
            self._introduced += [f"{kind}:{slug} a <{KINDS[kind]}> ; {self._nature(kind)} ."]
        else:
            slug = self._chance.choice(mentioned)
        mentioned.append(slug)
        return slug

    def _nature(self, kind: str) -> str:
        """Return what is said of a thing of a kind when it is named for the first time."""
        name = f'husk:name "{self._some_words(1, 3)}"@nb'
        match kind:
            case "organisation":
                nature = f"{name} ; husk:sector sector:{self._chance.choice(_SECTORS)}"
            case "subproject":
                nature = f"{name} ; husk:partOf programme:{NAME}"
            case "arena" | "activity":
                nature = f"{name} ; husk:partOf subproject:{self._some('subproject')}"
            case "publication":
                nature = f'dcterms:title "{self._some_words(3, 9)}"@nb'
            case "barrier":
                nature = f"husk:wouldLeadTo claim:{self._some('claim')}"
            case "claim":
                nature = f"husk:about topic:{self._some('topic')}"
            case _:
                nature = name
        return nature

    def _one_more(self, kind: str) -> str:
        """Return a name that no thing of the kind has yet."""
        self._counted[kind] += 1
        slug = f"{kind}-{self._counted[kind]}"
        self._labelled(kind, slug)
        return slug

    def _labelled(self, kind: str, slug: str) -> None:
        self._unlabelled.append(f"{kind}:{slug}")

    def _some_words(self, least: int, most: int) -> str:
        return some_words(self._words, least, most, self._chance)

    def _actor(self) -> tuple[str, str]:
        kind = self._chance.choice(_ACTORS)
        return kind, self._some(kind)

    def _setting(self) -> tuple[str, str]:
        kind = self._chance.choice(_SETTINGS)
        return kind, self._some(kind)

    def _year(self) -> int:
        return self._chance.randrange(1990, 2026)

    def _period(self) -> str:
        """Return how the name of a period spells its time: a year, a month, or from a year on."""
        year = self._year()
        return self._chance.choice((f"{year}", f"{year}-{self._chance.randint(1, 12):02}", f"{year}_"))

    def _taking_part(self) -> _Told:
        (actor_kind, actor), (setting_kind, setting) = self._actor(), self._setting()
        role = self._chance.choice(_ROLES)
        period = self._period() if self._chance.random() < 0.4 else ""
        name = "_".join(filter(None, (actor, role, setting, period)))
        when = f" ; husk:period period:{period}" if period else ""
        return _Told(
            f"participation:{name} a husk:Participation ; husk:agent {actor_kind}:{actor} ; "
            f"husk:role role:{role} ; husk:in {setting_kind}:{setting}{when} ."
        )

    def _affiliation(self) -> _Told:
        person, organisation = self._some("person"), self._some("organisation")
        return _Told(
            f"person:{person} husk:belongsTo organisation:{organisation} ; "
            f'husk:position "{self._some_words(1, 2)}"@nb .',
            "actual",
        )

    def _goal(self) -> _Told:
        kind, setting = self._setting()
        return _Told(f"{kind}:{setting} husk:hasGoal goal:{self._some('goal')} .")

    def _method(self) -> _Told:
        kind, setting = self._setting()
        return _Told(f"{kind}:{setting} husk:usesMethod method:{self._some('method')} .")

    def _outcome(self) -> _Told:
        kind, setting = self._setting()
        outcome, measure = self._some("outcome"), self._one_more("measure")
        return _Told(
            f"{kind}:{setting} husk:hasOutcome outcome:{outcome} .\n"
            f"    measure:{measure} a husk:Measure ; husk:measureOf outcome:{outcome} ; "
            f"husk:minimum {self._chance.randrange(100)}.0 ; husk:unit unit:percent ."
        )

    def _work(self) -> _Told:
        kind, setting = self._setting()
        work, author, publisher = self._some("publication"), self._some("person"), self._some("organisation")
        return _Told(
            f"publication:{work} a husk:Publication ; husk:author person:{author} ; "
            f"husk:publisher organisation:{publisher} ; husk:documents {kind}:{setting} ; "
            f"husk:publicationKind publication-kind:report ; husk:issued period:{self._year()} .",
            "actual",
        )

    def _judgement(self) -> _Told:
        kind, setting = self._setting()
        stance = self._chance.choice(("affirms", "affirms", "doubts", "denies"))
        return _Told(
            f"judgement:{self._one_more('judgement')} a husk:Judgement ; husk:about {kind}:{setting} ; "
            f"husk:claims claim:{self._some('claim')} ; husk:stance stance:{stance} .",
            "actual",
        )

    def _criterion(self) -> _Told:
        kind = self._chance.choice(("enabling", "harm-preventing"))
        return _Told(
            f"criterion:{self._one_more('criterion')} a husk:SuccessCriterion ; "
            f"husk:criterionKind criterion-kind:{kind} ; husk:supports goal:{self._some('goal')} ; "
            f"husk:counters barrier:{self._some('barrier')} ; "
            f"husk:protectsAgainst claim:{self._some('claim')} .",
            "actual",
        )

    def _barrier(self) -> _Told:
        kind, setting = self._setting()
        return _Told(f"barrier:{self._some('barrier')} husk:about {kind}:{setting} .", "actual")

    def _advice(self) -> _Told:
        kind, setting = self._setting()
        sort, class_ = self._chance.choice((("lesson", "Lesson"), ("recommendation", "Recommendation")))
        return _Told(
            f"{sort}:{self._one_more(sort)} a husk:{class_} ; husk:about {kind}:{setting} .", "actual"
        )

    def _gap(self) -> _Told:
        kind, setting = self._setting()
        return _Told(f"gap:{self._one_more('gap')} a husk:Gap ; husk:about {kind}:{setting} .", "actual")


def _prefixed(text: str) -> str:
    """Declare the prefixes of a text before it."""
    prefixes = programme_prefixes(NAME)
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    return f"{declared}\n{text}"
