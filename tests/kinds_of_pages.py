"""Every kind of page, as the routes tell them, each with addresses of the pages in it that weigh most."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from starlette.routing import BaseRoute, Route

from graph.networks.registry import NETWORKS
from graph.reading.descriptions import Labelled
from graph.served import Served
from ontology.terms import HUSK, ID, LANGUAGES, kind_of
from visualizations.layout import groups_in, read_layout

_BUSIEST: Final = """
SELECT ?thing (COUNT(?graph) AS ?statements) WHERE {
  { GRAPH ?graph { ?thing ?property ?value } } UNION { GRAPH ?graph { ?value ?property ?thing } }
  FILTER(STRSTARTS(STR(?thing), "https://w3id.org/husk/id/"))
} GROUP BY ?thing ORDER BY DESC(?statements) ?thing
"""
_FILES: Final = ("/{language}/sparql/", "/{language}/map/{size}.svg", "/{language}/map/{name}/{size}.svg")


def kinds_of_pages(routes: Iterable[BaseRoute], served: Served) -> Mapping[str, Sequence[str]]:
    """Return by their route the addresses of pages to look at, in every language.

    Raises:
        KeyError: a page has a place to fill in its route that nothing here fills.
    """
    examples = _examples(served)
    found: dict[str, Sequence[str]] = {}
    for route in routes:
        path = getattr(route, "path", "")
        language = path.split("/")[1]
        if not isinstance(route, Route) or language not in LANGUAGES:
            continue
        kind = path.replace(f"/{language}", "/{language}", 1)
        if kind == "/{language}" or kind.startswith(_FILES) or path.endswith(".csv"):
            continue
        told = examples[kind] if "{" in path else ["", *examples.get(kind, ())]
        start = path.partition("{")[0]
        found[path] = [start + each for each in told]
    return found


def shows_a_map(kind: str) -> bool:
    """Tell whether the pages of a route are maps."""
    return kind.split("/")[2] == "map"


def _examples(served: Served) -> Mapping[str, Sequence[str]]:
    """Return what fills the place in each route, or follows it as a query."""
    busiest = list(_busiest(served))
    layouts = read_layout(served.snapshot.layout_path)
    groups = [f"{name}/{group}" for name in NETWORKS for group in groups_in(layouts, name)][:2]
    return {
        "/{language}/kinds/{name}": [kind.iri.removeprefix(HUSK) for kind in _largest(served)],
        "/{language}/map/{name}": list(NETWORKS),
        "/{language}/map/{name}/{group:path}": groups,
        "/{language}/id/{entity_id:path}": [*busiest, f"{_source(busiest)}?property=%5Eoa:hasSource"],
        "/{language}/questions/{name}": [question.name for question in served.questions[::5]],
        "/{language}/networks/{name}": list(NETWORKS),
        "/{language}/search": [f"?q={quote(word)}" for word in ("krem", "bruker")],
        "/{language}/compare": [
            "?" + "&".join(f"s={thing.id}" for thing in served.reader.all_of("Subproject")[:2])
        ],
        "/{language}/matrix": ["?type=Activity"],
        "/{language}/vocabulary/{path:path}": ["role", "role/leader"],
        "/{language}/sparql": ["?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 1000")],
        "/{language}/{path:path}": ["nothing"],
    }


def _source(busiest: Iterable[str]) -> str:
    """Return the source that most is said of, or that most is taken from."""
    return next(each for each in busiest if kind_of(ID + each) == "source")


def _largest(served: Served) -> Sequence[Labelled]:
    """Return the classes with most things."""
    counts = served.reader.classes()
    return sorted(counts, key=lambda class_: (-counts[class_], class_.iri))[:5]


def _busiest(served: Served) -> Iterator[str]:
    """Yield of each kind of thing the id of that of which most is said."""
    seen: defaultdict[str, int] = defaultdict(int)
    for row in served.reader.store.select(_BUSIEST):
        kind = kind_of(row["thing"].value) or ""
        seen[kind] += 1
        if kind and seen[kind] == 1:
            yield row["thing"].value.removeprefix(ID)
