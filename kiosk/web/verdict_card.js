// kiosk/web/verdict_card.js — one outcome, full width: colour, shape, word, border and what to do.
import { byId, el, focusOn, nameElement } from "./dom.js";
import { icon } from "./icons.js";
import { clock, languageOf, local, words } from "./i18n.js";
import { late } from "./late.js";

const kHoles = { go: "#00b084", check: "#ffd000", stop: "#99001a", busy: "#2b3a4d" };

const questions = late(() => import("./question_form.js"));
const overrides = late(() => import("./override_form.js"));

function sign(verdict, type) {
  const name = verdict === "go" && type === "exit" ? "exit" : verdict;
  return el("div", { class: "sign" }, [icon(name, kHoles[verdict])]);
}

function line(className, text) {
  return text ? el("p", { class: className, text }) : null;
}

// The station's own text; what a venue wrote may be there in English alone.
function said(className, texts) {
  const element = line(className, local(texts));
  element?.setAttribute("lang", languageOf(texts));
  return element;
}

// The product unless `said` has it already: on a GO it is what staff say next.
function details(person, said = "") {
  const bare = said.replace(/[\u2066-\u2069]/g, "");  // without what keeps a name's direction
  const product = person.product === bare ? "" : person.product;
  const parts = [product, person.variation, person.company,
    person.order ? words("order", { code: person.order }) : ""];
  return parts.filter((part) => part).join(" · ");
}

/** The verdict's word; its size on a screen is bounded by its length. */
export function bigWord(text) {
  const word = el("p", { class: "word", text });
  word.style.setProperty("--glyphs", String(Array.from(text).length));
  return word;
}

function fill(verdict, children, foot) {
  const card = byId("verdict");
  const inner = el("div", { class: "inner" }, children);
  if (foot.length > 0) inner.append(el("div", { class: "foot" }, foot));
  card.dataset.verdict = verdict;
  card.classList.remove("old");
  card.replaceChildren(inner);
  card.hidden = false;
}

function button(text, className, action) {
  const made = el("button", { type: "button", class: className, text });
  made.addEventListener("click", action);
  return made;
}

// The form that is open on the card: questions, or an override once it was asked for. A scan may
// come before the forms did: the verdict does not wait for them.
function openForm(outcome, drafts, act) {
  const asks = outcome.attendee && outcome.questions.length > 0;
  const form = asks ? questions : overrides;
  if (!asks && !drafts.overriding) return null;
  if (!form.module) {
    form.ready.then(act.repaint);
    return null;
  }
  return asks
    ? questions.module.questionForm(outcome.questions, drafts.answers, drafts.refused, act.answer)
    : overrides.module.overrideForm(outcome.two_persons, drafts.override, act.letIn);
}

// Who was forced past open questions is asked them first: the answers may be all that lacks.
function questionsFirst(outcome, act) {
  if (outcome.set_aside !== "incomplete" || outcome.verdict === "go" || !outcome.attendee) {
    return null;
  }
  return button(words("questions_first"), "", () => act.answer({}));
}

/**
 * The answer of the station.
 * @param {object} drafts  of the forms: {answers, refused, override, overriding}
 * @param {{dismiss: () => void, answer: (answers: object) => void, letIn: (who: object) => void,
 *          repaint: () => void}} act
 */
export function showOutcome(outcome, drafts, act) {
  const { attendee } = outcome;
  const note = attendee?.note ? el("p", { class: "note" }, [nameElement(attendee.note, "")]) : null;
  const form = openForm(outcome, drafts, act);
  const mayOverride = (outcome.resolvable ?? []).includes("override") && !drafts.overriding;
  const override = () => {
    drafts.overriding = true;
    act.repaint();
  };
  fill(outcome.verdict, [
    sign(outcome.verdict, outcome.type),
    el("div", { class: "texts" }, [
      bigWord(words(outcome.verdict)),
      said("message", outcome.message),
      attendee ? el("p", { class: "who" }, [nameElement(attendee.display_name, "")]) : null,
      said("next", outcome.next),
      attendee ? line("detail", details(attendee, local(outcome.next))) : null,
      note,
      questionsFirst(outcome, act),
      form,
    ]),
  ], [
    outcome.list_objection ? el("span", { text: words("exit_allowed") }) : null,
    mayOverride ? button(words("override"), "dismiss", override) : null,
    button(words("dismiss"), "dismiss", act.dismiss),
  ].filter((part) => part !== null));
  focusOn(form?.querySelector(".field:not([hidden]) :is(input, textarea)") ?? null);
}

/** Whether somebody may be typing on the card. */
export function formIsOpen() {
  return !byId("verdict").hidden && byId("verdict").querySelector("form") !== null;
}

export function showBusy() {
  fill("busy", [sign("busy", "entry"), bigWord(words("busy"))], []);
}

/** Nothing was decided: hold, and say why. */
export function showFailure(text, dismiss) {
  fill("check", [
    sign("check", "entry"),
    el("div", { class: "texts" }, [
      bigWord(words("check")),
      line("message", words("failed", { text })),
    ]),
  ], [button(words("dismiss"), "dismiss", dismiss)]);
}

/** Someone found by name, before the check-in. */
export function showPerson(person, type, actions) {
  const act = words(type === "exit" ? "check_out" : "check_in");
  const checkIn = button(`${act} ⏎`, "", actions.checkIn);
  fill("person", [
    el("div", { class: "texts" }, [
      el("p", { class: "who" }, [nameElement(person.display_name, "")]),
      line("detail", details(person)),
      el("p", {}, [statusElement(person, actions.timeZone)]),
      person.note ? el("p", { class: "note" }, [nameElement(person.note, "")]) : null,
    ]),
  ], [checkIn, button(words("back"), "plain", actions.back)]);
  checkIn.focus();
}

/** Icon and word of what is known about a person. */
export function statusElement(person, timeZone) {
  const bad = { pending: "warn", expired: "cross", canceled: "cross", blocked: "block" };
  /** @type {import("./icons.js").IconName} */
  let name = "open";
  let text = words("not_arrived");
  if (person.order_state in bad && person.status === "not_arrived") {
    name = bad[person.order_state];
    text = words(person.order_state);
  } else if (person.status === "inside") {
    name = "arrived";
    text = words("inside", { time: clock(person.last_entry, timeZone) });
  } else if (person.status === "left") {
    name = "left";
    text = words("left", { time: clock(person.last_exit, timeZone) });
  }
  return el("span", { class: "status" }, [icon(name), document.createTextNode(` ${text}`)]);
}

export function hideCard() {
  const card = byId("verdict");
  card.hidden = true;
  card.replaceChildren();
}

export function stampOld() {
  const card = byId("verdict");
  if (card.hidden || card.classList.contains("old")) return;
  card.classList.add("old");
  card.prepend(el("p", { class: "stamp", text: words("old") }));
}

export function unstamp() {
  const card = byId("verdict");
  card.classList.remove("old");
  card.querySelector(".stamp")?.remove();
}
