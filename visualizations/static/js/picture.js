/**
 * The picture of the network on a canvas: vis-network keeps nodes, ties, view and pointer; marks and labels are drawn
 * here, at the same size however near one looks, so that they stay readable and never cover each other.
 */

import "../vendor/vis-network.min.js";
import { LINE_HEIGHT, placed } from "./labels.js";

const { DataSet, Network } = globalThis.vis;

const FONT = '"Source Sans 3", sans-serif';
/** Full sizes in pixels on a wide screen and on a tall one, as the layouts were made for, and how far they shrink. */
const SIZES = { wide: { type: 15, actor: 22, setting: 30 }, tall: { type: 13, actor: 18, setting: 25 } };
const LEAST = { type: 12.5, mark: 0.65 };
const GAP = 5;
const PADDING = 14;
const NEAREST = 1.8;
const FADED = 0.16;
const TALL = 0.85;
/** So many ties make an actor one that a reader looks for. */
const MANY = 5;

export class Picture {
  /**
   * @param {HTMLElement} container an element with a definite height
   * @param {object} data nodes, edges, marks and options, as the page carries them
   * @param {{choose: (what: {node?: string, tie?: string} | null) => void}} tell
   */
  constructor(container, data, tell) {
    this.container = container;
    this.marks = Object.fromEntries(
      Object.entries(data.marks).map(([name, mark]) => [name, { ...mark, path: new Path2D(mark.path) }]),
    );
    this.known = new Map(data.nodes.map((node) => [node.id, node]));
    this.ties = new Map(data.edges.map((tie) => [tie.id, tie]));
    this.#measureContainer();
    this.nodes = new DataSet(data.nodes.map((node) => this.#shape(node)));
    this.edges = new DataSet(data.edges.map((tie) => this.#line(tie)));
    this.near = null;
    this.chosen = null;
    this.cursor = null;
    this.hovered = null;
    this.hoveredTie = null;
    this.drawn = [];
    this.isMoved = false;
    this.#readColours();
    this.network = new Network(
      container,
      { nodes: this.nodes, edges: this.edges },
      {
        ...data.options,
        layout: { improvedLayout: false },
        interaction: { hover: true, dragNodes: false, selectable: false, hideEdgesOnZoom: false },
        nodes: { chosen: false },
        edges: { chosen: false, smooth: false, hoverWidth: 0, selectionWidth: 0 },
      },
    );
    this.network.on("beforeDrawing", (context) => this.#drawLines(context));
    this.network.on("afterDrawing", (context) => this.#drawLabels(context));
    this.#listen(tell);
    this.degree = new Map(data.nodes.map((node) => [node.id, 0]));
    for (const tie of data.edges) {
      for (const end of [tie.from, tie.to]) this.degree.set(end, this.degree.get(end) + 1);
    }
    this.showAll(false);
  }

  /** Keep only some nodes and ties in the picture; at no moment is there a tie without its nodes. */
  keep(nodes, ties) {
    drop(this.edges, ties);
    drop(this.nodes, nodes);
    add(this.nodes, nodes, (id) => this.#shape(this.known.get(id)));
    add(this.edges, ties, (id) => this.#line(this.ties.get(id)));
  }

  /** Bring some nodes and ties forward and fade the rest; with nothing chosen, all are equal. */
  focus(chosen, nodes, ties) {
    this.chosen = chosen;
    this.near = chosen && new Set(nodes);
    this.nearTies = chosen && new Set(ties);
    this.network.redraw();
  }

  /** Draw the ring that shows where the keyboard is, and bring the node into view. */
  point(id) {
    this.cursor = id;
    if (id !== null && !this.#isInView(id)) this.#move({ position: this.place(id) });
    else this.network.redraw();
  }

  /** Show all of the picture. */
  showAll(isAnimated = true) {
    this.isMoved = false;
    this.#frame(this.nodes.getIds(), isAnimated);
  }

  /** Show some nodes as near as they fit. */
  show(nodes) {
    this.isMoved = true;
    this.#frame(nodes, true);
  }

  /** Look from nearer (more than 1) or from farther (less than 1). */
  zoom(factor) {
    this.isMoved = true;
    this.#move({ scale: this.network.getScale() * factor });
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

  #listen({ choose }) {
    const { network, container } = this;
    network.on("click", ({ pointer }) => choose(this.#at(pointer.DOM)));
    network.on("dragStart", () => (this.isMoved = true));
    network.on("zoom", () => (this.isMoved = true));
    network.on("hoverNode", ({ node }) => this.#hover(node));
    network.on("blurNode", () => this.#hover(null));
    network.on("hoverEdge", ({ edge }) => this.#hoverTie(edge));
    network.on("blurEdge", () => this.#hoverTie(null));
    network.on("resize", () => this.#resized());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#readColours();
      this.network.redraw();
    });
    // A wheel scrolls the page past the map, unless the reader is at the map or pinches.
    container.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !container.matches(":focus-within")) event.stopPropagation();
      },
      { capture: true },
    );
    // vis-network makes an element of its own that can be tabbed to; the map has one already.
    for (const inner of container.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
  }

  #at(pointer) {
    const node = this.network.getNodeAt(pointer) ?? this.#labelAt(pointer);
    if (node !== undefined) return { node };
    const tie = this.network.getEdgeAt(pointer);
    return tie === undefined ? null : { tie };
  }

  #labelAt({ x, y }) {
    return this.drawn.find(
      ({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
    )?.id;
  }

  #hover(id) {
    this.hovered = id;
    this.container.style.cursor = id === null ? "" : "pointer";
    this.network.redraw();
  }

  #hoverTie(id) {
    this.hoveredTie = id;
    this.container.style.cursor = id === null ? "" : "pointer";
    this.network.redraw();
  }

  #resized() {
    const wasTall = this.isTall;
    this.#measureContainer();
    if (wasTall !== this.isTall) {
      this.nodes.update(this.nodes.getIds().map((id) => this.#shape(this.known.get(id))));
    }
    if (!this.isMoved) this.showAll(false);
  }

  #measureContainer() {
    this.isTall = this.container.clientWidth < TALL * this.container.clientHeight;
    this.sizes = SIZES[this.isTall ? "tall" : "wide"];
  }

  #readColours() {
    const tokens = getComputedStyle(document.documentElement);
    const colour = (name) => tokens.getPropertyValue(`--${name}`).trim();
    this.colours = {
      ...Object.fromEntries(Object.keys(this.marks).map((name) => [name, colour(`mark-${name}`)])),
      surface: colour("surface"),
      ink: colour("ink"),
      tie: colour("tie"),
      strong: colour("ink"),
      accent: colour("accent"),
      focus: colour("focus"),
    };
  }

  #shape(node) {
    const { x, y } = this.isTall ? node.tall : node;
    return { id: node.id, x, y, shape: "custom", ctxRenderer: (drawing) => this.#drawMark(node, drawing) };
  }

  /** vis-network keeps a tie to find it under the pointer; it is drawn by `#drawLines`. */
  #line({ id, from, to }) {
    return { id, from, to, color: "transparent" };
  }

  #drawLines(context) {
    const scale = this.network.getScale();
    const isFaded = (tie) => this.near !== null && !this.nearTies.has(tie.id);
    const ties = this.edges.getIds().map((id) => this.ties.get(id));
    context.save();
    // The faded ones first, so that none crosses over those in front.
    for (const tie of ties.sort((one, other) => isFaded(other) - isFaded(one))) {
      const isStrong = (this.near !== null && !isFaded(tie)) || this.hoveredTie === tie.id;
      const [start, end] = [this.place(tie.from), this.place(tie.to)];
      context.globalAlpha = isFaded(tie) ? FADED : 1;
      context.strokeStyle = isStrong ? this.colours.strong : this.colours.tie;
      context.lineWidth = (isStrong ? 2.25 : 1.25) / scale;
      context.setLineDash(tie.dashes ? [6 / scale, 5 / scale] : []);
      context.beginPath();
      context.moveTo(start.x, start.y);
      context.lineTo(end.x, end.y);
      context.stroke();
    }
    context.restore();
  }

  #drawMark(node, { ctx: context, x, y }) {
    const scale = this.network.getScale();
    const size = this.#markSize(node) / scale;
    const mark = this.marks[node.group];
    const drawNode = () => {
      context.save();
      context.translate(x - size / 2, y - size / 2);
      context.scale(size / 24, size / 24);
      context.globalAlpha = this.near === null || this.near.has(node.id) ? 1 : FADED;
      // Paper around the mark parts it from the lines that pass behind.
      context.lineJoin = "round";
      context.lineWidth = mark.filled ? 4 : 6;
      context.strokeStyle = this.colours.surface;
      context.stroke(mark.path);
      context.fillStyle = mark.filled ? this.colours[node.group] : this.colours.surface;
      context.fill(mark.path);
      if (!mark.filled) {
        context.lineWidth = 2.25;
        context.strokeStyle = this.colours[node.group];
        context.setLineDash(node.isActual ? [] : [4, 3]);
        context.stroke(mark.path);
      }
      context.restore();
      this.#drawRings(node.id, context, x, y, size, scale);
    };
    return { drawNode, nodeDimensions: { width: size, height: size } };
  }

  #drawRings(id, context, x, y, size, scale) {
    const ring = (radius, width, colour) => {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.lineWidth = width / scale;
      context.strokeStyle = colour;
      context.stroke();
    };
    if (this.chosen?.node === id) ring(size * 0.78, 2.5, this.colours.accent);
    else if (this.hovered === id) ring(size * 0.74, 1.5, this.colours.strong);
    if (this.cursor === id && this.container.matches(":focus-visible")) {
      ring(size * 0.78 + 4 / scale, 3, this.colours.focus);
    }
  }

  #drawLabels(context) {
    const scale = this.network.getScale();
    const size = this.#typeSize(scale);
    const visible = this.nodes.getIds().filter((id) => this.near === null || this.near.has(id));
    const places = new Map(
      this.nodes.getIds().map((id) => [id, this.network.canvasToDOM(this.network.getPosition(id))]),
    );
    const half = (id) => this.#markSize(this.known.get(id)) * (id === this.chosen?.node ? 0.75 : 0.5);
    const boxes = visible.map((id) => ({ ...around(places.get(id), half(id)), id }));
    const wanted = visible
      .sort((one, other) => this.#weight(other) - this.#weight(one) || (one < other ? -1 : 1))
      .map((id) => ({ ...this.#label(id), ...places.get(id), half: half(id) }));
    const view = { left: 2, top: 2, right: this.container.clientWidth - 2, bottom: this.container.clientHeight - 2 };
    this.drawn = placed(wanted, boxes, { gap: GAP, size, view, measure: this.#measure(context, size) });
    context.save();
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    for (const label of this.drawn) this.#drawLabel(context, label, size, scale);
    context.restore();
    this.container.dataset.labels = this.drawn.length;
  }

  #label(id) {
    const node = this.known.get(id);
    const { label } = this.isTall ? node.tall : node;
    const isSetting = node.mode === "setting";
    const isMain = isSetting || this.degree.get(id) >= MANY;
    return { id, lines: label.split("\n"), bold: isSetting || this.chosen?.node === id, isMain };
  }

  #weight(id) {
    if (id === this.chosen?.node) return 4e6;
    if (id === this.cursor) return 3e6;
    if (id === this.hovered) return 2e6;
    return this.degree.get(id) + (this.known.get(id).mode === "setting" ? 1.5 : 0);
  }

  #measure(context, size) {
    return (line, bold) => {
      context.save();
      context.font = font(size, bold);
      const { width } = context.measureText(line);
      context.restore();
      return width;
    };
  }

  #drawLabel(context, { lines, box, bold }, size, scale) {
    const top = this.network.DOMtoCanvas({ x: (box.left + box.right) / 2, y: box.top });
    context.font = font(size / scale, bold);
    context.lineWidth = 4 / scale;
    context.strokeStyle = this.colours.surface;
    context.fillStyle = this.colours.ink;
    lines.forEach((line, number) => {
      const y = top.y + (number * size * LINE_HEIGHT) / scale;
      context.strokeText(line, top.x, y);
      context.fillText(line, top.x, y);
    });
  }

  /** Look at nodes from as near as lets them and their labels into the view. */
  #frame(ids, isAnimated) {
    if (ids.length === 0) return;
    const context = this.container.querySelector("canvas").getContext("2d");
    const marks = ids.map((id) => {
      const { lines, bold } = this.#label(id);
      const half = Math.max(...lines.map((line) => this.#measure(context, this.sizes.type)(line, bold))) / 2;
      return { ...this.place(id), half: Math.max(half, 16), lines: lines.length };
    });
    let [low, high] = [0.02, NEAREST];
    for (let round = 0; round < 24; round += 1) {
      const scale = (low + high) / 2;
      if (this.#bounds(marks, scale).fits) low = scale;
      else high = scale;
    }
    const { x, y } = this.#bounds(marks, low);
    this.#move({ position: { x: x / low, y: y / low }, scale: low }, isAnimated);
  }

  #bounds(marks, scale) {
    const size = this.#typeSize(scale);
    const ratio = size / this.sizes.type;
    const left = Math.min(...marks.map((mark) => mark.x * scale - mark.half * ratio));
    const right = Math.max(...marks.map((mark) => mark.x * scale + mark.half * ratio));
    const top = Math.min(...marks.map((mark) => mark.y * scale - 18));
    const bottom = Math.max(
      ...marks.map((mark) => mark.y * scale + 13 + GAP + mark.lines * size * LINE_HEIGHT),
    );
    return {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      fits:
        right - left <= this.container.clientWidth - 2 * PADDING &&
        bottom - top <= this.container.clientHeight - 2 * PADDING,
    };
  }

  #typeSize(scale) {
    return Math.min(Math.max(this.sizes.type * scale, LEAST.type), this.sizes.type);
  }

  #markSize(node) {
    return this.sizes[node.mode] * Math.min(Math.max(this.network.getScale(), LEAST.mark), 1);
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

function font(size, bold) {
  return `${bold ? 600 : 400} ${size}px ${FONT}`;
}

function around({ x, y }, half) {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

/** Take out of a data set what is not among the ids. */
function drop(dataSet, ids) {
  dataSet.remove(dataSet.getIds().filter((id) => !ids.has(id)));
}

/** Put into a data set what it lacks of the ids. */
function add(dataSet, ids, make) {
  dataSet.add([...ids].filter((id) => dataSet.get(id) === null).map(make));
}
