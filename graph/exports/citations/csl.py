"""Publications as CSL-JSON, for Zotero, pandoc and others (https://docs.citationstyles.org/en/stable/).

The format is a bare list, so each item tells the dataset that it comes from, as its `source`.
"""

import json
from typing import Any, BinaryIO, Final

from graph.exports.citations.works import Work, read_works
from graph.exports.edition import Edition
from graph.exports.export import Format

AS_CSL: Final = Format("csl-json", "application/vnd.citationstyles.csl+json", ".json")


def write_csl(edition: Edition, language: str, output: BinaryIO) -> None:
    """Write the publications as CSL-JSON."""
    origin = edition.origin(language)
    told = (
        f"{origin['source']}; {origin['licence']}; version {origin['version']}, edition {origin['edition']}"
    )
    items = [_item(work) | {"source": told} for work in read_works(edition, language)]
    output.write(json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n")


def _item(work: Work) -> dict[str, Any]:
    """Return a work as an item."""
    is_article = work.type.csl == "article-journal"
    fields: dict[str, Any] = {
        "id": work.key,
        "type": work.type.csl,
        "title": work.title,
        "title-short": work.short_title,
        "author": [{"literal": name} for name in work.authors],
        "editor": [{"literal": name} for name in work.editors],
        "issued": _date(work),
        "container-title": work.series if is_article else work.whole,
        "collection-title": "" if is_article else work.series,
        _number(work): work.number,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "genre": work.genre,
        "language": work.language,
        "URL": work.address,
        "note": work.note,
    }
    return {name: value for name, value in fields.items() if value}


def _number(work: Work) -> str:
    """Return what the number of a work is called: that of an issue, a report, or a volume of a series."""
    return {"article-journal": "issue", "report": "number"}.get(work.type.csl, "collection-number")


def _date(work: Work) -> dict[str, Any] | None:
    """Return when a work was published, as far as its citation tells."""
    if work.year:
        return {"date-parts": [[work.year, work.month] if work.month else [work.year]]}
    return {"literal": work.issued} if work.issued else None
