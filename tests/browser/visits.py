"""A visit to the pages in a browser that notes every fault: of script, of policy, or a foreign request."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Position, Request, ViewportSize

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
MILLISECONDS = 120_000
"""How long a busy machine may take for what a test waits for."""

_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_POLICY_WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
_PAIRS = """
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX modality: <https://w3id.org/husk/vocabulary/modality/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?agent ?setting {
  GRAPH ?assertion { ?participation husk:agent ?agent ; husk:in ?setting }
  ?assertion a husk:Assertion .
  CONDITION
}
"""

PLACE = """(ids) => {
  const spot = (id) => network.canvasToDOM(network.getPosition(id));
  const [start, end] = [spot(ids[0]), spot(ids.at(-1))];
  if (ids.length === 1) return start;
  const marks = picture.ids().map(spot);
  const at = (share) => ({ x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share });
  const isFree = ({ x, y }) =>
    !picture.drawn.some(({ box }) => x > box.left && x < box.right && y > box.top && y < box.bottom) &&
    marks.every((mark) => Math.hypot(mark.x - x, mark.y - y) > 18);
  return [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map(at).find(isFree);
}"""


class Visit:
    """A window of its own, without anything kept from other visits; nothing in it moves by itself."""

    def __init__(
        self, browser: Browser, site: str, *, size: ViewportSize | None = None, **options: Any
    ) -> None:
        """Open a window on a site, an address such as `http://127.0.0.1:8000`."""
        self.site = site
        self.faults: list[str] = []
        self._context = browser.new_context(viewport=size or WIDE, reduced_motion="reduce", **options)
        self._context.set_default_timeout(MILLISECONDS)
        self.page: Page = self._context.new_page()
        self.page.add_init_script(_POLICY_WATCH)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", self._on_error)
        self.page.on("request", self._on_request)

    @contextmanager
    def closing(self) -> Iterator["Visit"]:
        """Close the window at the end, and fail if there was any fault in it."""
        try:
            yield self
            assert not self.faults, "\n".join(self.faults)
        finally:
            self._context.close()

    def open(self, path: str) -> Page:
        """Open a page, and wait until its script says that it is ready, if it has one."""
        self.page.goto(self.site + path)
        if self.page.locator("script[type=module]").count():
            self.page.wait_for_selector("html[data-ready]")
        return self.page

    def address(self) -> str:
        """Return the address that the page shows now; what the browser tells of it by itself comes later."""
        address: str = self.page.evaluate("location.href")
        return address

    def axe(self, *rules: str) -> list[str]:
        """Return what axe-core finds on the page as it stands, each finding with its places.

        Args:
            rules: those to hold the page against; by default all that axe-core has.
        """
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(_AXE)
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self.page.evaluate(
            "(options) => axe.run(options).then(({ violations }) => violations)", options
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]

    def network(self) -> Any:
        """Return the network that the page hands to its script."""
        return json.loads(self.page.locator("#network").text_content() or "")

    def nodes_in_picture(self) -> set[str]:
        """Return the ids of the nodes that vis-network shows."""
        return set(self.page.evaluate("network.body.data.nodes.getIds()"))

    def ties_in_picture(self) -> set[frozenset[str]]:
        """Return the pairs of ids that vis-network draws a line between."""
        ties = self.page.evaluate("network.body.data.edges.get().map(({ from, to }) => [from, to])")
        return {frozenset(tie) for tie in ties}

    def ties_in_table(self) -> set[frozenset[str]]:
        """Return the pairs of ids that the rows of the table stand for, filtered ones excepted."""
        rows = self.page.evaluate(
            "Array.from(document.querySelectorAll('tbody tr:not([hidden])'), (row) => row.dataset)"
            ".map(({ actor, setting }) => [actor, setting])"
        )
        return {frozenset(row) for row in rows}

    def ties_by_sparql(self, condition: str) -> set[frozenset[str]]:
        """Return the pairs of ids that the endpoint finds of who took part in what, on a condition."""
        query = quote(_PAIRS.replace("CONDITION", condition))
        answer = httpx2.get(
            f"{self.site}/sparql?query={query}",
            headers={"Accept": "application/sparql-results+json"},
            timeout=60,
        )
        return {
            frozenset(row[name]["value"].partition("/id/")[2] for name in ("agent", "setting"))
            for row in answer.json()["results"]["bindings"]
        }

    def place(self, *nodes: str) -> Position:
        """Return where a node stands on the canvas, or a place on the tie between two that nothing covers."""
        place: Position = self.page.evaluate(PLACE, nodes)
        return place

    def click(self, *nodes: str) -> None:
        """Click on a node, or on the tie between two."""
        self.page.locator("#canvas").click(position=self.place(*nodes))

    def _on_console(self, message: ConsoleMessage) -> None:
        # That a page itself is an answer to what was not found, or could not be asked, is told on it.
        is_the_page = message.location["url"].partition("#")[0] == self.page.url.partition("#")[0]
        if message.type in {"error", "warning"} and not (
            is_the_page and "with a status of 40" in message.text
        ):
            self.faults.append(f"console: {message.text}")

    def _on_error(self, error: Error) -> None:
        self.faults.append(f"script: {error}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        is_own = request.url.partition("#")[0] == self.site or address.hostname == "127.0.0.1"
        if address.scheme not in {"data", "blob"} and not is_own:
            self.faults.append(f"request to another host: {request.url}")
