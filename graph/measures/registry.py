"""All measures, as data; each is declared beside the function that computes it."""

from typing import Final

from graph.measures import (
    brokerage,
    centrality,
    cohesion,
    communities,
    core_periphery,
    cuts,
    mixing,
    structural_holes,
    two_mode,
)

MEASURES: Final = {
    measure.name: measure
    for of_one_kind in (
        two_mode,
        centrality,
        cohesion,
        structural_holes,
        brokerage,
        mixing,
        core_periphery,
        communities,
        cuts,
    )
    for measure in of_one_kind.MEASURES
}
"""Every measure by its name."""
