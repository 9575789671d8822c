/** What is shown of a network: what legend, voices, years and focus leave in. */

import { MODALITIES, NetworkData } from "./network.js";

/**
 * @typedef {object} Filters
 * @property {Set<string>} groups entries of the legend that are off
 * @property {Set<string>} modalities kinds of tie that are off
 * @property {Set<string>} voices only what these say; empty for all
 * @property {{first: number, last: number} | null} years only what may have been then; null for any time
 * @property {boolean} undated with years: also what has no time
 * @property {{node: string, steps: number} | null} focus only a node and what is so many steps away
 *
 * @typedef {object} Selection
 * @property {Set<string>} nodes
 * @property {Set<string>} ties
 * @property {Map<string, boolean[]>} parts for each part that is shown, by its id, which of its sources count
 * @property {Map<string, string>} looks how each tie is drawn: its most certain modality, or `unsure` where
 *   nobody knows that it was in the years that are shown
 * @property {{group: Map<string, number>, modality: Map<string, number>, voice: Map<string, number>}} counts how
 *   much each entry of the legend has, the other parts of the legend being as they are
 * @property {number} undated how many ties have no time of all that the legend and the voices leave in
 */

/**
 * @param {NetworkData} network
 * @param {Filters} filters
 * @returns {Selection}
 */
export function selected(network, filters) {
  const counts = { group: new Map(), modality: new Map(), voice: new Map() };
  const kept = new Map();
  let undated = 0;
  for (const tie of network.ties.values()) {
    const times = new Map(tie.parts.map((part) => [part, when(part, filters.years)]));
    const inTime = tie.parts.filter((part) => isInTime(times.get(part), filters));
    count(inTime, filters, counts);
    const said = tie.parts.filter((part) => sources(part, filters).includes(true));
    if (said.length > 0 && said.every(({ times: known }) => known.length === 0)) undated += 1;
    const parts = said.filter((part) => inTime.includes(part));
    if (parts.length > 0) kept.set(tie, { parts, look: look(parts, times, filters) });
  }
  const reached = new Set([...kept.keys()].flatMap(({ from, to }) => [from, to]));
  for (const id of reached) add(counts.group, NetworkData.entry(network.nodes.get(id)));
  const isOn = (id) => !filters.groups.has(NetworkData.entry(network.nodes.get(id)));
  const within = near(filters.focus, kept.keys(), isOn);
  const nodes = new Set([...reached].filter((id) => isOn(id) && (within === null || within.has(id))));
  const shown = [...kept].filter(([{ from, to }]) => nodes.has(from) && nodes.has(to));
  return {
    nodes,
    ties: new Set(shown.map(([{ id }]) => id)),
    parts: new Map(
      shown.flatMap(([, { parts }]) => parts.map((part) => [part.id, sources(part, filters)])),
    ),
    looks: new Map(shown.map(([{ id }, { look: way }]) => [id, way])),
    counts,
    undated,
  };
}

/** Tell of each source of a part whether it counts. */
function sources(part, { modalities, voices }) {
  return part.said.map(
    ({ modality, voice }) => !modalities.has(modality) && (voices.size === 0 || voices.has(voice)),
  );
}

/** Tell whether a part was in some years: `sure`, `unsure`, `undated` or `never`. */
function when({ times }, years) {
  if (years === null) return "sure";
  if (times.length === 0) return "undated";
  const { first, last } = years;
  const isWithin = (earliest, latest) =>
    earliest !== null && latest !== null && earliest >= first && latest <= last;
  const isSure = ([earliestStart, latestStart, earliestEnd, latestEnd]) =>
    isWithin(earliestStart, latestStart) ||
    isWithin(earliestEnd, latestEnd) ||
    (latestStart !== null && latestStart <= last && earliestEnd !== null && earliestEnd >= first);
  const mayBe = ([earliestStart, , , latestEnd]) =>
    (earliestStart === null || earliestStart <= last) && (latestEnd === null || latestEnd >= first);
  if (times.some(isSure)) return "sure";
  return times.some(mayBe) ? "unsure" : "never";
}

function isInTime(time, { undated }) {
  return time === "sure" || time === "unsure" || (time === "undated" && undated);
}

function look(parts, times, filters) {
  if (parts.every((part) => times.get(part) !== "sure")) return "unsure";
  const found = parts.flatMap((part) => {
    const isCounted = sources(part, filters);
    return part.said.filter((_, place) => isCounted[place]).map(({ modality }) => modality);
  });
  return MODALITIES.find((modality) => found.includes(modality));
}

/** Count a tie for every voice and modality that would show it if it were on. */
function count(parts, { modalities, voices }, counts) {
  const said = parts.flatMap((part) => part.said);
  const byVoice = said.filter(({ modality }) => !modalities.has(modality)).map(({ voice }) => voice);
  for (const voice of new Set(byVoice)) add(counts.voice, voice);
  const isTold = ({ voice }) => voices.size === 0 || voices.has(voice);
  const byModality = said.filter(isTold).map(({ modality }) => modality);
  for (const modality of new Set(byModality)) add(counts.modality, modality);
}

function add(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Return the nodes at most so many steps from the one in focus, or null where there is none. */
function near(focus, ties, isOn) {
  if (focus === null) return null;
  const shown = [...ties].filter(({ from, to }) => isOn(from) && isOn(to));
  const found = new Set([focus.node]);
  for (let step = 0; step < focus.steps; step += 1) {
    const edge = shown.filter(({ from, to }) => found.has(from) !== found.has(to));
    for (const { from, to } of edge) found.add(from).add(to);
  }
  return found;
}
