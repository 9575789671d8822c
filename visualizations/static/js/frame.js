/** From how near a picture can be seen whole, with the labels that then have room. */

import { GAP, LINE_HEIGHT } from "./sizes.js";

const PADDING = 14;
const NEAREST = 1.8;
const FARTHEST = 0.02;
const STEPS = 24;

/**
 * Return the scale and the middle of the nearest view that holds all marks with their labels: those of landmarks
 * as they are drawn, of others the room that the layout leaves them.
 * @param {{x: number, y: number, width: number, lines: number, isLandmark: boolean}[]} marks
 *   where they stand, and how wide their labels are at full size, in how many lines
 * @param {import("./sizes.js").Sizes} sizes
 * @param {{clientWidth: number, clientHeight: number}} room
 */
export function nearestView(marks, sizes, room) {
  let [far, near] = [FARTHEST, NEAREST];
  for (let step = 0; step < STEPS; step += 1) {
    const scale = (far + near) / 2;
    const { width, height } = bounds(marks, sizes, scale);
    if (width <= room.clientWidth - 2 * PADDING && height <= room.clientHeight - 2 * PADDING) far = scale;
    else near = scale;
  }
  const { x, y } = bounds(marks, sizes, far);
  return { scale: far, position: { x: x / far, y: y / far } };
}

/** Return middle and extent, in pixels, of what is drawn at a scale. */
function bounds(marks, sizes, scale) {
  const half = sizes.mark("setting", scale) / 2;
  const share = ({ isLandmark }) => (isLandmark ? sizes.type(scale) / sizes.full.type : Math.min(scale, 1));
  const side = (mark) => Math.max((mark.width * share(mark)) / 2, half);
  const below = (mark) => (GAP + mark.lines * sizes.full.type * LINE_HEIGHT) * share(mark);
  const left = Math.min(...marks.map((mark) => mark.x * scale - side(mark)));
  const right = Math.max(...marks.map((mark) => mark.x * scale + side(mark)));
  const top = Math.min(...marks.map(({ y }) => y * scale - half));
  const bottom = Math.max(...marks.map((mark) => mark.y * scale + half + below(mark)));
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
