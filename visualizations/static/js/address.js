/** What is shown, written behind the address of the page: it can be shared, and kept in the other language. */

/**
 * @typedef {object} State
 * @property {{node?: string, tie?: string} | null} chosen
 * @property {"map" | "table"} view
 * @property {Set<string>} groups entries of the legend that are off
 * @property {Set<string>} modalities kinds of tie that are off
 */

/**
 * Write the state into the address and into the link to the other language.
 * @param {State} state
 * @param {HTMLAnchorElement} link
 */
export function writeAddress(state, link) {
  const parts = new URLSearchParams(state.chosen ?? {});
  if (state.view !== "map") parts.set("view", state.view);
  for (const name of [...state.groups, ...state.modalities]) parts.append("without", name);
  const hash = parts.size > 0 ? `#${parts}` : "";
  history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  link.setAttribute("href", link.getAttribute("href").split("#")[0] + hash);
}

/**
 * Read the state from the address; what means nothing in the network is passed over.
 * @param {import("./network.js").NetworkData} network
 * @returns {State}
 */
export function readAddress(network) {
  const parts = new URLSearchParams(location.hash.slice(1));
  const [node, tie, without] = [parts.get("node"), parts.get("tie"), parts.getAll("without")];
  return {
    chosen: network.nodes.has(node) ? { node } : network.ties.has(tie) ? { tie } : null,
    view: parts.get("view") === "table" ? "table" : "map",
    groups: new Set(without.filter((name) => network.groups.has(name))),
    modalities: new Set(without.filter((name) => network.modalities.has(name))),
  };
}
