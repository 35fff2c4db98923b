// kiosk/web/kiosk_steps.js — what stands on the screen in each state; one instruction at a time.
import { byId, el, nameElement } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./i18n.js";
import { shortName } from "./kiosk_booking.js";
import { keyboardFor } from "./kiosk_keyboard.js";
import { late } from "./late.js";

const kOrderMax = "64", kNameMax = "100";
const form = late(() => import("./question_form.js"));

export function button(text, action, className = "") {
  const made = el("button", { type: "button", class: className, text });
  made.addEventListener("click", action);
  return made;
}

function sign(name) {
  const made = icon(name);
  made.classList.add("sign");
  return made;
}

/** The instruction, and what belongs to it. */
export function draw(state, text, ...parts) {
  document.body.dataset.state = state;
  byId("say").textContent = text;
  byId("part").replaceChildren(...parts.filter((one) => one !== null));
}

export function drawWelcome(type, mayFind, find) {
  const out = type === "exit";
  draw("welcome", words(out ? "kiosk_show_exit" : "kiosk_show"), sign("scan"),
    mayFind && !out ? button(words("kiosk_find"), find, "plain") : null);
}

export function drawBusy() { draw("checking", words("kiosk_checking"), sign("busy")); }

export function drawMisread() { draw("misread", words("kiosk_misread"), sign("scan")); }

export function drawClosed() { draw("out-of-order", words("kiosk_closed"), sign("stop")); }

/** Never why: {ref} is what the help desk finds it by. */
export function drawSeeStaff(ref) {
  draw("see-staff", ref ? words("kiosk_see_staff", { ref }) : words("kiosk_see_staff_only"),
    ref ? el("p", { class: "number", dir: "ltr", "aria-hidden": "true", text: ref }) : null);
}

export function drawAlready() { draw("see-staff", words("kiosk_already")); }

export function drawDone(outcome, ref) {
  if (outcome.type === "exit") {
    draw("done", words("kiosk_done_exit"), sign("exit"));
    return;
  }
  const hello = outcome.attendee
    ? el("p", { text: words("kiosk_hello", { name: shortName(outcome.attendee.display_name) }) })
    : null;
  draw("done", words("kiosk_done"), sign("go"), hello,
    ref ? el("p", { text: words("kiosk_badge_at_desk", { ref }) }) : null);
}

/** @param {() => void} again  draws this step once more, if it still stands */
export function drawAsk(questions, draft, refused, submit, again) {
  if (!form.module) form.ready.then(again);
  draw("ask", words("kiosk_ask"),
    form.module?.questionForm(questions, draft, refused, submit) ?? null);
}

function field(id, label, attributes) {
  const input = /** @type {HTMLInputElement} */ (el("input", {
    id, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    required: "", ...attributes }));
  return { input, row: el("div", { class: "field" }, [
    el("label", { for: id, text: words(label) }), input]) };
}

/** @param {(order: string, lastName: string) => void} search */
export function drawFind(search, back, wrong) {
  const order = field("order", "kiosk_order",
    { maxlength: kOrderMax, dir: "ltr", "data-letters": "latin" });
  const name = field("last-name", "kiosk_last_name", { maxlength: kNameMax });
  const form = el("form", {}, [
    wrong ? el("p", { class: "wrong", role: "alert", text: words("kiosk_not_found") }) : null,
    order.row, name.row,
    el("div", { class: "choices" }, [
      el("button", { type: "submit", text: words("kiosk_search") }),
      button(words("kiosk_back"), back, "plain")]),
    keyboardFor([order.input, name.input]),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(order.input.value, name.input.value);
  });
  draw("find", words("kiosk_find"), form);
  order.input.focus();
}

/** Who of this order is here. */
export function drawChoose(tickets, go, back) {
  const chosen = new Set();
  const boxes = tickets.map((ticket, place) => {
    const input = /** @type {HTMLInputElement} */ (el("input",
      { type: "checkbox", id: `ticket-${place}` }));
    input.addEventListener("change", () => {
      if (input.checked) chosen.add(ticket);
      else chosen.delete(ticket);
      next.disabled = chosen.size === 0;
    });
    return el("label", { class: "option" },
      [input, nameElement(shortName(ticket.display_name), "")]);
  });
  const next = /** @type {HTMLButtonElement} */ (
    button(words("kiosk_next"), () => go([...chosen])));
  next.disabled = true;
  draw("choose", words("kiosk_choose"),
    el("div", { class: "choices", role: "group", "aria-labelledby": "say" }, boxes),
    el("div", { class: "choices" }, [next, button(words("kiosk_back"), back, "plain")]));
}

export function drawReview(tickets, yes, no) {
  draw("review", words("kiosk_review"), el("p", { text: words("kiosk_badge_says") }),
    ...tickets.map((ticket) => el("div", { class: "badge" }, [
      nameElement(shortName(ticket.display_name), ""),
      ticket.company ? el("bdi", { class: "quiet", text: ticket.company }) : null])),
    el("div", { class: "choices" }, [button(words("kiosk_right"), yes),
      button(words("kiosk_not_right"), no, "plain")]));
}
