// kiosk/web/recent_scans.js — the last scans of this desk, newest first.
import { get } from "./api.js";
import { byId, el, nameElement } from "./dom.js";
import { icon } from "./icons.js";
import { clock, local, words } from "./i18n.js";

const kRows = 8;
const kHoles = { go: "#fff", check: "#fff", stop: "#fff" };

export class RecentScans {
  constructor() {
    this.scans = [];
    this.timeZone = "";
  }

  async load(station, timeZone) {
    this.timeZone = timeZone;
    const page = await get("/api/v1/checkins", { station, order: "desc", limit: String(kRows) });
    this.scans = page.items;
    this.draw();
  }

  // A refusal is told before it is on disk, and not again: waiting for `recorded` would miss it.
  // What could not be stored has no number, or is an error.
  add(outcome) {
    if (!outcome.seq || outcome.reason === "error") return;
    if (this.scans.some((scan) => scan.id === outcome.id)) return;
    this.scans = [outcome, ...this.scans].slice(0, kRows);
    this.draw();
  }

  draw() {
    byId("recent-title").textContent = words("recent");
    const rows = this.scans.map((scan) => this.row(scan));
    if (rows.length === 0) rows.push(el("li", { class: "quiet", text: words("nothing_yet") }));
    byId("recent").replaceChildren(...rows);
  }

  row(scan) {
    const name = scan.verdict === "go" && scan.type === "exit" ? "exit" : scan.verdict;
    return el("li", { class: "recent" }, [
      el("time", { dir: "ltr", datetime: scan.at, text: clock(scan.at, this.timeZone) }),
      el("span", { class: `icon ${scan.verdict}` }, [
        icon(name, kHoles[scan.verdict]),
        document.createTextNode(` ${words(scan.verdict)}`),
      ]),
      nameElement(scan.attendee?.display_name ?? words("nobody"), "name"),
      el("span", { text: local(scan.message) }),
    ]);
  }
}
