/** The network as it was written into the page, with what the parts of the page ask of it. */

import { Measures } from "./measures.js";
import { waysBetween } from "./ways.js";

/** So many of equally short ways are told at the most. */
const MOST_WAYS = 3;

/** In which modalities a tie may be stated, the most certain first. */
export const MODALITIES = ["actual", "planned", "possible", "normative"];

export class NetworkData {
  constructor(data) {
    this.data = data;
    this.nodes = new Map(data.nodes.map((node) => [node.id, node]));
    /** What stands on another map and can be searched for: all that is told is its name, mark and address. */
    this.elsewhere = new Map(
      data.elsewhere.map(([name, group, about, href]) => [href, { id: href, name, names: [], group, about }]),
    );
    this.ties = new Map(data.edges.map((tie) => [tie.id, tie]));
    this.groups = new Set(data.nodes.map(NetworkData.entry));
    const said = data.edges.flatMap(({ parts }) => parts.flatMap((part) => part.said));
    this.modalities = new Set(MODALITIES.filter((name) => said.some(({ modality }) => modality === name)));
    this.voices = new Set(said.map(({ voice }) => voice));
    this.measures = new Measures(data);
    this.years = data.years && { first: data.years[0], last: data.years[1] };
    this.tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
    for (const tie of data.edges) {
      for (const end of new Set([tie.from, tie.to])) this.tiesOf.get(end).push(tie);
    }
  }

  /** The name of the legend's entry that a node belongs to. */
  static entry(node) {
    return `${node.mode} ${node.group}`;
  }

  /** The other end of a tie. */
  other(tie, id) {
    return this.nodes.get(tie.from === id ? tie.to : tie.from);
  }

  /**
   * What stays in front when something is chosen: a node, its ties that are shown and what they lead to; a tie
   * and its ends; or the ways between two nodes.
   */
  around(chosen, shownTies) {
    const { node, tie, start, end } = chosen ?? {};
    if (start) return this.#along(this.ways(start, end, shownTies), [start, end]);
    const own = node ? this.tiesOf.get(node) : tie ? [this.ties.get(tie)] : [];
    const ties = own.filter(({ id }) => shownTies.has(id));
    const ends = ties.flatMap(({ from, to }) => [from, to]);
    return { nodes: new Set(node ? [node, ...ends] : ends), ties: ties.map(({ id }) => id) };
  }

  /** The shortest ways between two nodes along some ties. */
  ways(start, end, ties) {
    return waysBetween(this, ties, start, end, MOST_WAYS);
  }

  /** The tie between two nodes. */
  tieBetween(one, other) {
    return this.tiesOf.get(one).find(({ from, to }) => from === other || to === other);
  }

  #along(ways, ends) {
    const ties = ways.flatMap((way) =>
      way.slice(1).map((id, place) => this.tieBetween(way[place], id).id),
    );
    return { nodes: new Set([...ends, ...ways.flat()]), ties: [...new Set(ties)] };
  }

  /** Find nodes by name: those that begin so first, then those with such a word, then those that hold it. */
  search(words, limit) {
    const needle = folded(words);
    if (needle === "") return [];
    const best = ({ name, names }) =>
      Math.min(...[name, ...names.map(({ text }) => text)].map((text) => rank(folded(text), needle)));
    return [...this.nodes.values(), ...this.elsewhere.values()]
      .map((node) => ({ node, rank: best(node) }))
      .filter((found) => found.rank < 3)
      .sort((one, other) => one.rank - other.rank || byName(one.node, other.node))
      .slice(0, limit)
      .map(({ node }) => node);
  }
}

/** Compare nodes by name, as the language of the page sorts. */
export function byName(one, other) {
  return one.name.localeCompare(other.name, document.documentElement.lang);
}

function rank(name, needle) {
  if (name.startsWith(needle)) return 0;
  if (name.includes(` ${needle}`) || name.includes(`-${needle}`)) return 1;
  return name.includes(needle) ? 2 : 3;
}

/** Lower case and without the strokes and rings of letters, so that those who lack the keys still find. */
function folded(text) {
  return text
    .trim()
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}
