// kiosk/web/desk.js — the registration desk: what is shown when. The station decides, this shows.
import { AboutPerson } from "./about_person.js";
import { get } from "./api.js";
import { actOf, showKeys } from "./desk_keys.js";
import { carryOut } from "./device_action.js";
import { byId } from "./dom.js";
import { preferLanguage, words } from "./i18n.js";
import { IdleLock } from "./idle_lock.js";
import { drawLanguages, watchLanguages } from "./language_choice.js";
import { late } from "./late.js";
import { PeopleSearch } from "./people_search.js";
import { canBeUndone, RecentScans } from "./recent_scans.js";
import { askToSignIn, drawSession, watchSession } from "./sign_in.js";
import { drawClock, drawNoList, drawStatus, stationOf } from "./status_bar.js";
import { listen } from "./stream.js";
import { Undo } from "./undo.js";
import { showPerson } from "./verdict_card.js";
import { VerdictFlow } from "./verdict_flow.js";

const kCardStays = 30_000;    // ms; a check stays until it is resolved
const kStatusEvery = 10_000;  // ms

const walkIn = late(() => import("./walk_in.js"));
const body = document.body;
let status = null;
let linkUp = true;

function station() { return stationOf(status, "desk"); }

function timeZone() { return status?.timezone ?? ""; }

function openPerson(person) {
  about.show(person.id);
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
  byId("walk-in-open").hidden = walkInProducts().length === 0;
  drawClock(timeZone());
}

async function reload() {
  await refresh();
  if (!station()) return;
  await recent.load(station().id, timeZone()).catch(() => {});
  const newest = recent.scans.find(canBeUndone);
  if (newest) undo.remember(newest, new Date(status.now).getTime() - new Date(newest.at).getTime());
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
  byId("help").textContent = words("help");
  byId("walk-in-open").textContent = words("walk_in");
  if (byId("found").textContent === "" || byId("results").hidden) {
    byId("found").textContent = words("ready");
  }
  recent.draw();
  undo.draw();
  about.draw();
  drawStatus(status, station(), linkUp);
  drawNoList(status);
  drawSession();
  flow.paint();
}

const recent = new RecentScans((scan) => undo.pressRow(scan));
const flow = new VerdictFlow({
  station: () => station()?.id ?? "",
  stays: (outcome) => (outcome.verdict === "check" ? 0 : kCardStays),
  asked: () => byId("search").focus(),
  idle: () => {
    about.hide();
    byId("search").focus();
  },
  told: (outcome) => {
    recent.add(outcome);
    undo.remember(outcome);
    if (outcome.group) sayGroup(outcome);
  },
  shown: (outcome) => about.show(outcome?.attendee?.id ?? null),
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

// How many of the order are in now, and how many were not let in.
function sayGroup(outcome) {
  const all = [{ checked_in: outcome.admitted }, ...outcome.group];
  const done = all.filter((row) => row.checked_in).length;
  const refused = all.filter((row) => !row.checked_in && !row.arrived_before).length;
  undo.say(words(refused > 0 ? "order_done_but" : "order_done",
    { n: String(done), refused: String(refused) }));
}

const about = new AboutPerson({
  checkInAll: (person) => flow.checkIn(person, { group: "order" }),
  say: (text) => undo.say(text),
  timeZone,
});

const undo = new Undo({
  station: () => station()?.id ?? "",
  timeZone,
  checkIn: (person) => flow.checkIn(person),
  undone,
});

// Told by the answer here, and by the stream whoever did it.
function undone(answer) {
  recent.hearUndone(answer);
  undo.hear(answer);
  if (flow.card?.outcome?.seq === answer.checkin.seq) flow.dismiss();  // it is no go any more
  refresh();
}

function walkInProducts() { return status?.list.loaded ? status.walk_in_products : []; }

// Alt+N. Who was looked for and not found needs no second typing.
function openWalkIn() {
  const products = walkInProducts();
  if (products.length === 0) {
    undo.say(words("walk_in_none"));
    return;
  }
  const name = body.dataset.state === "no-results" ? search.box.value.trim() : "";
  const place = { station: station()?.id ?? "", products, name, timeZone: timeZone() };
  walkIn.ready.then((module) => module.giveTicket(place, () => {
    search.clear();
    refresh();
  }));
}

const kActs = {
  walk_in: openWalkIn,
  help: showKeys,
  clear: () => {
    search.clear();
    search.box.focus();
  },
  note: () => about.writeNote(),
  undo: () => undo.press(),
  all: () => about.checkInAll(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const act = actOf(event);
  if (act) {
    event.preventDefault();
    kActs[act]();
    return;
  }
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
  undone,
  device: refresh,
  asked: (asked) => carryOut(asked, station(), () => {}),
  link,
  reset: reload,
});
byId("help").addEventListener("click", showKeys);
byId("walk-in-open").addEventListener("click", openWalkIn);
new IdleLock();
setInterval(refresh, kStatusEvery);
watchLanguages(drawWords);
watchSession();
drawWords();
reload();
