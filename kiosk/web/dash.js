// kiosk/web/dash.js — the organiser's screen: asks for the numbers, and shows how old they are.
import { get } from "./api.js";
import { ArrivalChart } from "./arrival_chart.js";
import { csvOf } from "./arrival_curve.js";
import { drawExports, keepCurve } from "./dash_export.js";
import { drawBefore, drawStamp } from "./dash_notices.js";
import { drawMuster, drawNotArrived, drawOverrides, drawRefused } from "./dash_rows.js";
import { drawLists, drawStations, drawZones } from "./dash_tables.js";
import { drawMeanings, drawTiles } from "./dash_tiles.js";
import { byId } from "./dom.js";
import { dayBefore, spanOfDay } from "./event_day.js";
import { words } from "./i18n.js";
import { drawLanguages, watchLanguages } from "./language_choice.js";
import { drawSession, watchSession } from "./sign_in.js";
import { drawClock, drawNoList, drawStatus } from "./status_bar.js";
import { listen } from "./stream.js";

const kSoon = 2_000;      // ms after a change until the tables follow
const kAtLeast = 30_000;  // ms; ages grow also when nothing happens, and rows need not hurry

const body = document.body;
let linkUp = true;
let due = 0;
let rowsDue = 0;  // when the rows behind the numbers are asked for again
const known = {};  // the newest answers

function timeZone() { return known.status?.timezone ?? ""; }

async function askBreakdowns() {
  const kinds = ["list", "zone", "station"];
  const answers = await Promise.all(kinds.map((by) => get("/api/v1/stats/breakdown", { by })));
  kinds.forEach((by, place) => { known[by] = answers[place]; });
}

async function askArrivals() {
  const bucket = `${/** @type {HTMLSelectElement} */ (byId("bucket")).value}m`;
  known.today = await get("/api/v1/stats/arrivals", { bucket });
  const day = otherDay();
  const { from, until } = spanOfDay(day, timeZone());
  const time = (at) => new Date(at).toISOString();
  known.other = await get("/api/v1/stats/arrivals",
    { bucket, from: time(from), until: time(until) });
  known.other.day = day;
}

/** The day that today is compared with: the chosen one, else the one before. */
function otherDay() {
  const field = /** @type {HTMLInputElement} */ (byId("other-day"));
  const before = dayBefore(known.summary.today.day);
  field.max = before;
  if (!field.value || field.value > before) field.value = before;
  return field.value;
}

function drawNumbers() {
  if (!known.summary || !known.status) return;
  drawStamp(known.summary, timeZone(), linkUp);
  drawBefore(known.summary, known.status);
  drawTiles(known.summary, known.status);
  byId("day").textContent = known.summary.today.day;
}

function drawAll() {
  document.title = words("dash_title");
  drawLanguages();
  drawStatus(known.status, null, linkUp);
  drawNoList(known.status);
  drawMeanings();
  byId("arrivals-title").textContent = words("dash_arrivals");
  byId("bucket-label").textContent = words("dash_bucket");
  byId("as-table").textContent = words("dash_table");
  byId("as-csv").textContent = words("dash_csv");
  byId("other-day-label").textContent = words("dash_other_day");
  byId("to-fleet").textContent = words("dash_to_fleet");
  drawExports();
  drawSession();
  drawNumbers();
  if (!known.today) return;
  drawLists(known.list);
  drawZones(known.zone);
  drawStations(known.station, timeZone());
  chart.show(known.today, known.other, timeZone());
}

async function drawRows() {
  rowsDue = performance.now() + kAtLeast;
  await Promise.all([drawNotArrived(known.summary), drawRefused(known.summary, timeZone()),
    drawOverrides(known.summary, timeZone()), drawMuster(timeZone())]);
}

async function refresh() {
  clearTimeout(due);
  due = setTimeout(refresh, kAtLeast);
  try {
    [known.status, known.summary] = await Promise.all([
      get("/api/v1/status"), get("/api/v1/stats/summary")]);
    await Promise.all([askBreakdowns(), askArrivals()]);
    drawAll();
    drawClock(timeZone());
    if (performance.now() >= rowsDue) await drawRows();
    body.dataset.state = known.status.list.loaded ? "ready" : "no-list";
    body.dataset.seq = String(known.summary.as_of_seq);
  } catch {
    // The bar and the stamp tell when the station is gone.
  }
}

/** At most so often, however many come in. */
let waiting = false;
function refreshSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refresh();
  }, kSoon);
}

function link(up) {
  linkUp = up;
  body.dataset.link = up ? "up" : "down";
  drawStatus(known.status, null, linkUp);
  drawNumbers();
}

const chart = new ArrivalChart();

watchLanguages(() => {
  drawAll();
  drawRows().catch(() => {});
});
byId("bucket").addEventListener("change", refresh);
byId("other-day").addEventListener("change", refresh);
byId("as-csv").addEventListener("click", () => (
  keepCurve(csvOf(chart.bars), `arrivals-${known.summary?.today.day ?? "today"}.csv`)));
byId("as-table").addEventListener("click", () => {
  const box = byId("curve-table");
  box.hidden = !box.hidden;
  byId("as-table").setAttribute("aria-pressed", String(!box.hidden));
  chart.draw();
});
/** @type {NodeListOf<HTMLDetailsElement>} */
const folded = document.querySelectorAll("#rows details");
for (const part of folded) {
  part.addEventListener("toggle", () => {
    if (part.open && known.summary) drawRows().catch(() => {});
  });
}
byId("print").addEventListener("click", () => print());
// A number leads to the rows behind it.
byId("tiles").addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const part = byId(link.getAttribute("href").slice(1));
  part.setAttribute("open", "");
  part.scrollIntoView();
  part.querySelector("summary").focus();
});
addEventListener("beforeprint", () => byId("muster").setAttribute("open", ""));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") body.classList.add("no-meanings");
});
for (const name of ["pointerover", "focusin"]) {
  byId("tiles").addEventListener(name, () => body.classList.remove("no-meanings"));
}

listen({
  shared: true,  // an organiser has many tabs
  topics: "counts,device,storage,clock,emergency",
  counts: (summary) => {
    known.summary = summary;
    drawNumbers();
    refreshSoon();
  },
  device: refresh,
  link,
  reset: refresh,
});
watchSession();
drawAll();
refresh();
