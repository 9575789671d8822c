/**
 * A text area as an editor of SPARQL.
 *
 * CodeMirror stands beside the text area in a shadow root: there it adopts its styles as sheets, where in the
 * document it would add style elements, which our policy forbids. The text area stays what the form sends.
 */

import {
  EditorState,
  EditorView,
  StreamLanguage,
  autocompletion,
  bracketMatching,
  classHighlighter,
  completionKeymap,
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  keymap,
  lineNumbers,
  sparql,
  syntaxHighlighting,
  syntaxTree,
} from "../vendor/codemirror.js";

const MONOSPACE =
  'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** Colours and sizes are our tokens, which reach into the shadow root and follow light and dark. */
const THEME = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--rule-strong)",
    borderRadius: "var(--radius)",
    fontSize: "var(--size-small)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: MONOSPACE, lineHeight: "1.5", maxHeight: "70vh", overflow: "auto" },
  ".cm-content, .cm-gutter": { minHeight: "21em" },
  ".cm-content": { padding: "var(--space-3) 0", caretColor: "var(--ink)" },
  ".cm-gutters": {
    color: "var(--ink-soft)",
    backgroundColor: "var(--surface)",
    borderRight: "1px solid var(--rule)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)" },
  "&.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "transparent",
    textDecoration: "underline wavy var(--focus)",
  },
  ".tok-keyword": { color: "var(--accent)", fontWeight: "650" },
  ".tok-variableName": { color: "var(--mark-education)" },
  ".tok-variableName2": { color: "var(--mark-education)" },
  ".tok-atom": { color: "var(--mark-users)" },
  ".tok-string": { color: "var(--mark-practice)" },
  ".tok-comment": { color: "var(--ink-soft)", fontStyle: "italic" },
  ".tok-meta": { color: "var(--ink-soft)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--rule-strong)",
    borderRadius: "var(--radius)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-text)",
    fontSize: "var(--size-small)",
    maxHeight: "16em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "var(--space-1) var(--space-2)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--on-accent)",
    backgroundColor: "var(--accent)",
  },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit" },
});

/**
 * What is typed over several lines is written by CodeMirror: browsers that do it themselves style what they
 * merge, element by element, which our policy forbids.
 */
const TYPING_OVER_LINES = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    const { doc } = view.state;
    if (event.inputType !== "insertText" || doc.lineAt(from).number === doc.lineAt(to).number) return false;
    view.dispatch(view.state.replaceSelection(event.data ?? ""), { userEvent: "input.type" });
    return true;
  },
});

/**
 * Put an editor in the place of a text area.
 * @param {HTMLTextAreaElement} area keeps what is written
 * @param {Object} given
 * @param {string} given.label what the field is called
 * @param {string} given.hint how it is left by keyboard
 * @param {string} given.suggestions what the list of completions is called
 * @param {Function} given.complete tells what may be written at a place
 * @param {() => void} given.run asks what is written
 */
export function editor(area, { label, hint, suggestions, complete, run }) {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: area.selectionStart, head: area.selectionEnd },
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]),
        history(),
        lineNumbers(),
        bracketMatching(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(classHighlighter),
        autocompletion({ override: [complete], icons: false }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorState.tabSize.of(4),
        EditorState.phrases.of({ Completions: suggestions }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-description": hint }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = view.state.doc.toString();
          area.dispatchEvent(new Event("input"));
        }),
        TYPING_OVER_LINES,
        THEME,
      ],
    }),
  });
  const isFocused = document.activeElement === area;
  area.before(host);
  area.required = false;
  area.hidden = true;
  if (isFocused) view.focus();
  for (const shown of area.labels) shown.addEventListener("click", () => view.focus());

  return {
    /** Set the cursor at a place, counted from 1, and go there. */
    goTo(line, column) {
      const { from, length } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from + Math.min(column - 1, length) }, scrollIntoView: true });
      view.focus();
    },
  };
}

/** Tell whether a place is in a comment or a string, where nothing is completed. */
export function isProse(state, position) {
  return /comment|string/.test(syntaxTree(state).resolveInner(position, -1).name);
}
