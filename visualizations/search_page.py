"""The page of what was found by words, with what it can be narrowed down by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.search.documents import FACETS
from graph.search.facet_values import facet_value, named_hits
from graph.search.searching import Hit, Results
from visualizations.programmes import PARAMETER, Choice
from visualizations.rendering import render
from visualizations.wording import capitalised, wording

HITS_A_PAGE: Final = 20
_SHOWN_VALUES: Final = 12
"""How many values of a facet are offered, the most frequent first."""


@dataclass(frozen=True)
class Sought:
    """What is looked for."""

    text: str
    values: Mapping[str, str]
    """What things must have, by facet."""
    offset: int = 0

    @property
    def query(self) -> str:
        """Write it as the query of an address."""
        offset = {"offset": self.offset} if self.offset else {}
        return urlencode({"q": self.text, **self.values, **offset})

    def narrowed(self, facet: str, value: str | None) -> "Sought":
        """Return the same with a value of a facet, or without any."""
        values = {name: given for name, given in self.values.items() if name != facet}
        return replace(self, values={**values, **({facet: value} if value else {})}, offset=0)


def search_page(
    sought: Sought, results: Results, reader: EntityReader, language: str, edition: str = ""
) -> str:
    """Write the page."""
    t = wording(language)
    here = f"/{language}/search?"
    after, before = sought.offset + HITS_A_PAGE, max(sought.offset - HITS_A_PAGE, 0)

    def name(facet: str, value: str) -> str:
        return capitalised(facet_value(reader, facet, value).label.get(language))

    return render(
        "search.html",
        language,
        here="search",
        path=f"search?{sought.query}",
        edition=edition,
        sought=sought,
        count=t.count("find.hits", results.total),
        hits=[_hit(hit, thing, reader, language) for hit, thing in named_hits(reader, results.hits)],
        chosen=[
            {"name": name(facet, value), "href": here + sought.narrowed(facet, None).query}
            for facet, value in sought.values.items()
            if facet != PARAMETER  # which is chosen on every page
        ],
        facets=[
            {
                "title": t(f"find.{facet}"),
                "values": [
                    {
                        "name": name(facet, value),
                        "count": count,
                        "href": here + sought.narrowed(facet, value).query,
                    }
                    for value, count in list(results.facets[facet].items())[:_SHOWN_VALUES]
                ],
            }
            for facet in FACETS
            if facet != PARAMETER and facet not in sought.values and len(results.facets[facet]) > 1
        ],
        after=here + replace(sought, offset=after).query if after < results.total else None,
        before=here + replace(sought, offset=before).query if sought.offset else None,
    )


def _hit(hit: Hit, thing: Reference, reader: EntityReader, language: str) -> dict[str, Any]:
    """Return a thing that was found, with the texts in which the words are."""
    label = thing.label.get(language)
    texts = [
        {"lang": match.language if match.language != language else None, "segments": match.segments}
        for match in hit.matches
        if "".join(text for text, _ in match.segments) != label
    ]
    named = next(
        (match.segments for match in hit.matches if "".join(text for text, _ in match.segments) == label),
        ((capitalised(label), False),),
    )
    return {
        "href": f"/{language}{thing.iri.removeprefix('https://w3id.org/husk')}",
        "name": named,
        "kind": capitalised(thing.kind.label.get(language)) if thing.kind else "",
        "programme": _programme(thing.iri, reader, language),
        "statuses": [status.label.get(language) for status in thing.statuses],
        "texts": texts[:2],
    }


def _programme(iri: str, reader: EntityReader, language: str) -> str:
    """Name the programme that a thing belongs to, where there are several."""
    return Choice(reader.programmes).name(iri, language) if len(reader.programmes) > 1 else ""
