/** Which labels have room: the most important first, below their marks or else beside or above, none on another. */

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{id: string, lines: string[], x: number, y: number, half: number, bold: boolean}} Wanted
 *   a label that may be drawn: the place of its mark and half the mark's height, in pixels
 */

export const LINE_HEIGHT = 1.2;

/**
 * Choose the labels to draw, and where.
 * @param {Wanted[]} wanted the most important first
 * @param {(Box & {id: string})[]} marks the marks that no label may cover; from others' it keeps a distance, so that
 *   nobody takes it for theirs, unless it is bold and has no other room
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
  return wanted.flatMap((label) => {
    const spots = places(label, how);
    const box =
      spots.find((place) => isFree(place, label, how.gap)) ??
      (label.bold ? spots.find((place) => isFree(place, label, 0)) : undefined);
    if (box === undefined) return [];
    labels.push(box);
    return [{ ...label, box }];
  });
}

/** The places that a label may stand, the best first. */
function places({ lines, x, y, half, bold }, { gap, size, measure }) {
  const width = Math.max(...lines.map((line) => measure(line, bold)));
  const height = lines.length * size * LINE_HEIGHT;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  const [beside, above, below] = [half + gap, y - half - height, y + half];
  const usual = [
    at(x - width / 2, below + gap),
    at(x + beside, y - height / 2),
    at(x - beside - width, y - height / 2),
    at(x + half, below),
    at(x - half - width, below),
  ];
  // Above a mark a label could be taken for that of the mark over it; only bold ones stand out enough.
  return bold ? [...usual, at(x - width / 2, above - gap), at(x + half, above), at(x - half - width, above)] : usual;
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
