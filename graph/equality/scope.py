"""Of which programmes equality is told, and by what name a thing goes there that several of them have."""

from dataclasses import dataclass, field

from graph.reading.programmes import Same, belongs, names_of, same_things
from graph.store import Store
from ontology.terms import ID


@dataclass(frozen=True)
class Scope:
    """One of several programmes, or all of them together."""

    programme: str | None = None
    """The name of the only programme; None for all of them."""
    same: Same = field(default_factory=dict)

    @classmethod
    def read(cls, store: Store, programme: str | None) -> "Scope":
        """Read what is the same in several programmes."""
        return cls(programme, same_things(store))

    def has(self, iri: str) -> bool:
        """Tell whether a thing belongs to it."""
        return belongs(iri, self.programme)

    def id_of(self, iri: str) -> str:
        """Return the id that a thing goes by: where all programmes are told of, one for all its names.

        >>> names = ("https://w3id.org/husk/id/a/arena/x", "https://w3id.org/husk/id/b/arena/y")
        >>> same = dict.fromkeys(names, names)
        >>> Scope(None, same).id_of(names[1]), Scope("b", same).id_of(names[1])
        ('a/arena/x', 'b/arena/y')
        """
        programmes = None if self.programme is None else frozenset({self.programme})
        return names_of(iri, self.same, programmes)[0].removeprefix(ID)
