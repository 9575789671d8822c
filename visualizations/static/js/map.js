/**
 * The map page: what is chosen, what the legend leaves in, and which view is shown. Picture, table, legend,
 * details, address and the link to the other language all follow from that one state.
 */

import { readAddress, writeAddress } from "./address.js";
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

/** Choose a node or a tie, or nothing. */
function choose(chosen) {
  state.chosen = chosen;
  if (chosen?.node) picture.cursor = chosen.node;
  update();
}

/** Look at what is chosen, if anything is and the picture is there to be seen. */
function fly() {
  if (state.chosen && state.view === "map") picture.show([...picture.near]);
}

/** Choose a node, fly there, and go on reading in its details. */
function follow(chosen) {
  choose(chosen);
  fly();
  byId("details").querySelector("h2").focus();
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
  const { nodes, ties } = network.around(state.chosen, shown.ties);
  picture.focus(state.chosen, nodes, ties);
  updateTable();
  updateLegend();
  updateDetails();
  updateView();
  writeAddress(state, byId("language"));
}

function isShown({ node, tie }) {
  return node ? shown.nodes.has(node) : shown.ties.has(tie);
}

function updateTable() {
  for (const row of byId("table").querySelectorAll("tbody tr")) {
    const { tie, actor, setting } = row.dataset;
    const isChosen =
      state.chosen && (state.chosen.tie === tie || [actor, setting].includes(state.chosen.node));
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
  const act = { follow, close };
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
  fly();
}

function wireControls() {
  for (const button of document.querySelectorAll(".views button")) {
    button.addEventListener("click", () => {
      state.view = button.dataset.view;
      update();
      if (state.chosen) fly();
      else if (state.view === "map") picture.showAll(false);
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
      byId("details").querySelector("h2").focus();
    });
  }
  byId("details").addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("hashchange", () => {
    Object.assign(state, readAddress(network));
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
      if (picture.cursor !== null) follow({ node: picture.cursor });
    },
    leave: () => state.chosen && close(),
  });
  for (const change of ["focus", "blur"]) canvas.addEventListener(change, () => picture.network.redraw());
}

async function start() {
  Object.assign(state, readAddress(network));
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  byId("table").hidden = true;
  await Promise.all(["400 15px", "600 15px"].map((style) => document.fonts.load(`${style} "Source Sans 3"`)));
  picture = new Picture(canvas, network, { choose });
  globalThis.network = picture.network;
  globalThis.picture = picture;
  wireControls();
  wireMap();
  wireSearch(byId("search"), byId("found"), network, { find, say });
  update();
  fly();
  document.documentElement.dataset.ready = "true";
}

await start();
