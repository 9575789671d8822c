/**
 * The map page: what is chosen, what the legend leaves in, and which view is shown. Picture, table, legend, details,
 * address and the link to the other language all follow from that one state.
 */

import { nodeDetails, tieDetails } from "./details.js";
import { fill } from "./dom.js";
import { wireKeyboard } from "./keyboard.js";
import { NetworkData } from "./network.js";
import { Picture } from "./picture.js";
import { wireSearch } from "./search.js";

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("network").textContent);
const network = new NetworkData(data);
const { texts } = data;
const canvas = byId("canvas");
const state = { chosen: null, view: "map", groups: new Set(), modalities: new Set() };
let shown = network.shown(state.groups, state.modalities);
let picture = null;

/** Choose a node or a tie, or nothing; `isFlown` moves the view to it. */
function choose(chosen, { isFlown = true } = {}) {
  state.chosen = chosen;
  if (chosen?.node) picture.cursor = chosen.node;
  update();
  if (chosen && isFlown) picture.show([...picture.near]);
}

function close() {
  const isInside = byId("details").contains(document.activeElement);
  choose(null);
  say(texts["script.closed"]);
  if (isInside) (state.view === "map" ? canvas : byId("table")).focus();
}

/** Let every part of the page follow the state. */
function update() {
  shown = network.shown(state.groups, state.modalities);
  if (state.chosen && !isShown(state.chosen)) state.chosen = null;
  picture.keep(shown.nodes, shown.ties);
  picture.focus(state.chosen, ...neighbourhood());
  updateTable();
  updateLegend();
  updateDetails();
  updateView();
  writeAddress();
}

function isShown({ node, tie }) {
  return node ? shown.nodes.has(node) : shown.ties.has(tie);
}

/** Return the nodes and ties that stay in front: all ties of a node, or the two ends of a tie. */
function neighbourhood() {
  const { node, tie } = state.chosen ?? {};
  const lines = node ? network.tiesOf.get(node).filter(({ id }) => shown.ties.has(id)) : tie ? [network.ties.get(tie)] : [];
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  return [new Set(node ? [node, ...ends] : ends), lines.map(({ id }) => id)];
}

function updateTable() {
  for (const row of byId("table").querySelectorAll("tbody tr")) {
    const { tie, actor, setting } = row.dataset;
    const isChosen = state.chosen && (state.chosen.tie === tie || [actor, setting].includes(state.chosen.node));
    row.hidden = !shown.ties.has(tie);
    if (isChosen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function updateLegend() {
  for (const box of byId("legend").querySelectorAll("input")) {
    box.checked = !state[box.name === "group" ? "groups" : "modalities"].has(box.value);
  }
  const modes = (ids, mode) => [...ids].filter((id) => network.nodes.get(id).mode === mode).length;
  byId("shown").textContent = fill(texts["script.shown"], {
    actors: modes(shown.nodes, "actor"),
    allActors: modes(network.nodes.keys(), "actor"),
    settings: modes(shown.nodes, "setting"),
    allSettings: modes(network.nodes.keys(), "setting"),
    ties: shown.ties.size,
    allTies: network.ties.size,
  });
  byId("reset").hidden = state.groups.size + state.modalities.size === 0;
}

function updateDetails() {
  const { node, tie } = state.chosen ?? {};
  const act = { choose, close };
  byId("details").replaceChildren(
    ...(node ? nodeDetails(network, network.nodes.get(node), shown.ties, act) : []),
    ...(tie ? tieDetails(network, network.ties.get(tie), act) : []),
  );
  byId("details").hidden = state.chosen === null;
  byId("guide").hidden = state.chosen !== null;
}

function updateView() {
  for (const button of document.querySelectorAll(".views button")) {
    button.setAttribute("aria-pressed", `${button.dataset.view === state.view}`);
  }
  byId("picture").hidden = state.view !== "map";
  byId("table").hidden = state.view !== "table";
  document.querySelector(".zoom").hidden = state.view !== "map";
}

/** Write the state behind the address, so that it can be shared, and let the other language keep it. */
function writeAddress() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(state.chosen ?? {})) parts.set(key, value);
  if (state.view !== "map") parts.set("view", state.view);
  for (const group of state.groups) parts.append("without", group);
  for (const modality of state.modalities) parts.append("without", modality);
  const hash = parts.size > 0 ? `#${parts}` : "";
  history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  const link = byId("language");
  link.setAttribute("href", link.getAttribute("href").split("#")[0] + hash);
}

/** Read the state from behind the address; what is not there is passed over. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const [node, tie] = [parts.get("node"), parts.get("tie")];
  const modalities = new Set(data.edges.map((edge) => edge.modality));
  const without = parts.getAll("without");
  state.view = parts.get("view") === "table" ? "table" : "map";
  state.modalities = new Set(without.filter((name) => modalities.has(name)));
  state.groups = new Set(without.filter((name) => name.includes(" ")));
  state.chosen = network.nodes.has(node) ? { node } : network.ties.has(tie) ? { tie } : null;
}

function say(text) {
  byId("spoken").textContent = text;
}

/** Say where the keyboard is. */
function announce(id) {
  const node = network.nodes.get(id);
  const number = network.tiesOf.get(id).filter((tie) => shown.ties.has(tie.id)).length;
  say(fill(texts["script.cursor"], { name: node.name, about: node.about, number }));
}

/** Choose a node that was found or linked to, and let the legend show it. */
function find(id) {
  state.groups.delete(NetworkData.entry(network.nodes.get(id)));
  if (!network.shown(state.groups, state.modalities).nodes.has(id)) state.modalities.clear();
  choose({ node: id });
}

function wireControls() {
  for (const button of document.querySelectorAll(".views button")) {
    button.addEventListener("click", () => {
      state.view = button.dataset.view;
      update();
    });
  }
  byId("legend").addEventListener("change", ({ target }) => {
    const off = state[target.name === "group" ? "groups" : "modalities"];
    if (target.checked) off.delete(target.value);
    else off.add(target.value);
    update();
  });
  byId("legend").addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", () => {
    state.groups.clear();
    state.modalities.clear();
    update();
    byId("legend").querySelector("input").focus();
  });
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  byId("zoom-all").addEventListener("click", () => picture.showAll());
  for (const link of document.querySelectorAll("[data-node]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      find(link.dataset.node);
    });
  }
  byId("details").addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("hashchange", () => {
    readAddress();
    update();
  });
}

function wireMap() {
  wireKeyboard(canvas, picture, {
    go: (id) => {
      picture.point(id);
      announce(id);
    },
    enter: () => {
      if (picture.cursor === null) return;
      choose({ node: picture.cursor });
      byId("details").querySelector("h2").focus();
    },
    leave: () => state.chosen && close(),
  });
  for (const change of ["focus", "blur"]) canvas.addEventListener(change, () => picture.network.redraw());
}

async function start() {
  readAddress();
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  byId("table").hidden = true;
  await Promise.all(["400 15px", "600 15px"].map((style) => document.fonts.load(`${style} "Source Sans 3"`)));
  picture = new Picture(canvas, data, { choose: (what) => choose(what, { isFlown: false }) });
  globalThis.network = picture.network;
  globalThis.picture = picture;
  wireControls();
  wireMap();
  wireSearch(byId("search"), byId("found"), network, { find, say });
  update();
  if (state.chosen) picture.show([...picture.near]);
  document.documentElement.dataset.ready = "true";
}

await start();
