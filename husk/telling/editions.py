"""What an edition holds and what was left out of it, in words for the command line."""

from typing import Any

from graph.snapshot import Snapshot

_KINDS = ("triples", "entities", "assertions", "passages")
_REMOVED = {
    "persons": "persons",
    "things": "other things",
    "statements": "statements",
    "texts": "texts with a name replaced",
    "questions": "saved questions",
}


def size_in_words(snapshot: Snapshot) -> str:
    """Say how much a snapshot holds."""
    counts: Any = snapshot.manifest["counts"]
    return ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS)


def removed_in_words(snapshot: Snapshot) -> str:
    """Say how much was left out of a snapshot at somebody's request; nothing where nothing was."""
    counts: Any = snapshot.manifest.get("removed", {})
    if not counts.get("persons"):
        return ""
    return ", ".join(f"{words}: {counts[kind]}" for kind, words in _REMOVED.items())
