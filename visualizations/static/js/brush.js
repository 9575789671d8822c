/** Draws lines, marks, rings and labels on a canvas, in the colours of the style sheet. */

import { LINE_HEIGHT } from "./sizes.js";

const FONT = '"Source Sans 3", sans-serif';
const FADED = 0.16;
/** How wide a line is in pixels that is shorter than the one length, and one that is longer than the other. */
const [BROAD, FINE] = [1.25, 0.7];
const [SHORT, LONG] = [120, 360];
/** How lines are broken that do not stand for what was so, or was so in the years that are shown. */
const DASHES = {
  planned: [9, 5],
  possible: [2, 5],
  normative: [9, 4, 2, 4],
  unsure: [4, 3],
};

export class Brush {
  /** @param {Object<string, {path: string, filled: boolean}>} marks the drawings of the legend */
  constructor(marks) {
    this.drawings = marks;
    this.marks = Object.fromEntries(
      Object.entries(marks).map(([name, mark]) => [name, { ...mark, path: new Path2D(mark.path) }]),
    );
    this.readColours();
  }

  /** Read the colours, which change with the scheme. */
  readColours() {
    const tokens = getComputedStyle(document.documentElement);
    const colour = (name) => tokens.getPropertyValue(`--${name}`).trim();
    const names = ["surface", "ink", "tie", "accent", "focus", "rule-strong", "scale-low", "scale-high"];
    this.colours = Object.fromEntries([
      ...names.map((name) => [name, colour(name)]),
      ...Object.keys(this.marks).map((name) => [name, colour(`mark-${name}`)]),
    ]);
  }

  /**
   * Draw a line between two places, `scale` pixels a unit. Long ones are finer: they cross what stands between
   * their ends, and more of them where it is dense.
   */
  line(context, start, end, { isStrong, isFaded, look }, scale) {
    context.save();
    context.globalAlpha = isFaded ? FADED : 1;
    context.strokeStyle = isStrong ? this.colours.ink : this.colours.tie;
    const length = Math.hypot(end.x - start.x, end.y - start.y) * scale;
    context.lineWidth = (isStrong ? 2.25 : broadness(length)) / scale;
    context.setLineDash(this.dashes(look).map((length) => length / scale));
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
    context.stroke();
    context.restore();
  }

  /** Return how a line of some look is broken: lengths of strokes and gaps. */
  dashes(look) {
    return DASHES[look] ?? [];
  }

  /** Return the colour of a share of the most, from 0 to 1; null stands for what has no value. */
  shade(share) {
    if (share === null) return this.colours["rule-strong"];
    const [low, high] = [this.colours["scale-low"], this.colours["scale-high"]].map(channels);
    const mixed = low.map((value, place) => Math.round(value + (high[place] - value) * share));
    return `rgb(${mixed.join(" ")})`;
  }

  /** Draw the mark of a node, `size` units high; without a colour in that of its kind. */
  mark(context, node, { x, y }, size, isFaded, shade = null) {
    const { path, filled } = this.marks[node.group];
    const { surface } = this.colours;
    const colour = shade ?? this.colours[node.group];
    context.save();
    context.translate(x - size / 2, y - size / 2);
    context.scale(size / 24, size / 24);
    context.globalAlpha = isFaded ? FADED : 1;
    // Paper around the mark parts it from the lines that pass behind.
    context.lineJoin = "round";
    context.lineWidth = filled ? 4 : 6;
    context.strokeStyle = surface;
    context.stroke(path);
    context.fillStyle = filled ? colour : surface;
    context.fill(path);
    if (!filled) {
      context.lineWidth = 2.25;
      context.strokeStyle = colour;
      context.setLineDash(node.isActual ? [] : [4, 3]);
      context.stroke(path);
    }
    context.restore();
  }

  /** Draw a ring around a mark. */
  ring(context, { x, y }, radius, width, colour) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = this.colours[colour];
    context.stroke();
  }

  /** Write the lines of a label below each other, the type `size` units high, on a rim of paper. */
  label(context, lines, { x, y }, size, bold) {
    context.save();
    context.font = font(size, bold);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = size * 0.28;
    context.strokeStyle = this.colours.surface;
    context.fillStyle = this.colours.ink;
    lines.forEach((line, number) => {
      context.strokeText(line, x, y + number * size * LINE_HEIGHT);
      context.fillText(line, x, y + number * size * LINE_HEIGHT);
    });
    context.restore();
  }

  /** Return how wide the widest of some lines is, the type `size` units high. */
  width(context, lines, size, bold) {
    context.save();
    context.font = font(size, bold);
    const widest = Math.max(...lines.map((line) => context.measureText(line).width));
    context.restore();
    return widest;
  }
}

/** Return how wide a line of some length is, both in pixels. */
function broadness(length) {
  const share = Math.min(Math.max((length - SHORT) / (LONG - SHORT), 0), 1);
  return BROAD + (FINE - BROAD) * share;
}

/** Return red, green and blue of a colour like #0b4f74. */
function channels(colour) {
  return [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
}

function font(size, bold) {
  return `${bold ? 600 : 400} ${size}px ${FONT}`;
}
