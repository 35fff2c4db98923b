// kiosk/web/verdict_flow.js — one verdict after the other: asked for or heard, shown, put away.
import { nonce, post } from "./api.js";
import { byId } from "./dom.js";
import { words } from "./i18n.js";
import { isLead } from "./sign_in.js";
import {
  formIsOpen, hideCard, showBusy, showFailure, showOutcome, stampOld, unstamp,
} from "./verdict_card.js";

const kBusyAfter = 150;   // ms without an answer
const kOldAfter = 3_000;  // ms without the station

const body = document.body;

// Two marks tell programs how long a verdict took to be painted: the end of the scan as this page
// knows it, and the second frame after the card was set. Of the last scan only: a page stands for
// days.
function markScan(outcome, begun) {
  performance.clearMarks();
  performance.mark(`scan:${outcome.seq}`, { startTime: begun });
}

function markVerdict(outcome) {
  requestAnimationFrame(() => requestAnimationFrame(
    () => performance.mark(`verdict:${outcome.seq}`)));
}

/**
 * What a screen says of itself.
 * @typedef {object} Screen
 * @property {() => string} station  id of the station this screen stands at
 * @property {(outcome: object) => number} stays  ms that a verdict stays; 0: until it is resolved
 * @property {() => void} asked  the station has been asked something
 * @property {() => void} idle  there is no card any more
 * @property {(outcome: object) => void} told  a verdict of this station, shown or waiting
 * @property {(outcome: object | null) => void} shown  a verdict stands; null: no answer came
 * @property {() => void} changed  the counts may be others now
 */
export class VerdictFlow {
  /** @param {Screen} screen */
  constructor(screen) {
    this.screen = screen;
    this.card = null;     // what is shown: {outcome, drafts} or {paint}
    this.waiting = null;  // an outcome that came while somebody typed on the card
    this.heard = null;    // by the stream while a request is under way: may be its answer
    this.queue = Promise.resolve();  // requests are made one after the other
    this.cardTimer = 0;
    this.oldTimer = 0;
  }

  scan(code) {
    this.request("/api/v1/scans", { station: this.screen.station(), code, source: "typed" });
  }

  checkIn(person, more = {}) {
    this.request("/api/v1/checkins",
      { station: this.screen.station(), attendee: person.id, ...more });
  }

  async letIn(outcome, who) {
    if (!await isLead()) return;
    this.request(`/api/v1/scans/${outcome.id}/resolve`, { action: "override", ...who });
  }

  /** A card of the screen's own. */
  open(paint) {
    clearTimeout(this.cardTimer);
    this.card = { paint };
    body.dataset.state = "card-ready";
    paint();
  }

  /** A scan of this station that was not asked for here: a reader's. */
  hear(outcome) {
    if (this.heard) {
      this.heard.push(outcome);
      return;
    }
    // One of the order that was checked in together: the card stays with who asked for it.
    if (this.card?.outcome?.group?.some((row) => row.seq === outcome.seq)) {
      this.screen.told(outcome);
      return;
    }
    const known = this.card?.outcome?.id === outcome.id;
    if (!known) markScan(outcome, performance.now());
    if (formIsOpen() && !known) {
      this.waiting = outcome;
      this.drawWaiting();
      this.screen.told(outcome);
    } else {
      this.show(outcome);
    }
  }

  dismiss() {
    clearTimeout(this.cardTimer);
    this.card = null;
    hideCard();
    if (this.waiting) {
      const next = this.waiting;
      this.waiting = null;
      this.drawWaiting();
      this.show(next);
      return;
    }
    for (const name of ["verdict", "reason", "seq"]) delete body.dataset[name];
    body.dataset.state = "idle";
    this.screen.idle();
  }

  /** The page lost its station, or found it again. */
  link(up) {
    clearTimeout(this.oldTimer);
    if (!up) this.oldTimer = setTimeout(stampOld, kOldAfter);
    else unstamp();  // a repaint would take the focus from whoever types
  }

  /** In another language, perhaps. */
  paint() {
    this.drawWaiting();
    if (this.card?.paint) this.card.paint();
    if (!this.card?.outcome) return;
    const { outcome, drafts } = this.card;
    showOutcome(outcome, drafts, {
      dismiss: () => this.dismiss(),
      repaint: () => {
        if (this.card?.outcome !== outcome) return;
        this.keepFor(0);  // whoever fills in a form is not hurried
        this.paint();
      },
      answer: (answers) => this.checkIn(outcome.attendee, { answers }),
      letIn: (who) => this.letIn(outcome, who),
    });
  }

  // ---- within

  request(path, content) {
    this.queue = this.queue.then(() => this.ask(path, content));
    this.screen.asked();
  }

  async ask(path, content) {
    const busy = setTimeout(() => {
      this.card = null;
      body.dataset.state = "busy";
      showBusy();
    }, kBusyAfter);
    this.heard = [];
    const begun = performance.now();
    try {
      const outcome = await post(path, { nonce: nonce(), ...content });
      clearTimeout(busy);
      markScan(outcome, begun);
      this.show(outcome, content);
    } catch (error) {
      clearTimeout(busy);
      this.fail(error);
    }
    const others = this.heard.filter((one) => one.id !== this.card?.outcome?.id);
    this.heard = null;
    others.forEach((one) => this.hear(one));
    this.screen.changed();
  }

  show(outcome, sent = {}) {
    if (this.card?.outcome?.id === outcome.id) return;  // told by the answer and by the stream
    const open = new Set((outcome.questions ?? []).map((question) => question.id));
    const refused = Object.entries(sent.answers ?? {}).filter(([id]) => open.has(id));
    this.card = { outcome, drafts: {
      answers: {}, refused: Object.fromEntries(refused), override: sent.action ? sent : {},
      overriding: outcome.reason === "second_person",
    } };
    body.dataset.verdict = outcome.verdict;
    body.dataset.reason = outcome.reason;
    body.dataset.seq = String(outcome.seq ?? "");
    body.dataset.state = `card-${outcome.verdict}`;
    this.paint();
    this.keepFor(this.screen.stays(outcome));
    markVerdict(outcome);
    this.screen.told(outcome);
    this.screen.shown(outcome);
  }

  fail(error) {
    clearTimeout(this.cardTimer);
    this.card = null;
    body.dataset.state = "card-check";
    body.dataset.verdict = "check";
    body.dataset.reason = "no_answer";
    // fetch() throws a TypeError when nobody answers at all.
    const silent = error.name === "TimeoutError" || error instanceof TypeError;
    showFailure(silent ? words("no_answer") : error.message, () => this.dismiss());
    this.screen.shown(null);
  }

  keepFor(time) {
    clearTimeout(this.cardTimer);
    if (time > 0) this.cardTimer = setTimeout(() => this.dismiss(), time);
  }

  drawWaiting() {
    byId("waiting").hidden = this.waiting === null;
    byId("waiting").textContent = words("waiting");
  }
}
