/** What is told of a chosen node or tie: what it is, its ties, and who says so where. */

import { drawing, element, fill, icon } from "./dom.js";
import { written } from "./measures.js";
import { byName } from "./network.js";

const CROSS = "M5 5l10 10M15 5L5 15";

/**
 * Build the details.
 * @param {import("./network.js").NetworkData} network
 * @param {import("./selection.js").Selection} shown what is in the picture
 * @param {{follow: Function, close: Function}} act
 */
export function nodeDetails(network, node, shown, act) {
  const { texts, marks } = network.data;
  const ties = network.tiesOf
    .get(node.id)
    .filter((tie) => shown.ties.has(tie.id))
    .sort((one, other) => byName(network.other(one, node.id), network.other(other, node.id)));
  return [
    head(eyebrow([[node.group, node.about]], marks), node.name, texts, act),
    ...(node.description ? [element("p", {}, node.description)] : []),
    ...(node.names.length > 0 ? [otherNames(node, texts)] : []),
    onward(node, texts),
    ...measures(node, network),
    nearby(node, network.data, act),
    element(
      "section",
      {},
      element(
        "h3",
        {},
        `${texts["script.ties"]} `,
        element("span", { class: "numeric soft" }, `${ties.length}`),
      ),
      element(
        "ul",
        { class: "ties" },
        ...ties.map((tie) => element("li", {}, to(network, tie, node, act), ...parts(network, tie, shown, false))),
      ),
    ),
  ];
}

/** Build the details of a tie, with the evidence laid open. */
export function tieDetails(network, tie, shown, act) {
  const { texts, marks } = network.data;
  const part = tie.parts[0];
  const [agent, setting] = [network.nodes.get(part.agent), network.nodes.get(part.setting)];
  const about = [
    [agent.group, agent.about],
    [setting.group, setting.about],
  ];
  return [
    head(eyebrow(about, marks), `${agent.name} – ${setting.name}`, texts, act),
    element("div", {}, ...parts(network, tie, shown, true)),
    element("div", {}, onward(agent, texts), onward(setting, texts)),
  ];
}

/** Build the details of how two nodes are connected: each way in words, step by step, with its evidence. */
export function waysDetails(network, { start, end }, shown, act) {
  const { texts } = network.data;
  const [one, other] = [start, end].map((id) => network.nodes.get(id));
  const ways = network.ways(start, end, shown.ties);
  const summary =
    ways.length === 0
      ? texts["script.no-way"]
      : fill(texts["script.ways"], { ways: ways.length, steps: ways[0].length - 1 });
  return [
    head(element("p", { class: "eyebrow" }, texts["script.connection"]), `${one.name} – ${other.name}`, texts, act),
    element("p", {}, summary),
    ...ways.map((way) =>
      element(
        "ol",
        { class: "ties" },
        ...way.slice(1).map((id, place) => step(network, network.tieBetween(way[place], id), shown, act)),
      ),
    ),
  ];
}

/** Tell a step: who took part in what, as whom, and who says so. */
function step(network, tie, shown, act) {
  const { agent, setting } = tie.parts[0];
  const [first, second] = [agent, setting].map((id) => goTo(network, id, act));
  return element(
    "li",
    {},
    element("p", { class: "to" }, first, " – ", second),
    ...parts(network, tie, shown, false),
  );
}

function goTo(network, id, { follow }) {
  const button = element("button", { type: "button", class: "link" }, network.nodes.get(id).name);
  button.addEventListener("click", () => follow({ node: id }));
  return button;
}

function head(above, title, texts, { close }) {
  const button = element(
    "button",
    { type: "button", class: "close", "aria-label": texts["script.close"] },
    icon(CROSS),
  );
  button.addEventListener("click", close);
  return element("header", {}, above, element("h2", { tabindex: "-1" }, title), button);
}

function eyebrow(entries, marks) {
  return element(
    "p",
    { class: "eyebrow" },
    ...entries.flatMap(([group, about]) => [drawing(group, marks), about]),
  );
}

function otherNames({ names }, texts) {
  const spans = names.map(({ text, lang }) => element("span", { lang: lang ?? false }, text));
  const listed = spans.flatMap((span, index) => (index > 0 ? [" · ", span] : [span]));
  return element("p", { class: "small soft" }, `${texts["script.names"]} `, ...listed);
}

function onward(node, texts) {
  const link = element("a", { href: node.href }, fill(texts["script.page"], { name: node.name }));
  return element("p", { class: "onward" }, link);
}

function measures(node, network) {
  const values = [...network.measures.all.values()].filter(({ name }) => node.measures?.[name] !== undefined);
  if (values.length === 0) return [];
  const told = values.map(({ name, title }) => `${title}: ${written(node.measures[name])}`);
  return [element("p", { class: "small soft numeric" }, told.join(" · "))];
}

/** Buttons that leave only a node and what is near. */
function nearby(node, { texts }, { focus, connectFrom }) {
  const other = element("button", { type: "button", class: "link" }, texts["script.connect"]);
  other.addEventListener("click", () => connectFrom(node.id));
  const buttons = [1, 2].map((steps) => {
    const label = texts[steps === 1 ? "focus.one" : "focus.two"];
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", () => focus({ node: node.id, steps }));
    return button;
  });
  const name = { role: "group", class: "views", "aria-label": texts["script.focus"] };
  return element("div", { class: "near" }, `${texts["script.focus"]} `, element("div", name, ...buttons), other);
}

function to(network, tie, node, act) {
  const other = network.other(tie, node.id);
  const mark = drawing(other.group, network.data.marks);
  return element("p", { class: "to" }, mark, goTo(network, other.id, act));
}

function parts(network, tie, shown, isOpen) {
  const told = tie.parts.filter(({ id }) => shown.parts.has(id));
  return told.flatMap((part) => [
    element(
      "p",
      { class: "part" },
      part.role,
      ...(part.period ? [element("span", { class: "soft" }, part.period)] : []),
      ...(part.modalities ?? []).map((modality) => element("span", { class: "modality" }, modality)),
    ),
    element("details", { open: isOpen }, element("summary", {}, by(network, part, shown.parts.get(part.id))), evidence(part)),
  ]);
}

/** Say who says so, each once, and how many pieces of evidence there are if more than one. */
function by({ data }, part, isCounted) {
  const said = part.said.filter((_, place) => isCounted[place]);
  const voices = [...new Set(said.map(({ voice }) => data.voices[voice]))];
  const text = fill(data.texts["evidence.by"], { voices: voices.join(data.texts["evidence.and"]) });
  const many = fill(data.texts["count.sources.other"], { number: said.length });
  return said.length > 1 ? `${text} · ${many}` : text;
}

/** Return who says so, and where, as the table does. */
function evidence(part) {
  return document.querySelector(`tr[data-part="${CSS.escape(part.id)}"] .evidence`).cloneNode(true);
}
