// kiosk/web/dash_tables.js — lists, zones and stations, each a real table.
import { byId, el } from "./dom.js";
import { clock, local, number, words } from "./i18n.js";

/**
 * @param {string} title
 * @param {string[]} columns  keys of words; the first column heads its rows
 * @param {(string | Node)[][]} rows
 */
export function table(title, columns, rows) {
  const head = columns.map((name) => el("th", { scope: "col", text: words(name) }));
  const body = rows.map(([first, ...cells]) => el("tr", {}, [
    el("th", { scope: "row" }, [cellNode(first)]),
    ...cells.map((cell) => el("td", {}, [cellNode(cell)])),
  ]));
  if (body.length === 0) {
    body.push(el("tr", {}, [el("td", { colspan: String(columns.length), class: "quiet",
      text: words("dash_none") })]));
  }
  return el("table", {}, [el("caption", { text: title }),
    el("thead", {}, [el("tr", {}, head)]), el("tbody", {}, body)]);
}

function cellNode(cell) {
  return cell instanceof Node ? cell : document.createTextNode(cell);
}

function nameOf(row) { return local(row.name) || row.key; }

function share(part, whole) {
  return whole > 0 ? words("dash_percent", { n: number(Math.round((part / whole) * 100)) }) : "–";
}

export function drawLists(answer) {
  byId("by-list").replaceChildren(table(words("dash_lists"),
    ["dash_list", "dash_arrived", "dash_expected", "dash_share", "dash_refused"],
    answer.items.map((row) => [row.key, number(row.arrived), number(row.expected ?? 0),
      share(row.arrived, row.expected ?? 0), number(row.refused)])));
}

function zoneRow(row) {
  const doubt = row.unmatched_exits > 0 ? `± ${number(row.unmatched_exits)}` : "";
  const places = row.capacity === null || row.capacity === undefined ? null : row.capacity;
  return [nameOf(row), number(row.inside ?? 0), places === null ? "–" : number(places),
    places === null ? "–" : share(row.inside, places), doubt];
}

export function drawZones(answer) {
  const part = byId("by-zone");
  if (answer.items.length === 0) {
    part.replaceChildren(el("h2", { text: words("dash_zones") }),
      el("p", { class: "quiet", text: words("dash_no_zones") }));
    return;
  }
  part.replaceChildren(table(words("dash_zones"),
    ["dash_zone", "dash_inside", "dash_capacity", "dash_share", "dash_doubt"],
    answer.items.map(zoneRow)));
}

export function drawStations(answer, timeZone) {
  byId("by-station").replaceChildren(table(words("dash_stations"),
    ["dash_station", "dash_entries", "dash_exits", "dash_refused", "dash_over", "dash_last"],
    answer.items.map((row) => [nameOf(row), number(row.entries), number(row.exits),
      number(row.refused), number(row.overrides),
      row.last_scan ? clock(row.last_scan, timeZone) : "–"])));
}
