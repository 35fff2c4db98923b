// kiosk/web/desk.js — the registration desk: what is shown when. The station decides, this shows.
import { get } from "./api.js";
import { carryOut } from "./device_action.js";
import { byId } from "./dom.js";
import { preferLanguage, words } from "./i18n.js";
import { drawLanguages, watchLanguages } from "./language_choice.js";
import { PeopleSearch } from "./people_search.js";
import { RecentScans } from "./recent_scans.js";
import { askToSignIn, drawSession, watchSession } from "./sign_in.js";
import { drawClock, drawNoList, drawStatus, stationOf } from "./status_bar.js";
import { listen } from "./stream.js";
import { showPerson } from "./verdict_card.js";
import { VerdictFlow } from "./verdict_flow.js";

const kCardStays = 30_000;    // ms; a check stays until it is resolved
const kStatusEvery = 10_000;  // ms

const body = document.body;
let status = null;
let linkUp = true;

function station() { return stationOf(status, "desk"); }

function timeZone() { return status?.timezone ?? ""; }

function openPerson(person) {
  flow.open(() => showPerson(person, station()?.type, {
    checkIn: () => flow.checkIn(person),
    back: () => flow.dismiss(),
    timeZone: timeZone(),
  }));
}

async function refresh() {
  try {
    status = await get("/api/v1/status");
    if (await preferLanguage(station()?.language)) drawWords();
  } catch (error) {
    if (error.status === 401) askToSignIn();
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
  flow.link(up);
  drawStatus(status, station(), linkUp);
}

function drawWords() {
  document.title = words("desk_title");
  drawLanguages();
  byId("search-label").textContent = words("search_label");
  if (byId("found").textContent === "" || byId("results").hidden) {
    byId("found").textContent = words("ready");
  }
  recent.draw();
  drawStatus(status, station(), linkUp);
  drawNoList(status);
  drawSession();
  flow.paint();
}

const recent = new RecentScans();
const flow = new VerdictFlow({
  station: () => station()?.id ?? "",
  stays: (outcome) => (outcome.verdict === "check" ? 0 : kCardStays),
  asked: () => byId("search").focus(),
  idle: () => byId("search").focus(),
  told: (outcome) => recent.add(outcome),
  shown: () => {},
  changed: refresh,
});
const search = new PeopleSearch({
  open: openPerson,
  scan: (code) => flow.scan(code),
  timeZone,
  state: (name) => {
    if (name === "idle" && flow.card) return;  // the card stays while the box is empty
    if (name !== "idle" && flow.card) flow.dismiss();
    body.dataset.state = name;
  },
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    search.clear();
    flow.dismiss();
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
    flow.hear(outcome);
    refresh();
  },
  device: refresh,
  asked: (asked) => carryOut(asked, station(), () => {}),
  link,
  reset: reload,
});
setInterval(refresh, kStatusEvery);
watchLanguages(drawWords);
watchSession();
drawWords();
reload();
