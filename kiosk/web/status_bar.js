// kiosk/web/status_bar.js — event, station, list, storage and readers in one line; alerts below it.
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { clock, local, number, words } from "./i18n.js";

function chip(kind, sign, text) {
  return el("span", { class: `chip ${kind}` }, [icon(sign), document.createTextNode(text)]);
}

function storageLook({ storage, backup }) {
  if (storage.state === "red") return { look: "bad", sign: "warn", word: "storage_bad" };
  if (storage.code === "STO-SLOW") return { look: "warn", sign: "clock", word: "storage_slow" };
  if (storage.state !== "green") return { look: "warn", sign: "warn", word: "storage_once" };
  if (storage.code) return { look: "warn", sign: "warn", word: "storage_low" };
  if (backup.code) return { look: "warn", sign: "warn", word: "backup_bad" };
  return { look: "ok", sign: "tick", word: "storage_ok" };
}

function chips(status, station) {
  const made = [];
  if (station) made.push(chip("", station.type === "exit" ? "left" : "tick", words(station.type)));
  if (status.list.loaded) {
    const time = clock(status.list.imported_at, status.timezone);
    made.push(chip("", "clock", words("list_from", { time, n: number(status.list.tickets) })));
  }
  const { look, sign, word } = storageLook(status);
  made.push(chip(look, sign, words(word)));
  if (status.clock.code) made.push(chip("bad", "warn", words("clock_bad")));
  const zone = status.zones.find((one) => one.id === station?.zone);
  if (zone) made.push(zoneChip(zone));
  return made;
}

function zoneChip(zone) {
  const values = {
    zone: local(zone.name) || zone.id, inside: number(zone.inside),
    capacity: number(zone.capacity ?? 0),
  };
  const full = zone.capacity !== null && zone.inside >= zone.capacity;
  return chip(full ? "place warn" : "place", full ? "warn" : "arrived",
    words(zone.capacity === null ? "zone" : "zone_of", values));
}

function alerts(status, linkUp) {
  const made = [];
  if (!linkUp) made.push(el("p", { class: "alert", role: "alert", text: words("link_lost") }));
  if (status?.emergency_since) {
    const time = clock(status.emergency_since, status.timezone);
    made.push(el("p", { class: "alert emergency", role: "alert",
      text: words("emergency", { time }) }));
  }
  if (status?.storage.code) {
    const red = status.storage.state === "red";
    const text = [status.storage.sentence, status.storage.code].join(" · ");
    made.push(red
      ? el("p", { class: "alert", role: "alert", text: words("storage_bar", { text }) })
      : el("p", { class: "alert warn", text }));
  }
  if (status?.backup.code) {
    const text = [status.backup.sentence, status.backup.code].join(" · ");
    made.push(el("p", { class: "alert warn", text }));
  }
  if (status?.clock.code) {
    const text = [status.clock.sentence, status.clock.code].join(" · ");
    made.push(el("p", { class: "alert warn", text }));
  }
  for (const reader of status?.readers ?? []) {
    if (reader.state === "ready" && !reader.drained) continue;
    const text = reader.sentence || words("reader_absent");
    made.push(el("p", { class: "alert warn", text: words("reader", { id: reader.id, text }) }));
  }
  return made;
}

/** The station that this page stands at: ?station=ID, else the first of this profile. */
export function stationOf(status, profile) {
  if (!status) return null;
  const asked = new URLSearchParams(location.search).get("station");
  return status.stations.find((one) => one.id === asked)
    ?? status.stations.find((one) => one.profile === profile) ?? status.stations[0] ?? null;
}

export function drawStatus(status, station, linkUp) {
  byId("alerts").replaceChildren(...alerts(status, linkUp));
  if (!status) return;
  byId("event").textContent = status.event;
  byId("station").textContent = station ? local(station.name) || station.id : "";
  byId("chips").replaceChildren(...chips(status, station));
  byId("counts").textContent = station
    ? words("counts", { scans: number(station.scans), refused: number(station.refused) }) : "";
}

export function drawClock(timeZone) {
  document.body.dataset.zone = timeZone;  // of the event: times in forms are of it too
  byId("clock").textContent = clock(Date.now(), timeZone);
}

export function drawNoList(status) {
  const part = byId("no-list");
  part.hidden = !status || status.list.loaded;
  if (part.hidden) return;
  part.replaceChildren(
    el("h2", { text: words("no_list_title") }),
    el("p", { text: words("no_list_text") }),
    el("code", { dir: "ltr", text: "kioskctl import attendees.csv" }),
  );
}
