"""The edition that is exported, and what each export tells of where it comes from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.networks.reading import Reader
from graph.queries import query
from graph.reading.descriptions import Reference
from graph.reading.entities import LONGEST_PAGE, EntityReader
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.terms import DATASET, ID, parse_entity

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"

_TITLE: Final = {"nb": "Husk: aktører, arenaer og utfall", "en": "Husk: actors, arenas and outcomes"}


@dataclass(frozen=True)
class Edition:
    """One edition of the graph, which exports are made of."""

    reader: EntityReader
    name: str
    """32 hexadecimal digits."""
    version: str
    """Of the product."""
    programmes: Sequence[str]
    programme: str | None = None
    """The programme that is exported, as ids begin; None for all of them together."""

    @classmethod
    def of(cls, snapshot: Snapshot, reader: EntityReader, programme: str | None = None) -> "Edition":
        """Take what a manifest tells, and the reader of its store."""
        version = str(snapshot.manifest["version"])
        return cls(reader, snapshot.edition, version, snapshot.programmes, programme)

    @property
    def store(self) -> Store:
        """The graph itself."""
        return self.reader.store

    @cached_property
    def networks(self) -> Reader:
        """Its networks, each read when it is asked for."""
        return Reader(self.store)

    @cached_property
    def things(self) -> Mapping[str, Sequence[str]]:
        """The ids of the things of each kind, sorted."""
        found = defaultdict[str, list[str]](list)
        for row in self.store.select(query("subjects")):
            entity = parse_entity(row["subject"].value)
            if entity:
                found[entity.kind].append(entity.iri.removeprefix(ID))
        return {kind: sorted(names) for kind, names in found.items()}

    @cached_property
    def documents(self) -> tuple[Reference, ...]:
        """The documents that the graph was read from."""
        return self.reader.list_entities("Source", limit=LONGEST_PAGE).items

    def origin(self, language: str) -> Mapping[str, str]:
        """Tell where an export comes from, under the English names of what is told."""
        return {
            "title": _TITLE[language],
            "source": DATASET,
            "documents": " | ".join(document.label.get(language) for document in self.documents),
            "licence": f"CC BY 4.0, {LICENCE}",
            "version": self.version,
            "edition": self.name,
            "language": language,
            **({"programme": self.programme} if self.programme else {}),
        }
