// kiosk/web/people_search.js — the box: type a name and choose, or scan into it.
//
// Enter is never judged by the speed of typing: a scanner that types and a person that types end up
// the same. Text that finds people opens the chosen one; text that finds nobody is a code, and so
// is one that is a ticket's whole code.
import { get } from "./api.js";
import { byId, el, nameElement } from "./dom.js";
import { counted, local, words } from "./i18n.js";
import { scanOfNumber } from "./kiosk_number.js";
import { statusElement } from "./verdict_card.js";

const kDebounce = 80;  // ms
const kRows = 20;
const kNumber = /^[0-9]{4}$/;  // that a kiosk told a visitor
const kNameMax = 100;  // characters; a longer text can only be a code

export class PeopleSearch {
  /** @param {{open: (person: object) => void, scan: (code: string) => void,
   *           state: (name: string) => void, timeZone: () => string}} on */
  constructor(on) {
    this.on = on;
    this.box = /** @type {HTMLInputElement} */ (byId("search"));
    this.list = byId("results");
    this.people = [];
    this.chosen = 0;
    this.shownFor = "";  // the text that the rows belong to
    this.timer = 0;
    this.box.addEventListener("input", () => this.later());
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  later() {
    clearTimeout(this.timer);
    if (this.box.value.trim() === "") {
      this.clear();
      return;
    }
    this.timer = setTimeout(() => this.find(this.box.value.trim()), kDebounce);
  }

  /** Empties the box; people typed before are gone. */
  clear() {
    clearTimeout(this.timer);
    this.box.value = "";
    this.show([], "", false);
    this.on.state("idle");
  }

  async find(text) {
    if (text.length > kNameMax) return;
    this.on.state("searching");
    try {
      const page = await get("/api/v1/attendees", { search: text, limit: String(kRows) });
      if (this.box.value.trim() !== text) return;  // an older question
      this.show(page.items, text, page.next_cursor !== null);
      this.on.state(page.items.length > 0 ? "results" : "no-results");
      if (kNumber.test(text)) await this.tellNumber(text);
    } catch {
      this.show([], text, false);  // too short, or no list: the box says nothing more
      this.on.state("idle");
    }
  }

  /** A visitor came from a kiosk: who it is, and what the kiosk did not say. */
  async tellNumber(ref) {
    const scan = await scanOfNumber(ref);
    if (this.box.value.trim() !== ref || !scan) return;
    if (scan.attendee) {
      this.show([await get(`/api/v1/attendees/${scan.attendee.id}`), ...this.people], ref, false);
      this.on.state("results");
    }
    byId("found").textContent = words("number_found", { ref, reason: local(scan.message) });
  }

  show(people, text, more) {
    this.people = people;
    this.shownFor = text;
    this.chosen = 0;
    this.list.replaceChildren(...people.map((person, index) => this.row(person, index)));
    this.list.hidden = people.length === 0;
    this.box.setAttribute("aria-expanded", String(people.length > 0));
    byId("found").textContent = this.foundText(people.length, text, more);
    this.mark();
  }

  foundText(count, text, more) {
    if (text === "") return words("ready");
    if (count === 0) return words("none", { text });
    if (more) return words("found_more", { n: count });
    return counted("found", count);
  }

  row(person, index) {
    const place = [person.order, person.company].filter((part) => part).join(" · ");
    const row = el("li", { class: "person", role: "option", id: `person-${index}` }, [
      nameElement(person.display_name, "name"),
      statusElement(person, this.on.timeZone()),
      el("span", { class: "product", text: person.product ?? "" }),
      nameElement(place, "quiet"),
    ]);
    row.addEventListener("click", () => this.open(index));
    return row;
  }

  mark() {
    for (const [index, row] of [...this.list.children].entries()) {
      row.setAttribute("aria-selected", String(index === this.chosen));
      if (index === this.chosen) row.scrollIntoView({ block: "nearest" });
    }
    const active = "aria-activedescendant";
    if (this.people.length > 0) this.box.setAttribute(active, `person-${this.chosen}`);
    else this.box.removeAttribute(active);
  }

  open(index) {
    const person = this.people[index];
    this.clear();
    this.on.open(person);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && this.people.length > 0) {
      event.preventDefault();
      this.chosen = (this.chosen + step + this.people.length) % this.people.length;
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter();
    }
  }

  async enter() {
    const text = this.box.value.trim();
    if (text === "") return;
    clearTimeout(this.timer);
    if (this.shownFor !== text) await this.find(text);
    if (this.box.value.trim() !== text) return;
    // A whole code finds its holder too; whoever scans it wants no name to choose.
    const chosen = this.people[this.chosen];
    if (chosen && chosen.match !== "code") {
      this.open(this.chosen);
    } else {
      this.clear();
      this.on.scan(text);
    }
  }
}
