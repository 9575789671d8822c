/** Which labels have room: the most important first, below their marks or else above or beside, none on another. */

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{id: string, lines: string[], x: number, y: number, half: number, bold: boolean}} Wanted
 *   a label that may be drawn: the place of its mark and half the mark's height, in pixels
 */

export const LINE_HEIGHT = 1.2;

/**
 * Choose the labels to draw, and where.
 * @param {Wanted[]} wanted the most important first
 * @param {Box[]} marks the marks that no label may cover
 * @param {{gap: number, size: number, view: Box, measure: (line: string, bold: boolean) => number}} how
 *   the air between mark and label, the size of the type, the part that is seen, and how wide a line is
 * @returns {(Wanted & {box: Box})[]}
 */
export function placed(wanted, marks, how) {
  const taken = [...marks];
  return wanted.flatMap((label) => {
    const box = places(label, how).find(
      (place) => within(place, how.view) && !taken.some((other) => overlap(place, other)),
    );
    if (box === undefined) return [];
    taken.push(box);
    return [{ ...label, box }];
  });
}

/** The places that a label may stand, the best first. */
function places({ lines, x, y, half, bold }, { gap, size, measure }) {
  const width = Math.max(...lines.map((line) => measure(line, bold)));
  const height = lines.length * size * LINE_HEIGHT;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  return [
    at(x - width / 2, y + half + gap),
    at(x - width / 2, y - half - gap - height),
    at(x + half + gap, y - height / 2),
    at(x - half - gap - width, y - height / 2),
  ];
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
