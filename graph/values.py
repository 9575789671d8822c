"""The terms and statements of RDF as frozen values, so that nothing outside the stores knows their engine.

They follow https://www.w3.org/TR/rdf11-concepts/ without blank nodes, which neither data nor build has.
"""

import re
from typing import Final, NamedTuple

XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
RDF_LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Iri(NamedTuple):
    """The name of a thing.

    >>> print(Iri("https://w3id.org/husk/ontology#Arena"))
    <https://w3id.org/husk/ontology#Arena>
    """

    value: str

    def __str__(self) -> str:
        """Write the IRI as in N-Triples."""
        return f"<{self.value}>"


class Literal(NamedTuple):
    r"""A value with its datatype; text in a language has the datatype rdf:langString and the language's tag.

    >>> print(Literal('Kaffe "og" te', RDF_LANG_STRING, "nb"))
    "Kaffe \"og\" te"@nb
    >>> print(Literal("12", "http://www.w3.org/2001/XMLSchema#integer"))
    "12"^^<http://www.w3.org/2001/XMLSchema#integer>
    """

    value: str
    datatype: str = XSD_STRING
    language: str | None = None

    @classmethod
    def in_language(cls, value: str, language: str) -> "Literal":
        """Build text in a language, e.g. `nb` or `en`."""
        return cls(value, RDF_LANG_STRING, language)

    def __str__(self) -> str:
        """Write the literal as in canonical N-Triples."""
        text = self.value.translate(_ESCAPES) if _ESCAPED.search(self.value) else self.value
        quoted = f'"{text}"'
        if self.language is not None:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype == XSD_STRING else f"{quoted}^^<{self.datatype}>"


Term = Iri | Literal
"""Whatever may stand as the object of a statement."""


class Statement(NamedTuple):
    """A triple.

    >>> print(Statement(Iri("https://example.org/a"), Iri("https://example.org/says"), Literal("hei")))
    <https://example.org/a> <https://example.org/says> "hei" .
    """

    subject: Iri
    predicate: Iri
    object: Term

    def __str__(self) -> str:
        """Write the statement as a line of N-Triples."""
        return f"<{self.subject.value}> <{self.predicate.value}> {self.object} ."


_ESCAPES: Final = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(character): escape
    for character, escape in (
        ("\b", "\\b"),
        ("\t", "\\t"),
        ("\n", "\\n"),
        ("\f", "\\f"),
        ("\r", "\\r"),
        ('"', '\\"'),
        ("\\", "\\\\"),
    )
}
_ESCAPED: Final = re.compile(f"[{re.escape(''.join(map(chr, _ESCAPES)))}]")
"""Most text has none of them, and looking is faster than translating."""
