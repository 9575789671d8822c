/** The map by keyboard: arrows to the nearest node, Page Up and Down through all, Enter, Escape, plus, minus and 0. */

import { byName } from "./network.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAGES = { PageUp: -1, PageDown: 1 };
const ASIDE = 2.5;

/**
 * @param {HTMLElement} container
 * @param {import("./picture.js").Picture} picture
 * @param {{go: (id: string) => void, enter: Function, leave: Function}} act
 */
export function wireKeyboard(container, picture, { go, enter, leave }) {
  const keys = {
    Enter: enter,
    Escape: leave,
    "+": () => picture.zoom(1.25),
    "=": () => picture.zoom(1.25),
    "-": () => picture.zoom(0.8),
    0: () => picture.showAll(),
  };
  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in WAYS) {
      const next = nearest(picture, WAYS[event.key]);
      if (next !== null) go(next);
    } else if (event.key in PAGES) {
      const next = beside(picture, PAGES[event.key]);
      if (next !== undefined) go(next);
    } else if (event.key in keys) {
      keys[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });
}

/** Return the node that stands next by name, or before; after the last comes the first. */
function beside(picture, step) {
  const ids = picture.ids().sort((one, other) => byName(picture.known.nodes.get(one), picture.known.nodes.get(other)));
  const place = ids.indexOf(picture.cursor);
  return ids.at(place < 0 && step > 0 ? 0 : (place + step) % ids.length);
}

/** Return the nearest node in a direction, what lies aside counting as farther; at first, the middle one. */
function nearest(picture, [right, down]) {
  const ids = picture.ids();
  const isPlaced = picture.cursor !== null && ids.includes(picture.cursor);
  const from = isPlaced ? picture.place(picture.cursor) : picture.middle();
  let [best, least] = [null, Infinity];
  for (const id of ids) {
    if (isPlaced && id === picture.cursor) continue;
    const { x, y } = picture.place(id);
    const along = (x - from.x) * right + (y - from.y) * down;
    const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right);
    const distance = isPlaced ? along + ASIDE * aside : Math.hypot(x - from.x, y - from.y);
    if ((!isPlaced || along > 0.5) && distance < least) [best, least] = [id, distance];
  }
  return best;
}
