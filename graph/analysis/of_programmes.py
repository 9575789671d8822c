"""What is measured of networks of one of several programmes when somebody asks: values, without chance.

A build computes what chance gives of all programmes together; of one, `husk analyse --programme` asks it.
"""

from typing import Any, Final

from graph.analysis.analysing import analyse_network, fitting_measures, read_for_analysis
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
        self._networks: dict[tuple[str, str | None], Any] = {}
        self._analyses: dict[tuple[str, str], KeptAnalysis | None] = {}

    def network(self, name: str, programme: str | None) -> Any:
        """Return a network as it is analysed, of one of several programmes or of all of them together."""
        if (name, programme) not in self._networks:
            filters = Filters(programmes=frozenset({programme}) if programme else None)
            self._networks[name, programme] = read_for_analysis(self._reader, NETWORKS[name], filters)
        return self._networks[name, programme]

    def get(self, name: str, programme: str) -> KeptAnalysis | None:
        """Return the values of a network; None where it is of persons, or too large to be waited for."""
        if (name, programme) not in self._analyses:
            self._analyses[name, programme] = self._analysed(name, programme)
        return self._analyses[name, programme]

    def _analysed(self, name: str, programme: str) -> KeptAnalysis | None:
        projection, network = NETWORKS[name], self.network(name, programme)
        if projection.about_people or len(network) > MOST_NODES:
            return None
        measures = fitting_measures(projection)
        values = analyse_network(network, projection, measures, samples=0, seed=0)
        return KeptAnalysis(name, "", samples=0, seed=0, values=values)
