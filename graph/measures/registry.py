"""All measures, as data."""

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

_BURT: Final = "Burt 1992, Structural Holes, chapter 2"
_GOULD_FERNANDEZ: Final = "Gould & Fernandez 1989, https://doi.org/10.2307/270949"
_KRACKHARDT_STERN: Final = "Krackhardt & Stern 1988, https://doi.org/10.2307/2786835"
_BORGATTI_EVERETT_2000: Final = "Borgatti & Everett 2000, https://doi.org/10.1016/S0378-8733(99)00019-2"
_TARJAN: Final = "Tarjan 1972, https://doi.org/10.1137/0201010"
_NO_OTHERS: Final = Text("Det er ikke to andre igjen.", "There are no two others left.")
_NO_SECTOR: Final = Text("Noden har ingen sektor.", "The node has no sector.")
_NO_CORE: Final = Text(
    "Ingen har bånd, eller alle har bånd med alle.", "Nobody has ties, or everybody with everybody."
)
_STRUCTURAL_HOLES: Final = (
    Measure(
        name="constraint",
        title=Text("begrensning", "constraint"),
        definition=Text(
            "Hvor mye av det noden legger i båndene sine som fører tilbake til samme kontakt, direkte eller "
            "gjennom andre.",
            "How much of what the node puts into its ties leads back to the same contact, directly or "
            "through others.",
        ),
        level="node",
        mode="one-mode",
        function=structural_holes.constraint,
        undefined=_NO_TIES,
        reference=_BURT,
        weighted=True,
    ),
    Measure(
        name="effective-size",
        title=Text("virkningsfull størrelse", "effective size"),
        definition=Text(
            "Hvor mange kontakter noden har når de som også har bånd med hverandre, ikke regnes dobbelt.",
            "How many contacts the node has when those who also have ties with each other are not counted "
            "double.",
        ),
        level="node",
        mode="one-mode",
        function=structural_holes.effective_size,
        undefined=_NO_TIES,
        reference="Burt 1992; Borgatti 1997, Connections 20(1), 35-38",
        weighted=True,
    ),
    Measure(
        name="hierarchy",
        title=Text("hierarki", "hierarchy"),
        definition=Text(
            "Hvor mye av begrensningen som kommer fra én kontakt alene.",
            "How much of the constraint comes from one contact alone.",
        ),
        level="node",
        mode="one-mode",
        function=structural_holes.hierarchy,
        undefined=Text("Noden har færre enn to kontakter.", "The node has fewer than two contacts."),
        reference=_BURT,
        weighted=True,
    ),
)
_BROKERAGE: Final = (
    Measure(
        name="brokerage-coordinator",
        title=Text("megling som samordner", "brokerage as coordinator"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der alle tre er i "
            "samme sektor; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, where all three are in "
            "the same sector; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.in_role("coordinator"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-consultant",
        title=Text("megling som konsulent", "brokerage as consultant"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, som begge er i en "
            "annen sektor enn nodens, den samme; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, who are both in one "
            "sector that is not the node's; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.in_role("consultant"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-gatekeeper",
        title=Text("megling som portvakt", "brokerage as gatekeeper"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der den første er "
            "utenfor nodens sektor og den andre i den; båndene leses begge veier. Uten retning på båndene er "
            "portvakt og representant alltid like.",
            "How many ordered pairs of others without a tie the node stands between, where the first is "
            "outside the node's sector and the second in it; ties are read both ways. Without direction "
            "gatekeeper and representative are always equal.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.in_role("gatekeeper"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-representative",
        title=Text("megling som representant", "brokerage as representative"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der den første er i "
            "nodens sektor og den andre utenfor; båndene leses begge veier. Uten retning på båndene er "
            "portvakt og representant alltid like.",
            "How many ordered pairs of others without a tie the node stands between, where the first is in "
            "the node's sector and the second outside; ties are read both ways. Without direction gatekeeper "
            "and representative are always equal.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.in_role("representative"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-liaison",
        title=Text("megling som mellomledd", "brokerage as liaison"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der alle tre er i "
            "ulike sektorer; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, where all three are in "
            "different sectors; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.in_role("liaison"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage",
        title=Text("megling", "brokerage"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, i alle fem roller.",
            "How many ordered pairs of others without a tie the node stands between, in all five roles.",
        ),
        level="node",
        mode="one-mode",
        function=brokerage.total,
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
)
_MIXING: Final = (
    Measure(
        name="e-i-index",
        title=Text("E-I-indeks", "E-I index"),
        definition=Text(
            "Om båndene går mellom sektorer (1) eller innenfor dem (-1).",
            "Whether ties are between sectors (1) or within them (-1).",
        ),
        level="network",
        mode="one-mode",
        function=mixing.e_i_index,
        undefined=Text("Ingen to noder med sektor har bånd.", "No two nodes with a sector have ties."),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="e-i-rescaled",
        title=Text("E-I-indeks, omregnet", "E-I index, rescaled"),
        definition=Text(
            "E-I-indeksen mellom det minste (-1) og det største (1) så mange bånd og så store sektorer kan "
            "gi.",
            "The E-I index between the smallest (-1) and the largest (1) that so many ties and so large "
            "sectors can give.",
        ),
        level="network",
        mode="one-mode",
        function=mixing.e_i_rescaled,
        undefined=Text(
            "Ingen to noder med sektor har bånd, eller indeksen kan bare ha én verdi.",
            "No two nodes with a sector have ties, or the index can have one value only.",
        ),
        reference="Borgatti, Everett & Freeman 2002, Ucinet for Windows",
        groups="sectors",
    ),
    Measure(
        name="e-i-of-sectors",
        title=Text("E-I-indeks for sektorer", "E-I index of sectors"),
        definition=Text(
            "Om båndene til dem i en sektor går ut av den (1) eller blir i den (-1).",
            "Whether the ties of those in a sector lead out of it (1) or stay inside (-1).",
        ),
        level="group",
        mode="one-mode",
        function=mixing.e_i_of_groups,
        undefined=Text(
            "Ingen i sektoren har bånd med noen som har sektor.",
            "Nobody in the sector has ties with anyone who has a sector.",
        ),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="e-i-of-nodes",
        title=Text("E-I-indeks for noder", "E-I index of nodes"),
        definition=Text(
            "Om nodens bånd går ut av sektoren (1) eller blir i den (-1): Krackhardts mål for hvor ulike de "
            "rundt noden er.",
            "Whether the node's ties lead out of its sector (1) or stay inside (-1): Krackhardt's "
            "heterogeneity.",
        ),
        level="node",
        mode="one-mode",
        function=mixing.e_i_of_nodes,
        undefined=Text(
            "Noden har ingen sektor, eller ingen bånd med noen som har.",
            "The node has no sector, or no ties with anyone who has.",
        ),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="blau",
        title=Text("Blaus heterogenitet", "Blau's heterogeneity"),
        definition=Text(
            "Hvor blandet naboenes sektorer er: sannsynligheten for at to tilfeldige av dem er fra ulike "
            "sektorer.",
            "How mixed the sectors of the neighbours are: how probable it is that two of them at random are "
            "from different ones.",
        ),
        level="node",
        mode="one-mode",
        function=mixing.blau,
        undefined=Text("Noden har ingen naboer med sektor.", "The node has no neighbours with a sector."),
        reference="Blau 1977, Inequality and Heterogeneity, p. 78",
        groups="sectors",
    ),
    Measure(
        name="participation",
        title=Text("deltakelseskoeffisient", "participation coefficient"),
        definition=Text(
            "Hvor jevnt vekten av nodens bånd er fordelt over fellesskapene i nettverket.",
            "How evenly the weight of the node's ties is spread over the communities of the network.",
        ),
        level="node",
        mode="one-mode",
        function=mixing.participation,
        undefined=_NO_TIES,
        reference="Guimerà & Amaral 2005, https://doi.org/10.1038/nature03288",
        weighted=True,
        groups="communities",
    ),
)
_CORE_PERIPHERY: Final = (
    Measure(
        name="core",
        title=Text("kjerne", "core"),
        definition=Text(
            "1 for dem i kjernen, 0 for dem i randen, etter den kjernen som gir best tilpasning.",
            "1 for those in the core, 0 for those in the periphery, by the core that fits best.",
        ),
        level="node",
        mode="one-mode",
        function=core_periphery.membership,
        undefined=_NO_CORE,
        reference=_BORGATTI_EVERETT_2000,
    ),
    Measure(
        name="core-fit",
        title=Text("tilpasning til kjerne og rand", "core-periphery fit"),
        definition=Text(
            "Hvor likt nettverket er et mønster der alle har bånd med kjernen og ingen i randen med "
            "hverandre (korrelasjon).",
            "How like the network is to a pattern where all have ties with the core and none in the "
            "periphery with each other (correlation).",
        ),
        level="network",
        mode="one-mode",
        function=core_periphery.fit,
        undefined=_NO_CORE,
        reference=_BORGATTI_EVERETT_2000,
    ),
)
_CUTS: Final = (
    Measure(
        name="components",
        title=Text("komponenter", "components"),
        definition=Text(
            "Hvor mange deler nettverket har som ikke når hverandre.",
            "How many parts the network has that do not reach each other.",
        ),
        level="network",
        mode="one-mode",
        function=cuts.component_count,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="bridges",
        title=Text("broer", "bridges"),
        definition=Text(
            "Hvor mange bånd som er det eneste som holder to deler sammen.",
            "How many ties are all that holds two parts together.",
        ),
        level="network",
        mode="one-mode",
        function=cuts.bridge_count,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="cut-vertex",
        title=Text("leddnode", "cut vertex"),
        definition=Text(
            "1 for en node som andre ikke når hverandre uten, ellers 0.",
            "1 for a node without which others do not reach each other, otherwise 0.",
        ),
        level="node",
        mode="one-mode",
        function=cuts.cut_vertex,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="components-without",
        title=Text("komponenter uten noden", "components without the node"),
        definition=Text(
            "Hvor mange komponenter nettverket har når noden er fjernet.",
            "How many components the network has when the node is removed.",
        ),
        level="node",
        mode="one-mode",
        function=cuts.components_without,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="reachable-without",
        title=Text("par som når hverandre uten noden", "reachable pairs without the node"),
        definition=Text(
            "Hvor stor del av parene av andre som når hverandre når noden er fjernet.",
            "How large a share of the pairs of others reach each other when the node is removed.",
        ),
        level="node",
        mode="one-mode",
        function=cuts.reachable_without,
        undefined=_NO_OTHERS,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-cut-vertex",
        title=Text("leddnode (to slag noder)", "cut vertex (two-mode)"),
        definition=Text(
            "1 for en node som andre av samme slag ikke når hverandre uten, ellers 0.",
            "1 for a node without which others of its kind do not reach each other, otherwise 0.",
        ),
        level="node",
        mode="two-mode",
        function=cuts.two_mode_cut_vertex,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-components-without",
        title=Text("komponenter uten noden (to slag noder)", "components without the node (two-mode)"),
        definition=Text(
            "Hvor mange komponenter av noder av samme slag det er når noden er fjernet.",
            "How many components of nodes of its kind there are when the node is removed.",
        ),
        level="node",
        mode="two-mode",
        function=cuts.two_mode_components_without,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-reachable-without",
        title=Text(
            "par som når hverandre uten noden (to slag noder)", "reachable pairs without the node (two-mode)"
        ),
        definition=Text(
            "Hvor stor del av parene av andre av samme slag som når hverandre når noden er fjernet.",
            "How large a share of the pairs of others of its kind reach each other when the node is removed.",
        ),
        level="node",
        mode="two-mode",
        function=cuts.two_mode_reachable_without,
        undefined=_NO_OTHERS,
        reference=_TARJAN,
    ),
)

MEASURES: Final = {
    measure.name: measure
    for measure in (
        *_TWO_MODE,
        *_CENTRALITY,
        *_COHESION,
        *_STRUCTURAL_HOLES,
        *_BROKERAGE,
        *_MIXING,
        *_CORE_PERIPHERY,
        *_COMMUNITIES,
        *_CUTS,
    )
}
"""Every measure by its name."""
