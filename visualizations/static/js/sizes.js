/** How large marks and labels are drawn: at one size from near, a little smaller from afar, always readable. */

/** Full sizes in pixels on a wide screen and on a tall one, for which the two layouts were made. */
const FULL = {
  wide: { type: 15, actor: 22, setting: 30, idea: 24, group: 30 },
  tall: { type: 13, actor: 18, setting: 25, idea: 20, group: 25 },
};
const LEAST_TYPE = 12.5;
const LEAST_MARK = 0.6;
const TALL = 0.85;

/** Air between a mark and its label. */
export const GAP = 5;
/** Distance between the lines of a label, as a multiple of its type. */
export const LINE_HEIGHT = 1.2;

/** Tell whether an element has the shape of a phone. */
export function isTall({ clientWidth, clientHeight }) {
  return clientWidth < TALL * clientHeight;
}

export class Sizes {
  constructor(container) {
    this.full = FULL[isTall(container) ? "tall" : "wide"];
  }

  /** Return the size of a label's type at a scale of the picture. */
  type(scale) {
    return Math.min(Math.max(this.full.type * scale, LEAST_TYPE), this.full.type);
  }

  /** Return the height of the mark of an actor, a setting, anything else or a group at a scale of the picture. */
  mark(mode, scale) {
    return this.full[mode] * Math.min(Math.max(scale, LEAST_MARK), 1);
  }
}
