// tests/js/arrival_curve.test.js — bars, the busiest one, and the scale, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";

import { barsOf, busiest, csvOf, markStep, niceTop } from "../../kiosk/web/arrival_curve.js";

const at = (time) => `2027-03-10T${time}:00.000Z`;
const item = (time, arrived) => (
  { start: at(time), arrived, entries: arrived, exits: 1, refused: 2 });

test("a quiet quarter of an hour stands between two busy ones", () => {
  const bars = barsOf({ bucket_minutes: 5, items: [item("07:30", 4), item("07:50", 3)] });
  assert.deepEqual(bars.map((bar) => bar.arrived), [4, 0, 0, 0, 3]);
  assert.deepEqual(bars.map((bar) => bar.total), [4, 4, 4, 4, 7]);
  assert.deepEqual(bars.map((bar) => bar.refused), [2, 0, 0, 0, 2]);
  bars.slice(1).forEach((bar, index) => assert.equal(bar.start, bars[index].end));
});

test("nobody came: no bars", () => {
  assert.deepEqual(barsOf({ bucket_minutes: 5, items: [] }), []);
});

test("a gap that is no whole number of steps, at a clock change, makes no bar too many", () => {
  const bars = barsOf({ bucket_minutes: 60, items: [item("07:00", 1), item("08:30", 1)] });
  assert.deepEqual(bars.map((bar) => bar.arrived), [1, 1]);
});

test("of two bars as busy the first is named", () => {
  const bars = barsOf({ bucket_minutes: 5,
    items: [item("07:30", 2), item("07:35", 9), item("07:40", 9)] });
  assert.equal(busiest(bars).start, Date.parse(at("07:35")));
});

test("the top of the scale is round and not below the value, and so is its half", () => {
  for (let value = 0; value <= 12_345; ++value) {
    const top = niceTop(value);
    assert.ok(top >= value && top <= Math.max(2, value * 2), `${value}: ${top}`);
    assert.equal(top / 2, Math.floor(top / 2), `${value}: half of ${top}`);
  }
});

test("a day has at most as many marks as fit", () => {
  for (const most of [2, 6, 12]) {
    for (const minutes of [10, 60, 600, 1440]) {
      assert.ok(minutes / markStep(minutes * 60_000, most) <= most, `${minutes} in ${most}`);
    }
  }
});

test("the bars as CSV say the same, a line each, times in UTC", () => {
  const bars = barsOf({
    bucket_minutes: 5,
    items: [
      { start: "2027-03-10T08:00:00Z", arrived: 2, entries: 3, exits: 1, refused: 4 },
      { start: "2027-03-10T08:10:00Z", arrived: 1, entries: 1, exits: 0, refused: 0 },
    ],
  });
  assert.equal(csvOf(bars), [
    "start,end,arrived,entries,exits,refused,total",
    "2027-03-10T08:00:00.000Z,2027-03-10T08:05:00.000Z,2,3,1,4,2",
    "2027-03-10T08:05:00.000Z,2027-03-10T08:10:00.000Z,0,0,0,0,2",
    "2027-03-10T08:10:00.000Z,2027-03-10T08:15:00.000Z,1,1,0,0,3",
    "",
  ].join("\r\n"));
  assert.equal(csvOf([]), "start,end,arrived,entries,exits,refused,total\r\n");
});
