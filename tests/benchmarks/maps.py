"""How long until a map is ready in a browser? As a ratio to a page with the same script that shows none."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import networkx as nx
from playwright.sync_api import Browser, sync_playwright

from graph.networks.reading import Tie
from graph.reading.descriptions import Assertion, Labelled, Text
from ontology.terms import HUSK, ID, VOCABULARY
from tests.browser.conftest import ARGUMENTS
from visualizations.layout import Layouts, groups_in, layouts_of
from visualizations.maps import Maps
from visualizations.network import MapNetwork, map_network

SIZES: Final = (400, 2_000, 10_000)
VISITS: Final = 5
_READY: Final = """
new MutationObserver(() => { globalThis.readyAt ??= performance.now(); })
  .observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""


def made_up(size: int) -> "nx.Graph[str]":
    """Make a network up of which few nodes have many ties, with a voice for each tie."""
    relation = Labelled(HUSK + "supports", Text("støtter", "supports"))
    voice = Labelled(ID + "demo/party/author", Text("forfatteren", "the author"))
    actual = Labelled(VOCABULARY + "modality/actual", Text("faktisk", "actual"))
    kinds = ("goal", "method", "criterion", "barrier", "outcome")
    found: nx.Graph[str] = nx.Graph()
    for number in range(size):
        kind = kinds[number % len(kinds)]
        found.add_node(
            f"demo/{kind}/n{number}",
            kind=kind,
            kind_label=Text(kind, kind),
            mode="idea",
            label_nb=f"Ting nummer {number}",
            label_en=f"Thing number {number}",
            description=None,
            names=(),
            sectors=(),
            statuses=(),
        )
    nodes = list(found)
    for one, other in nx.barabasi_albert_graph(size, 2, seed=1).edges:
        source, target = nodes[one], nodes[other]
        assertion = Assertion(f"{ID}demo/assertion/{one}-{other}", voice, None, actual, (), None, None)
        tie = Tie(source, target, relation, (), (assertion,))
        found.add_edge(source, target, ties=(tie,), modality="actual")
    return found


class MadeUpMaps(Maps):
    """The maps of a made-up network, which stands for the whole graph."""

    def __init__(self, network: "nx.Graph[str]", layouts: Layouts) -> None:
        """Take a network for the one that would be read."""
        super().__init__(None, layouts, "")  # type: ignore[arg-type]  # no store is read
        self._networks["whole", None] = network


def pages(network: "nx.Graph[str]", layouts: Layouts) -> Iterator[tuple[str, MapNetwork]]:
    """Yield the map that a reader of a network meets, and where there are groups that of the largest."""
    maps = MadeUpMaps(network, layouts)
    groups = groups_in(layouts, "whole")
    largest = max(groups, key=lambda group: len(groups[group]), default=None)
    wanted = {"by groups" if groups else "at once": "", **({"its largest group": largest} if largest else {})}
    for told, group in wanted.items():
        drawn = maps.get("en", "whole", group)
        if drawn:
            yield told, drawn


def _browser() -> str:
    """Return the machine's own Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))


def milliseconds(browser: Browser, page: Path) -> float:
    """Return how long it takes from asking for a page until its map is ready, as the median of visits."""
    times = []
    for _ in range(VISITS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        visit = context.new_page()
        visit.add_init_script(_READY)
        visit.goto(page.as_uri())
        visit.wait_for_function("globalThis.readyAt !== undefined")
        times.append(float(visit.evaluate("globalThis.readyAt")))
        context.close()
    return statistics.median(times)


def main() -> None:
    """Print how long maps take until they are ready, and the layouts that the build makes of them."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=ARGUMENTS)
        path = Path(name, "map.html")

        def measured(drawn: MapNetwork) -> float:
            path.write_text(drawn.generate_standalone(date(2026, 1, 1)), encoding="utf-8")
            return milliseconds(browser, path)

        blank = measured(map_network(nx.Graph(), {}, "en"))
        print(f"\nA map of so many nodes (blank: {blank:.0f} ms)       shown     kB ready, ms   ratio")
        for size in SIZES:
            network = made_up(size)
            start = time.perf_counter()
            layouts = layouts_of("whole", network)
            took = time.perf_counter() - start
            for told, drawn in pages(network, layouts):
                ready = measured(drawn)
                print(
                    f"  {size:>6,}, {told:<30}{len(drawn.nodes):>6}{path.stat().st_size // 1024:>7}"
                    f"{ready:>10.0f}{ready / blank:>8.1f}"
                )
            print(f"  {size:>6,}, laid out at build in {took:.1f} s")
        browser.close()
