"""Citations as other people's readers find them, in one shape for all three formats."""

import json
from typing import Any, NamedTuple

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

BIBTEX_PUBLISHERS = ("publisher", "school", "institution")


class Cited(NamedTuple):
    """What a citation gives, whatever the format."""

    type: str
    title: str
    short_title: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    whole_or_series: str
    number: str
    publisher: str
    place: str
    year: str
    genre: str
    language: str
    address: str


def by_bibtexparser(content: bytes) -> dict[str, tuple[Cited, str]]:
    """Return the entries of a BibTeX file by their keys, each with its note; TeX takes addresses verbatim."""
    plain = parse_string(content.decode())
    library = parse_string(content.decode(), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    addresses = {entry.key: entry.get("url") for entry in plain.entries}
    return {entry.key: _of_bibtex(entry, addresses[entry.key]) for entry in library.entries}


def _of_bibtex(entry: Any, address: Any) -> tuple[Cited, str]:
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    cited = Cited(
        type=entry.entry_type,
        title=fields["title"],
        short_title=fields.get("shorttitle", ""),
        authors=_names(fields.get("author", "")),
        editors=_names(fields.get("editor", "")),
        whole_or_series=fields.get("booktitle") or fields.get("journal") or fields.get("series", ""),
        number=fields.get("number", ""),
        publisher=next((fields[name] for name in BIBTEX_PUBLISHERS if name in fields), ""),
        place=fields.get("address", ""),
        year=fields.get("year", ""),
        genre=fields.get("type") or fields.get("howpublished", ""),
        language=fields.get("language", ""),
        address=address.value if address else "",
    )
    return cited, fields["note"]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.removeprefix("{").removesuffix("}") for name in text.split(" and ") if name)


def by_rispy(content: bytes) -> dict[str, tuple[Cited, list[str]]]:
    """Return the references of a RIS file by their ids, each with its notes."""
    return {found["id"]: _of_ris(found) for found in rispy.loads(content.decode())}


def _of_ris(found: dict[str, Any]) -> tuple[Cited, list[str]]:
    cited = Cited(
        type=found["type_of_reference"],
        title=found["title"],
        short_title=found.get("short_title", ""),
        authors=tuple(found.get("authors", ())),
        editors=tuple(found.get("unknown_tag", {}).get("ED", ())),
        whole_or_series=found.get("secondary_title", ""),
        number=next((found[name] for name in ("number", "issn", "note") if name in found), ""),
        publisher=found.get("publisher", ""),
        place=found.get("place_published", ""),
        year=found.get("year", ""),
        genre=found.get("type_of_work", ""),
        language=found.get("language", ""),
        address="".join(found.get("urls", ())),
    )
    return cited, found["notes"]


def by_json(content: bytes) -> dict[str, tuple[Cited, str]]:
    """Return the items of a CSL-JSON file by their ids, each with its note."""
    return {item["id"]: _of_csl(item) for item in json.loads(content)}


def _of_csl(item: dict[str, Any]) -> tuple[Cited, str]:
    cited = Cited(
        type=item["type"],
        title=item["title"],
        short_title=item.get("title-short", ""),
        authors=tuple(name["literal"] for name in item.get("author", ())),
        editors=tuple(name["literal"] for name in item.get("editor", ())),
        whole_or_series=item.get("container-title") or item.get("collection-title", ""),
        number=next((item[name] for name in ("issue", "number", "collection-number") if name in item), ""),
        publisher=item.get("publisher", ""),
        place=item.get("publisher-place", ""),
        year=str(item.get("issued", {}).get("date-parts", [[""]])[0][0]),
        genre=item.get("genre", ""),
        language=item.get("language", ""),
        address=item.get("URL", ""),
    )
    return cited, item["note"]
