/** The legend, which is the filter too: kinds of actors, settings and ties, voices, and years. */

import { atFirst } from "./address.js";

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
  if (network.years === null) return;
  const { first, last } = state.years ?? network.years;
  for (const [name, year] of Object.entries({ first, last })) {
    form.elements[name].value = year;
    form.elements[name].nextElementSibling.textContent = `${year}`;
  }
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
