/** Elements made without ever reading text as markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 * @param {string} name what kind of element
 * @param {Object<string, string | boolean>} attributes those that are false are left out
 * @param {...(Node | string)} children strings become text
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Draw a mark as the legend does: `marks` holds path and filling of each. */
export function drawing(name, marks) {
  const { path, filled: isFilled } = marks[name];
  const classes = `mark mark-${name} ${isFilled ? "filled" : "outlined"}`;
  return filled(
    document.createElementNS(SVG, "svg"),
    { class: classes, viewBox: "0 0 24 24", "aria-hidden": "true" },
    [stroke(path)],
  );
}

/** Make an element of a drawing, as `element` makes one of a page. */
export function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Draw a line icon on a square of 20 by 20. */
export function icon(path) {
  const attributes = { viewBox: "0 0 20 20", "aria-hidden": "true" };
  return filled(document.createElementNS(SVG, "svg"), attributes, [stroke(path)]);
}

/** Fill the gaps of a text, written as {name}. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

function stroke(path) {
  return filled(document.createElementNS(SVG, "path"), { d: path }, []);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
