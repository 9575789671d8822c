"""What chance gives for how equal the parties are, kept with an edition when it is built, read back at once.

It is a function of who had part in what; so what an earlier snapshot has of equal parts, made by the same
code, is taken over.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from graph.analysis.keeping import SEED, read_chance
from graph.equality.assessment import Assessed, assess
from graph.equality.overview import EqualityReader
from graph.equality.parts import Parts, Way
from graph.errors import SnapshotError
from graph.fingerprints import code_fingerprint
from graph.null_models.significance import Chance
from graph.store import Store

FILE: Final = "equality.json"
"""Where it is, in the directory of a snapshot."""
KEPT: Final = ("Setting", "Arena")
"""The kinds of settings of which it is kept."""
MOST_PLACES: Final = 100_000
"""Actors times settings and works up to which it is kept: one note has a seventh of that, a million quads
eighteen times that, and took minutes. `husk equality` asks chance on demand."""
_CODE: Final = ("equality", "null_models", "measures/two_mode.py", "analysis/sensitivity.py", "runs.py")
"""What makes the values, below the folder of the graph."""


@dataclass(frozen=True)
class Kept:
    """What chance gives for one value, and how far it moves without single things."""

    chance: Chance
    low: float | None
    """The smallest value without any one setting, actor or voice."""
    high: float | None
    hangs_on: str | None
    """Without what the value moves most: the id of a setting or actor, or the IRI of a voice."""

    @classmethod
    def of(cls, assessed: Assessed) -> "Kept":
        """Sum up what was assessed."""
        moved = (assessed.without_setting, assessed.without_actor, assessed.without_voice)
        most = max(moved, key=lambda each: each.movement)
        return cls(
            assessed.chance,
            min((each.low for each in moved if each.low is not None), default=None),
            max((each.high for each in moved if each.high is not None), default=None),
            most.hangs_on,
        )


def write_equality(store: Store, directory: Path, *, samples: int) -> None:
    """Ask chance how equal the parties are, and keep it in the directory of a snapshot; not of very many.

    Args:
        store: the graph.
        directory: that of the snapshot; the others stand beside it.
        samples: how often chance deals the sectors out; 0 keeps nothing.
    """
    if not samples:
        return
    reader = EqualityReader(store)
    document = {}
    for kind in KEPT:
        parts = reader.overview(kind).parts
        if len(parts.actors) * len(parts.things) > MOST_PLACES:
            continue
        key = _key(parts, samples)
        document[kind] = _kept_elsewhere(directory, kind, key) or {
            "key": key,
            "values": [asdict(Kept.of(each)) for each in assess(parts, SEED, samples)],
        }
    (directory / FILE).write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), "utf-8")


def read_equality(directory: Path) -> Mapping[str, tuple[Kept, ...]]:
    """Read for each kind what chance gives, in the order of the values; nothing if it was built without.

    Raises:
        SnapshotError: it cannot be read.
    """
    try:
        document = json.loads((directory / FILE).read_text("utf-8"))
        return {kind: tuple(map(_told, found["values"])) for kind, found in document.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"What chance gives in {directory} cannot be read: {error}. Run `husk build`."
        raise SnapshotError(message) from error


def _told(found: Mapping[str, Any]) -> Kept:
    """Read one value from JSON."""
    return Kept(read_chance(found["chance"]), found["low"], found["high"], found["hangs_on"])


def _kept_elsewhere(directory: Path, kind: str, key: str) -> Any:
    """Return what a snapshot beside this one has of equal parts."""
    for other in directory.parent.iterdir():
        try:
            found = json.loads((other / FILE).read_text("utf-8"))[kind]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if found.get("key") == key:
            return found
    return None


def _key(parts: Parts, samples: int) -> str:
    """Return the fingerprint of all that the values are a function of."""
    told = [
        [way.slug, *place, sorted(voices)]
        for way in Way
        for place, voices in sorted(parts.voices[way].items())
    ]
    named = [[party.iri for party in parts.parties], parts.actors, parts.things]
    code = code_fingerprint(Path(__file__).parents[1] / name for name in _CODE)
    whole = [named, parts.acts_for.tolist(), parts.stated.tolist(), told, samples, SEED, code]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()
