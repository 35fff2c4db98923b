// kiosk/web/desk_keys.js — the keys of the desk: one table for what they do and for the help.
import { el } from "./dom.js";
import { words } from "./i18n.js";

// Those with an act reach the page wherever the focus is; the others belong to what has the focus.
const kKeys = [
  { keys: "F1", act: "help" },
  { keys: "F2", act: "clear" },
  { keys: "F4", act: "note" },
  { keys: "F9", act: "undo" },
  { keys: "Alt+A", act: "all" },
  { keys: "Alt+N", act: "walk_in" },
  { keys: "A–Z", act: null, word: "key_letters" },
  { keys: "↑ ↓", act: null, word: "key_rows" },
  { keys: "Enter", act: null, word: "key_enter" },
  { keys: "Esc", act: null, word: "key_back" },
  { keys: "1–9", act: null, word: "key_answer" },
];

function nameOf(event) {
  if (event.ctrlKey || event.metaKey) return "";
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return event.altKey ? `Alt+${key}` : key;
}

/** What this key stands for: "undo"; nothing for keys of the page's parts and of the browser. */
export function actOf(event) {
  return kKeys.find((one) => one.act && one.keys === nameOf(event))?.act;
}

/** F1: every key and what it does. */
export function showKeys() {
  if (document.querySelector("dialog[open]")) return;
  const rows = kKeys.map((one) => el("tr", {}, [
    el("th", { scope: "row" }, [el("kbd", { dir: "ltr", text: one.keys })]),
    el("td", { text: words(one.word ?? `key_${one.act}`) }),
  ]));
  const close = el("button", { type: "button", text: words("close") });
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "sheet", id: "keys", "aria-labelledby": "keys-title" }, [
      el("h2", { id: "keys-title", text: words("keys_title") }),
      el("table", {}, [el("tbody", {}, rows)]), close,
    ]));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "F1") return;
    event.preventDefault();
    event.stopPropagation();  // or it would open again
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
