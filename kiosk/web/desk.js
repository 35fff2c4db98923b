// kiosk/web/desk.js — the registration desk: what is shown when. The station decides, this shows.
import { get, nonce, post } from "./api.js";
import { byId } from "./dom.js";
import { language, switchLanguage, words } from "./i18n.js";
import { PeopleSearch } from "./people_search.js";
import { RecentScans } from "./recent_scans.js";
import { drawClock, drawNoList, drawStatus } from "./status_bar.js";
import { listen } from "./stream.js";
import {
  hideCard, showBusy, showFailure, showOutcome, showPerson, stampOld,
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
    const { attendee } = shown.outcome;
    showOutcome(shown.outcome, dismiss, (answers) => checkIn(attendee, { answers }));
  } else if (shown?.person) openPerson(shown.person);
}

function show(outcome) {
  if (shown?.outcome?.id === outcome.id) return;  // told by the answer and by the stream
  shown = { outcome };
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
  try {
    const outcome = await post(path, { station: station()?.id ?? "", nonce: nonce(), ...request });
    clearTimeout(busy);
    show(outcome);
  } catch (error) {
    clearTimeout(busy);
    fail(error);
  }
  refresh();
}

function scan(code) {
  queue = queue.then(() => ask("/api/v1/scans", { code, source: "typed" }));
}

function checkIn(person, more = {}) {
  queue = queue.then(() => ask("/api/v1/checkins", { attendee: person.id, ...more }));
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
  else paint();
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
    show(outcome);
    refresh();
  },
  device: refresh,
  link,
  reset: reload,
});
setInterval(refresh, kStatusEvery);
drawWords();
reload();
