/** What is shown, written behind the address of the page: it can be shared, and kept in the other language. */

/**
 * @typedef {import("./selection.js").Filters & {
 *   chosen: {node?: string, tie?: string, start?: string, end?: string} | null,
 *   view: "map" | "table",
 *   size: string | null,
 *   colour: string | null,
 *   at: {x: number, y: number, scale: number, shape: string} | null,
 * }} State
 */

/**
 * Return what is shown to begin with: everything that was so.
 * @param {import("./network.js").NetworkData} network
 * @returns {State}
 */
export function atFirst(network) {
  const others = [...network.modalities].filter((modality) => modality !== "actual");
  return {
    chosen: null,
    view: "map",
    groups: new Set(),
    modalities: new Set(network.modalities.has("actual") ? others : []),
    voices: new Set(),
    years: null,
    undated: false,
    focus: null,
    size: null,
    colour: null,
    at: null,
  };
}

/**
 * Write the state into the address and into the link to the other language.
 * @param {State} state
 * @param {import("./network.js").NetworkData} network
 * @param {HTMLAnchorElement | null} link
 */
export function writeAddress(state, network, link) {
  const first = atFirst(network);
  const parts = new URLSearchParams(state.chosen ?? {});
  if (state.view !== first.view) parts.set("view", state.view);
  for (const entry of state.groups) parts.append("without", entry);
  if (!isSame(state.modalities, first.modalities)) {
    const shown = [...network.modalities].filter((modality) => !state.modalities.has(modality));
    for (const modality of shown.length > 0 ? shown : ["none"]) parts.append("modality", modality);
  }
  for (const voice of state.voices) parts.append("voice", voice);
  if (state.years) parts.set("years", `${state.years.first}-${state.years.last}`);
  if (state.undated) parts.set("undated", "yes");
  if (state.focus) {
    parts.set("focus", state.focus.node);
    parts.set("steps", state.focus.steps);
  }
  for (const name of ["size", "colour"]) if (state[name]) parts.set(name, state[name]);
  if (state.at) {
    const { x, y, scale, shape } = state.at;
    parts.set("at", `${Math.round(x)},${Math.round(y)},${scale.toFixed(3)},${shape}`);
  }
  const hash = parts.size > 0 ? `#${parts}` : "";
  history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  link?.setAttribute("href", link.getAttribute("href").split("#")[0] + hash);
}

/**
 * Read the state from the address; what means nothing in the network is passed over.
 * @param {import("./network.js").NetworkData} network
 * @returns {State}
 */
export function readAddress(network) {
  const parts = new URLSearchParams(location.hash.slice(1));
  const first = atFirst(network);
  const all = (name, known) => new Set(parts.getAll(name).filter((value) => known.has(value)));
  const focus = parts.get("focus");
  return {
    ...first,
    chosen: readChosen(parts, network),
    view: parts.get("view") === "table" ? "table" : "map",
    groups: all("without", network.groups),
    modalities: readModalities(parts, network) ?? first.modalities,
    voices: all("voice", network.voices),
    years: readYears(parts.get("years"), network.years),
    undated: parts.get("undated") === "yes",
    focus: network.nodes.has(focus) ? { node: focus, steps: parts.get("steps") === "2" ? 2 : 1 } : null,
    size: network.measures.all.has(parts.get("size")) ? parts.get("size") : null,
    colour: network.measures.all.has(parts.get("colour")) ? parts.get("colour") : null,
    at: readPlace(parts.get("at")),
  };
}

function readChosen(parts, { nodes, ties }) {
  const [node, tie, start, end] = ["node", "tie", "start", "end"].map((name) => parts.get(name));
  if (nodes.has(node)) return { node };
  if (ties.has(tie)) return { tie };
  return nodes.has(start) && nodes.has(end) && start !== end ? { start, end } : null;
}

function readModalities(parts, { modalities }) {
  const named = parts.getAll("modality");
  const isMeant = named.includes("none") || named.some((name) => modalities.has(name));
  return isMeant ? new Set([...modalities].filter((name) => !named.includes(name))) : null;
}

function readYears(text, known) {
  const [, ...found] = /^(\d{4})-(\d{4})$/.exec(text ?? "") ?? [];
  const [first, last] = found.map(Number);
  const isMeant = known !== null && first <= last && known.first <= first && last <= known.last;
  return isMeant && (first > known.first || last < known.last) ? { first, last } : null;
}

function readPlace(text) {
  const [, ...found] = /^(-?\d+),(-?\d+),(\d+\.\d+),(wide|tall)$/.exec(text ?? "") ?? [];
  if (found.length === 0) return null;
  const [x, y, scale] = found.map(Number);
  return scale > 0 ? { x, y, scale, shape: found[3] } : null;
}

function isSame(one, other) {
  return one.size === other.size && [...one].every((value) => other.has(value));
}
