/** The search field: a combobox as https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ describes it. */

import { drawing, element, fill } from "./dom.js";

const MOST = 8;

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {import("./network.js").NetworkData} network
 * @param {{find: (id: string) => void, say: (text: string) => void}} tell
 */
export function wireSearch(input, list, network, { find, say }) {
  const { texts, marks } = network.data;
  let found = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (index) => {
    active = index;
    [...list.children].forEach((option, number) =>
      option.setAttribute("aria-selected", `${number === index}`),
    );
    list.children[index]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
  };

  const accept = (node) => {
    input.value = node.name;
    close();
    find(node.id);
  };

  const open = () => {
    found = network.search(input.value, MOST);
    list.replaceChildren(
      ...found.map((node, index) => {
        const option = element(
          "li",
          { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" },
          drawing(node.group, marks),
          element("span", {}, node.name),
          element("span", { class: "small soft" }, node.about),
        );
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => accept(node));
        return option;
      }),
    );
    const isEmpty = input.value.trim() === "";
    say(
      isEmpty
        ? ""
        : found.length
          ? fill(texts["script.found"], { number: found.length })
          : texts["script.nothing"],
    );
    list.hidden = found.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", `${found.length > 0}`);
    input.removeAttribute("aria-activedescendant");
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      if (list.hidden) open();
      if (found.length > 0)
        activate((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden) {
      accept(found[Math.max(active, 0)]);
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
}
