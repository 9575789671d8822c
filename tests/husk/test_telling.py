"""What is asked for in bokmål is told in bokmål, to the heads of tables and the names of measures."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.analysis.analysing import fitting_measures
from graph.equality.measures import MEASURES as EQUALITY_MEASURES
from graph.exports.analyses import COLUMNS
from graph.measures.registry import MEASURES
from graph.networks.registry import NETWORKS
from graph.snapshot import Snapshot, current
from husk.telling import analyses, claims
from husk.telling.equality import Told
from husk.telling.equality_tables import EqualityTable

TITLES = [each.title for each in MEASURES.values()] + [each.label for each in EQUALITY_MEASURES]
"""What measures are called."""
CODES = ("ties", "sectors", "supported", "contradicted", "stated", "absent", "took", "wrote", "written")
OF_ITSELF = r"--measure \S+|<code>.*?</code>|https?://\S+|\S+/\S+/\S+"
"""What is no text but typed by a person, or names a thing on the web: it is the same in all languages."""


def words(text: str) -> set[str]:
    """Return the words of a text in small letters."""
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 3}


NORWEGIAN = words(" ".join(("node", *(title.nb for title in TITLES))))
ENGLISH = words(" ".join((*CODES, *COLUMNS, *(title.en for title in TITLES)))) - NORWEGIAN


class Shown(HTMLParser):
    """What a page shows as text; script, style and commands are none."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style", "code"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else f" {data}"


@pytest.fixture(scope="module")
def snapshot(var: Path) -> Snapshot:
    return current(var)


def of_network(snapshot: Snapshot, name: str, folder: Path) -> Iterator[str]:
    """Yield all that `husk analyse` writes of a network but what is kept of chance."""
    projection = NETWORKS[name]
    measures = fitting_measures(projection)
    values = analyses.analysed(snapshot, projection, measures, samples=0, seed=1, language="nb")
    lacking = analyses.lacking(snapshot, projection, "nb")
    yield from analyses.as_table(values, lacking, "nb")
    yield analyses.as_csv(values, "nb")
    page = Shown()
    report = folder / "report.html"
    analyses.write_report(report, snapshot, projection, values, samples=0, seed=1, language="nb")
    page.feed(report.read_text("utf-8"))
    yield page.text


@pytest.mark.parametrize("network", ["organisations", "actors-by-subprojects", "theory"])
def test_an_analysis_in_norwegian_has_no_english_name_of_a_measure(
    network: str, snapshot: Snapshot, tmp_path: Path
) -> None:
    assert_norwegian("\n".join(of_network(snapshot, network, tmp_path)))


def test_chance_is_told_in_norwegian(snapshot: Snapshot) -> None:
    chosen = [MEASURES["e-i-index"]]
    values = analyses.analysed(snapshot, NETWORKS["organisations"], chosen, samples=3, seed=1, language="nb")
    table = "\n".join(analyses.as_table(values, {}, "nb"))
    assert_norwegian(table + analyses.as_csv(values, "nb"))
    assert "sektorer delt ut på nytt: z " in table


def test_equality_and_claims_in_norwegian_have_no_english_name_of_a_measure(snapshot: Snapshot) -> None:
    told = Told.read(snapshot, "Arena", None, samples=3, seed=1, language="nb")
    found = claims.answers(snapshot)
    texts = [*told.as_text(), *(told.as_csv(table) for table in EqualityTable)]
    texts += [*claims.as_text(found, "nb"), claims.as_csv(found, "nb")]
    assert_norwegian("\n".join(texts))


def test_a_table_in_english_has_the_names_that_rest_uses(snapshot: Snapshot) -> None:
    measures = [MEASURES["density"]]
    asked = (snapshot, NETWORKS["organisations"], measures)
    values = analyses.analysed(*asked, samples=0, seed=1, language="en")
    head, line = analyses.as_csv(values, "en").splitlines()
    assert head == ",".join(COLUMNS)
    assert line.startswith("density,")


def assert_norwegian(text: str) -> None:
    """Make sure that no word is one that only the English name of a measure, a head or a code has."""
    assert words(re.sub(OF_ITSELF, " ", text)) & ENGLISH == set()
    assert len(words(text)) > 10
