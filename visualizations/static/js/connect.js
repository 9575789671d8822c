/** The form that asks how two nodes are connected. */

import { wireSearch } from "./search.js";

/**
 * @param {HTMLDetailsElement} box holds the form
 * @param {import("./network.js").NetworkData} network
 * @param {{connect: (start: string, end: string) => void, say: (text: string) => void}} tell
 * @returns {{from: (id: string) => void, show: (ends: {start: string, end: string}) => void}}
 */
export function wireConnect(box, network, { connect, say }) {
  const inputs = ["start", "end"].map((name) => box.querySelector(`[name=${name}]`));
  const chosen = { start: null, end: null };
  const put = (name, id) => {
    chosen[name] = id;
    box.querySelector(`[name=${name}]`).value = network.nodes.get(id).name;
  };
  for (const input of inputs) {
    const list = input.parentElement.querySelector("ul");
    wireSearch(input, list, network, { find: (id) => put(input.name, id), say });
    input.addEventListener("input", () => (chosen[input.name] = null));
  }
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    for (const { name, value } of inputs) {
      const [first] = chosen[name] === null ? network.search(value, 1) : [];
      if (first) put(name, first.id);
    }
    const missing = inputs.find(({ name }) => chosen[name] === null);
    if (missing) {
      say(network.data.texts["script.nothing"]);
      missing.focus();
    } else connect(chosen.start, chosen.end);
  });
  return {
    from: (id) => {
      box.open = true;
      put("start", id);
      inputs[1].focus();
    },
    show: ({ start, end }) => {
      box.open = true;
      put("start", start);
      put("end", end);
    },
  };
}
