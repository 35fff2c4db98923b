// kiosk/web/undo.js — F9 takes this desk's last check-in back, and F9 again checks in anew.
//
// The station decides what may be undone; this keeps what F9 would mean now.
import { nonce, post } from "./api.js";
import { byId } from "./dom.js";
import { clock, words } from "./i18n.js";
import { canBeUndone } from "./recent_scans.js";
import { isLead } from "./sign_in.js";
import { askWhy } from "./undo_form.js";

const kOwnTime = 60_000;  // ms, as the station takes it

function nameOf(scan) { return scan.attendee?.display_name ?? words("nobody"); }

/**
 * What the desk does for it.
 * @typedef {object} Desk
 * @property {() => string} station
 * @property {() => string} timeZone
 * @property {(person: {id: string}) => void} checkIn
 * @property {(answer: object) => void} undone  the station has taken a check-in back
 */
export class Undo {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.last = null;  // {scan, until}: this desk's newest check-in
    this.redo = null;  // {person, until}: whose check-in was just undone here
    this.busy = false;
    byId("undo").addEventListener("click", () => this.press());
    setInterval(() => this.draw(), 1000);
  }

  /** A check-in of this desk, so many ms old. */
  remember(scan, age = 0) {
    if (!canBeUndone(scan) || this.last?.scan.seq >= scan.seq) return;
    this.last = { scan, until: performance.now() + kOwnTime - age };
    if (this.redo) this.say("");  // what it offers is no more
    this.redo = null;
    this.draw();
  }

  /** F9. */
  async press() {
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.isOpen(this.redo)) await this.checkInAgain();
      else if (this.isOpen(this.last)) await this.takeBack(this.last.scan, {});
      else this.say(words(this.last ? "undo_late" : "undo_none"));
    } finally {
      this.busy = false;
      this.draw();
    }
  }

  /** The button of a row: at once while it is fresh, else a lead says why. */
  async pressRow(scan) {
    const fresh = this.last?.scan.seq === scan.seq && this.isOpen(this.last);
    if (fresh) return this.press();
    if (!await isLead()) return undefined;
    const why = await askWhy(nameOf(scan), clock(scan.at, this.desk.timeZone()));
    return why ? this.takeBack(scan, why) : undefined;
  }

  /** Told by the station, whoever did it. */
  hear(answer) {
    if (this.last?.scan.seq !== answer.checkin.seq) return;
    this.last = null;
    this.draw();
  }

  draw() {
    const button = byId("undo");
    const open = this.isOpen(this.redo) ? this.redo : this.last;
    button.hidden = !this.isOpen(open);
    if (button.hidden) return;
    const seconds = Math.ceil((open.until - performance.now()) / 1000);
    button.textContent = open === this.redo
      ? words("redo", { name: open.name })
      : words("undo", { name: nameOf(open.scan), n: String(seconds),
        time: clock(open.scan.at, this.desk.timeZone()) });
  }

  // ---- within

  isOpen(one) { return one !== null && performance.now() < one.until; }

  say(text) { byId("toast").textContent = text; }

  async takeBack(scan, why) {
    try {
      const answer = await post(`/api/v1/checkins/${scan.seq}/undo`,
        { station: this.desk.station(), nonce: nonce(), ...why });
      if (this.last?.scan.seq === scan.seq) this.last = null;
      const name = nameOf(answer);
      this.redo = answer.attendee
        ? { id: answer.attendee.id, name, until: performance.now() + kOwnTime } : null;
      this.say(words(this.redo ? "undone_redo" : "undone", { name }));
      this.desk.undone(answer);
    } catch (error) {
      this.say(words("undo_failed", { text: error.message }));
    }
    this.draw();
  }

  async checkInAgain() {
    const { id } = this.redo;
    this.redo = null;
    this.say("");
    this.draw();
    this.desk.checkIn({ id });
  }
}
