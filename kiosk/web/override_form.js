// kiosk/web/override_form.js — a supervisor lets in whom the station refuses; or two, elsewhere.
import { el } from "./dom.js";
import { words } from "./i18n.js";

const kOperatorMax = "64";  // as the station takes it
const kReasonMax = "200";

function field(name, label, maxlength, draft) {
  const input = el("input", { id: `override-${name}`, type: "text", maxlength, required: "" });
  input.value = draft[name] ?? "";
  input.addEventListener("input", () => { draft[name] = input.value; });
  return {
    input,
    row: el("div", { class: "field" }, [
      el("label", { for: input.id, class: "question", text: words(label) }), input,
    ]),
  };
}

/**
 * Nobody logs in at a screen, so two names here are one person's to type: the station takes two
 * supervisors by its own command only.
 * @param {string} scan  id of the refused scan
 * @returns {HTMLElement}
 */
export function twoSupervisors(scan) {
  return el("div", { class: "command" }, [
    el("p", { text: words("two_supervisors") }),
    el("code", { text: `kioskctl override ${scan} \\\n--operator A --second B --reason "…"` }),
  ]);
}

/**
 * @param {Record<string, string>} draft  what was typed so far: kept over a repaint
 * @param {(override: {operator: string, reason: string}) => void} submit
 * @returns {HTMLFormElement}
 */
export function overrideForm(draft, submit) {
  const names = ["operator", "reason"];
  const fields = names.map((name) => (
    field(name, `override_${name}`, name === "reason" ? kReasonMax : kOperatorMax, draft)));
  const form = el("form", { class: "questions", autocomplete: "off" }, [
    ...fields.map((one) => one.row),
    el("button", { type: "submit", text: words("override_submit") }),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(Object.fromEntries(names.map((name, at) => [name, fields[at].input.value.trim()])));
  });
  return form;
}
