// kiosk/web/desk.js — the registration desk: what is shown when. The station decides, this shows.
import { get, nonce, post } from "./api.js";
import { byId } from "./dom.js";
import { language, switchLanguage, words } from "./i18n.js";
import { PeopleSearch } from "./people_search.js";
import { RecentScans } from "./recent_scans.js";
import { drawClock, drawNoList, drawStatus } from "./status_bar.js";
import { listen } from "./stream.js";
import {
  formIsOpen, hideCard, showBusy, showFailure, showOutcome, showPerson, stampOld, unstamp,
} from "./verdict_card.js";

const kBusyAfter = 150;         // ms without an answer
const kCardStays = 30_000;      // ms; a check stays until it is resolved
const kOldAfter = 3_000;        // ms without the station
const kStatusEvery = 10_000;    // ms

const body = document.body;
let status = null;
let linkUp = true;
let shown = null;      // the outcome or person on the card
let cardTimer = 0;
let oldTimer = 0;
let queue = Promise.resolve();  // scans are asked one after the other
let waiting = null;    // an outcome that came while somebody typed on the card
let heard = null;      // by the stream while a request is under way: may be its answer

function station() {
  if (!status) return null;
  const asked = new URLSearchParams(location.search).get("station");
  return status.stations.find((one) => one.id === asked)
    ?? status.stations.find((one) => one.profile === "desk") ?? status.stations[0] ?? null;
}

function timeZone() { return status?.timezone ?? ""; }

function stateIs(name) { body.dataset.state = name; }

function dismiss() {
  clearTimeout(cardTimer);
  shown = null;
  hideCard();
  if (waiting) {
    const next = waiting;
    waiting = null;
    drawWaiting();
    show(next);
    return;
  }
  for (const name of ["verdict", "reason", "seq"]) delete body.dataset[name];
  stateIs("idle");
  byId("search").focus();
}

function keepCardFor(time) {
  clearTimeout(cardTimer);
  if (time > 0) cardTimer = setTimeout(dismiss, time);
}

function paint() {
  if (shown?.outcome) {
    const { outcome, drafts } = shown;
    showOutcome(outcome, drafts, {
      dismiss,
      repaint: () => {
        keepCardFor(0);  // whoever fills in a form is not hurried
        paint();
      },
      answer: (answers) => checkIn(outcome.attendee, { answers }),
      letIn: (who) => letIn(outcome, who),
    });
  } else if (shown?.person) openPerson(shown.person);
}

function drawWaiting() {
  byId("waiting").hidden = waiting === null;
  byId("waiting").textContent = words("waiting");
}

function show(outcome, sent = {}) {
  if (shown?.outcome?.id === outcome.id) return;  // told by the answer and by the stream
  const open = new Set((outcome.questions ?? []).map((question) => question.id));
  const refused = Object.entries(sent.answers ?? {}).filter(([id]) => open.has(id));
  shown = { outcome, drafts: {
    answers: {}, refused: Object.fromEntries(refused), override: sent.operator ? sent : {},
    overriding: outcome.reason === "second_person",
  } };
  body.dataset.verdict = outcome.verdict;
  body.dataset.reason = outcome.reason;
  body.dataset.seq = String(outcome.seq ?? "");
  stateIs(`card-${outcome.verdict}`);
  paint();
  keepCardFor(outcome.verdict === "check" ? 0 : kCardStays);
  performance.mark(`verdict:${outcome.seq}`);
  recent.add(outcome);
}

function fail(error) {
  shown = null;
  stateIs("card-check");
  body.dataset.verdict = "check";
  body.dataset.reason = "no_answer";
  // fetch() throws a TypeError when nobody answers at all.
  const silent = error.name === "TimeoutError" || error instanceof TypeError;
  showFailure(silent ? words("no_answer") : error.message, dismiss);
}

async function ask(path, request) {
  const busy = setTimeout(() => {
    shown = null;
    stateIs("busy");
    showBusy();
  }, kBusyAfter);
  heard = [];
  try {
    const outcome = await post(path, { nonce: nonce(), ...request });
    clearTimeout(busy);
    show(outcome, request);
  } catch (error) {
    clearTimeout(busy);
    fail(error);
  }
  const others = heard.filter((one) => one.id !== shown?.outcome?.id);
  heard = null;
  others.forEach(hear);
  refresh();
}

// A scan of this desk that was not asked for here: a reader's.
function hear(outcome) {
  if (heard) {
    heard.push(outcome);
  } else if (formIsOpen() && shown?.outcome?.id !== outcome.id) {
    waiting = outcome;
    drawWaiting();
    recent.add(outcome);
  } else {
    show(outcome);
  }
}

function scan(code) {
  const request = { station: station()?.id ?? "", code, source: "typed" };
  queue = queue.then(() => ask("/api/v1/scans", request));
}

function checkIn(person, more = {}) {
  const request = { station: station()?.id ?? "", attendee: person.id, ...more };
  queue = queue.then(() => ask("/api/v1/checkins", request));
  byId("search").focus();
}

function letIn(outcome, who) {
  const path = `/api/v1/scans/${outcome.id}/resolve`;
  queue = queue.then(() => ask(path, { action: "override", ...who }));
  byId("search").focus();
}

function openPerson(person) {
  clearTimeout(cardTimer);
  shown = { person };
  stateIs("card-ready");
  showPerson(person, station()?.type, {
    checkIn: () => checkIn(person), back: dismiss, timeZone: timeZone(),
  });
}

async function refresh() {
  try {
    status = await get("/api/v1/status");
  } catch {
    return;  // the bar tells when the station is gone
  }
  drawStatus(status, station(), linkUp);
  drawNoList(status);
  drawClock(timeZone());
}

async function reload() {
  await refresh();
  if (station()) await recent.load(station().id, timeZone()).catch(() => {});
}

function link(up) {
  linkUp = up;
  body.dataset.link = up ? "up" : "down";
  clearTimeout(oldTimer);
  if (!up) oldTimer = setTimeout(stampOld, kOldAfter);
  else unstamp();  // a repaint would take the focus from whoever types
  drawStatus(status, station(), linkUp);
}

function drawWords() {
  document.documentElement.lang = language();
  byId("search-label").textContent = words("search_label");
  if (byId("found").textContent === "" || byId("results").hidden) {
    byId("found").textContent = words("ready");
  }
  recent.draw();
  drawStatus(status, station(), linkUp);
  drawNoList(status);
  drawWaiting();
  paint();
}

const recent = new RecentScans();
const search = new PeopleSearch({
  open: openPerson,
  scan,
  timeZone,
  state: (name) => {
    if (name === "idle" && shown) return;  // the card stays while the box is empty
    if (name !== "idle" && shown) dismiss();
    stateIs(name);
  },
});

byId("language").addEventListener("click", () => {
  switchLanguage();
  drawWords();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    search.clear();
    dismiss();
    return;
  }
  // Any letter goes to the box, wherever the focus is: also those of a scanner that types.
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  const answering = event.target instanceof Element && event.target.closest("form") !== null;
  if (plain && !answering && event.target !== search.box && event.key !== " ") search.box.focus();
});

listen({
  scan: (outcome) => {
    if (outcome.station !== station()?.id) return;
    hear(outcome);
    refresh();
  },
  device: refresh,
  link,
  reset: reload,
});
setInterval(refresh, kStatusEvery);
drawWords();
reload();
