"""All networks, as data: what each is, and how it is read from the graph."""

from dataclasses import dataclass
from typing import Final

from graph.networks.one_mode import Weight
from graph.reading.descriptions import Text


@dataclass(frozen=True)
class Projection:
    """A network as a projection of the graph."""

    name: str
    """As in addresses and on the command line: `actors-by-arenas`."""
    title: Text
    sentence: Text
    """What stands as a node, and what as a tie."""
    query: str
    """The query that finds the ties, by its name in `graph.queries`."""
    sources: frozenset[str] | None = None
    """The kinds of entity that a tie goes from; None for all."""
    targets: frozenset[str] | None = None
    """The kinds of entity that a tie goes to."""
    two_mode: bool = False
    """Whether sources and targets are different kinds of node; the sources are the actors then."""
    directed: bool = False
    shared: Weight | None = None
    """In a one-mode network of actors that share targets: how ties are weighted if nothing else is asked."""
    nested: bool = False
    """Whether a setting may take part in another, so that no two modes are apart: then it has directions."""
    about_people: bool = False
    """Whether persons are nodes. Nothing is measured of persons unless somebody asks for it."""

    @property
    def export(self) -> str:
        """Return the name under which it is exported: `organisations` by itself is a table."""
        return f"network-{self.name}"


UNDERTAKEN: Final = frozenset({"programme", "subproject", "arena", "activity"})
"""The kinds of what somebody takes part in, whether or not it takes part in something itself."""

_ACTORS: Final = frozenset({"organisation", "group", "party"})
_ARENAS: Final = frozenset({"arena", "activity", "group"})
_THEORY: Final = frozenset(
    {"goal", "method", "criterion", "barrier", "outcome", "recommendation", "lesson", "claim"}
)

_ALL: Final = (
    Projection(
        name="taking-part",
        title=Text("hvem som deltok hvor", "who took part where"),
        sentence=Text(
            "Alle som deltok i noe, har bånd til det de deltok i: programmet, delprosjekter, arenaer, "
            "aktiviteter og grupper, som også kan ha deltatt i hverandre.",
            "All who took part in something have ties to what they took part in: the programme, subprojects, "
            "arenas, activities and groups, which may have taken part in each other too.",
        ),
        query="network_taking_part",
        sources=None,
        targets=None,
        directed=True,
        nested=True,
        about_people=True,
    ),
    Projection(
        name="actors-by-arenas",
        title=Text("aktører og arenaer", "actors by arenas"),
        sentence=Text(
            "Organisasjoner, grupper og ikke navngitte parter har bånd med arenaene, aktivitetene og "
            "gruppene de deltok i.",
            "Organisations, groups and unnamed parties have ties with the arenas, activities and groups in "
            "which they took part.",
        ),
        query="network_taking_part",
        sources=_ACTORS,
        targets=_ARENAS,
        two_mode=True,
    ),
    Projection(
        name="actors-by-subprojects",
        title=Text("aktører og delprosjekter", "actors by subprojects"),
        sentence=Text(
            "Organisasjoner, grupper og ikke navngitte parter har bånd med delprosjektene de deltok i.",
            "Organisations, groups and unnamed parties have ties with the subprojects in which they took "
            "part.",
        ),
        query="network_taking_part",
        sources=_ACTORS,
        targets=frozenset({"subproject"}),
        two_mode=True,
    ),
    Projection(
        name="organisations",
        title=Text("organisasjoner", "organisations"),
        sentence=Text(
            "Navngitte organisasjoner har bånd når de deltok i samme arena, aktivitet, gruppe eller "
            "delprosjekt; hele programmet regnes ikke, for der er alle med.",
            "Named organisations have a tie when they took part in the same arena, activity, group or "
            "subproject; the whole programme does not count, as everybody is in it.",
        ),
        query="network_taking_part",
        sources=frozenset({"organisation"}),
        targets=_ARENAS | {"subproject"},
        shared="newman",
    ),
    Projection(
        name="people-by-works",
        title=Text("personer og verk", "people by works"),
        sentence=Text(
            "Personer har bånd med verkene de har skrevet, redigert, bidratt til eller gitt ut.",
            "People have ties with the works that they wrote, edited, contributed to or published.",
        ),
        query="network_works",
        sources=frozenset({"person"}),
        targets=frozenset({"publication"}),
        two_mode=True,
        about_people=True,
    ),
    Projection(
        name="organisations-by-works",
        title=Text("organisasjoner og verk", "organisations by works"),
        sentence=Text(
            "Organisasjoner, grupper og ikke navngitte parter har bånd med verkene de har skrevet, redigert, "
            "bidratt til eller gitt ut.",
            "Organisations, groups and unnamed parties have ties with the works that they wrote, edited, "
            "contributed to or published.",
        ),
        query="network_works",
        sources=_ACTORS,
        targets=frozenset({"publication"}),
        two_mode=True,
    ),
    Projection(
        name="theory",
        title=Text("endringsteori", "theory of change"),
        sentence=Text(
            "Mål, metoder, kriterier, barrierer, utfall, anbefalinger og utsagn har bånd fra det som "
            "støtter, truer, motvirker eller fører til noe, til det det gjelder.",
            "Goals, methods, criteria, barriers, outcomes, recommendations and claims have ties from what "
            "supports, threatens, counters or leads to something, to what that is.",
        ),
        query="network_theory",
        sources=_THEORY,
        targets=_THEORY,
        directed=True,
    ),
    Projection(
        name="whole",
        title=Text("hele grafen", "the whole graph"),
        sentence=Text(
            "Alt som omtales har bånd til det som påstandene knytter det til.",
            "Whatever is spoken of has ties to what the assertions tie it to.",
        ),
        query="network_whole",
        sources=None,
        targets=None,
        directed=True,
        about_people=True,
    ),
)

NETWORKS: Final = {projection.name: projection for projection in _ALL}
"""Every network by its name."""
