/** The table beside the map, which tells the same: a row for each part that is shown, with the sources that count. */

/**
 * @param {HTMLElement} table
 * @param {import("./selection.js").Selection} selection
 * @param {(row: {tie: string, actor: string, setting: string}) => boolean} isChosen
 */
export function showTable(table, selection, isChosen) {
  for (const row of table.querySelectorAll("tbody tr")) {
    const isCounted = selection.parts.get(row.dataset.part);
    row.hidden = isCounted === undefined;
    if (isCounted === undefined) continue;
    if (isChosen(row.dataset)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    row.querySelectorAll(".evidence > li").forEach((source, place) => (source.hidden = !isCounted[place]));
  }
}
