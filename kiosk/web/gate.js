// kiosk/web/gate.js — a security point: one verdict at a time, read from afar and heard.
import { get } from "./api.js";
import { carryOut } from "./device_action.js";
import { byId, el } from "./dom.js";
import { drawIdle, drawOccupancy } from "./gate_idle.js";
import { icon } from "./icons.js";
import { preferLanguage, words } from "./i18n.js";
import { drawLanguages, watchLanguages } from "./language_choice.js";
import { RecentScans } from "./recent_scans.js";
import { Sounds } from "./sounds.js";
import { askToSignIn, drawSession, watchSession } from "./sign_in.js";
import { drawClock, drawStatus, stationOf } from "./status_bar.js";
import { listen } from "./stream.js";
import { TypedScan } from "./typed_scan.js";
import { formIsOpen } from "./verdict_card.js";
import { VerdictFlow } from "./verdict_flow.js";

const kStays = { go: 3_000, check: 0, stop: 8_000 };  // ms; a check stays until it is resolved
const kRemindAfter = 20_000;                          // ms of an open check
const kStatusEvery = 10_000;                          // ms
const kStrip = 3;                                     // verdicts beside the history's button

const body = document.body;
let status = null;
let linkUp = true;
let reminder = 0;

function station() { return stationOf(status, "gate"); }

function drawStrip() {
  const last = recent.scans.slice(0, kStrip).map((scan) => el("span", { class: "past" }, [
    icon(scan.verdict === "go" && scan.type === "exit" ? "exit" : scan.verdict),
    document.createTextNode(words(scan.verdict)),
  ]));
  byId("history").replaceChildren(
    el("span", { text: last.length > 0 ? words("last") : words("history") }), ...last);
}

function soundOf(outcome) {
  if (outcome === null) return "check";
  return outcome.verdict === "go" ? outcome.type : outcome.verdict;
}

function hearVerdict(outcome) {
  clearTimeout(reminder);
  if (outcome?.verdict === "check") {
    reminder = setTimeout(() => sounds.play("check"), kRemindAfter);
  }
  // After the paint: what is seen comes first.
  requestAnimationFrame(() => sounds.play(soundOf(outcome)));
}

function drawBetween() {
  const state = drawIdle(status, station());
  if (!flow.card) body.dataset.state = state;
  drawOccupancy(status, station());
}

async function refresh() {
  try {
    status = await get("/api/v1/status");
    if (await preferLanguage(station()?.language)) drawWords();
  } catch (error) {
    if (error.status === 401) askToSignIn();
    return;  // the bar tells when the station is gone
  }
  body.dataset.dir = station()?.type ?? "";
  drawStatus(status, station(), linkUp);
  drawBetween();
  drawClock(status.timezone);
}

async function reload() {
  await refresh();
  if (station()) await recent.load(station().id, status.timezone).catch(() => {});
  drawStrip();
}

function link(up) {
  linkUp = up;
  body.dataset.link = up ? "up" : "down";
  flow.link(up);
  drawStatus(status, station(), linkUp);
}

function drawSound(state) {
  body.dataset.sound = state;
  byId("sound").textContent = words(`sound_${state}`);
}

function drawWords() {
  document.title = words("gate_title");
  drawLanguages();
  byId("history-close").textContent = words("close");
  drawStatus(status, station(), linkUp);
  recent.draw();
  drawStrip();
  drawBetween();
  drawSound(sounds.state());
  drawSession();
  flow.paint();
}

const sounds = new Sounds(drawSound);
const recent = new RecentScans();
const flow = new VerdictFlow({
  station: () => station()?.id ?? "",
  stays: (outcome) => kStays[outcome.verdict],
  asked: () => {},
  idle: () => {
    clearTimeout(reminder);
    drawBetween();
  },
  told: (outcome) => {
    recent.add(outcome);
    drawStrip();
  },
  shown: hearVerdict,
  changed: refresh,
});
const typed = new TypedScan((code) => flow.scan(code));
const historyList = /** @type {HTMLDialogElement} */ (byId("history-list"));

byId("sound").addEventListener("click", () => sounds.toggle());
byId("history").addEventListener("click", () => historyList.showModal());
byId("history-close").addEventListener("click", () => historyList.close());

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    typed.forget();
    flow.dismiss();
    return;
  }
  const at = event.target instanceof Element ? event.target : null;
  const onControl = Boolean(at?.closest("form, button"));
  if (formIsOpen() && onControl) return;
  if (typed.key(event)) {
    event.preventDefault();  // a button under the focus is not the scanner's to press
  } else if (event.key === " " && !onControl && flow.card) {
    event.preventDefault();
    flow.dismiss();
  }
});

listen({
  scan: (outcome) => {
    if (outcome.station !== station()?.id) return;
    flow.hear(outcome);
    refresh();
  },
  device: refresh,
  asked: (asked) => carryOut(asked, station(), () => sounds.play("entry")),
  link,
  reset: reload,
});
setInterval(refresh, kStatusEvery);
watchLanguages(drawWords);
watchSession();
drawWords();
reload();
