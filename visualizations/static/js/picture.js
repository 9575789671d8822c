/**
 * The picture of the network on a canvas: vis-network keeps nodes, ties, view and pointer. Lines, marks and labels
 * are drawn at one size however near one looks, so that they stay readable and labels never cover each other.
 */

import "../vendor/vis-network.min.js";
import { Brush } from "./brush.js";
import { nearestView } from "./frame.js";
import { placed } from "./labels.js";
import { isTall, LINE_HEIGHT, Sizes } from "./sizes.js";

const { DataSet, Network } = globalThis.vis;

/** So many ties make a node one that a reader looks for. */
const MANY = 5;
const OPTIONS = {
  layout: { improvedLayout: false },
  interaction: { hover: true, dragNodes: false, selectable: false },
  nodes: { chosen: false },
  edges: { chosen: false, smooth: false, hoverWidth: 0, selectionWidth: 0 },
};

export class Picture {
  /**
   * @param {HTMLElement} container an element with a definite height
   * @param {import("./network.js").NetworkData} network
   * @param {{choose: (what: {node?: string, tie?: string} | null) => void, moved: () => void}} tell
   */
  constructor(container, network, tell) {
    this.container = container;
    this.known = network;
    this.tell = tell;
    this.brush = new Brush(network.data.marks);
    this.chosen = null;
    this.near = null;
    this.nearTies = null;
    this.cursor = null;
    this.hovered = null;
    this.hoveredTie = null;
    /** The labels that are drawn, each with its box in pixels. */
    this.drawn = [];
    this.looks = new Map();
    this.size = null;
    this.colour = null;
    this.isMoved = false;
    this.#fitContainer();
    this.nodes = new DataSet(network.data.nodes.map((node) => this.#shape(node)));
    this.edges = new DataSet(network.data.edges.map(line));
    const options = { ...network.data.options, ...OPTIONS };
    this.network = new Network(container, { nodes: this.nodes, edges: this.edges }, options);
    /** Where the reader looks, if not at all there is or at something that was found. */
    this.at = null;
    this.network.on("beforeDrawing", (context) => this.#drawLines(context));
    this.network.on("afterDrawing", (context) => this.#drawLabels(context));
    this.#listen(tell);
    this.showAll(false);
  }

  /** Keep only what is selected in the picture; at no moment is there a tie without its nodes. */
  keep({ nodes, ties, looks }) {
    this.looks = looks;
    drop(this.edges, ties);
    drop(this.nodes, nodes);
    add(this.nodes, nodes, (id) => this.#shape(this.known.nodes.get(id)));
    add(this.edges, ties, (id) => line(this.known.ties.get(id)));
  }

  /** Size and colour the marks by measures; null for as usual. */
  measure({ size, colour }) {
    Object.assign(this, { size, colour });
    this.network.redraw();
  }

  /** Bring some nodes and ties forward and fade the rest; with nothing chosen, all are equal. */
  focus(chosen, nodes, ties) {
    this.chosen = chosen;
    this.near = chosen && new Set(nodes);
    this.nearTies = chosen && new Set(ties);
    this.network.redraw();
  }

  /** Move the ring that shows where the keyboard is to a node, and bring it into view. */
  point(id) {
    this.cursor = id;
    if (!this.#isInView(id)) this.#move({ position: this.place(id) });
    else this.network.redraw();
  }

  /** Show all of the picture. */
  showAll(isAnimated = true) {
    this.at = null;
    this.isMoved = false;
    this.#frame(this.ids(), isAnimated);
  }

  /** Look at the place that a reader looked at before, if the map has the same shape as then. */
  lookAt({ x, y, scale, shape }) {
    if (shape !== this.#shapeName()) return;
    this.isMoved = true;
    this.#move({ position: { x, y }, scale }, false);
    this.#note();
  }

  /** Show some nodes as near as they fit. */
  show(nodes) {
    this.at = null;
    this.isMoved = true;
    this.#frame(nodes, true);
  }

  /** Look from nearer (more than 1) or from farther (less than 1). */
  zoom(factor) {
    this.isMoved = true;
    const scale = this.network.getScale() * factor;
    this.#move({ scale });
    this.#note({ scale });
  }

  /** Return where a node stands, in the units of the layout. */
  place(id) {
    return this.network.getPosition(id);
  }

  /** Return where the middle of the view is. */
  middle() {
    return this.network.getViewPosition();
  }

  /** Return the ids of the nodes in the picture. */
  ids() {
    return this.nodes.getIds();
  }

  /** Note where the reader looks. */
  #note({ scale = this.network.getScale() } = {}) {
    this.at = { ...this.network.getViewPosition(), scale, shape: this.#shapeName() };
    this.tell.moved();
  }

  #shapeName() {
    return this.isTall ? "tall" : "wide";
  }

  #listen({ choose }) {
    const { network, container } = this;
    network.on("click", ({ pointer }) => choose(this.#at(pointer.DOM)));
    network.on("dragStart", () => (this.isMoved = true));
    network.on("dragEnd", () => this.#note());
    network.on("zoom", () => {
      this.isMoved = true;
      this.#note();
    });
    network.on("hoverNode", ({ node }) => this.#hover({ hovered: node }));
    network.on("blurNode", () => this.#hover({ hovered: null }));
    network.on("hoverEdge", ({ edge }) => this.#hover({ hoveredTie: edge }));
    network.on("blurEdge", () => this.#hover({ hoveredTie: null }));
    network.on("resize", () => this.#resized());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.brush.readColours();
      network.redraw();
    });
    // A wheel scrolls the page past the map, unless the reader is at the map or pinches.
    const passBy = (event) => {
      if (!event.ctrlKey && !container.matches(":focus-within")) event.stopPropagation();
    };
    container.addEventListener("wheel", passBy, { capture: true });
    // vis-network makes an element of its own that can be tabbed to; the map has one already.
    for (const inner of container.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
  }

  /** Return what is at a place in the window: a node, by its mark or label, or a tie, or nothing. */
  #at(pointer) {
    const node = this.network.getNodeAt(pointer) ?? this.#labelAt(pointer);
    if (node !== undefined) return { node };
    const tie = this.network.getEdgeAt(pointer);
    return tie === undefined ? null : { tie };
  }

  #labelAt({ x, y }) {
    const isThere = ({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    return this.drawn.find(isThere)?.id;
  }

  #hover(what) {
    Object.assign(this, what);
    this.container.style.cursor = this.hovered === null && this.hoveredTie === null ? "" : "pointer";
    this.network.redraw();
  }

  #fitContainer() {
    this.isTall = isTall(this.container);
    this.sizes = new Sizes(this.container);
  }

  #resized() {
    const wasTall = this.isTall;
    this.#fitContainer();
    if (wasTall !== this.isTall) {
      this.nodes.update(this.ids().map((id) => this.#shape(this.known.nodes.get(id))));
    }
    if (!this.isMoved) this.showAll(false);
  }

  /** Return how high the mark of a node is drawn at a scale, in pixels. */
  height(node, scale) {
    return this.sizes.mark(node.mode, scale) * this.known.measures.factor(node, this.size);
  }

  /** Return the drawing of a node's mark and its colour. */
  appearance(node) {
    const { path, filled } = this.brush.drawings[node.group];
    return { path, filled, colour: this.#shade(node) ?? this.brush.colours[node.group] };
  }

  /** Return the lines of a node's label. */
  lines(node) {
    return this.#spot(node).label.split("\n");
  }

  /** Return where a node stands on a screen of this shape, and how it is labelled there. */
  #spot(node) {
    return this.isTall ? node.tall : node;
  }

  #shade(node) {
    return this.colour && this.brush.shade(this.known.measures.share(node, this.colour));
  }

  #shape(node) {
    const { x, y } = this.#spot(node);
    return { id: node.id, x, y, shape: "custom", ctxRenderer: (drawing) => this.#mark(node, drawing) };
  }

  #mark(node, { ctx: context, x, y }) {
    const scale = this.network.getScale();
    const size = this.height(node, scale) / scale;
    const shade = this.#shade(node);
    const drawNode = () => {
      this.brush.mark(context, node, { x, y }, size, this.#isFaded(node.id), shade);
      this.#drawRings(context, node.id, { x, y }, size, scale);
    };
    return { drawNode, nodeDimensions: { width: size, height: size } };
  }

  #drawRings(context, id, place, size, scale) {
    const radius = size * 0.78;
    if (this.chosen?.node === id) this.brush.ring(context, place, radius, 2.5 / scale, "accent");
    else if (this.hovered === id) this.brush.ring(context, place, radius, 1.5 / scale, "ink");
    if (this.cursor === id && this.container.matches(":focus-visible")) {
      this.brush.ring(context, place, radius + 4 / scale, 3 / scale, "focus");
    }
  }

  #drawLines(context) {
    const scale = this.network.getScale();
    const isFaded = ({ id }) => this.nearTies !== null && !this.nearTies.has(id);
    const isStrong = ({ id }) => this.nearTies?.has(id) || this.hoveredTie === id;
    const ties = this.edges.getIds().map((id) => this.known.ties.get(id));
    // The faded ones first, so that none crosses over those in front.
    for (const tie of ties.sort((one, other) => isFaded(other) - isFaded(one))) {
      const look = { isStrong: isStrong(tie), isFaded: isFaded(tie), look: this.looks.get(tie.id) };
      this.brush.line(context, this.place(tie.from), this.place(tie.to), look, scale);
    }
  }

  #drawLabels(context) {
    const scale = this.network.getScale();
    const type = this.sizes.type(scale);
    const visible = this.ids().filter((id) => !this.#isFaded(id));
    const wanted = visible
      .sort((one, other) => this.#weight(other) - this.#weight(one) || (one < other ? -1 : 1))
      .map((id) => this.#wanted(context, id, type, scale));
    const marks = wanted.map(({ id, x, y, half }) => ({
      id,
      left: x - half,
      top: y - half,
      right: x + half,
      bottom: y + half,
    }));
    const { clientWidth, clientHeight } = this.container;
    this.drawn = placed(wanted, marks, { left: 2, top: 2, right: clientWidth - 2, bottom: clientHeight - 2 });
    for (const { lines, box, bold } of this.drawn) {
      const top = this.network.DOMtoCanvas({ x: (box.left + box.right) / 2, y: box.top });
      this.brush.label(context, lines, top, type / scale, bold);
    }
  }

  /** Return the label of a node as it would be drawn, with the place of its mark in pixels. */
  #wanted(context, id, type, scale) {
    const node = this.known.nodes.get(id);
    const { lines, bold } = this.#label(id);
    const isMany = this.known.tiesOf.get(id).length >= MANY;
    const isForced = [this.chosen?.node, this.hovered, this.cursor].includes(id);
    const isMain = isForced || isMany || ["setting", "group"].includes(node.mode) || this.#spot(node).isLandmark;
    return {
      ...this.network.canvasToDOM(this.place(id)),
      id,
      lines,
      bold,
      isMain,
      isForced,
      half: this.height(node, scale) * (id === this.chosen?.node ? 0.75 : 0.5),
      width: this.brush.width(context, lines, type, bold),
      height: lines.length * type * LINE_HEIGHT,
    };
  }

  #label(id) {
    const node = this.known.nodes.get(id);
    return { lines: this.lines(node), bold: node.mode === "setting" || this.chosen?.node === id };
  }

  /** How important it is that a node has its label. */
  #weight(id) {
    const urgent = [this.hovered, this.cursor, this.chosen?.node].lastIndexOf(id);
    if (urgent >= 0) return 1e6 * (urgent + 1);
    if (this.size !== null) return this.known.measures.share(this.known.nodes.get(id), this.size) ?? -1;
    const node = this.known.nodes.get(id);
    const ties = this.known.tiesOf.get(id).length + (node.mode === "setting" ? 1.5 : 0);
    return this.#spot(node).isLandmark ? 1e3 + ties : ties;
  }

  #isFaded(id) {
    return this.near !== null && !this.near.has(id);
  }

  #frame(ids, isAnimated) {
    if (ids.length === 0) return;
    const context = this.container.querySelector("canvas").getContext("2d");
    const marks = ids.map((id) => {
      const { lines, bold } = this.#label(id);
      const width = this.brush.width(context, lines, this.sizes.full.type, bold);
      const { isLandmark } = this.#spot(this.known.nodes.get(id));
      return { ...this.place(id), width, lines: lines.length, isLandmark };
    });
    this.#move(nearestView(marks, this.sizes, this.container), isAnimated);
  }

  #move(view, isAnimated = true) {
    const isStill = !isAnimated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.moveTo({ ...view, animation: isStill ? false : { duration: 350 } });
  }

  #isInView(id) {
    const { x, y } = this.network.canvasToDOM(this.place(id));
    const { clientWidth, clientHeight } = this.container;
    return x > 24 && y > 24 && x < clientWidth - 24 && y < clientHeight - 48;
  }
}

/** vis-network keeps a tie to find it under the pointer; it is drawn as the brush does, not as it would. */
function line({ id, from, to }) {
  return { id, from, to, color: "transparent" };
}

/** Take out of a data set what is not among the ids. */
function drop(dataSet, ids) {
  dataSet.remove(dataSet.getIds().filter((id) => !ids.has(id)));
}

/** Put into a data set what it lacks of the ids. */
function add(dataSet, ids, make) {
  dataSet.add([...ids].filter((id) => dataSet.get(id) === null).map(make));
}
