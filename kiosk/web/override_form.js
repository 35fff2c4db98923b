// kiosk/web/override_form.js — a supervisor lets in whom the station refuses, or two do.
import { el } from "./dom.js";
import { words } from "./i18n.js";

const kFields = {
  second: { type: "text", maxlength: "64" },  // as the station takes them
  second_pin: { type: "password", inputmode: "numeric", maxlength: "16" },
  reason: { type: "text", maxlength: "200" },
};

function field(name, draft) {
  const input = el("input", { id: `override-${name}`, required: "", ...kFields[name] });
  if (name !== "second_pin") input.value = draft[name] ?? "";
  input.addEventListener("input", () => { draft[name] = input.value; });
  return {
    input,
    row: el("div", { class: "field" }, [
      el("label", { for: input.id, class: "question", text: words(`override_${name}`) }), input,
    ]),
  };
}

/**
 * Who lets in is who signed in; a second person proves who they are here.
 * @param {boolean} two  the zone takes two supervisors
 * @param {Record<string, string>} draft  what was typed so far: kept over a repaint
 * @param {(override: Record<string, string>) => void} submit
 * @returns {HTMLElement}
 */
export function overrideForm(two, draft, submit) {
  const names = two ? ["second", "second_pin", "reason"] : ["reason"];
  const fields = names.map((name) => field(name, draft));
  const form = el("form", { class: "questions", autocomplete: "off" }, [
    two ? el("p", { text: words("two_supervisors") }) : null,
    ...fields.map((one) => one.row),
    el("button", { type: "submit", text: words("override_submit") }),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(Object.fromEntries(names.map((name, at) => [name, fields[at].input.value.trim()])));
  });
  return form;
}
