/**
 * The page of queries: an editor that completes, and answers that come without the page being loaded anew.
 *
 * The editor weighs more than the rest of the page, so it comes once somebody is about to write.
 */

import { fill } from "./dom.js";

const form = document.querySelector("form.query");
const area = document.getElementById("query");
const result = document.getElementById("result");
const told = document.getElementById("told");
const cancel = document.getElementById("cancel");
const leave = document.getElementById("leave");
const otherLanguage = document.getElementById("language");
const words = JSON.parse(document.getElementById("words").textContent);

let asking = null;
let field = null;

/** Put the editor in the place of the text area, the first time that it is wanted. */
function edit() {
  field ??= Promise.all([import("./editor.js"), import("./completion.js")]).then(([{ editor }, { completer }]) => {
    leave.hidden = false;
    return editor(area, {
      label: area.labels[0].textContent.trim(),
      hint: leave.textContent,
      suggestions: words["query.suggestions"],
      complete: completer(async () => (await fetch(form.dataset.terms)).json()),
      run: () => form.requestSubmit(),
    });
  });
  return field;
}

/** Ask what is written, show the answer, and say how long it took. */
async function ask() {
  asking?.abort();
  const controller = new AbortController();
  asking = controller;
  const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  told.textContent = words["query.asking"];
  cancel.hidden = false;
  const started = performance.now();
  try {
    const response = await fetch(address, { signal: controller.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    result.replaceChildren(...page.getElementById("result").childNodes);
    told.textContent = fill(words["query.took"], { seconds: seconds(performance.now() - started) });
    show();
  } catch (error) {
    if (asking !== controller) return;
    result.replaceChildren();
    told.textContent = error.name === "AbortError" ? words["query.cancelled"] : words["query.unreachable"];
  }
  if (asking === controller) {
    asking = null;
    cancel.hidden = true;
  }
}

/** Go to the slip that the query has, or bring the answer into view. */
async function show() {
  const trouble = result.querySelector("[data-line]");
  if (trouble) (await edit()).goTo(Number(trouble.dataset.line), Number(trouble.dataset.column));
  (trouble ?? result).scrollIntoView({ block: "nearest" });
}

/** Tell a time in the manner of the page's language. */
function seconds(milliseconds) {
  return (milliseconds / 1000).toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 2 });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
cancel.addEventListener("click", () => asking?.abort());
addEventListener("popstate", () => location.reload());
area.addEventListener("input", () => {
  const { pathname } = new URL(otherLanguage.href);
  otherLanguage.href = `${pathname}?${new URLSearchParams(new FormData(form))}`;
});
form.addEventListener("pointerover", edit, { once: true });
document.addEventListener("focusin", edit, { once: true });
if (result.querySelector("[data-line]")) await show();
document.documentElement.dataset.ready = "true";
