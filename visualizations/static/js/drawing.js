/** What is shown on the map as a drawing that stands by itself: SVG, with legend, date and source line. */

import { shape } from "./dom.js";

const MARGIN = 90;
const MARK = 24;
const LINE = 19;
const LETTER = 7.4;
/** How far things may be moved together, where all have room, or apart for the sake of their labels. */
const [LEAST, FARTHEST] = [0.1, 2];
const MOST = 1500;

/**
 * @typedef {{text: string, mark: string | null, look: string | null}} Entry of a legend
 * @typedef {{title: string, legend: Entry[], lines: string[]}} Caption
 */

/**
 * Draw what is selected, everything with its label.
 * @param {import("./picture.js").Picture} picture
 * @param {import("./selection.js").Selection} selection
 * @param {Caption} caption
 * @returns {string}
 */
export function drawn(picture, selection, caption) {
  const { known, brush } = picture;
  const spread = spreadFor(picture, [...selection.nodes]);
  const place = (id) => {
    const { x, y } = picture.place(id);
    return { x: Math.round(x * spread), y: Math.round(y * spread) };
  };
  const nodes = [...selection.nodes].map((id) => ({ node: known.nodes.get(id), at: place(id) }));
  const { left, top, width, height } = bounds(nodes.map(({ at }) => at));
  const ties = [...selection.ties].map((id) => known.ties.get(id));
  const legend = placed(caption.legend, left, top + height, width);
  const foot = (legend.at(-1)?.y ?? top + height) + 2 * LINE;
  const told = caption.lines.map((text, row) => line(text, left + MARK, foot + row * LINE, brush.colours.ink));
  const bottom = foot + caption.lines.length * LINE;
  const root = shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [left, top, width, bottom - top].join(" "),
      width: `${width}`,
      height: `${bottom - top}`,
      role: "img",
      "font-family": '"Source Sans 3", "Segoe UI", Roboto, Arial, sans-serif',
      "font-size": "15",
    },
    shape("title", {}, caption.title),
    shape("rect", {
      x: `${left}`,
      y: `${top}`,
      width: `${width}`,
      height: `${bottom - top}`,
      fill: brush.colours.surface,
    }),
    ...ties.map((tie) => tied(place(tie.from), place(tie.to), selection.looks.get(tie.id), brush)),
    ...nodes.map(({ node, at }) => marked(picture, node, at)),
    ...nodes.map(({ node, at }) => labelled(picture, node, at)),
    ...legend.flatMap((entry) => legendEntry(entry, brush)),
    ...told,
  );
  return new XMLSerializer().serializeToString(root);
}

/** Return how far things must be moved apart so that no label covers another; among very many, not at all. */
function spreadFor(picture, ids) {
  if (ids.length > MOST) return 1;
  const boxes = ids.map((id) => {
    const lines = picture.lines(picture.known.nodes.get(id));
    const width = Math.max(...lines.map(({ length }) => length)) * LETTER;
    return { ...picture.place(id), width, height: MARK + lines.length * LINE };
  });
  const needed = (one, other) => {
    const [upper, lower] = one.y < other.y ? [one, other] : [other, one];
    const across = (one.width + other.width) / 2 / Math.abs(one.x - other.x);
    return Math.min(across, upper.height / (lower.y - upper.y));
  };
  const most = boxes.reduce(
    (found, one, place) => boxes.slice(place + 1).reduce((most, other) => Math.max(most, needed(one, other)), found),
    LEAST,
  );
  return Math.min(most, FARTHEST);
}

function bounds(places) {
  const [across, down] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right] = [Math.min(0, ...across), Math.max(0, ...across)];
  const [top, bottom] = [Math.min(0, ...down), Math.max(0, ...down)];
  const width = Math.max(right - left + 2 * MARGIN, 640);
  return { left: left - MARGIN, top: top - MARGIN, width, height: bottom - top + 2 * MARGIN };
}

function tied(start, end, look, brush) {
  return shape("path", {
    d: `M${start.x} ${start.y}L${end.x} ${end.y}`,
    stroke: brush.colours.tie,
    "stroke-width": "1.25",
    "stroke-dasharray": brush.dashes(look).join(" ") || false,
  });
}

function marked(picture, node, { x, y }) {
  const { path, colour, filled } = picture.appearance(node);
  const scale = picture.height(node, 1) / MARK;
  return shape("path", {
    d: path,
    transform: `translate(${x} ${y}) scale(${scale}) translate(${-MARK / 2} ${-MARK / 2})`,
    fill: filled ? colour : picture.brush.colours.surface,
    stroke: filled ? false : colour,
    "stroke-width": filled ? false : "2.25",
    "data-node": node.id,
  });
}

function labelled(picture, node, { x, y }) {
  const { ink, surface } = picture.brush.colours;
  const top = y + picture.height(node, 1) / 2 + 16;
  const lines = picture.lines(node).map((text, place) =>
    shape("tspan", { x: `${x}`, dy: place > 0 ? `${LINE}` : "0" }, text),
  );
  const paint = { fill: ink, stroke: surface, "stroke-width": "3", "paint-order": "stroke" };
  return shape("text", { x: `${x}`, y: `${top}`, "text-anchor": "middle", ...paint }, ...lines);
}

/** Place the entries of a legend in rows from the left. */
function placed(legend, left, top, width) {
  let [x, y] = [left + MARK, top + LINE];
  return legend.map((entry) => {
    const room = 2 * MARK + 8.5 * entry.text.length;
    if (x + room > left + width && x > left + MARK) [x, y] = [left + MARK, y + 1.5 * LINE];
    x += room;
    return { ...entry, x: x - room, y };
  });
}

function legendEntry({ text, mark, look, x, y }, brush) {
  const drawing = mark
    ? shape("path", {
        d: brush.drawings[mark].path,
        transform: `translate(${x} ${y - 13}) scale(0.7)`,
        fill: brush.drawings[mark].filled ? brush.colours[mark] : brush.colours.surface,
        stroke: brush.drawings[mark].filled ? false : brush.colours[mark],
        "stroke-width": "2.25",
      })
    : tied({ x, y: y - 5 }, { x: x + 18, y: y - 5 }, look, brush);
  return [drawing, line(text, x + MARK, y, brush.colours.ink)];
}

function line(text, x, y, fill) {
  return shape("text", { x: `${x}`, y: `${y}`, fill }, text);
}
