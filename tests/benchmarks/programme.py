"""Made-up programmes of any size, authored like real ones, each assertion with voice and modality.

Who takes part where is heavy-tailed, as in real programmes: a few are nearly everywhere, most in one place.
The same size and seed give the same bytes.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_ID: Final = "https://w3id.org/husk/id/generated/"
_KINDS: Final = (
    "arena",
    "measure",
    "organisation",
    "outcome",
    "participation",
    "programme",
    "section",
    "source",
)
_KINDS_TOO: Final = ("subproject", "voice")
_SECTORS: Final = ("users", "practice", "research", "education", "authorities")
_ROLES: Final = ("leader", "partner", "host", "participant")
_MODALITIES: Final = ("actual",) * 8 + ("planned", "normative")
_VOICES: Final = ("author", "own-description", "curator")
_SENTENCES_A_PARAGRAPH: Final = 5
_SENTENCES_AN_OUTCOME: Final = 10

_PREFIXES: Final = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in (
        ("a", f"{_ID}assertion/"),
        ("p", f"{_ID}passage/"),
        *((kind, f"{_ID}{kind}/") for kind in (*_KINDS, *_KINDS_TOO)),
        *(
            (name, f"https://w3id.org/husk/vocabulary/{name}/")
            for name in ("modality", "role", "sector", "unit", "voice-kind")
        ),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("graph", "https://w3id.org/husk/graph/"),
        ("husk", "https://w3id.org/husk/ontology#"),
        ("oa", "http://www.w3.org/ns/oa#"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
    )
)


def write_programme(folder: Path, sentences: int, seed: int = 1) -> None:
    """Write the data folder of a programme whose source has so many sentences."""
    chance = random.Random(seed)
    target = folder / "generated"
    target.mkdir(parents=True)
    (target / "entities.trig").write_text(_PREFIXES + "".join(_entities(sentences)), encoding="utf-8")
    (target / "1.trig").write_text(_PREFIXES + "".join(_assertions(sentences, chance)), encoding="utf-8")


def _names(kind: str, sentences: int) -> Sequence[str]:
    """Return the names of all things of a kind, of which there is one for so many sentences."""
    sentences_for_one = {"organisation": 5, "arena": 7, "subproject": 40}[kind]
    return [f"{kind}-{number}" for number in range(max(3, sentences // sentences_for_one))]


def _place(sentence: int) -> str:
    paragraph, within = divmod(sentence, _SENTENCES_A_PARAGRAPH)
    return f"1-p{paragraph + 1}-s{within + 1}"


def _often_an_early_one(names: Sequence[str], chance: random.Random) -> str:
    return names[int(len(names) * chance.random() ** 3)]


def _assertions(sentences: int, chance: random.Random) -> Iterator[str]:
    """Yield what is said: a participation a sentence, and now and then what came of it."""
    organisations, arenas, subprojects = (
        _names(kind, sentences) for kind in ("organisation", "arena", "subproject")
    )
    yield "\n<> husk:defaultVoice voice:author ; husk:defaultReporter voice:author ; "
    yield "husk:defaultModality modality:actual .\n"
    yield from _framework(organisations, arenas, subprojects)
    for sentence in range(1, sentences):
        place = _place(sentence)
        organisation, arena = _often_an_early_one(organisations, chance), _often_an_early_one(arenas, chance)
        role, modality = chance.choice(_ROLES), chance.choice(_MODALITIES)
        voice = "own-description" if chance.random() < 0.2 else "author"
        yield f"""
a:{place}-a prov:wasAttributedTo voice:{voice} ; husk:modality modality:{modality} .
a:{place}-a {{
    participation:{organisation}_{role}_{arena} a husk:Participation ;
        husk:agent organisation:{organisation} ; husk:role role:{role} ; husk:in arena:{arena} .
}}
"""
        if sentence % _SENTENCES_AN_OUTCOME == 0:
            yield f"""
a:{place}-b {{
    outcome:outcome-{sentence} a husk:Outcome .
    subproject:{_often_an_early_one(subprojects, chance)} husk:hasOutcome outcome:outcome-{sentence} .
    measure:measure-{sentence} a husk:Measure ; husk:measureOf outcome:outcome-{sentence} ;
        husk:minimum {chance.randrange(100)}.0 ; husk:unit unit:percent .
}}
"""


def _framework(
    organisations: Sequence[str], arenas: Sequence[str], subprojects: Sequence[str]
) -> Iterator[str]:
    """Yield what the first sentence says: which things there are, and what belongs to what."""
    yield "\na:1-p1-s1-a {\n    programme:generated a husk:Programme .\n"
    for name in subprojects:
        yield f"    subproject:{name} a husk:Subproject ; husk:partOf programme:generated .\n"
    for number, name in enumerate(arenas):
        within = subprojects[number % len(subprojects)]
        yield f"    arena:{name} a husk:Arena ; husk:partOf subproject:{within} .\n"
    for number, name in enumerate(organisations):
        sector = _SECTORS[number % len(_SECTORS)]
        yield f"    organisation:{name} a husk:Organisation ; husk:sector sector:{sector} .\n"
    yield "}\n"


def _entities(sentences: int) -> Iterator[str]:
    """Yield the source, its passages, its voices, and what everything is called."""
    yield """
source:report a husk:Source ; dcterms:title "En oppdiktet rapport"@nb .
section:1 a husk:Section ; husk:partOf source:report ; husk:sectionNumber "1" ; husk:heading "Alt"@nb ;
    husk:firstPage 1 ; husk:lastPage 9999 .
"""
    for sentence in range(sentences):
        paragraph, within = divmod(sentence, _SENTENCES_A_PARAGRAPH)
        yield f"""
p:{_place(sentence)} a husk:Passage ; husk:inSection section:1 ; oa:hasSource source:report ;
    husk:paragraph {paragraph + 1} ; husk:sentence {within + 1} ; husk:page {1 + sentence // 30} ;
    husk:startPosition {sentence * 100} ; husk:endPosition {sentence * 100 + 99} ;
    husk:fingerprint "sha256:{sentence:064x}" ;
    dcterms:description "Setning {sentence}."@nb, "Sentence {sentence}."@en .
"""
    for voice in _VOICES:
        yield f"voice:{voice} a husk:Voice ; husk:voiceKind voice-kind:{voice} .\n"
    yield "\ngraph:labels {\n"
    for name, bokmal, english in _labels(sentences):
        yield f'    {name} skos:prefLabel "{bokmal}"@nb, "{english}"@en ;\n'
        yield f'        dcterms:description "Oppdiktet: {bokmal}."@nb, "Made up: {english}."@en .\n'
    yield "}\n"


def _labels(sentences: int) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each thing, and what it is called in either language."""
    yield "source:report", "rapporten", "the report"
    yield "section:1", "avsnittet", "the section"
    yield "programme:generated", "generated", "the made-up programme"
    for voice in _VOICES:
        yield f"voice:{voice}", f"stemmen {voice}", f"the voice {voice}"
    for kind in ("organisation", "arena", "subproject"):
        for name in _names(kind, sentences):
            yield f"{kind}:{name}", name, f"the {name}"
    for sentence in range(_SENTENCES_AN_OUTCOME, sentences, _SENTENCES_AN_OUTCOME):
        for kind in ("outcome", "measure"):
            name = f"{kind}-{sentence}"
            yield f"{kind}:{name}", name, f"the {name}"
