// kiosk/web/kiosk.js — a visitor alone: what is shown when. It never says why somebody is refused.
import { get, nonce, post } from "./api.js";
import { byId } from "./dom.js";
import { chooseLanguage, forgetChoice, language, languages, preferLanguage, words }
  from "./i18n.js";
import { findBooking } from "./kiosk_booking.js";
import { numberOf } from "./kiosk_number.js";
import { StaffMenu } from "./kiosk_staff.js";
import {
  button, draw, drawAlready, drawAsk, drawBusy, drawChoose, drawClosed, drawDone, drawFind,
  drawMisread, drawReview, drawSeeStaff, drawWelcome,
} from "./kiosk_steps.js";
import { StillThere } from "./kiosk_time.js";
import { Sounds } from "./sounds.js";
import { stationOf } from "./status_bar.js";
import { listen } from "./stream.js";
import { TypedScan } from "./typed_scan.js";

const kStatusEvery = 10_000;  // ms
const kHere = ["already_redeemed", "already_inside", "passback"];

const body = document.body;
let status = null;
let open = null;   // how the state that waits for a visitor is drawn again
let heard = null;  // the newest scan that was shown
let linkUp = true;

function station() { return stationOf(status, "kiosk"); }

function isClosed() {
  if (staff.paused || !status?.list.loaded || status.storage.state === "red") return true;
  const own = station()?.readers ?? [];
  const readers = status.readers.filter((one) => own.includes(one.id));
  return own.length > 0 && readers.length > 0 && readers.every((one) => one.state !== "ready");
}

function drawLanguages() {
  byId("languages").setAttribute("aria-label", words("language_label"));
  byId("languages").replaceChildren(...languages().map((one) => {
    const choice = button(one.draft ? `${one.name} (${words("draft")})` : one.name, async () => {
      await chooseLanguage(one.language, false);
      if (!open) patience.begin(0);
      redraw();
    }, "plain");
    choice.lang = one.language;
    choice.setAttribute("aria-pressed", String(one.language === language()));
    return choice;
  }));
}

/** The state, once more: in another language, perhaps. */
function redraw() {
  document.title = words("kiosk_title");
  drawLanguages();
  byId("help").textContent = words("kiosk_help");
  byId("staff").textContent = words("kiosk_staff");
  byId("event").textContent = status?.event ?? "";
  if (!linkUp) drawBusy();
  else if (status && isClosed()) drawClosed();
  else if (open) open();
  else drawWelcome(station()?.type, station()?.type !== "exit", () => find());
}

/** Shows a step until somebody goes on, or the time is over. */
function step(paint, time = 0) {
  open = paint;
  paint();
  byId("said").textContent = byId("say").textContent;
  patience.begin(time);
}

async function reset() {
  patience.end();
  open = null;
  heard = null;
  for (const name of ["verdict", "reason", "seq"]) delete body.dataset[name];
  byId("said").textContent = "";
  performance.clearMarks();
  await forgetChoice(station()?.language);
  redraw();
}

function find(wrong = false) {
  step(() => drawFind(async (order, lastName) => {
    drawBusy();
    const tickets = await findBooking(order, lastName).catch(() => []);
    if (tickets.length === 0) find(true);
    else if (tickets.length === 1) review(tickets);
    else choose(tickets);
  }, reset, wrong));
}

function choose(tickets) {
  step(() => drawChoose(tickets, review, reset));
}

function review(tickets) {
  step(() => drawReview(tickets, () => checkIn(tickets), () => seeStaff("")));
}

// One after the other: a question or a refusal is shown before the next.
/** @param {{id: string}[]} tickets */
async function checkIn([ticket, ...others], answers) {
  drawBusy();
  const outcome = await ask("/api/v1/checkins", { attendee: ticket.id, answers });
  if (!outcome) return;
  if (outcome.verdict === "go" && others.length > 0) await checkIn(others);
  else show(outcome, answers);
}

async function ask(path, content) {
  patience.end();
  try {
    return await post(path, { nonce: nonce(), station: station().id, ...content });
  } catch {
    seeStaff("");
    return null;
  }
}

function seeStaff(ref) {
  step(() => drawSeeStaff(ref), StillThere.kRefused);
  sounds.play("exit");  // calm: it is not the visitor's fault
}

function show(outcome, answers = {}) {
  if (heard === outcome.id) return;  // told by the answer and by the stream
  heard = outcome.id;
  body.dataset.verdict = outcome.verdict;
  body.dataset.seq = String(outcome.seq ?? "");
  const ref = numberOf(outcome);
  if (outcome.verdict === "go") {
    step(() => drawDone(outcome, ref), StillThere.kDone);
    sounds.play("entry");
  } else if (outcome.reason === "misread") {
    step(drawMisread, StillThere.kRefused);
  } else if (kHere.includes(outcome.reason)) {
    step(drawAlready, StillThere.kRefused);
  } else if (outcome.reason === "incomplete" && outcome.attendee) {
    const draft = {};
    const paint = () => drawAsk(outcome.questions, draft, answers,
      (given) => checkIn([outcome.attendee], given), () => open === paint && paint());
    step(paint);
  } else {
    seeStaff(ref);
  }
}

async function refresh() {
  try {
    status = await get("/api/v1/status");
  } catch {
    return;
  }
  if (!open) await preferLanguage(station()?.language);
  if (!open || isClosed()) redraw();
}

const sounds = new Sounds(() => {});
const patience = new StillThere(reset);
const staff = new StaffMenu({ sounds, changed: reset });
const typed = new TypedScan(async (code) => {
  drawBusy();
  const outcome = await ask("/api/v1/scans", { code, source: "typed" });
  if (outcome) show(outcome);
});

byId("help").addEventListener("click", () => seeStaff(""));
document.addEventListener("keydown", (event) => {
  patience.touch();
  const at = event.target instanceof Element ? event.target : null;
  if (document.querySelector("dialog[open]") || at?.closest("form, button")) return;
  if (!isClosed() && typed.key(event)) event.preventDefault();
});
document.addEventListener("pointerdown", () => patience.touch());

listen({
  scan: (outcome) => {
    if (outcome.station === station()?.id && !isClosed()) show(outcome);
  },
  device: refresh,
  link: (up) => {
    linkUp = up;
    body.dataset.link = up ? "up" : "down";
    redraw();
  },
  reset: refresh,
});
setInterval(refresh, kStatusEvery);
draw("welcome", "");
redraw();
refresh();
