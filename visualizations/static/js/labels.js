/** Which labels have room: the most important first, below their marks or else around them, none on another. */

import { GAP } from "./sizes.js";

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {object} Wanted a label that may be drawn; all measures in pixels
 * @property {string} id of its node
 * @property {number} x where its mark stands
 * @property {number} y
 * @property {number} half half the height of the mark
 * @property {number} width
 * @property {number} height
 * @property {boolean} isMain so important that it may stand closer to other marks and farther from its own
 * @property {boolean} isForced drawn even over other marks
 */

const FARTHER = [0, 6];

/**
 * Choose the labels to draw, and where.
 * @param {Wanted[]} wanted the most important first
 * @param {(Box & {id: string})[]} marks what no label may cover; from marks of others it keeps a distance, so
 *   that nobody takes it for theirs
 * @param {Box} view the part that is seen
 * @returns {(Wanted & {box: Box})[]}
 */
export function placed(wanted, marks, view) {
  const labels = [];
  const isFree = (place, label, distance) =>
    within(place, view) &&
    !labels.some((other) => overlap(place, other)) &&
    !marks.some((mark) => overlap(place, mark.id === label.id ? mark : grown(mark, distance)));
  const spot = (label) => {
    const near = places(label, 0);
    const usual = near.find((place) => isFree(place, label, GAP));
    if (usual !== undefined || !label.isMain) return usual;
    const others = FARTHER.flatMap((extra) => places(label, extra));
    const closer = others.find((place) => isFree(place, label, 0));
    if (closer !== undefined) return closer;
    return label.isForced
      ? leastCovering(others.filter((place) => isFree(place, label, -Infinity)))
      : undefined;
  };
  const covered = (place) => marks.filter((mark) => overlap(place, mark)).length;
  const leastCovering = (spots) => [...spots].sort((one, other) => covered(one) - covered(other))[0];
  return wanted.flatMap((label) => {
    const box = spot(label);
    if (box === undefined) return [];
    labels.push(box);
    return [{ ...label, box }];
  });
}

/** The places that a label may stand, the best first, some way from its mark. */
function places({ x, y, half, width, height, isMain }, extra) {
  const away = half + extra;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  const usual = [
    at(x - width / 2, y + away + GAP),
    at(x + away + GAP, y - height / 2),
    at(x - away - GAP - width, y - height / 2),
    at(x + away, y + away),
    at(x - away - width, y + away),
  ];
  const above = [
    at(x - width / 2, y - away - GAP - height),
    at(x + away, y - away - height),
    at(x - away - width, y - away - height),
  ];
  // Above a mark a label could be taken for that of the mark over it.
  return isMain ? [...usual, ...above] : usual;
}

function grown(box, by) {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

function within(inner, outer) {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

/** Whether two boxes share more than an edge. */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
