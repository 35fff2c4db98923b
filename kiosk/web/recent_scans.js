// kiosk/web/recent_scans.js — the last scans of this desk, newest first.
import { get } from "./api.js";
import { byId, el, nameElement } from "./dom.js";
import { icon } from "./icons.js";
import { clock, local, words } from "./i18n.js";

const kRows = 8;
const kUndoRows = 3;  // of check-ins: what is older is looked up
const kHoles = { go: "#fff", check: "#fff", stop: "#fff" };

/** Whether this row of the log, or verdict, can be taken back at all. */
export function canBeUndone(scan) {
  return scan.verdict === "go" && Boolean(scan.seq) && !scan.undone && scan.source !== "automatic";
}

export class RecentScans {
  /** @param {((scan: object) => void) | null} undo  what a row's button does; null: no buttons */
  constructor(undo = null) {
    this.undo = undo;
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

  /** The station has taken a check-in back: it stays, struck through. */
  hearUndone(answer) {
    const scan = this.scans.find((one) => one.seq === answer.checkin.seq);
    if (!scan) return;
    scan.undone = { at: answer.at, reason: answer.reason };
    this.draw();
  }

  draw() {
    byId("recent-title").textContent = words("recent");
    const open = this.undo ? this.scans.filter(canBeUndone).slice(0, kUndoRows) : [];
    const rows = this.scans.map((scan) => this.row(scan, open.includes(scan)));
    if (rows.length === 0) rows.push(el("li", { class: "quiet", text: words("nothing_yet") }));
    byId("recent").replaceChildren(...rows);
  }

  row(scan, withButton) {
    const name = scan.verdict === "go" && scan.type === "exit" ? "exit" : scan.verdict;
    const said = scan.undone
      ? words("undone_at", { time: clock(scan.undone.at, this.timeZone) }) : local(scan.message);
    const who = nameElement(scan.attendee?.display_name ?? words("nobody"), "name");
    return el("li", { class: scan.undone ? "recent undone" : "recent" }, [
      el("time", { dir: "ltr", datetime: scan.at, text: clock(scan.at, this.timeZone) }),
      el("span", { class: `icon ${scan.verdict}` }, [
        icon(name, kHoles[scan.verdict]),
        document.createTextNode(` ${words(scan.verdict)}`),
      ]),
      scan.undone ? el("s", {}, [who]) : who,
      el("span", { text: said }),
      withButton ? this.button(scan) : null,
    ]);
  }

  button(scan) {
    const name = scan.attendee?.display_name ?? words("nobody");
    const made = el("button", { type: "button", class: "plain", text: words("undo_row"),
      "aria-label": words("undo_row_of", { name }) });
    made.addEventListener("click", () => this.undo?.(scan));
    return made;
  }
}
