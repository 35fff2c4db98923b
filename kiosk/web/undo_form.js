// kiosk/web/undo_form.js — a lead says why an older check-in is taken back.
import { el } from "./dom.js";
import { words } from "./i18n.js";

const kReasons = ["wrong_person", "duplicate", "test", "left_queue", "other"];
const kNoteMax = "200";  // as the station takes it

function choice(reason, index) {
  const input = el("input", { type: "radio", name: "reason", value: reason, required: "" });
  if (index === 0) input.setAttribute("autofocus", "");
  return el("label", { class: "option" }, [
    input, el("span", { text: words(`undo_${reason}`) })]);
}

/**
 * @returns {Promise<{reason: string, note?: string} | null>}  null: it stands
 */
export function askWhy(name, time) {
  return new Promise((resolve) => {
    const note = /** @type {HTMLInputElement} */ (el("input",
      { id: "undo-note", type: "text", maxlength: kNoteMax, autocomplete: "off" }));
    const cancel = el("button", { type: "button", class: "plain", text: words("back") });
    const form = /** @type {HTMLFormElement} */ (el("form", { class: "questions" }, [
      el("h2", { id: "undo-title", text: words("undo_title", { name, time }) }),
      el("fieldset", {}, [el("legend", { text: words("undo_why") }), ...kReasons.map(choice)]),
      el("div", { class: "field" }, [
        el("label", { for: "undo-note", class: "question", text: words("undo_note") }), note]),
      el("button", { type: "submit", text: words("undo_submit") }), cancel,
    ]));
    const dialog = /** @type {HTMLDialogElement} */ (
      el("dialog", { class: "sheet", "aria-labelledby": "undo-title" }, [form]));
    let why = null;
    form.addEventListener("change", () => {
      note.required = new FormData(form).get("reason") === "other";
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = note.value.trim();
      why = { reason: String(new FormData(form).get("reason")), ...(text ? { note: text } : {}) };
      dialog.close();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(why);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
