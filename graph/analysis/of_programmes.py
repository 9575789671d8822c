"""What is measured of networks of one of several programmes when somebody asks: values, without chance.

A build computes what chance gives of all programmes together; of one, `husk analyse --programme` asks it.
"""

from typing import Any, Final

from graph.analysis.analysing import (
    analyse_network,
    fitting_measures,
    outline_for_analysis,
    read_for_analysis,
)
from graph.analysis.keeping import KeptAnalysis
from graph.networks.reading import Filters, Reader
from graph.networks.registry import NETWORKS

MOST_NODES: Final = 2_000
"""How many nodes a network may have to be measured while a reader waits."""


class AnalysesOfProgrammes:
    """Reads and measures each network when it is first asked for."""

    def __init__(self, reader: Reader) -> None:
        """Take what reads the networks of a graph."""
        self._reader = reader
        self._outlines: dict[tuple[str, str | None], Any] = {}
        self._analyses: dict[tuple[str, str], KeptAnalysis | None] = {}

    def outline(self, name: str, programme: str | None) -> Any:
        """Return the nodes and ties of a network as it is analysed, of one of several programmes or of all.

        Who says so is not read, which takes most of the time.
        """
        if (name, programme) not in self._outlines:
            programmes = frozenset({programme}) if programme else None
            self._outlines[name, programme] = outline_for_analysis(self._reader, NETWORKS[name], programmes)
        return self._outlines[name, programme]

    def get(self, name: str, programme: str) -> KeptAnalysis | None:
        """Return the values of a network; None where it is of persons, or too large to be waited for."""
        if (name, programme) not in self._analyses:
            self._analyses[name, programme] = self._analysed(name, programme)
        return self._analyses[name, programme]

    def _analysed(self, name: str, programme: str) -> KeptAnalysis | None:
        projection = NETWORKS[name]
        if projection.about_people or len(self.outline(name, programme)) > MOST_NODES:
            return None
        network = read_for_analysis(self._reader, projection, Filters(programmes=frozenset({programme})))
        measures = fitting_measures(projection)
        values = analyse_network(network, projection, measures, samples=0, seed=0)
        return KeptAnalysis(name, "", samples=0, seed=0, values=values)
