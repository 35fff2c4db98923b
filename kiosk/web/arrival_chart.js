// kiosk/web/arrival_chart.js — draws the arrival curve as SVG, and reads it bar by bar.
import { barsOf, busiest, markStep, niceTop } from "./arrival_curve.js";
import { byId, el } from "./dom.js";
import { clock, number, words } from "./i18n.js";

const kNamespace = "http://www.w3.org/2000/svg";
const kHeight = 240;
const kEdge = { left: 48, right: 56, top: 12, bottom: 28 };  // room for the scales
const kMarkWidth = 80;  // pixels that a time needs
const kBarsLeast = 24;    // that have room

function shape(name, attributes, text) {
  const element = document.createElementNS(kNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

export class ArrivalChart {
  constructor() {
    this.bars = [];
    this.before = [];  // another day, moved onto this one
    this.otherDay = "";
    this.bucket = 5;
    this.timeZone = "";
    this.chosen = -1;
    const box = byId("curve");
    box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(box);
  }

  show(today, other, timeZone) {
    this.bars = barsOf(today);
    // Laid over this day, midnight on midnight.
    const moved = Date.parse(today.from) - Date.parse(other.from);
    this.before = barsOf(other).map((bar) => (
      { ...bar, start: bar.start + moved, end: bar.end + moved }));
    this.otherDay = other.day;
    this.bucket = today.bucket_minutes;
    this.timeZone = timeZone;
    this.chosen = Math.min(this.chosen, this.bars.length - 1);
    this.draw();
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || this.bars.length === 0) return;
    event.preventDefault();
    const from = this.chosen < 0 && step < 0 ? this.bars.length : this.chosen;
    this.chosen = Math.min(Math.max(from + step, 0), this.bars.length - 1);
    const bar = this.bars[this.chosen];
    byId("reading").textContent = words("dash_reading", {
      a: this.time(bar.start), b: this.time(bar.end),
      n: number(bar.arrived), total: number(bar.total),
    });
    this.draw();
  }

  time(at) { return clock(at, this.timeZone); }

  summary() {
    if (this.bars.length === 0) return words("dash_curve_none");
    const most = busiest(this.bars);
    return words("dash_curve", {
      n: number(this.bars.at(-1).total), from: this.time(this.bars[0].start),
      until: this.time(this.bars.at(-1).end), a: this.time(most.start), b: this.time(most.end),
      most: number(most.arrived),
    });
  }

  draw() {
    const some = this.bars.length > 0;
    byId("legend").textContent = some
      ? words("dash_legend", { n: this.bucket, day: this.otherDay }) : "";
    byId("curve-help").textContent = some ? words("dash_curve_help") : "";
    this.drawTable();
    const box = byId("curve");
    if (this.bars.length === 0 || box.clientWidth === 0) {
      box.replaceChildren(el("p", { class: "quiet", text: this.summary() }));
      return;
    }
    const width = box.clientWidth;
    const svg = shape("svg", {
      role: "img", "aria-label": this.summary(), viewBox: `0 0 ${width} ${kHeight}`,
      width, height: kHeight,
    });
    const all = [...this.bars, ...this.before];
    const from = Math.min(...all.map((bar) => bar.start));
    // The first minutes of a day are not the whole day.
    const least = from + kBarsLeast * this.bucket * 60_000;
    const until = Math.max(least, ...all.map((bar) => bar.end));
    const inner = width - kEdge.left - kEdge.right;
    const x = (at) => kEdge.left + ((at - from) / (until - from)) * inner;
    const scale = (top) => (value) => (
      kHeight - kEdge.bottom - (value / top) * (kHeight - kEdge.top - kEdge.bottom));
    const barTop = niceTop(Math.max(...this.bars.map((bar) => bar.arrived)));
    const lineTop = niceTop(Math.max(...all.map((bar) => bar.total)));
    this.drawScales(svg, { x, from, until, width, barTop, lineTop, scale });
    this.drawBars(svg, x, scale(barTop));
    svg.append(...this.line(this.before, x, scale(lineTop), "before"),
      ...this.line(this.bars, x, scale(lineTop), "line"));
    box.replaceChildren(svg);
  }

  drawScales(svg, { x, from, until, width, barTop, lineTop, scale }) {
    for (const share of [0, 0.5, 1]) {
      const y = scale(1)(share);
      svg.append(
        shape("path", { class: "grid", d: `M${kEdge.left} ${y}H${width - kEdge.right}` }),
        shape("text", { x: kEdge.left - 8, y: y + 5, class: "end" }, number(barTop * share)),
        shape("text", { x: width - kEdge.right + 8, y: y + 5 }, number(lineTop * share)));
    }
    const inner = width - kEdge.left - kEdge.right;
    const step = markStep(until - from, Math.max(Math.floor(inner / kMarkWidth), 1)) * 60_000;
    for (let at = Math.ceil(from / step) * step; at <= until; at += step) {
      svg.append(shape("text", { x: x(at), y: kHeight - 8, class: "middle" }, this.time(at)));
    }
  }

  drawBars(svg, x, y) {
    this.bars.forEach((bar, place) => {
      const width = Math.max(x(bar.end) - x(bar.start) - 1, 1);
      const chosen = place === this.chosen;
      svg.append(shape("rect", {
        class: chosen ? "chosen" : "bar-of", x: x(bar.start), y: y(bar.arrived), width,
        height: Math.max(y(0) - y(bar.arrived), 0),
      }));
      if (!chosen) return;
      const middle = x(bar.start) + width / 2;
      svg.append(shape("path", { class: "cursor", d: `M${middle} ${kEdge.top}V${y(0)}` }));
    });
  }

  // Over a rim in the ground's colour, so that it is seen before the bars.
  line(bars, x, y, className) {
    if (bars.length === 0) return [];
    const steps = bars.map((bar) => `L${x(bar.start)} ${y(bar.total)}H${x(bar.end)}`).join("");
    const d = `M${x(bars[0].start)} ${y(0)}${steps}`;
    return [shape("path", { class: "rim", d }), shape("path", { class: className, d })];
  }

  drawTable() {
    const box = byId("curve-table");
    if (box.hidden) return;
    const names = ["dash_time", "dash_arrived", "dash_entries", "dash_exits", "dash_refused",
      "dash_total"];
    const head = el("tr", {}, names.map((name) => el("th", { scope: "col", text: words(name) })));
    const rows = this.bars.map((bar) => el("tr", {}, [
      el("th", { scope: "row", dir: "ltr", text: this.time(bar.start) }),
      ...[bar.arrived, bar.entries, bar.exits, bar.refused, bar.total].map((value) => (
        el("td", { text: number(value) }))),
    ]));
    box.replaceChildren(el("table", {}, [
      el("caption", { text: this.summary() }), el("thead", {}, [head]), el("tbody", {}, rows)]));
  }
}
