// kiosk/web/kiosk_staff.js — the menu of a supervisor at the kiosk: after a long press, and a PIN.
import { remove } from "./api.js";
import { byId, el } from "./dom.js";
import { words } from "./i18n.js";
import { isLead } from "./sign_in.js";

const kHold = 3_000;      // ms of a press
const kStored = "closed";  // nothing personal; a restart of the screen does not open it

export class StaffMenu {
  /** @param {{sounds: {play: (name: string) => void}, changed: () => void}} kiosk */
  constructor(kiosk) {
    this.kiosk = kiosk;
    this.timer = 0;
    const corner = byId("staff");
    const release = () => clearTimeout(this.timer);
    corner.addEventListener("pointerdown", () => {
      release();
      this.timer = setTimeout(() => this.open(), kHold);
    });
    for (const name of ["pointerup", "pointerleave", "pointercancel"]) {
      corner.addEventListener(name, release);
    }
    corner.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.repeat) this.open();
    });
  }

  get paused() { return localStorage.getItem(kStored) === "yes"; }

  // ---- within

  async open() {
    if (!await isLead()) return;
    const dialog = /** @type {HTMLDialogElement} */ (el("dialog",
      { id: "staff-menu", "aria-labelledby": "staff-title" }, [
        el("h2", { id: "staff-title", text: words("kiosk_staff") }),
        el("p", { class: "quiet", text: words("kiosk_no_printer") }),
        el("div", { class: "choices" }, [
          this.act(words(this.paused ? "kiosk_open_it" : "kiosk_close_it"), () => this.turn()),
          this.act(words("kiosk_try_sound"), () => this.kiosk.sounds.play("entry")),
          this.act(words("kiosk_restart"), () => location.reload()),
          this.act(words("close"), () => dialog.close()),
        ]),
      ]));
    dialog.addEventListener("close", async () => {
      dialog.remove();
      await remove("/api/v1/session").catch(() => {});  // nobody stays signed in at a kiosk
      byId("who").hidden = true;
      this.kiosk.changed();
    });
    document.body.append(dialog);
    dialog.showModal();
    document.body.dataset.state = "staff-menu";
  }

  act(text, action) {
    const made = el("button", { type: "button", text });
    made.addEventListener("click", action);
    return made;
  }

  turn() {
    localStorage.setItem(kStored, this.paused ? "no" : "yes");
    /** @type {HTMLDialogElement} */ (byId("staff-menu")).close();
  }
}
