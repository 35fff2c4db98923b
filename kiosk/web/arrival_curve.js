// kiosk/web/arrival_curve.js — the arrivals of a day as bars and a line, as plain data.
//
// No page in here: what is drawn, read aloud and put into the table is one and the same.

const kMinute = 60_000;  // ms

/**
 * Bars from the first to the last in which something happened; quiet ones between are zero.
 *
 * @param {{items: object[], bucket_minutes: number}} answer  of /stats/arrivals
 * @returns {{start: number, end: number, arrived: number, entries: number, exits: number,
 *            refused: number, total: number}[]}  times in ms since 1970
 */
export function barsOf(answer) {
  const step = answer.bucket_minutes * kMinute;
  const bars = [];
  let total = 0;
  for (const item of answer.items) {
    const start = Date.parse(item.start);
    // A clock change may leave less than a step between two; a gap is whole steps.
    for (let at = bars.at(-1)?.end ?? start; at + step <= start; at += step) {
      bars.push({ start: at, end: at + step, arrived: 0, entries: 0, exits: 0, refused: 0, total });
    }
    total += item.arrived;
    bars.push({
      start, end: start + step, arrived: item.arrived, entries: item.entries,
      exits: item.exits, refused: item.refused, total,
    });
  }
  return bars;
}

/** The busiest bar; the first of equals. */
export function busiest(bars) {
  return bars.reduce((most, bar) => (bar.arrived > most.arrived ? bar : most), bars[0]);
}

/** A round number at or above the value, for the top of a scale. */
export function niceTop(value) {
  const size = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  // Half of it stands on the scale, too.
  const tops = size === 1 ? [2, 4, 6, 8, 10] : [1, 2, 3, 4, 5, 6, 8, 10];
  return tops.map((one) => one * size).find((one) => one >= value) ?? 10 * size;
}

/** Minutes between two marks on the time line, so that about `most` of them stand there. */
export function markStep(span, most) {
  const minutes = span / kMinute / most;
  return [5, 10, 15, 30, 60, 120, 180, 240, 360].find((step) => step >= minutes) ?? 720;
}

/** The bars as lines of CSV (RFC 4180), times in UTC. */
export function csvOf(bars) {
  const time = (at) => new Date(at).toISOString();
  const lines = bars.map((bar) => [time(bar.start), time(bar.end), bar.arrived, bar.entries,
    bar.exits, bar.refused, bar.total].join(","));
  return ["start,end,arrived,entries,exits,refused,total", ...lines, ""].join("\r\n");
}
