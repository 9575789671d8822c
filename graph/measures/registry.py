"""All measures, as data."""

from typing import Final

from graph.measures import centrality, cohesion, communities, two_mode
from graph.measures.measure import Measure
from graph.reading.descriptions import Text

ALWAYS_DEFINED: Final = Text("Målet er alltid definert.", "The measure is always defined.")
_NO_TIES: Final = Text("Noden har ingen bånd.", "The node has no ties.")
_NOBODY_TIED: Final = Text("Ingen i nettverket har bånd.", "Nobody in the network has ties.")
_LEIDEN: Final = (
    "Newman 2004, https://doi.org/10.1103/PhysRevE.70.056131; communities by the algorithm of Leiden, Traag "
    "et al. 2019, https://doi.org/10.1038/s41598-019-41695-z"
)
_BORGATTI_EVERETT: Final = "Borgatti & Everett 1997, https://doi.org/10.1016/S0378-8733(96)00301-2"

_TWO_MODE: Final = (
    Measure(
        name="two-mode-count",
        title=Text("antall", "count"),
        definition=Text(
            "Hvor mange rammer en aktør deltok i, eller hvor mange aktører en ramme hadde.",
            "How many settings an actor took part in, or how many actors a setting had.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode.count,
        undefined=ALWAYS_DEFINED,
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-degree",
        title=Text("grad (to slag noder)", "degree (two-mode)"),
        definition=Text(
            "Hvor stor del av rammene en aktør deltok i, eller hvor stor del av aktørene en ramme hadde.",
            "In how large a share of the settings an actor took part, or how large a share of the actors a "
            "setting had.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode.degree,
        undefined=Text("Det er ingen å ha bånd med.", "There is nothing to have ties with."),
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-closeness",
        title=Text("nærhet (to slag noder)", "closeness (two-mode)"),
        definition=Text(
            "Hvor kort det er til alle aktører og rammer, i forhold til det korteste som er mulig, ganget "
            "med hvor stor del av dem noden når.",
            "How short the way is to all actors and settings, beside the shortest that is possible, times "
            "the share of them that the node reaches.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode.closeness,
        undefined=_NO_TIES,
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-betweenness",
        title=Text("mellomposisjon (to slag noder)", "betweenness (two-mode)"),
        definition=Text(
            "Hvor mange av de korteste veiene mellom andre aktører og rammer som går gjennom noden, som del "
            "av det meste som er mulig.",
            "How many of the shortest paths between other actors and settings go through the node, as a "
            "share of the largest number possible.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode.betweenness,
        undefined=Text("Ingen kan stå mellom andre her.", "Nobody can stand between others here."),
        reference=_BORGATTI_EVERETT,
    ),
)
_CENTRALITY: Final = (
    Measure(
        name="degree",
        title=Text("grad", "degree"),
        definition=Text(
            "Hvor mange andre noden har bånd med; i nettverk med retning hvor mange bånd som går ut.",
            "How many others the node has ties with; where ties have a direction, how many go out.",
        ),
        level="node",
        mode="one-mode",
        function=centrality.degree,
        undefined=ALWAYS_DEFINED,
        reference="Freeman 1979, https://doi.org/10.1016/0378-8733(78)90021-7",
        directed=True,
    ),
    Measure(
        name="in-degree",
        title=Text("inngrad", "in-degree"),
        definition=Text("Hvor mange bånd som går inn til noden.", "How many ties come in to the node."),
        level="node",
        mode="one-mode",
        function=centrality.in_degree,
        undefined=ALWAYS_DEFINED,
        reference="Freeman 1979, https://doi.org/10.1016/0378-8733(78)90021-7",
        directed=True,
    ),
    Measure(
        name="strength",
        title=Text("styrke", "strength"),
        definition=Text("Summen av vektene til nodens bånd.", "The sum of the weights of the node's ties."),
        level="node",
        mode="one-mode",
        function=centrality.strength,
        undefined=ALWAYS_DEFINED,
        reference="Barrat et al. 2004, https://doi.org/10.1073/pnas.0400087101",
        weighted=True,
        directed=True,
    ),
    Measure(
        name="closeness",
        title=Text("nærhet", "closeness"),
        definition=Text(
            "Hvor kort det er til dem noden når, ganget med hvor stor del av de andre det er (Wasserman og "
            "Faust).",
            "How short the way is to those the node reaches, times the share of the others that they are "
            "(Wasserman and Faust).",
        ),
        level="node",
        mode="one-mode",
        function=centrality.closeness,
        undefined=_NO_TIES,
        reference="Wasserman & Faust 1994, Social Network Analysis, p. 201",
    ),
    Measure(
        name="betweenness",
        title=Text("mellomposisjon", "betweenness"),
        definition=Text(
            "Hvor stor del av de korteste veiene mellom de andre som går gjennom noden.",
            "How large a share of the shortest paths between the others go through the node.",
        ),
        level="node",
        mode="one-mode",
        function=centrality.betweenness,
        undefined=Text("Det er færre enn tre noder.", "There are fewer than three nodes."),
        reference="Freeman 1977, https://doi.org/10.2307/3033543",
    ),
    Measure(
        name="eigenvector",
        title=Text("egenvektorsentralitet", "eigenvector centrality"),
        definition=Text(
            "Hvor sterke bånd noden har med noder som selv har sterke bånd, regnet i den største "
            "komponenten.",
            "How strong ties the node has with nodes that have strong ties themselves, in the largest "
            "component.",
        ),
        level="node",
        mode="one-mode",
        function=centrality.eigenvector,
        undefined=Text(
            "Noden er ikke i den største komponenten, eller det er ingen som er størst.",
            "The node is not in the largest component, or no component is the largest.",
        ),
        reference="Bonacich 1972, https://doi.org/10.1080/0022250X.1972.9989806",
        weighted=True,
    ),
    Measure(
        name="pagerank",
        title=Text("PageRank", "PageRank"),
        definition=Text(
            "Hvor ofte en som følger båndene er hos noden, når hvert sjuende skritt er et hopp til hvem som "
            "helst.",
            "How often one who follows the ties is at the node, when every seventh step is a jump to anyone.",
        ),
        level="node",
        mode="one-mode",
        function=centrality.pagerank,
        undefined=ALWAYS_DEFINED,
        reference="Brin & Page 1998, https://doi.org/10.1016/S0169-7552(98)00110-X",
        weighted=True,
        directed=True,
    ),
)
_COHESION: Final = (
    Measure(
        name="core-number",
        title=Text("kjernetall", "core number"),
        definition=Text(
            "Det største tallet k slik at noden er med i en mengde der alle har bånd med minst k av de "
            "andre.",
            "The largest number k for which the node is in a set where all have ties with at least k of the "
            "others.",
        ),
        level="node",
        mode="one-mode",
        function=cohesion.core_number,
        undefined=ALWAYS_DEFINED,
        reference="Seidman 1983, https://doi.org/10.1016/0378-8733(83)90028-X",
    ),
    Measure(
        name="clustering",
        title=Text("klynging", "clustering"),
        definition=Text(
            "Hvor stor del av parene av nodens naboer som har bånd med hverandre.",
            "How large a share of the pairs of the node's neighbours have a tie with each other.",
        ),
        level="node",
        mode="one-mode",
        function=cohesion.clustering,
        undefined=Text("Noden har færre enn to naboer.", "The node has fewer than two neighbours."),
        reference="Watts & Strogatz 1998, https://doi.org/10.1038/30918",
    ),
    Measure(
        name="transitivity",
        title=Text("transitivitet", "transitivity"),
        definition=Text(
            "Hvor stor del av alle veier av to bånd som lukkes av et tredje.",
            "How large a share of all paths of two ties are closed by a third.",
        ),
        level="network",
        mode="one-mode",
        function=cohesion.transitivity,
        undefined=Text("Ingen node har to naboer.", "No node has two neighbours."),
        reference="Newman 2003, https://doi.org/10.1137/S003614450342480",
    ),
    Measure(
        name="density",
        title=Text("tetthet", "density"),
        definition=Text(
            "Hvor stor del av alle par som har bånd.", "How large a share of all pairs have a tie."
        ),
        level="network",
        mode="one-mode",
        function=cohesion.density,
        undefined=Text("Det er færre enn to noder.", "There are fewer than two nodes."),
        reference="Wasserman & Faust 1994, Social Network Analysis, p. 101",
    ),
)
_COMMUNITIES: Final = (
    Measure(
        name="modularity",
        title=Text("modularitet", "modularity"),
        definition=Text(
            "Hvor mye mer vekt som ligger innenfor fellesskapene enn styrkene alene tilsier.",
            "How much more weight lies inside the communities than strengths alone would give.",
        ),
        level="network",
        mode="one-mode",
        function=communities.modularity,
        undefined=_NOBODY_TIED,
        reference=_LEIDEN,
        weighted=True,
        groups="communities",
    ),
    Measure(
        name="community-stability",
        title=Text("hvor stabile fellesskapene er", "stability of communities"),
        definition=Text(
            "Hvor like fellesskapene blir når letingen begynner med ti ulike frø; 1 er helt like.",
            "How alike the communities are when the search starts from ten different seeds; 1 is quite "
            "alike.",
        ),
        level="network",
        mode="one-mode",
        function=communities.stability,
        undefined=_NOBODY_TIED,
        reference="Danon et al. 2005, https://doi.org/10.1088/1742-5468/2005/09/P09008",
        weighted=True,
    ),
)

MEASURES: Final = {measure.name: measure for measure in (*_TWO_MODE, *_CENTRALITY, *_COHESION, *_COMMUNITIES)}
"""Every measure by its name."""
