/**
 * The map page: what is chosen, what the legend leaves in, and which view is shown. Picture, table, legend,
 * details, address and the link to the other language all follow from that one state.
 */

import { atFirst, readAddress, writeAddress } from "./address.js";
import { wireConnect } from "./connect.js";
import { nodeDetails, tieDetails, waysDetails } from "./details.js";
import { fill } from "./dom.js";
import { wireDownloads } from "./downloads.js";
import { isFiltered, reset, reveal, showFilters, wireFilters } from "./filters.js";
import { wireKeyboard } from "./keyboard.js";
import { NetworkData } from "./network.js";
import { Picture } from "./picture.js";
import { wireSearch } from "./search.js";
import { selected } from "./selection.js";
import { showTable } from "./table.js";

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("network").textContent);
const network = new NetworkData(data);
const { texts } = data;
const canvas = byId("canvas");
const state = atFirst(network);
let shown = selected(network, state);
let picture = null;
/** The ties that are chosen, or lie on the ways that are. */
let chosenTies = new Set();
let connectForm = null;

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

/** Look where the reader looked, or else at what is chosen. */
function look(at) {
  if (at && state.view === "map") picture.lookAt(at);
  else if (state.focus) picture.showAll(false);
  else fly();
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
  shown = selected(network, state);
  if (state.chosen && !isShown(state.chosen)) state.chosen = null;
  if (state.focus && !shown.nodes.has(state.focus.node)) {
    state.focus = null;
    shown = selected(network, state);
  }
  picture.keep(shown);
  picture.measure(state);
  const { nodes, ties } = network.around(state.chosen, shown.ties);
  picture.focus(state.chosen, nodes, ties);
  chosenTies = new Set(state.chosen ? ties : []);
  showTable(byId("table"), shown, isChosen);
  showFilters(byId("legend"), state, network, shown);
  updateCounts();
  updateFocus();
  updateDetails();
  updateView();
  writeState();
}

function writeState() {
  state.at = picture.at;
  writeAddress(state, network, byId("language"));
}

function isShown({ node, tie, start, end }) {
  if (tie) return shown.ties.has(tie);
  return [node ?? start, node ?? end].every((id) => shown.nodes.has(id));
}

function isChosen({ tie, actor, setting }) {
  return state.chosen?.node ? [actor, setting].includes(state.chosen.node) : chosenTies.has(tie);
}

function updateCounts() {
  const modes = (ids, mode) => [...ids].filter((id) => network.nodes.get(id).mode === mode).length;
  const isUndatedLeftOut = state.years !== null && !state.undated && shown.undated > 0;
  const undated = isUndatedLeftOut ? ` ${fill(texts["script.undated"], { number: shown.undated })}` : "";
  const counts = fill(texts["script.shown"], {
    actors: modes(shown.nodes, "actor"),
    allActors: modes(network.nodes.keys(), "actor"),
    settings: modes(shown.nodes, "setting"),
    allSettings: modes(network.nodes.keys(), "setting"),
    nodes: shown.nodes.size,
    allNodes: network.nodes.size,
    ties: shown.ties.size,
    allTies: network.ties.size,
  });
  byId("shown").textContent = counts + undated;
  byId("reset").hidden = !isFiltered(state, network);
}

function updateFocus() {
  byId("focus").hidden = state.focus === null;
  if (state.focus === null) return;
  byId("focused").textContent = fill(texts["script.focused"], {
    name: network.nodes.get(state.focus.node).name,
  });
  for (const button of byId("focus").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", `${Number(button.dataset.steps) === state.focus.steps}`);
  }
}

/** Leave only a node and what is so many steps away, or show the whole map again. */
function focus(near) {
  const isLeaving = near === null && byId("focus").contains(document.activeElement);
  state.focus = near;
  update();
  picture.showAll();
  if (near === null) say(texts["script.whole-map"]);
  if (isLeaving) (state.view === "map" ? canvas : byId("table")).focus();
}

function updateDetails() {
  const { node, tie, start } = state.chosen ?? {};
  const act = { follow, close, focus, connectFrom: (id) => connectForm.from(id) };
  byId("details").replaceChildren(
    ...(node ? nodeDetails(network, network.nodes.get(node), shown, act) : []),
    ...(tie ? tieDetails(network, network.ties.get(tie), shown, act) : []),
    ...(start ? waysDetails(network, state.chosen, shown, act) : []),
  );
  byId("details").hidden = state.chosen === null;
  byId("guide").hidden = state.chosen !== null;
}

function updateView() {
  for (const button of document.querySelectorAll("button[data-view]")) {
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

/** Choose a node that was found or linked to, and let the legend show it; go to its map if it has another. */
function find(id) {
  if (network.elsewhere.has(id)) {
    location.assign(id);
    return;
  }
  revealed({ node: id });
  choose({ node: id });
  fly();
}

/** Let the legend show what is chosen. */
function revealed({ node, tie, start, end }) {
  if (start) {
    for (const id of [start, end]) revealed({ node: id });
    return;
  }
  const ends = node ? [node] : [network.ties.get(tie).from, network.ties.get(tie).to];
  for (const end of ends) {
    const isThere = () => {
      const { nodes, ties } = selected(network, state);
      return node ? nodes.has(node) : ties.has(tie);
    };
    reveal(state, network, isThere, NetworkData.entry(network.nodes.get(end)));
  }
}

/** Show what the address says. */
function readState() {
  Object.assign(state, readAddress(network));
  if (state.chosen) revealed(state.chosen);
}

function wireControls() {
  for (const button of document.querySelectorAll("button[data-view]")) {
    button.addEventListener("click", () => {
      state.view = button.dataset.view;
      update();
      if (state.chosen) fly();
      else if (state.view === "map") picture.showAll(false);
    });
  }
  connectForm = wireConnect(byId("connect"), network, {
    connect: (start, end) => {
      if (start !== end) revealed({ start, end });
      follow(start === end ? { node: start } : { start, end });
    },
    say,
  });
  if (state.chosen?.start) connectForm.show(state.chosen);
  wireDownloads(byId("downloads"), () => ({ picture, shown }));
  wireFilters(byId("legend"), state, network, update);
  byId("reset").addEventListener("click", () => {
    reset(state, network);
    update();
    byId("legend").querySelector("input").focus();
  });
  for (const button of byId("focus").querySelectorAll("button")) {
    const steps = Number(button.dataset.steps);
    button.addEventListener("click", () => focus(steps > 0 ? { ...state.focus, steps } : null));
  }
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  byId("zoom-all").addEventListener("click", () => picture.showAll());
  const links = [...document.querySelectorAll("a[data-node]")];
  for (const link of links.filter(({ dataset }) => network.nodes.has(dataset.node))) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      find(link.dataset.node);
      byId("details").querySelector("h2").focus();
    });
  }
  byId("details").addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("hashchange", () => {
    readState();
    const { at } = state;
    update();
    look(at);
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
  readState();
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  byId("table").hidden = true;
  await Promise.all(["400 15px", "600 15px"].map((style) => document.fonts.load(`${style} "Source Sans 3"`)));
  picture = new Picture(canvas, network, { choose, moved: writeState });
  globalThis.network = picture.network;
  globalThis.picture = picture;
  wireControls();
  wireMap();
  wireSearch(byId("search"), byId("found"), network, { find, say });
  const { at } = state;
  update();
  look(at);
  document.documentElement.dataset.ready = "true";
}

await start();
