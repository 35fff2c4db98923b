// kiosk/web/fleet_rows.js — the table of devices.
import { byId, el, focusOn } from "./dom.js";
import { icon } from "./icons.js";
import { clock, local, number, words } from "./i18n.js";
import { ageText } from "./dash_notices.js";
import { table } from "./dash_tables.js";

const kSigns = { out_of_order: "stop", not_heard: "stop", degraded: "warn", ready: "tick" };
const kGigabyte = 1e9;
const kActs = ["identify", "test_sound"];  // that buttons are for; the others say why not

function stateOf(device) {
  return el("span", { class: "state" }, [
    /** @type {any} */ (icon(kSigns[device.state])),
    document.createTextNode(words(`fleet_${device.state}`))]);
}

// Only what this device has.
function factsOf(device, timeZone) {
  const facts = [];
  const add = (name, value) => {
    if (value !== null && value !== undefined) facts.push([words(`fleet_${name}`), value]);
  };
  if (device.kind === "computer") {
    add("list", device.list_age_s === null ? "–" : ageText(device.list_age_s));
    add("clock", words(`fleet_clock_${device.clock}`));
    add("disk", device.free_bytes === null ? null
      : words("fleet_gigabytes", { n: number(Math.round(device.free_bytes / kGigabyte)) }));
    add("heat", device.temperature_c === null ? null
      : words("fleet_degrees", { n: number(Math.round(device.temperature_c)) }));
    add("uptime", ageText(device.uptime_s));
    add("software", device.software);
  }
  if (device.kind === "station") {
    add("scans", number(device.scans));
    add("last", device.last_scan ? clock(device.last_scan, timeZone) : "–");
  }
  if (device.kind === "reader") add("station", device.station);
  return el("dl", {}, facts.flatMap(([name, value]) => [
    el("dt", { class: "quiet", text: name }), el("dd", { text: value })]));
}

function actsOf(device, act) {
  const can = kActs.filter((name) => device.actions[name] === null);
  const buttons = can.map((name) => {
    const button = el("button", { type: "button", class: "plain", "data-act": name,
      text: words(`fleet_${name}`),
      "aria-label": `${words(`fleet_${name}`)}: ${local(device.name) || device.id}` });
    button.addEventListener("click", () => act(device.id, name));
    return button;
  });
  return el("div", { class: "acts" }, buttons);
}

function cannotOf(devices) {
  const reasons = new Map();
  for (const device of devices) {
    for (const [name, why] of Object.entries(device.actions)) {
      if (why !== null) reasons.set(name, why);
    }
  }
  if (reasons.size === 0) return null;
  return el("details", { id: "cannot" }, [
    el("summary", { text: words("fleet_cannot") }),
    el("dl", {}, [...reasons].flatMap(([name, why]) => [
      el("dt", { text: words(`fleet_${name}`) }), el("dd", { text: why })]))]);
}

export function drawDevices(devices, timeZone, act) {
  const part = byId("devices");
  const focused = part.contains(document.activeElement)
    ? document.activeElement.getAttribute("aria-label") : null;
  const wasOpen = part.querySelector("#cannot")?.hasAttribute("open");
  const made = table(words("fleet_devices"),
    ["fleet_device", "fleet_kind", "fleet_state", "fleet_trouble", "fleet_facts", "fleet_acts"],
    devices.map((device) => [local(device.name) || device.id, words(`fleet_${device.kind}`),
      stateOf(device), device.sentence ?? "", factsOf(device, timeZone), actsOf(device, act)]));
  made.querySelectorAll("tbody tr").forEach((row, place) => {
    row.setAttribute("data-state", devices[place].state);
    row.setAttribute("data-device", devices[place].id);
  });
  const cannot = cannotOf(devices);
  if (wasOpen) cannot?.setAttribute("open", "");
  part.replaceChildren(...[made, cannot].filter(Boolean));
  // What is drawn anew must not take the focus away.
  if (focused) focusOn(part.querySelector(`[aria-label="${CSS.escape(focused)}"]`));
}
