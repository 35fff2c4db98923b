// kiosk/web/dash_tiles.js — five numbers at a glance, each with its meaning.
import { byId, el } from "./dom.js";
import { local, number, words } from "./i18n.js";
import { needs } from "./dash_notices.js";

const kMinutes = 10;

function share(part, whole) {
  return whole > 0 ? words("dash_percent", { n: number(Math.round((part / whole) * 100)) }) : "";
}

/** The meaning shows on hover and focus, and goes with Escape. */
function tile(name, big, details, look = "", rows = "") {
  const meaning = `meaning-${name}`;
  return el("li", { class: `tile ${look}`, id: `tile-${name}` }, [
    el("button", { type: "button", class: "term", "aria-describedby": meaning,
      text: words(`dash_${name}`) }),
    el("span", { class: "meaning", id: meaning, role: "tooltip", text: words(`mean_${name}`) }),
    rows === "" ? el("p", { class: "big", text: big })
      : el("p", { class: "big" }, [el("a", { href: `#${rows}`, text: big })]),
    ...details.filter(Boolean).map((text) => el("p", { class: "detail", text })),
  ]);
}

function placesOf(status) {
  const whole = status.zones.filter((zone) => zone.parent === null && zone.capacity !== null);
  return whole.length === 1 ? whole[0] : null;
}

function insideTile(summary, status) {
  const zone = placesOf(status);
  const inside = zone ? zone.inside : summary.inside;
  const big = zone ? words("dash_of", { a: number(inside), b: number(zone.capacity) })
    : number(inside);
  return tile("inside", big, [
    zone ? `${local(zone.name) || zone.id} ${share(inside, zone.capacity)}` : "",
    words("dash_events", { a: number(summary.today.entries), b: number(summary.today.exits) }),
  ], "", "muster");
}

function rateTile(summary) {
  const rate = summary.recent.entries / kMinutes;
  const missing = Math.max(summary.expected - summary.today.arrived, 0);
  if (rate === 0) {
    return tile("rate", words("dash_per_minute", { n: "0" }), [words("dash_no_rate")]);
  }
  return tile("rate", words("dash_per_minute", { n: number(Math.round(rate * 10) / 10) }),
    [words("dash_left", { n: number(Math.ceil(missing / rate)) })]);
}

function needsTile(status) {
  const list = needs(status);
  const made = tile("needs", number(list.length), list.length === 0 ? [words("dash_nothing")] : [],
    list.length > 0 ? "warn" : "");
  for (const text of list) made.append(el("p", { class: "need", text: `▲ ${text}` }));
  return made;
}

export function drawTiles(summary, status) {
  const { today } = summary;
  const focused = document.activeElement?.parentElement?.id ?? "";
  byId("tiles").replaceChildren(
    tile("arrived", words("dash_of", { a: number(today.arrived), b: number(summary.expected) }), [
      share(today.arrived, summary.expected),
      summary.arrived === today.arrived ? ""
        : words("dash_all_days", { n: number(summary.arrived) }),
    ], "", "not-arrived"),
    insideTile(summary, status),
    rateTile(summary),
    tile("refused", number(today.refused), [
      words("dash_tickets", { n: number(summary.refused_tickets) }),
      words("dash_overrides", { n: number(today.overrides) }),
    ], "", "refused"),
    needsTile(status));
  // What is drawn anew must not take the focus away.
  if (focused.startsWith("tile-")) byId(focused).querySelector("button")?.focus();
}

/** All meanings in one place, for who cannot hover. */
export function drawMeanings() {
  const names = ["expected", "arrived", "inside", "rate", "refused", "overrides", "needs"];
  const titles = { overrides: "dash_over" };
  const part = byId("meanings");
  part.querySelector("summary").textContent = words("dash_meanings");
  part.querySelector("dl").replaceChildren(...names.flatMap((name) => [
    el("dt", { text: words(titles[name] ?? `dash_${name}`) }),
    el("dd", { text: words(`mean_${name}`) }),
  ]));
}
