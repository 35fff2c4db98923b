// kiosk/web/gate_idle.js — the gate between two scans: ready, or why it is not; how full it is.
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { local, number, words } from "./i18n.js";
import { bigWord } from "./verdict_card.js";

const kHole = "#2b3a4d";   // the ground of a gate that is closed
const kNearlyFull = 0.8;  // of the capacity

function isSilent(reader) { return reader.state !== "ready"; }

/** Why this gate cannot be worked with, in words; or "". */
function outOfOrder(status, station) {
  if (!status.list.loaded) return words("no_list_title");
  if (status.storage.state === "red") {
    return [status.storage.sentence, status.storage.code].join(" · ");
  }
  const own = station?.readers ?? [];
  const readers = status.readers.filter((one) => own.includes(one.id));
  if (own.length > 0 && readers.length === own.length && readers.every(isSilent)) {
    return words("readers_absent");
  }
  return "";
}

/** Returns the state: "idle" or "out-of-order". */
export function drawIdle(status, station) {
  const why = status ? outOfOrder(status, station) : "";
  const word = words(why ? "out_of_order" : station?.type === "exit" ? "scan_out" : "scan");
  const part = byId("idle");
  part.classList.toggle("trouble", why !== "");
  part.replaceChildren(el("div", { class: "inner" }, [
    el("div", { class: "sign" }, [icon(why ? "warn" : "scan", kHole)]),
    el("div", { class: "texts" }, [
      bigWord(word),
      el("p", { class: "message", text: why || words("show_code") }),
    ]),
  ]));
  return why ? "out-of-order" : "idle";
}

function fillWord(share) {
  if (share >= 1) return words("full");
  return share >= kNearlyFull ? words("nearly_full") : "";
}

/** "Inside 412 / 900", a bar, and a word when it matters. */
export function drawOccupancy(status, station) {
  const zone = status?.zones.find((one) => one.id === station?.zone);
  const part = byId("occupancy");
  part.hidden = !zone;
  if (!zone) return;
  const name = local(zone.name) || zone.id;
  const count = { zone: name, inside: number(zone.inside), capacity: number(zone.capacity ?? 0) };
  if (zone.capacity === null) {
    part.replaceChildren(el("span", { text: words("zone", count) }));
    return;
  }
  const share = zone.capacity > 0 ? zone.inside / zone.capacity : 1;
  const meter = /** @type {HTMLMeterElement} */ (el("meter", {
    min: "0", max: String(Math.max(zone.capacity, 1)), value: String(zone.inside),
    high: String(zone.capacity * kNearlyFull), optimum: "0", "aria-label": name,
  }));
  part.replaceChildren(
    el("span", { text: words("zone_of", count) }), meter,
    el("strong", { text: fillWord(share) }),
  );
}
