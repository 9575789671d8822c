r"""Measures of how equal parties are, as functions of who had part in what and of who acts for which party.

Let $n_k$ be how many parts the actors of party $k$ of $S$ have, and $p_k = n_k / \sum_j n_j$. Whatever is
undefined is masked. As functions of both matrices they can be held against chance, which deals the parties
out anew (`graph.null_models.labels`), and be computed without single things (`graph.analysis.sensitivity`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.equality.parts import Way
from graph.measures.two_mode import betweenness
from graph.reading.descriptions import Text


def parts_by_party(parts: Any, acts_for: NDArray[Any]) -> NDArray[np.int64]:
    """Count the parts that the actors of each party have.

    >>> from scipy.sparse import csr_array
    >>> parts = csr_array([[1, 1], [0, 1], [0, 1]])
    >>> acts_for = np.array([[True, False], [False, True], [False, False]])
    >>> parts_by_party(parts, acts_for).tolist()
    [2, 1]

    Args:
        parts: a sparse matrix of actors by settings, or works, of zeros and ones.
        acts_for: an array of actors by parties, of truth values.
    """
    counted: NDArray[np.int64] = np.asarray(parts.sum(axis=1)).ravel() @ acts_for.astype(np.int64)
    return counted


def actors_by_setting(parts: Any, acts_for: NDArray[Any]) -> NDArray[np.int64]:
    """Count the actors of each party in each setting: an array of settings by parties.

    >>> from scipy.sparse import csr_array
    >>> actors_by_setting(csr_array([[1, 1], [0, 1]]), np.array([[True, False], [True, True]])).tolist()
    [[1, 0], [2, 1]]
    """
    counted: NDArray[np.int64] = parts.T @ acts_for.astype(np.int64)
    return counted


def shares(counts: Any) -> Any:
    """Return each party's share of the counts of all; undefined where nobody has any.

    >>> shares([[2, 1, 1], [0, 0, 0]]).tolist()
    [[0.5, 0.25, 0.25], [None, None, None]]
    """
    counted = np.asarray(counts, dtype=np.float64)
    total = counted.sum(axis=-1, keepdims=True)
    nothing = np.broadcast_to(total == 0, counted.shape)
    return np.ma.array(counted / np.where(total == 0, 1, total), mask=nothing)


def pielou_evenness(counts: Any) -> Any:
    r"""Return how evenly parties share: 1 where all have as much, 0 where one has all.

    Pielou's evenness is $J = H / \ln S$ with Shannon's $H = -\sum_k p_k \ln p_k$. $S$ is the number of
    parties that there could be, not of those that are there: a party that is absent makes it less even. It is
    undefined where nobody has anything, and for less than two parties.

    >>> pielou_evenness([[5, 5, 5, 5], [5, 5, 0, 0], [5, 0, 0, 0], [0, 0, 0, 0]]).tolist()
    [1.0, 0.5, 0.0, None]

    Args:
        counts: how much each party has, along the last axis.

    References:
        E. C. Pielou (1966). The measurement of diversity in different types of biological collections.
        Journal of Theoretical Biology 13, 131-144. https://doi.org/10.1016/0022-5193(66)90013-0
    """
    share = shares(counts)
    parties = share.shape[-1]
    if parties < 2:
        return np.ma.array(np.zeros(share.shape[:-1]), mask=True)
    filled = share.filled(0)
    terms = filled * np.log(np.where(filled > 0, filled, 1))
    undefined = np.ma.getmaskarray(share).any(axis=-1)
    return np.ma.array(np.abs(terms.sum(axis=-1)) / np.log(parties), mask=undefined)


def share_of_parts(parts: Any, acts_for: NDArray[Any]) -> Any:
    """Return each party's share of all parts that parties have."""
    return shares(parts_by_party(parts, acts_for))


def reach(parts: Any, acts_for: NDArray[Any]) -> Any:
    """Return in which share of the settings where any party is known to be each of them is.

    >>> from scipy.sparse import csr_array
    >>> reach(csr_array([[1, 1, 0], [0, 1, 0]]), np.array([[True, False], [False, True]])).tolist()
    [1.0, 0.5]
    """
    present = actors_by_setting(parts, acts_for) > 0
    known = present.any(axis=1).sum()
    return np.ma.array(present.sum(axis=0) / max(known, 1), mask=known == 0)


def evenness_of_parts(parts: Any, acts_for: NDArray[Any]) -> Any:
    """Return Pielou's evenness of the parts of all parties."""
    return pielou_evenness(parts_by_party(parts, acts_for))


def evenness_within_settings(parts: Any, acts_for: NDArray[Any]) -> Any:
    """Return Pielou's evenness in the mean setting, of those where any party is known to be.

    A setting with one actor has evenness 0 whoever it is, so this is to be read beside what chance gives.

    >>> from scipy.sparse import csr_array
    >>> parts = csr_array([[1, 1, 0], [0, 1, 0]])
    >>> float(evenness_within_settings(parts, np.array([[True, False], [False, True]])))
    0.5
    """
    return np.ma.mean(pielou_evenness(actors_by_setting(parts, acts_for)))


def representation(scores: Any, acts_for: NDArray[Any]) -> Any:
    r"""Return how each party's share of a score, such as brokerage, stands to its share of the actors.

    With scores $b_i$ of actors $i$ it is
    $\frac{\sum_{i \in k} b_i}{\sum_j \sum_{i \in j} b_i} : \frac{|k|}{\sum_j |j|}$: 1 where a party has
    as much as its number of actors would give it. Actors of no party do not count, nor do those whose
    score is undefined; an actor of two parties counts for both. It is undefined where no party has any
    score, and for a party without actors.

    >>> acts_for = np.array([[True, False], [False, True], [False, True]])
    >>> representation(np.array([6.0, 2.0, 1.0]), acts_for).tolist()
    [2.0, 0.5]

    Args:
        scores: an array with a score, at least 0, for each actor; undefined ones are masked.
        acts_for: an array of actors by parties, of truth values.
    """
    masked = np.ma.asarray(scores, dtype=np.float64)
    counted = acts_for.astype(np.float64)[~np.ma.getmaskarray(masked)]
    return shares(masked.compressed() @ counted) / shares(counted.sum(axis=0))


def brokerage(parts: Any) -> Any:
    """Return the betweenness of each actor in the network of actors and settings; undefined without ties."""
    return np.ma.masked_where(np.diff(parts.tocsr().indptr) == 0, betweenness(parts))


@dataclass(frozen=True)
class EqualityMeasure:
    """A measure of one way to have part."""

    name: str
    label: Text
    definition: Text
    by_party: bool
    """Whether it has a value for each party, or one for all of them together."""
    values: Callable[[Any, NDArray[Any]], Any]
    """Computes it of `basis` and an array of actors by parties."""
    basis: Callable[[Any], Any] = lambda parts: parts
    """What it takes of a matrix of actors by settings, be it the matrix itself: chance deals no parts."""
    ways: tuple[Way, ...] = tuple(Way)
    """Which ways to have part it is told of."""


MEASURES: Final = (
    EqualityMeasure(
        "share-of-parts",
        Text("andel", "share"),
        Text(
            "Av alle gangene en aktør fra en av partene var med: hvor stor del hver part sto for.",
            "Of all the times that an actor of any party had part: how large a share was each party's.",
        ),
        by_party=True,
        values=share_of_parts,
    ),
    EqualityMeasure(
        "reach",
        Text("rekkevidde", "reach"),
        Text(
            "Hvor stor del av stedene der minst én av partene er nevnt, som hver part er nevnt på.",
            "Of the places where any party is named: in how large a share each of them is.",
        ),
        by_party=True,
        values=reach,
    ),
    EqualityMeasure(
        "evenness-of-parts",
        Text("jevnhet", "evenness"),
        Text(
            "Hvor jevnt det er fordelt på partene: 0 når én har alt, 1 når alle har like mye (Pielou).",
            "How evenly the parties share: 0 where one has all, 1 where all have as much (Pielou).",
        ),
        by_party=False,
        values=evenness_of_parts,
    ),
    EqualityMeasure(
        "evenness-within-settings",
        Text("jevnhet på hvert sted", "evenness within each place"),
        Text(
            "Jevnheten på hvert sted der minst én av partene er nevnt, i gjennomsnitt.",
            "The evenness in each place where any party is named, on average.",
        ),
        by_party=False,
        values=evenness_within_settings,
    ),
    EqualityMeasure(
        "brokerage",
        Text("megling", "brokerage"),
        Text(
            "Partens andel av mellomposisjonene i nettverket delt på dens andel av aktørene: over 1 er mer "
            "enn antallet aktører skulle gi.",
            "The party's share of the betweenness in the network over its share of the actors: above 1 is "
            "more than the number of its actors would give.",
        ),
        by_party=True,
        values=representation,
        basis=brokerage,
        ways=(Way.TAKES_PART,),
    ),
)
"""The measures of one way to have part."""
