// kiosk/web/dash_rows.js — who stands behind the numbers: not arrived, refused, let in, inside.
import { get } from "./api.js";
import { byId, el, nameElement } from "./dom.js";
import { clock, local, number, words } from "./i18n.js";
import { table } from "./dash_tables.js";

const kRows = 50;
const kNames = 200;     // of those who have not arrived; all of them are in the table to export
const kPagesMax = 100;  // of a thousand people

function part(id, title, ...content) {
  const details = byId(id);
  details.querySelector("summary").textContent = title;
  details.querySelector("div").replaceChildren(...content);
}

// Only a lead is told names; whoever is none gets the counts alone.
async function missingPeople() {
  const session = await get("/api/v1/session");
  if (!["lead", "admin"].includes(session.role)) {
    return el("p", { class: "quiet", text: words("dash_names_lead") });
  }
  const page = await get("/api/v1/attendees", { status: "not_arrived", limit: String(kNames) });
  const expected = page.items.filter((one) => ["paid", "pending"].includes(one.order_state));
  return table(words("dash_first_names", { n: number(expected.length) }),
    ["dash_who", "dash_company", "dash_product"],
    expected.map((one) => [nameElement(one.display_name, "name"), one.company ?? "",
      one.product ?? ""]));
}

export async function drawNotArrived(summary) {
  const products = await get("/api/v1/stats/breakdown", { by: "product" });
  const rows = products.items.map((row) => [row.key,
    number(Math.max(row.expected - row.arrived, 0)), number(row.arrived), number(row.expected)]);
  part("not-arrived",
    words("dash_not_arrived", { n: number(Math.max(summary.expected - summary.arrived, 0)) }),
    table(words("dash_missing"),
      ["dash_product", "dash_missing", "dash_arrived", "dash_expected"], rows),
    await missingPeople());
}

function scanTable(scans, timeZone) {
  return table(words("dash_newest", { n: number(scans.length) }),
    ["dash_at", "dash_station", "dash_verdict", "dash_reason", "dash_who"],
    scans.map((scan) => [clock(scan.at, timeZone), scan.station, words(scan.verdict),
      local(scan.message),
      nameElement(scan.attendee?.display_name ?? words("nobody"), "name")]));
}

async function newest(query) {
  const page = await get("/api/v1/checkins", { order: "desc", limit: String(kRows), ...query });
  return page.items;
}

export async function drawRefused(summary, timeZone) {
  const [stops, checks] = await Promise.all([
    newest({ verdict: "stop" }), newest({ verdict: "check" })]);
  const scans = [...stops, ...checks].sort((a, b) => b.seq - a.seq).slice(0, kRows);
  part("refused", words("dash_refused_rows", { n: number(summary.refused) }),
    scanTable(scans, timeZone));
}

export async function drawOverrides(summary, timeZone) {
  const scans = await newest({ reason: "ok_override" });
  part("overrides", words("dash_override_rows", { n: number(summary.overrides) }),
    scanTable(scans, timeZone));
}

async function wholeMuster() {
  const whole = await get("/api/v1/muster", { limit: "1000" });
  let next = whole.next_cursor;
  for (let page = 1; next && page < kPagesMax; ++page) {
    const more = await get("/api/v1/muster", { limit: "1000", cursor: next });
    whole.items.push(...more.items);
    next = more.next_cursor;
  }
  return whole;
}

function box() { return el("span", { class: "tick-box", "aria-hidden": "true" }); }

function peopleTable(list, timeZone) {
  if (list.items === null) return el("p", { class: "quiet", text: words("dash_names") });
  return table(words("dash_who"),
    ["dash_here", "dash_who", "dash_company", "dash_zone", "dash_since"],
    list.items.map((row) => [box(),
      nameElement(row.attendee?.display_name ?? words("nobody"), "name"),
      row.attendee?.company ?? "", row.zone ?? "", clock(row.since, timeZone)]));
}

export async function drawMuster(timeZone) {
  const list = await wholeMuster();
  const stamp = words("dash_muster_stamp", {
    time: clock(list.as_of, timeZone, { second: "2-digit" }),
    newest: list.newest_scan ? clock(list.newest_scan, timeZone) : "–",
  });
  const zones = list.zones.map((zone) => [local(zone.name) || zone.id, number(zone.inside),
    zone.unmatched_exits > 0 ? `± ${number(zone.unmatched_exits)}` : ""]);
  const limits = local(list.limits) || [];
  part("muster", words("dash_muster", { n: number(list.counts.inside) }),
    el("p", { class: "stamp", text: stamp }),
    table(words("dash_zones"), ["dash_zone", "dash_inside", "dash_doubt"], zones),
    peopleTable(list, timeZone),
    ...limits.map((text) => el("p", { class: "quiet", text })));
  byId("print").textContent = words("dash_print");
}
