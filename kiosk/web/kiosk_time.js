// kiosk/web/kiosk_time.js — a visitor who left leaves nothing behind; one who reads has time.
import { el } from "./dom.js";
import { words } from "./i18n.js";

const kIdle = 20_000;    // ms without a touch, then the question
const kAnswer = 10_000;  // ms for the answer

export class StillThere {
  static kDone = 6_000;     // ms
  static kRefused = 8_000;  // ms

  /** @param {() => void} over  nobody is there any more */
  constructor(over) {
    this.over = over;
    this.timer = 0;
    this.waits = false;  // for a visitor; else the step ends by itself
    this.dialog = null;
  }

  /** A step began; it stays for `time` ms, or until nobody answers where that is 0. */
  begin(time) {
    this.end();
    this.waits = time === 0;
    this.timer = setTimeout(() => (this.waits ? this.ask() : this.over()), time || kIdle);
  }

  touch() {
    if (this.waits && !this.dialog) this.begin(0);
  }

  end() {
    clearTimeout(this.timer);
    this.dialog?.close();
  }

  // ---- within

  ask() {
    const more = el("button", { type: "button", text: words("kiosk_more_time") });
    const over = el("button", { type: "button", class: "plain", text: words("kiosk_start_over") });
    const dialog = /** @type {HTMLDialogElement} */ (el("dialog",
      { id: "still-there", "aria-labelledby": "still-there-title" }, [
        el("h2", { id: "still-there-title", text: words("kiosk_still_there") }),
        el("div", { class: "choices" }, [more, over]),
      ]));
    const state = document.body.dataset.state;
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.dialog = null;
      if (document.body.dataset.state === "still-there") document.body.dataset.state = state;
    });
    more.addEventListener("click", () => this.begin(0));
    over.addEventListener("click", () => this.over());
    dialog.addEventListener("cancel", () => this.begin(0));
    this.dialog = dialog;
    document.body.append(dialog);
    dialog.showModal();
    document.body.dataset.state = "still-there";
    this.timer = setTimeout(() => this.over(), kAnswer);
  }
}
