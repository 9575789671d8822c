/** How two nodes are connected: the shortest ways along the ties that are shown, those that say most first. */

/**
 * @param {import("./network.js").NetworkData} network
 * @param {Set<string>} ties ids of those that are shown
 * @param {string} start
 * @param {string} end
 * @param {number} most how many ways at the most
 * @returns {string[][]} for each way the ids of its nodes, from start to end
 */
export function waysBetween(network, ties, start, end, most) {
  const shown = (id) => network.tiesOf.get(id).filter((tie) => ties.has(tie.id));
  const next = (id) => shown(id).map(({ from, to }) => (from === id ? to : from));
  // What has many ties says little of those that it joins, as in the REST interface.
  const cost = (id) => (id === end ? 0 : Math.log(1 + shown(id).length));
  let ring = new Map([[start, [{ cost: 0, nodes: [start] }]]]);
  const seen = new Set([start]);
  while (ring.size > 0 && !ring.has(end)) {
    const outer = new Map();
    for (const [id, ways] of ring) {
      for (const other of next(id)) {
        if (seen.has(other)) continue;
        const longer = ways.map((way) => ({ cost: way.cost + cost(other), nodes: [...way.nodes, other] }));
        outer.set(other, best([...(outer.get(other) ?? []), ...longer], most));
      }
    }
    for (const id of outer.keys()) seen.add(id);
    ring = outer;
  }
  return (ring.get(end) ?? []).map(({ nodes }) => nodes);
}

function best(ways, most) {
  return ways
    .sort((one, other) => one.cost - other.cost || (one.nodes.join() < other.nodes.join() ? -1 : 1))
    .slice(0, most);
}
