/** What may be written at a place of a query: variables, and the prefixes, classes and properties in use. */

import { isProse } from "./editor.js";

const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS VALUES BIND GRAPH ORDER BY GROUP BY HAVING LIMIT OFFSET " +
  "ASK CONSTRUCT DESCRIBE PREFIX COUNT LANG STR EXISTS NOT REGEX CONTAINS STRSTARTS LCASE SAMPLE GROUP_CONCAT";

/** A variable, or a name with or without its prefix, as far as it is written. */
const WRITTEN = /[?$]\w*|[\p{L}\w-]*:?[\p{L}\w-]*/u;
const AFTER_A = /(?:^|[\s;{])a\s+$/;

/**
 * Make what completes queries.
 * @param {() => Promise<{prefixes: Object<string, string>, classes: string[][], properties: string[][]}>} load
 *   reads what is in use, with labels, most used first; it is called when the first completion is wanted
 */
export function completer(load) {
  let loading;
  return async (context) => {
    const written = context.matchBefore(WRITTEN);
    if (!written || (written.from === written.to && !context.explicit)) return null;
    if (isProse(context.state, context.pos)) return null;
    if (/^[?$]/.test(written.text)) {
      return { from: written.from, options: variables(context, written), validFor: /^[?$]\w*$/ };
    }
    loading ??= load();
    const terms = await loading.catch(() => (loading = null));
    if (!terms) return null;
    const hasPrefix = written.text.includes(":");
    const before = context.state.sliceDoc(Math.max(0, written.from - 200), written.from);
    const names = AFTER_A.test(before)
      ? named(terms.classes, "class", terms.prefixes, hasPrefix)
      : [
          ...named(terms.properties, "property", terms.prefixes, hasPrefix),
          ...named(terms.classes, "class", terms.prefixes, hasPrefix),
        ];
    return {
      from: written.from,
      options: hasPrefix ? names : [...names, ...prefixes(terms.prefixes), ...keywords()],
      validFor: hasPrefix ? /^[\w-]*:[\w-]*$/ : /^[\p{L}\w-]*$/u,
    };
  };
}

/** The variables of the query, but for the one that is being written. */
function variables(context, written) {
  const text = context.state.doc.toString();
  const others = text.slice(0, written.from) + text.slice(context.pos);
  return [...new Set(others.match(/[?$]\w+/g))].map((label) => ({ label, type: "variable" }));
}

/** Terms: found by their prefixed name, or by their label where no prefix is written. */
function named(terms, type, namespaces, hasPrefix) {
  return terms.map(([name, label], place) => ({
    label: hasPrefix ? name : label,
    displayLabel: name,
    detail: ` ${label}`,
    type,
    boost: Math.max(-99, 40 - place),
    apply: writing(name, namespaces),
  }));
}

function prefixes(namespaces) {
  return Object.entries(namespaces).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    detail: ` ${namespace}`,
    type: "namespace",
    boost: -50,
    apply: writing(`${prefix}:`, namespaces),
  }));
}

function keywords() {
  return [...new Set(KEYWORDS.split(" "))].map((label) => ({ label, type: "keyword" }));
}

/** What writes a name, and declares its prefix above the query where nothing does. */
function writing(name, namespaces) {
  return (view, _completion, from, to) => {
    const prefix = name.split(":")[0];
    const declared = new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(view.state.doc.toString());
    const line = declared ? "" : `PREFIX ${prefix}: <${namespaces[prefix]}>\n`;
    view.dispatch({
      changes: [{ from: 0, insert: line }, { from, to, insert: name }],
      selection: { anchor: from + line.length + name.length },
      userEvent: "input.complete",
    });
  };
}
