/** How large and in which colour marks are drawn by a measure; the values come with the network. */

const SMALLEST = 0.6;
const LARGEST = 1.9;

export class Measures {
  /** @param {object} data the network as it was written into the page */
  constructor(data) {
    this.all = new Map(data.measures.map((measure) => [measure.name, measure]));
    this.most = new Map();
    for (const { mode, measures } of data.nodes) {
      for (const [name, value] of Object.entries(measures ?? {})) {
        const key = `${name} ${mode}`;
        this.most.set(key, Math.max(this.most.get(key) ?? 0, value));
      }
    }
  }

  /** Return a value as a share of the largest of its kind of node; null where there is none. */
  share(node, name) {
    const value = node.measures?.[name];
    if (value === undefined) return null;
    const most = this.most.get(`${name} ${node.mode}`);
    return most > 0 ? value / most : 0;
  }

  /** Return how much larger than usual a mark is drawn, its area by the measure. */
  factor(node, name) {
    if (name === null) return 1;
    return Math.sqrt(SMALLEST ** 2 + (LARGEST ** 2 - SMALLEST ** 2) * (this.share(node, name) ?? 0));
  }

  /** Return the lowest and the highest value of a measure. */
  range(nodes, name) {
    const values = nodes.map(({ measures }) => measures?.[name]).filter((value) => value !== undefined);
    return { low: written(Math.min(...values)), high: written(Math.max(...values)) };
  }
}

/** Write a number as the language of the page does. */
export function written(value) {
  const format = { maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(document.documentElement.lang, format).format(value);
}
