// kiosk/web/question_form.js — the open questions of a ticket: one field each, then the check-in.
import { el } from "./dom.js";
import { local, words } from "./i18n.js";

const kInputs = {
  number: { type: "text", inputmode: "decimal" },
  date: { type: "date" },
  time: { type: "time" },
  date_time: { type: "datetime-local" },
  country: { type: "text", maxlength: "2", placeholder: "GH" },
  phone: { type: "tel" },
};

function choices(question, id) {
  const several = question.type === "choices";
  const made = el("select", { id, ...(several ? { multiple: "" } : {}) });
  if (!several) made.append(el("option", { value: "", text: "–" }));
  for (const option of question.options) made.append(el("option", { value: option, text: option }));
  return made;
}

function field(question, id) {
  if (question.type === "choice" || question.type === "choices") return choices(question, id);
  if (question.type === "yes_no") return el("input", { id, type: "checkbox" });
  if (question.type === "text") return el("textarea", { id, maxlength: "1024", rows: "2" });
  return el("input", { id, maxlength: "1024", ...(kInputs[question.type] ?? { type: "text" }) });
}

// As the shop stores it.
function answer(question, input) {
  if (question.type === "yes_no") return input.checked ? "True" : "False";
  if (question.type === "choices") {
    return [...input.selectedOptions].map((option) => option.value).join(",");
  }
  return input.value.trim();
}

/**
 * Nothing where no question is open.
 * @param {(answers: Record<string, string>) => void} submit
 * @returns {HTMLElement | null}
 */
export function questionForm(questions, submit) {
  if (!questions || questions.length === 0) return null;
  const inputs = new Map();
  const form = el("form", { class: "questions", autocomplete: "off" });
  questions.forEach((question, number) => {
    const id = `question-${number}`;
    const input = field(question, id);
    inputs.set(question, input);
    const needed = question.required ? ` (${words("required")})` : "";
    form.append(el("p", {}, [
      el("label", { for: id, text: `${local(question.text)}${needed}` }), input,
    ]));
  });
  form.append(el("button", { type: "submit", text: words("save_and_check_in") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = {};
    for (const [question, input] of inputs) answers[question.id] = answer(question, input);
    submit(answers);
  });
  return form;
}
