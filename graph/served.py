"""What the answers of one edition are made from, handed to whatever part gives them."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.keeping import ANALYSED, KeptAnalysis, read_analysis
from graph.analysis.of_programmes import AnalysesOfProgrammes
from graph.claims.answering import AnsweredClaim
from graph.claims.describing import DescribedClaim, described
from graph.claims.keeping import read_claims
from graph.equality.keeping import Kept, read_equality
from graph.equality.overview import EqualityReader
from graph.networks.reading import Reader as NetworkReader
from graph.once import read_once
from graph.pool import QueryPool
from graph.questions import Question, published
from graph.reading.comparison import ComparisonReader
from graph.reading.coverage import CoverageReader
from graph.reading.entities import EntityReader
from graph.reading.theory import Theory
from graph.search.searching import SearchIndex
from graph.snapshot import Snapshot


@dataclass(frozen=True)
class Served:
    """A snapshot that is open to be read."""

    snapshot: Snapshot
    reader: EntityReader
    """Reads its things, in this process; `reader.store` answers our own queries."""
    pool: QueryPool
    """Runs strangers' queries, and ours where they take more of a stranger's values than one thing."""

    @read_once
    def questions(self) -> tuple[Question, ...]:
        """The saved questions that the edition was built with."""
        return published(self.reader.store)

    @read_once
    def coverage(self) -> CoverageReader:
        """What tells who took part where; it reads that once, when it is first asked."""
        return CoverageReader(self.reader)

    @read_once
    def comparisons(self) -> ComparisonReader:
        """What puts subprojects side by side."""
        return ComparisonReader(self.reader)

    @read_once
    def analyses(self) -> Mapping[str, KeptAnalysis]:
        """What was computed of its networks, by their names; empty where it was built without."""
        read = {name: read_analysis(self.snapshot.path, name) for name in ANALYSED}
        return {name: kept for name, kept in read.items() if kept}

    @read_once
    def analyses_of_programmes(self) -> AnalysesOfProgrammes:
        """What measures the networks of one of several programmes, each when it is first asked for."""
        return AnalysesOfProgrammes(self.networks)

    @read_once
    def claims(self) -> tuple[AnsweredClaim, ...]:
        """The claims that were held against structure; empty where it was built without."""
        return read_claims(self.reader.store, self.snapshot.path)

    @read_once
    def described_claims(self) -> tuple[DescribedClaim, ...]:
        """The same with all that a reader is told of each."""
        return tuple(described(self.reader, each) for each in self.claims)

    @read_once
    def equality(self) -> EqualityReader:
        """What tells how equal the parties are; it reads that once, when it is first asked."""
        return EqualityReader(self.reader.store)

    @read_once
    def equality_by_chance(self) -> Mapping[str, tuple[Kept, ...]]:
        """What chance gives for how equal they are, by kind of setting; empty where it was built without."""
        return read_equality(self.snapshot.path)

    @read_once
    def networks(self) -> NetworkReader:
        """What reads its networks; it reads what all of them need once, when it is first asked."""
        return NetworkReader(self.reader.store)

    @read_once
    def theory(self) -> Theory:
        """What is to lead to what, read once, when it is first asked."""
        return Theory.read(self.reader)

    @read_once
    def search(self) -> SearchIndex:
        """What finds its things by words, in this process."""
        return SearchIndex.open(self.snapshot.search_path)
