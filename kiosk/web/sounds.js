// kiosk/web/sounds.js — verdicts told apart by count and rhythm, not by pitch alone.

// [Hz, begin in ms, length in ms] of each note; above 1.4 kHz hearing is lost first with age.
/** @type {Record<string, {wave: OscillatorType, notes: [number, number, number][]}>} */
const kSounds = {
  entry: { wave: "triangle", notes: [[880, 0, 90], [1320, 100, 100]] },
  exit: { wave: "triangle", notes: [[1320, 0, 90], [880, 100, 100]] },
  check: { wave: "triangle", notes: [[660, 0, 120], [660, 200, 120], [660, 400, 120]] },
  stop: { wave: "sawtooth", notes: [[196, 0, 300], [196, 400, 300]] },
};
const kAttack = 0.01, kRelease = 0.02;  // s
const kPeak = 0.5;                       // -6 dBFS
const kStored = "muted";                 // nothing personal

export class Sounds {
  /** @param {(state: "on" | "muted" | "blocked") => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.muted = localStorage.getItem(kStored) === "yes";
    // Made before the first scan: the first verdict must not wait for it.
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.context.addEventListener("statechange", () => this.changed(this.state()));
    this.playing = null;
  }

  state() {
    if (this.muted) return "muted";
    return this.context.state === "running" ? "on" : "blocked";
  }

  /** By a person's tap: browsers let a page be heard only after one. */
  async toggle() {
    if (this.state() === "blocked") {
      await this.context.resume();
    } else {
      this.muted = !this.muted;
      localStorage.setItem(kStored, this.muted ? "yes" : "no");
      this.cut();
    }
    this.changed(this.state());
  }

  /** @param {string} name  "entry", "exit", "check" or "stop"; the sound before it is cut */
  play(name) {
    this.cut();
    if (this.state() !== "on") return;
    const { wave, notes } = kSounds[name];
    const out = this.context.createGain();
    out.connect(this.context.destination);
    const now = this.context.currentTime;  // once: the clock goes on between two notes
    for (const note of notes) this.note(out, wave, note, now);
    this.playing = out;
  }

  cut() {
    this.playing?.disconnect();
    this.playing = null;
  }

  note(out, wave, [frequency, begin, length], now) {
    const from = now + begin / 1000;
    const until = from + length / 1000;
    const volume = this.context.createGain();
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(kPeak, from + kAttack);
    volume.gain.setValueAtTime(kPeak, until - kRelease);
    volume.gain.linearRampToValueAtTime(0, until);
    const tone = this.context.createOscillator();
    tone.type = wave;
    tone.frequency.value = frequency;
    tone.connect(volume).connect(out);
    tone.start(from);
    tone.stop(until);
  }
}
