// kiosk/web/icons.js — signs as SVG: each verdict has its own shape, not only its colour.

const kNamespace = "http://www.w3.org/2000/svg";

// Paths in a box of 24; strokes of 2.2 are 9 % of it. "hole" is drawn in the background's colour.
const kShapes = {
  go: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M7 12.5l3.5 3.5L17 9"],
  exit: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M7 12h9M12.5 8l4 4-4 4"],
  check: ["M12 2.5L22.5 21h-21z", "M12 9v6M12 17.6v.6"],
  stop: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M8.5 8.5l7 7M15.5 8.5l-7 7"],
  busy: [null, "M5 12h.01M12 12h.01M19 12h.01"],
  scan: [null, "M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M8 8v8M12 8v8M16 8v8"],
  tick: [null, "M4 12.5l5 5L20 6.5"],
  clock: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M12 7v5l3.5 2"],
  warn: ["M12 2.5L22.5 21h-21z", "M12 9v6M12 17.6v.6"],
  arrived: [null, "M4 12.5l5 5L20 6.5"],
  open: [null, "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z"],
  left: [null, "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 5 5v2"],
  cross: [null, "M5 5l14 14M19 5L5 19"],
  block: ["M4 4h16v16H4z", "M8 12h8"],
};

// Mirrored where people read from right to left; ticks and clocks are not.
const kPointing = ["exit", "left"];

function path(definition, attributes) {
  const element = document.createElementNS(kNamespace, "path");
  element.setAttribute("d", definition);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** @typedef {keyof typeof kShapes} IconName */

/**
 * @param {IconName} name
 * @param {string} [hole]  colour of the sign on a filled shape
 * @returns {SVGElement}
 */
export function icon(name, hole = "#fff") {
  const [shape, sign] = kShapes[name];
  const svg = document.createElementNS(kNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (kPointing.includes(name)) svg.setAttribute("class", "pointing");
  if (shape) svg.append(path(shape, { fill: "currentColor" }));
  svg.append(path(sign, {
    fill: "none", stroke: shape ? hole : "currentColor",
    "stroke-width": name === "busy" ? "4" : "2.2",
    "stroke-linecap": "round", "stroke-linejoin": "round",
  }));
  return svg;
}
