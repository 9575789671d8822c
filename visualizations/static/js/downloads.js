/** What is shown as files: a picture of the view, a drawing, and the rows of the table. */

import { drawn } from "./drawing.js";
import { element } from "./dom.js";

const COLUMNS = ["actor_id", "actor", "role", "period", "modalities", "setting_id", "setting", "voices", "passages"];
const STRIP = 24;

/**
 * Let buttons save what is shown.
 * @param {HTMLElement} box holds the buttons, each with the kind of file that it saves
 * @param {() => {picture: import("./picture.js").Picture, shown: import("./selection.js").Selection}} current
 */
export function wireDownloads(box, current) {
  const write = {
    png: async () => save(await picture(current()), "png"),
    svg: () => save(new Blob([svg(current())], { type: "image/svg+xml" }), "svg"),
    csv: () => save(new Blob([csv(current())], { type: "text/csv" }), "csv"),
  };
  for (const button of box.querySelectorAll("button[data-file]")) {
    button.addEventListener("click", () => write[button.dataset.file]());
  }
}

function save(blob, extension) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: `husk-${document.documentElement.lang}.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Say what a picture shows, when it was made, and from what. */
function caption(network) {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
  return {
    title: document.querySelector("h1").textContent,
    legend: legend(),
    lines: [
      document.getElementById("shown").textContent,
      ...[...document.querySelectorAll("#measured:not([hidden]) strong")].map(({ textContent }) => textContent),
      `${network.data.source} · ${day}`,
      location.href,
    ],
  };
}

/** Return the entries of the legend that have something in the picture. */
function legend() {
  const chips = [...document.querySelectorAll("#legend .chip:has(:is([name=group], [name=modality]):checked)")];
  return chips
    .map((chip) => ({ chip, input: chip.querySelector("input"), number: chip.querySelector(".numeric").textContent }))
    .filter(({ number }) => number !== "0")
    .map(({ chip, input, number }) => ({
      text: `${chip.textContent.replace(number, "").trim()} ${number}`,
      mark: input.name === "group" ? input.value.split(" ")[1] : null,
      look: input.name === "modality" ? input.value : null,
    }));
}

function svg({ picture: shownPicture, shown }) {
  return drawn(shownPicture, shown, caption(shownPicture.known));
}

/** Copy the view to a picture, with what it shows and where it comes from in a strip below. */
function picture({ picture: { container, brush, known } }) {
  const view = container.querySelector("canvas");
  const ratio = view.width / view.clientWidth;
  const { lines } = caption(known);
  const canvas = element("canvas");
  canvas.width = view.width;
  canvas.height = view.height + (lines.length + 1) * STRIP * ratio;
  const context = canvas.getContext("2d");
  context.fillStyle = brush.colours.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(view, 0, 0);
  context.scale(ratio, ratio);
  context.fillStyle = brush.colours.ink;
  context.font = '15px "Source Sans 3", sans-serif';
  const below = view.height / ratio;
  lines.forEach((line, place) =>
    context.fillText(line, STRIP, below + (place + 1) * STRIP, view.clientWidth - 2 * STRIP),
  );
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Write the rows of the table as CSV (https://www.rfc-editor.org/rfc/rfc4180). */
function csv({ picture: { known }, shown }) {
  const rows = [...document.querySelectorAll("#table tbody tr:not([hidden])")].map(({ dataset }) => {
    const part = known.ties.get(dataset.tie).parts.find(({ id }) => id === dataset.part);
    const isCounted = shown.parts.get(part.id);
    const counted = part.said.filter((_, place) => isCounted[place]);
    const places = document.querySelectorAll(
      `tr[data-part="${CSS.escape(part.id)}"] .evidence > li:not([hidden]) .place`,
    );
    return [
      part.agent,
      known.nodes.get(part.agent).name,
      part.role,
      part.period ?? "",
      [...new Set(counted.map(({ modality }) => modality))].join("; "),
      part.setting,
      known.nodes.get(part.setting).name,
      [...new Set(counted.map(({ voice }) => known.data.voices[voice]))].join("; "),
      [...new Set([...places].map((link) => link.getAttribute("href").replace(/^.*\/id\//, "")))].join("; "),
    ];
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
