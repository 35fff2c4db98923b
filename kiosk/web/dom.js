// kiosk/web/dom.js — builds elements from data; text is always text, never markup.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]  "text" sets the text content
 * @param {(Node | null)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
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

/** Gives it the focus, where it is something that can have it. @param {Element | null} element */
export function focusOn(element) {
  if (element instanceof HTMLElement) element.focus();
}
