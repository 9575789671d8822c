/** The legend, which is the filter too: kinds of actors, settings and ties, voices, and years. */

import { atFirst } from "./address.js";
import { element, fill } from "./dom.js";

const SETS = { group: "groups", modality: "modalities" };

/**
 * Let a form change the state.
 * @param {HTMLFormElement} form
 * @param {import("./address.js").State} state
 * @param {import("./network.js").NetworkData} network
 * @param {() => void} changed
 */
export function wireFilters(form, state, network, changed) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name in SETS) put(state[SETS[target.name]], target.value, !target.checked);
    else if (target.name === "voice") put(state.voices, target.value, target.checked);
    else if (target.name === "undated") state.undated = target.checked;
    else if (target.name === "size" || target.name === "colour") state[target.name] = target.value || null;
    else return;
    changed();
  });
  form.addEventListener("input", ({ target }) => {
    if (target.name !== "first" && target.name !== "last") return;
    const { first, last } = chosenYears(form, target);
    const isAll = first === network.years.first && last === network.years.last;
    state.years = isAll ? null : { first, last };
    changed();
  });
}

/** Return the years that two sliders stand at; the one that was not moved gives way. */
function chosenYears(form, moved) {
  const [first, last] = ["first", "last"].map((name) => Number(form.elements[name].value));
  if (first <= last) return { first, last };
  return moved.name === "first" ? { first, last: first } : { first: last, last };
}

/** Show in a form what the state is, and how much each entry has. */
export function showFilters(form, state, network, { counts, undated }) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    if (box.name in SETS) box.checked = !state[SETS[box.name]].has(box.value);
    else if (box.name === "voice") box.checked = state.voices.has(box.value);
    else box.checked = state.undated;
    const number = box.name === "undated" ? undated : (counts[box.name].get(box.value) ?? 0);
    box.closest("label").querySelector(".numeric").textContent = `${number}`;
  }
  showYears(form, state, network);
  showMeasures(form, state, network);
}

function showYears(form, state, network) {
  if (network.years === null) return;
  const { first, last } = state.years ?? network.years;
  for (const [name, year] of Object.entries({ first, last })) {
    form.elements[name].value = year;
    form.elements[name].nextElementSibling.textContent = `${year}`;
  }
}

/** Tell what the measures are that marks are sized and coloured by. */
function showMeasures(form, state, network) {
  if (network.measures.all.size === 0) return;
  const { texts, nodes } = network.data;
  const told = ["size", "colour"].filter((name) => state[name] !== null);
  for (const name of ["size", "colour"]) form.elements[name].value = state[name] ?? "";
  const lines = [...new Set(told.map((name) => state[name]))].map((name) => {
    const { title, definition } = network.measures.all.get(name);
    const range = fill(texts["script.range"], network.measures.range(nodes, name));
    return element("p", {}, element("strong", {}, title), `: ${definition} ${range}. `);
  });
  if (state.colour !== null) lines.at(-1).append(element("span", { class: "scale" }));
  const box = form.querySelector("#measured");
  box.replaceChildren(...lines, element("p", {}, texts["legend.measured"]));
  box.hidden = told.length === 0;
}

/** Let the state show what it shows to begin with. */
export function reset(state, network) {
  const { groups, modalities, voices, years, undated, focus } = atFirst(network);
  Object.assign(state, { groups, modalities, voices, years, undated, focus });
}

/** Tell whether the state leaves out other things than to begin with, or fewer. */
export function isFiltered(state, network) {
  const first = atFirst(network);
  const sets = ["groups", "modalities", "voices"];
  const isOther = (name) =>
    state[name].size !== first[name].size || [...state[name]].some((value) => !first[name].has(value));
  return sets.some(isOther) || state.years !== null || state.undated || state.focus !== null;
}

/** Let the state show a node: first by its kind, then by everybody and at any time, then however it was meant. */
export function reveal(state, network, isShown, entry) {
  state.groups.delete(entry);
  if (isShown()) return;
  const { voices, years, focus } = atFirst(network);
  Object.assign(state, { voices, years, focus });
  if (!isShown()) state.modalities.clear();
}

function put(set, value, isIn) {
  if (isIn) set.add(value);
  else set.delete(value);
}
