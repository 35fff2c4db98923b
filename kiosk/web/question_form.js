// kiosk/web/question_form.js — the open questions of a ticket: one field each, then the check-in.
import { el } from "./dom.js";
import { clock, local, number, words } from "./i18n.js";

const kInputs = {
  number: { type: "text", inputmode: "decimal" },
  date: { type: "date" },
  time: { type: "time" },
  date_time: { type: "datetime-local" },
  country: { type: "text", maxlength: "2", placeholder: "GH", class: "short" },
  phone: { type: "tel" },
};
const kKeys = 9;  // options that a number key chooses

// One large button for each option; its number key chooses it.
function optionButtons(question, id, kind) {
  const group = el("div", { class: "options", role: "group", "aria-labelledby": `${id}-label` });
  question.options.forEach((option, at) => {
    const input = el("input", { type: kind, name: id, value: option, id: `${id}-${at}` });
    const key = at < kKeys ? el("kbd", { text: String(at + 1), "aria-hidden": "true" }) : null;
    group.append(el("label", { class: "option" }, [input, key, el("bdi", { text: option })]));
  });
  group.addEventListener("keydown", (event) => {
    const input = group.querySelectorAll("input")[Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !input) return;
    event.preventDefault();
    event.stopPropagation();
    input.checked = kind === "radio" || !input.checked;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return group;
}

function plainInput(question, id) {
  if (question.type === "text") return el("textarea", { id, maxlength: "1024", rows: "2" });
  return el("input", { id, maxlength: "1024", ...(kInputs[question.type] ?? { type: "text" }) });
}

// The field of one question: how to read it, how to fill it, and what takes the focus.
function makeField(question, id) {
  const single = question.type === "choice";
  if (single || question.type === "choices") {
    const element = optionButtons(question, id, single ? "radio" : "checkbox");
    const inputs = [...element.querySelectorAll("input")];
    return {
      element, target: inputs[0],
      read: () => inputs.filter((one) => one.checked).map((one) => one.value).join(","),
      fill: (text) => inputs.forEach((one) => {
        one.checked = single ? one.value === text : text.split(",").includes(one.value);
      }),
    };
  }
  if (question.type !== "yes_no") {
    const element = plainInput(question, id);
    return {
      element, target: element,
      read: () => {
        const text = element.value.trim();
        if (question.type === "number") return text.replace(",", ".");  // as the shop reads it
        return question.type === "country" ? text.toUpperCase() : text;
      },
      fill: (text) => { element.value = text; },
    };
  }
  const box = el("input", { id, type: "checkbox" });
  return {
    element: el("label", { class: "option" }, [box, el("span", { text: words("yes") })]),
    target: box,
    read: () => (box.checked ? "True" : "False"),  // as the shop stores it
    fill: (text) => { box.checked = text === "True"; },
  };
}

function limitText(question, limit) {
  if (limit === null) return "";
  if (question.type === "number") return number(limit);
  const day = { year: "numeric", month: "short", day: "numeric" };
  if (question.type === "date_time") return clock(limit, document.body.dataset.zone, day);
  return clock(limit, "UTC", { ...day, hour: undefined, minute: undefined });
}

/** What an answer may be: "18 to 99", "at most 30 characters". Empty where anything goes. */
export function hintOf(question) {
  const { limits } = question;
  if (!limits) return "";
  if (limits.length_max !== null) return words("answer_length", { n: number(limits.length_max) });
  const [least, most] = [limitText(question, limits.least), limitText(question, limits.most)];
  if (least && most) return words("answer_between", { least, most });
  return least ? words("answer_least", { least }) : words("answer_most", { most });
}

function row(question, id, field, wrong) {
  const label = el(field.element.matches(".options, .option") ? "span" : "label",
    { id: `${id}-label`, class: "question" }, [
      el("bdi", { text: local(question.text) }),
      question.required ? el("span", { class: "needed", text: words("required") }) : null,
    ]);
  if (label instanceof HTMLLabelElement) label.htmlFor = id;
  const hint = hintOf(question);
  const parts = [label, field.element];
  if (hint) {
    field.target?.setAttribute("aria-describedby", `${id}-hint`);
    parts.push(el("p", { id: `${id}-hint`, class: "quiet", text: hint }));
  }
  if (wrong) {
    field.target?.setAttribute("aria-invalid", "true");
    parts.push(el("p", { class: "wrong", role: "alert", text: words("answer_wrong") }));
  }
  return el("div", { class: "field" }, parts);
}

/**
 * The questions that are asked now: one that depends on another waits for its answer, and goes with
 * it. A question that is not open any more was answered before: the station saw to it.
 * @param {(id: string) => string} answerTo  what stands in the field of an open question
 * @returns {Set<string>} their ids
 */
export function askedOf(questions, answerTo) {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const isAsked = (question, depth) => {
    const on = question.only_if ? byId.get(question.only_if.question) : undefined;
    if (!on || depth > questions.length) return true;  // a circle asks for itself
    return isAsked(on, depth + 1) && question.only_if.answers.includes(answerTo(on.id));
  };
  return new Set(questions.filter((one) => isAsked(one, 0)).map((one) => one.id));
}

/**
 * Nothing where no question is open.
 * @param {Record<string, string>} draft  what was typed so far: kept over a repaint
 * @param {Record<string, string>} refused  what was sent before and not taken
 * @param {(answers: Record<string, string>) => void} submit
 * @returns {HTMLElement | null}
 */
export function questionForm(questions, draft, refused, submit) {
  if (!questions || questions.length === 0) return null;
  const form = el("form", { class: "questions", autocomplete: "off", novalidate: "" });
  const fields = new Map();
  const rows = new Map();
  questions.forEach((question, number) => {
    const id = `question-${number}`;
    const field = makeField(question, id);
    const before = draft[question.id] ?? refused[question.id];
    if (before !== undefined) field.fill(before);
    fields.set(question.id, field);
    rows.set(question.id, row(question, id, field, question.id in refused));
    form.append(rows.get(question.id));
  });
  const drawAsked = () => {
    const asked = askedOf(questions, (id) => fields.get(id).read());
    rows.forEach((element, id) => { element.hidden = !asked.has(id); });
    return asked;
  };
  const read = () => {
    const asked = drawAsked();
    return Object.fromEntries([...fields].filter(([id]) => asked.has(id))
      .map(([id, field]) => [id, field.read()]));
  };
  const keep = () => Object.assign(draft, read());
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.append(el("button", { type: "submit", text: words("save_and_check_in") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(read());
  });
  drawAsked();
  return form;
}
