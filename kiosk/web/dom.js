// kiosk/web/dom.js — builds elements from data; text is always text, never markup.

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]  "text" sets the text content
 * @param {(Node | null)[]} [children]
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A person's name: isolated, so that its direction does not turn the line around. */
export function nameElement(text, className) {
  return el("bdi", { class: className, text });
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}
