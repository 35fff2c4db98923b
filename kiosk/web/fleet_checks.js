// kiosk/web/fleet_checks.js — before doors: what the station knows itself, and what a person heard.
import { byId, el, focusOn } from "./dom.js";
import { clock, local, words } from "./i18n.js";
import { table } from "./dash_tables.js";

const kListMax = 86_400;  // s; an older list is yesterday's

/**
 * @param {object[]} devices  rows of /api/v1/devices
 * @param {Record<string, string>} answers  "yes" or "no", by the check's name
 * @returns {{name: string, device: object, what: string, result: string, passed: boolean,
 *            asks: boolean}[]}
 */
export function checksOf(devices, answers) {
  const checks = [];
  const add = (device, what, good, text) => checks.push({
    name: `${device.id} ${what}`, device, what, passed: good, asks: false,
    result: good ? "yes" : text || "no" });
  const ask = (device, what) => {
    const name = `${device.id} ${what}`;
    checks.push({ name, device, what, asks: true, result: answers[name] ?? "not tried",
      passed: answers[name] === "yes" });
  };
  for (const device of devices) {
    if (device.kind === "computer") {
      add(device, "clock", ["synced", "holdover"].includes(device.clock), device.clock);
      add(device, "list", device.list_age_s !== null && device.list_age_s <= kListMax,
        device.list_age_s === null ? "none" : `${device.list_age_s} s`);
      add(device, "storage", device.storage === "green", device.storage);
    }
    if (device.kind === "reader") add(device, "scanner", device.state === "ready", device.state);
    if (device.kind === "station") {
      ask(device, "screen");
      if (device.actions.test_sound === null) ask(device, "sound");
    }
  }
  return checks;
}

function choiceOf(check, answer) {
  const options = ["", "yes", "no"].map((value) => {
    const option = el("option", { value, text: words(value ? `fleet_${value}` : "fleet_untried") });
    if (check.result === value) option.setAttribute("selected", "");
    return option;
  });
  const name = local(check.device.name) || check.device.id;
  const label = `${name}: ${words(`fleet_ask_${check.what}`)}`;
  const select = /** @type {HTMLSelectElement} */ (el("select",
    { "aria-label": label, "data-check": check.name }, options));
  select.addEventListener("change", () => answer(check.name, select.value || undefined));
  return select;
}

export function drawChecks(checks, answer) {
  const part = byId("checks");
  const focused = document.activeElement?.getAttribute("data-check");
  part.replaceChildren(table(words("fleet_checks"),
    ["fleet_device", "fleet_check", "fleet_result"],
    checks.map((check) => [local(check.device.name) || check.device.id,
      words(check.asks ? `fleet_ask_${check.what}` : `fleet_check_${check.what}`),
      check.asks ? choiceOf(check, answer)
        : `${check.passed ? "✔" : "▲"} ${words(check.passed ? "fleet_yes" : "fleet_no")}`])));
  if (focused) focusOn(part.querySelector(`[data-check="${CSS.escape(focused)}"]`));
  const passed = checks.filter((check) => check.passed).length;
  byId("doors-result").textContent = words(
    passed === checks.length ? "fleet_ready_for_doors" : "fleet_not_ready",
    { a: passed, b: checks.length });
}

export function drawRehearsals(kept, timeZone) {
  const part = byId("rehearsals");
  part.querySelector("div").replaceChildren(table(words("fleet_rehearsals"),
    ["fleet_when", "fleet_by", "fleet_result", "fleet_failed"],
    kept.map((one) => [
      clock(one.at, timeZone, { day: "2-digit", month: "2-digit", year: "numeric" }),
      el("bdi", { text: one.operator }),
      words(one.passed ? "fleet_passed" : "fleet_not_passed"),
      Object.entries(one.checks).filter(([, result]) => result !== "yes")
        .map(([name, result]) => `${name}: ${result}`).join("; ")])));
}
