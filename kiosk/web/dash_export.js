// kiosk/web/dash_export.js — tables to take home: for a lead, as files that the browser keeps.
import { byId, el } from "./dom.js";
import { language, words } from "./i18n.js";
import { isLead } from "./sign_in.js";

const kTables = ["checkins", "attendees", "stats", "audit", "muster"];
const kFormats = ["xlsx", "csv", "json", "ndjson"];
// Whose Excel takes a comma for a decimal point.
const kSemicolon = ["fr", "pt"];

/** Where a table comes from; the parameters are those that it needs. */
export function addressOf(table, format, anonymous, tongue) {
  const query = new URLSearchParams();
  if (anonymous) query.set("anonymous", "1");
  if (format === "csv" && kSemicolon.includes(tongue)) query.set("delimiter", "semicolon");
  const text = query.toString();
  return `/api/v1/exports/${table}.${format}${text ? `?${text}` : ""}`;
}

function keep(address, name) {
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

async function take(table, format) {
  // Rights that went to sleep are asked for here: the browser itself would only say "failed".
  if (!await isLead()) return;
  const anonymous = /** @type {HTMLInputElement} */ (byId("export-anonymous")).checked;
  keep(addressOf(table, format, anonymous, language()), `${table}.${format}`);
}

function row(table) {
  return el("tr", {}, [
    el("th", { scope: "row", text: words(`export_${table}`) }),
    ...kFormats.map((format) => {
      const button = el("button", { type: "button", class: "plain", "data-table": table,
        "data-format": format, text: format.toUpperCase(),
        "aria-label": `${words(`export_${table}`)}, ${format.toUpperCase()}` });
      button.addEventListener("click", () => take(table, format));
      return el("td", {}, [button]);
    }),
  ]);
}

export function drawExports() {
  const part = byId("export");
  part.querySelector("summary").textContent = words("export");
  byId("export-anonymous-label").textContent = words("export_anonymous");
  byId("export-tables").replaceChildren(el("table", {}, [
    el("caption", { text: words("export_help") }),
    el("tbody", {}, kTables.map(row))]));
}

/** The bars of the chart as a file; nobody has to be asked for what the page shows already. */
export function keepCurve(text, name) {
  const address = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv" }));
  keep(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
