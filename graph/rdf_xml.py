"""What RDF/XML cannot say (https://www.w3.org/TR/rdf-syntax-grammar/), found before the engine writes it.

A property is written as the name of an XML element, so its IRI must end in such a name; a text may hold no
character that XML has no way to write or that reading XML changes. The engine checks neither.
"""

import re
from collections.abc import Iterable
from typing import Final

from graph.errors import StoreError
from graph.values import Literal, Statement

_NAME_AT_THE_END: Final = re.compile(r"[^\W\d][\w.-]*\Z")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What is no `Char` of XML 1.0, and the carriage return, which is read back as a line feed."""


def require_rdf_xml(statements: Iterable[Statement]) -> None:
    """Pass over statements that RDF/XML can say.

    Raises:
        StoreError: there is one that it cannot say.
    """
    for statement in statements:
        if not _NAME_AT_THE_END.search(statement.predicate.value):
            raise StoreError(
                f"RDF/XML has no name for the property {statement.predicate}, "
                "whose IRI does not end in a name. Choose another form, such as text/turtle."
            )
        if isinstance(statement.object, Literal) and _UNWRITABLE.search(statement.object.value):
            raise StoreError(
                f"RDF/XML cannot hold a character of the text that {statement.subject} has as "
                f"{statement.predicate}. Choose another form, such as text/turtle."
            )
