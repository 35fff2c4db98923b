// kiosk/web/about_person.js — what the desk knows of who stands there: the order and the notes.
import { get, nonce, post } from "./api.js";
import { byId, el, nameElement } from "./dom.js";
import { clock, counted, words } from "./i18n.js";

const kNoteMax = "500";  // as the station takes it

function hasArrived(one) { return one.status !== "not_arrived"; }

function button(text, keys, action) {
  const made = el("button", { type: "button", class: "plain", "aria-keyshortcuts": keys, text });
  made.addEventListener("click", action);
  return made;
}

export class AboutPerson {
  /** @param {{checkInAll: (person: {id: string}) => void, say: (text: string) => void,
   *           timeZone: () => string}} desk */
  constructor(desk) {
    this.desk = desk;
    this.person = null;  // {…, notes, order_siblings}
    this.wanted = null;  // id of whom the card is about
  }

  /** The card is about this attendee; null: about nobody on the list. */
  async show(id) {
    if (id === this.wanted && this.person) return this.load(id);
    this.wanted = id;
    this.person = null;
    this.draw();
    return id === null ? undefined : this.load(id);
  }

  hide() { this.show(null); }

  /** Again, when somebody of the order came in. */
  refresh() { if (this.wanted !== null) this.load(this.wanted); }

  /** Alt+A: everybody of the order who has not arrived. */
  checkInAll() {
    const next = this.everybody().find((one) => !hasArrived(one));
    if (next && this.everybody().length > 1) this.desk.checkInAll(next);
  }

  /** F4. */
  async writeNote() {
    const { person } = this;
    if (!person || document.querySelector("dialog[open]")) return;
    const text = await this.askText(person.display_name);
    if (text === null) return;
    try {
      await post(`/api/v1/attendees/${encodeURIComponent(person.id)}/notes`,
        { text, nonce: nonce() });
      this.desk.say(words("note_written", { name: person.display_name }));
      this.refresh();
    } catch (error) {
      this.desk.say(words("note_failed", { text: error.message }));
    }
  }

  draw() {
    const about = byId("about");
    about.hidden = this.person === null;
    if (this.person === null) return;
    about.replaceChildren(...[this.walkInLine(), this.orderLine(), this.notes(),
      button(words("note_new"), "F4", () => this.writeNote())].filter((part) => part !== null));
  }

  // ---- within

  everybody() { return this.person ? [this.person, ...this.person.order_siblings] : []; }

  async load(id) {
    const person = await get(`/api/v1/attendees/${encodeURIComponent(id)}`).catch(() => null);
    if (this.wanted !== id || !person) return;  // another card meanwhile, or nobody we may see
    this.person = person;
    this.draw();
  }

  // Where the shop knows nothing of this ticket, and how it was paid for.
  walkInLine() {
    const made = this.person.walk_in;
    if (!made) return null;
    return el("p", {}, [el("span", { class: "chip", text: words("walk_in_local") }),
      document.createTextNode(" "),
      el("span", { class: "quiet", text: words("walk_in_paid_by", {
        way: words(`paid_${made.paid_by}`), time: clock(made.at, this.desk.timeZone()) }) })]);
  }

  orderLine() {
    const all = this.everybody();
    if (all.length < 2) return null;
    const arrived = all.filter(hasArrived).length;
    const text = counted("order_tickets", all.length, { arrived: String(arrived) });
    return el("p", { class: "order" }, [
      el("span", { text }),
      arrived < all.length
        ? button(words("check_in_all"), "Alt+A", () => this.checkInAll()) : null,
    ]);
  }

  notes() {
    if (this.person.notes.length === 0) return null;
    return el("ul", { class: "notes", "aria-label": words("notes") },
      this.person.notes.map((note) => el("li", {}, [
        el("span", { class: "quiet" }, [
          el("time", { dir: "ltr", datetime: note.at, text: clock(note.at, this.desk.timeZone()) }),
          document.createTextNode(" "), nameElement(note.operator ?? "", ""),
        ]),
        nameElement(note.text, "note"),
      ])));
  }

  askText(name) {
    return new Promise((resolve) => {
      const input = /** @type {HTMLInputElement} */ (el("input",
        { id: "note-text", type: "text", maxlength: kNoteMax, required: "", autocomplete: "off" }));
      const cancel = el("button", { type: "button", class: "plain", text: words("back") });
      const form = el("form", {}, [
        el("h2", { id: "note-title", text: words("note_title", { name }) }),
        el("label", { for: "note-text", class: "question", text: words("note_label") }), input,
        el("button", { type: "submit", text: words("note_submit") }), cancel,
      ]);
      const dialog = /** @type {HTMLDialogElement} */ (
        el("dialog", { class: "sheet", "aria-labelledby": "note-title" }, [form]));
      let text = null;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        text = input.value.trim() || null;
        dialog.close();
      });
      cancel.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(text);
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }
}
