"""What differs between two editions, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.reading.descriptions import Text
from graph.releases.difference import Difference, Named, Number, Relation, Renamed
from graph.releases.measures import MeasureMoved
from visualizations.distribution import figure
from visualizations.wording import wording

SHOWN: Final = 12
"""How many lines of a part are shown unless all are asked for."""
_Change = Named | Renamed | Relation | Number | MeasureMoved
_TITLES: Final = {
    "things_added": Text("Nytt", "Added"),
    "things_removed": Text("Fjernet", "Removed"),
    "renamed": Text("Nytt navn", "Renamed"),
    "described_anew": Text("Ny beskrivelse", "Described anew"),
    "relations_added": Text("Nye relasjoner", "Relations added"),
    "relations_removed": Text("Fjernede relasjoner", "Relations removed"),
    "numbers": Text("Endrede tall", "Numbers changed"),
    "terms_added": Text("Nye begreper i ontologien", "Ontology terms added"),
    "terms_removed": Text("Fjernede begreper i ontologien", "Ontology terms removed"),
    "terms_changed": Text("Endrede begreper i ontologien", "Ontology terms changed"),
    "measures": Text("Endrede mål på nettverk", "Measures of networks changed"),
}
_COUNTED: Final = {
    "assertions": Text("utsagn", "assertions"),
    "relations": Text("relasjoner", "relations"),
    "terms": Text("begreper", "terms"),
    "things": Text("ting", "things"),
}
_NOTHING: Final = Text("Ingenting er endret.", "Nothing has changed.")
_COUNTS: Final = Text("Antall", "Counts")
_MORE: Final = Text("og {} til", "and {} more")
_NO_NUMBER: Final = Text("ikke noe tall", "no number")
_WITHOUT_ANALYSES: Final = {
    "before": Text(
        "Den første utgaven har ingen analyser som kan leses, så mål på nettverk er ikke sammenlignet.",
        "The first edition has no analyses that can be read, so measures of networks are not compared.",
    ),
    "after": Text(
        "Den andre utgaven har ingen analyser som kan leses, så mål på nettverk er ikke sammenlignet.",
        "The second edition has no analyses that can be read, so measures of networks are not compared.",
    ),
}
_MOVED: Final = Text("{} verdier, mest for {}", "{} values, most for {}")
_NORWEGIAN: Final = Text("på norsk", "in Norwegian")
_ENGLISH: Final = Text("på engelsk", "in English")


def in_words(difference: Difference, language: str, limit: int | None = SHOWN) -> Iterator[str]:
    """Yield the lines that tell a difference; `limit` bounds those of each part."""
    has_changed = False
    for part, title in _TITLES.items():
        changes: Sequence[_Change] = getattr(difference, part)
        if not changes:
            continue
        has_changed = True
        yield f"{title.get(language)} ({len(changes)}):"
        if part == "measures" and limit is None:
            changes = [
                moved._replace(values=(value,)) for moved in difference.measures for value in moved.values
            ]
        lines = sorted(_line(change, language) for change in changes)
        yield from (f"    {line}" for line in lines[:limit])
        if limit is not None and len(lines) > limit:
            yield f"    {_MORE.get(language).format(len(lines) - limit)}"
    if not has_changed:
        yield _NOTHING.get(language)
    moved = {kind: pair for kind, pair in difference.counts.items() if pair[0] != pair[1]}
    if moved:
        yield f"{_COUNTS.get(language)}:"
    for kind, (before, after) in moved.items():
        yield f"    {_COUNTED[kind].get(language)}: {before} → {after}"
    if difference.without_analyses:
        yield _WITHOUT_ANALYSES[difference.without_analyses].get(language)


def as_document(difference: Difference) -> str:
    """Return all of a difference as JSON, texts in both languages."""
    return json.dumps(_plain(difference), ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    """Turn tuples with names into objects."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        names = getattr(value, "_asdict", None)
        return _plain(names()) if names else [_plain(part) for part in value]
    return value


def _line(change: _Change, language: str) -> str:
    """Tell one change."""
    if isinstance(change, Renamed):
        return _renamed(change, language)
    if isinstance(change, Relation):
        said = f"{change.subject.label.get(language)} – {change.property.label.get(language)} – "
        said += change.value.get(language) + (f", {change.when.get(language)}" if change.when else "")
        told = (change.voice.get(language), change.modality.get(language), change.place)
        return f"{said} ({', '.join(part for part in told if part)})"
    if isinstance(change, Number):
        before, after = (
            ", ".join(value.get(language) for value in values) or _NO_NUMBER.get(language)
            for values in (change.before, change.after)
        )
        return f"{change.measure.label.get(language)}: {before} → {after}"
    if isinstance(change, MeasureMoved):
        return _moved(change, language)
    return change.label.get(language)


def _moved(change: MeasureMoved, language: str) -> str:
    """Tell how many values of a measure moved, and which of them most."""
    most, *others = change.values
    before, after = (
        _NO_NUMBER.get(language) if value is None else figure(value, wording(language))
        for value in (most.before, most.after)
    )
    told = ": ".join(filter(None, (most.label.get(language), f"{before} → {after}")))
    if others:
        told = _MOVED.get(language).format(len(change.values), told)
    return f"{change.network.get(language)}, {change.measure.get(language)}: {told}"


def _renamed(change: Renamed, language: str) -> str:
    """Tell a new label; where only the other language has one, say so."""
    before, after = change.before.get(language), change.after.get(language)
    if before != after:
        return f"{before} → {after}"
    other, where = ("nb", _NORWEGIAN) if language == "en" else ("en", _ENGLISH)
    return f"{after}; {where.get(language)}: {change.before.get(other)} → {change.after.get(other)}"
