/** Which labels have room: the most important first, below their marks or else beside or above, none on another. */

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{id: string, lines: string[], x: number, y: number, half: number, bold: boolean, isMain: boolean}} Wanted
 *   a label that may be drawn: the place of its mark and half the mark's height, in pixels; whether it is so important
 *   that it may stand closer to other marks, and farther from its own
 */

export const LINE_HEIGHT = 1.2;

const CLOSER = [0, -3];
const FARTHER = [0, 6];

/**
 * Choose the labels to draw, and where.
 * @param {Wanted[]} wanted the most important first
 * @param {(Box & {id: string})[]} marks the marks that no label may cover; from others' it keeps a distance, so that
 *   nobody takes it for theirs
 * @param {{gap: number, size: number, view: Box, measure: (line: string, bold: boolean) => number}} how
 *   the air between mark and label, the size of the type, the part that is seen, and how wide a line is
 * @returns {(Wanted & {box: Box})[]}
 */
export function placed(wanted, marks, how) {
  const labels = [];
  const isFree = (place, label, distance) =>
    within(place, how.view) &&
    !labels.some((other) => overlap(place, other)) &&
    !marks.some((mark) => overlap(place, mark.id === label.id ? mark : grown(mark, distance)));
  const spot = (label) => {
    const usual = places(label, how, 0).find((place) => isFree(place, label, how.gap));
    if (usual !== undefined || !label.isMain) return usual;
    const others = FARTHER.flatMap((extra) => places(label, how, extra));
    return CLOSER.map((distance) => others.find((place) => isFree(place, label, distance))).find(Boolean);
  };
  return wanted.flatMap((label) => {
    const box = spot(label);
    if (box === undefined) return [];
    labels.push(box);
    return [{ ...label, box }];
  });
}

/** The places that a label may stand, the best first, some way from its mark. */
function places({ lines, x, y, half, bold, isMain }, { gap, size, measure }, extra) {
  const width = Math.max(...lines.map((line) => measure(line, bold)));
  const height = lines.length * size * LINE_HEIGHT;
  const away = half + extra;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  const usual = [
    at(x - width / 2, y + away + gap),
    at(x + away + gap, y - height / 2),
    at(x - away - gap - width, y - height / 2),
    at(x + away, y + away),
    at(x - away - width, y + away),
  ];
  const above = [
    at(x - width / 2, y - away - gap - height),
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
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

/** Whether two boxes share more than an edge. */
export function overlap(one, other) {
  return (
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
  );
}
