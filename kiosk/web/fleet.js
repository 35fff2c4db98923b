// kiosk/web/fleet.js — how each device is, trouble first; what was tried before doors.
import { get, post } from "./api.js";
import { byId } from "./dom.js";
import { drawDevices } from "./fleet_rows.js";
import { checksOf, drawChecks, drawRehearsals } from "./fleet_checks.js";
import { clock, words } from "./i18n.js";
import { drawLanguages, watchLanguages } from "./language_choice.js";
import { drawSession, isLead, watchSession } from "./sign_in.js";
import { drawClock, drawStatus } from "./status_bar.js";
import { listen } from "./stream.js";

const kAtLeast = 10_000;  // ms; ages grow also when nothing happens

const body = document.body;
const known = {};    // the newest answers
/** @type {Record<string, string>} */
const answers = {};  // what a person said of a check: "yes", "no"
let linkUp = true;
let due = 0;

async function act(device, action) {
  const said = byId("said");
  try {
    if (!await isLead()) return;
    const done = await post(`/api/v1/devices/${encodeURIComponent(device)}/actions`, { action });
    said.textContent = words("fleet_asked", { n: done.screens });
  } catch (error) {
    said.textContent = error.message;
  }
}

function answer(check, value) {
  answers[check] = value;
  drawDoors();
}

function drawDoors() {
  const checks = checksOf(known.devices.items, answers);
  drawChecks(checks, answer);
  body.dataset.passed = String(checks.every((one) => one.passed));
}

function drawAll() {
  document.title = words("fleet_title");
  byId("title").textContent = words("fleet_title");
  byId("doors-title").textContent = words("fleet_doors");
  byId("doors-help").textContent = words("fleet_doors_help");
  byId("keep").textContent = words("fleet_keep");
  byId("no-hub").textContent = words("fleet_no_hub");
  drawLanguages();
  drawSession();
  byId("rehearsals").querySelector("summary").textContent = words("fleet_rehearsals");
  drawStatus(known.status, null, linkUp);
  if (!known.devices) return;
  const time = clock(known.devices.as_of, known.status.timezone, { second: "2-digit" });
  byId("stamp").textContent = words(linkUp ? "fleet_stamp" : "fleet_old", { time });
  drawDevices(known.devices.items, known.status.timezone, act);
  drawDoors();
}

async function refresh() {
  clearTimeout(due);
  due = setTimeout(refresh, kAtLeast);
  try {
    [known.status, known.devices] = await Promise.all([
      get("/api/v1/status"), get("/api/v1/devices")]);
    drawAll();
    drawClock(known.status.timezone);
    body.dataset.state = "ready";
  } catch {
    // The bar and the stamp tell when the station is gone.
  }
}

async function showRehearsals() {
  if (!await isLead()) return;
  const kept = await get("/api/v1/rehearsals");
  drawRehearsals(kept.items, known.status.timezone);
}

async function keep() {
  const said = byId("said");
  try {
    if (!await isLead()) return;
    const checks = checksOf(known.devices.items, answers);
    await post("/api/v1/rehearsals", {
      passed: checks.every((one) => one.passed),
      checks: Object.fromEntries(checks.map((one) => [one.name, one.result])),
    });
    said.textContent = words("fleet_kept");
    byId("rehearsals").setAttribute("open", "");
    await showRehearsals();
  } catch (error) {
    said.textContent = error.message;
  }
}

byId("keep").addEventListener("click", keep);
byId("rehearsals").addEventListener("toggle", (event) => {
  if (/** @type {HTMLDetailsElement} */ (event.currentTarget).open) showRehearsals();
});
watchLanguages(drawAll);
listen({
  shared: true,
  topics: "device,storage,clock,emergency",
  device: refresh,
  link: (up) => {
    linkUp = up;
    body.dataset.link = up ? "up" : "down";
    drawAll();
  },
  reset: refresh,
});
watchSession();
drawAll();
refresh();
