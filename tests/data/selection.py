"""The graph that some of the authored assertions give, with what follows from these alone."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from types import MappingProxyType

from graph.authoring.expand import expand
from graph.authoring.parse import AuthoredFile
from graph.dataset import load, write_down
from graph.inference.infer import infer
from graph.model import Model
from graph.store import EmbeddedStore
from graph.values import Iri


def saying(assertions: AbstractSet[Iri], files: tuple[AuthoredFile, ...], model: Model) -> EmbeddedStore:
    """Return what some assertions say together, with what follows from it."""
    expansion, _ = expand(tuple(_limited(file, assertions) for file in files), model)
    engine = load(write_down(expansion, model))
    infer(engine, model.rules)
    return EmbeddedStore(engine)


def _limited(file: AuthoredFile, assertions: AbstractSet[Iri]) -> AuthoredFile:
    """Take the other assertions out of a file, with what is said about them."""
    left = {iri: stated for iri, stated in file.assertions.items() if iri in assertions}
    taken = file.assertions.keys() - left.keys()
    descriptions = tuple(statement for statement in file.descriptions if statement.subject not in taken)
    return replace(file, assertions=MappingProxyType(left), descriptions=descriptions)
