// kiosk/web/dash_notices.js — what a person has to look at, and how old the numbers are.
import { byId } from "./dom.js";
import { clock, local, number, words } from "./i18n.js";

const kNearlyFull = 0.9;  // of a zone's places

function needOfZone(zone) {
  const name = local(zone.name) || zone.id;
  if (zone.capacity !== null && zone.inside >= zone.capacity) {
    return words("dash_need_full", { zone: name });
  }
  if (zone.capacity !== null && zone.inside >= zone.capacity * kNearlyFull) {
    return words("dash_need_nearly", { zone: name });
  }
  return zone.unmatched_exits > 0
    ? words("dash_need_doubt", { zone: name, n: number(zone.unmatched_exits) }) : "";
}

/** @returns {string[]} */
export function needs(status) {
  const readers = status.readers.filter((reader) => reader.state !== "ready").map((reader) => (
    words("dash_need_reader", { id: reader.id, text: reader.sentence || words("reader_absent") })));
  // Each has a sentence also when all is well; only a code is trouble.
  const made = [status.storage, status.clock, status.backup].map((one) => (
    one.code ? one.sentence : ""));
  return [...made, ...readers, ...status.zones.map(needOfZone)].filter(Boolean);
}

export function ageText(seconds) {
  if (seconds < 120) return words("dash_seconds", { n: number(seconds) });
  if (seconds < 7200) return words("dash_minutes", { n: number(Math.floor(seconds / 60)) });
  return words("dash_hours", { n: number(Math.floor(seconds / 3600)) });
}

function timeOf(summary, timeZone) {
  return clock(summary.as_of, timeZone, { second: "2-digit" });
}

/** The numbers' age, always; that they are old, where the station is gone. */
export function drawStamp(summary, timeZone, linkUp) {
  const time = timeOf(summary, timeZone);
  const seq = number(summary.as_of_seq);
  byId("stamp").textContent = !linkUp ? words("dash_old", { time, seq })
    : summary.newest_scan === null ? words("dash_stamp_none", { time })
      : words("dash_stamp", { time, seq, age: ageText(summary.age_s) });
}

/** "07:30", and the day where it is not today's. */
function openingText(opens, summary, timeZone) {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(opens));
  return clock(opens, timeZone, day === summary.today.day ? {} : { weekday: "long" });
}

/** Before anybody came: when doors open, and how many are expected. */
export function drawBefore(summary, status) {
  const part = byId("before");
  part.hidden = !status.list.loaded || summary.today.entries > 0;
  const opens = status.zones.map((zone) => zone.opens_at).filter(Boolean).sort()[0];
  part.textContent = opens
    ? words("dash_opens", { time: openingText(opens, summary, status.timezone),
      n: number(summary.expected) })
    : words("dash_nobody_yet", { n: number(summary.expected) });
}
