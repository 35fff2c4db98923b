// kiosk/web/idle_lock.js — a desk that nobody touches for ten minutes shows nobody's name.
//
// Scans go on: the station decides them, and what they said is there again afterwards.
import { el } from "./dom.js";
import { words } from "./i18n.js";
import { askToSignIn, somebodyIsKnown } from "./sign_in.js";

const kIdleTime = 600_000;  // ms
const kLookEvery = 1000;    // ms
const kTouches = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

const body = document.body;

export class IdleLock {
  constructor() {
    this.touched = performance.now();
    this.dialog = null;
    for (const name of kTouches) {
      addEventListener(name, () => { this.touched = performance.now(); }, { passive: true });
    }
    setInterval(() => this.look(), kLookEvery);
  }

  look() {
    if (this.dialog === null && performance.now() - this.touched > kIdleTime) this.lock();
  }

  lock() {
    const open = el("button", { type: "button", text: words("unlock") });
    this.dialog = /** @type {HTMLDialogElement} */ (
      el("dialog", { id: "locked", "aria-labelledby": "locked-title" }, [
        el("h2", { id: "locked-title", text: words("locked") }), open]));
    open.addEventListener("click", () => this.open());
    // Esc opens nothing, however often: a browser may close a dialog all the same.
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") event.preventDefault();
    });
    this.dialog.addEventListener("close", () => this.dialog?.showModal());
    body.classList.add("locked");
    body.append(this.dialog);
    this.dialog.showModal();
  }

  // Where nobody can sign in the machine itself is the key, as it is for the desk.
  async open() {
    if (somebodyIsKnown() && !await askToSignIn()) return;
    body.classList.remove("locked");
    const { dialog } = this;
    this.dialog = null;
    dialog.close();
    dialog.remove();
    this.touched = performance.now();
  }
}
