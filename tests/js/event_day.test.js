// tests/js/event_day.test.js — when a day begins and ends in the event's time zone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dayBefore, dayOf, spanOfDay, startOfDay } from "../../kiosk/web/event_day.js";

const hours = (span) => (span.until - span.from) / 3_600_000;
const utc = (time) => new Date(time).toISOString();

test("a day begins at local midnight, wherever the event is", () => {
  const begins = {
    "Africa/Accra": "2027-03-10T00:00:00.000Z",
    "Africa/Lagos": "2027-03-09T23:00:00.000Z",
    "Asia/Kathmandu": "2027-03-09T18:15:00.000Z",
    "Pacific/Kiritimati": "2027-03-09T10:00:00.000Z",
    "Pacific/Pago_Pago": "2027-03-10T11:00:00.000Z",
    "America/St_Johns": "2027-03-10T03:30:00.000Z",
  };
  for (const [zone, time] of Object.entries(begins)) {
    assert.equal(utc(startOfDay("2027-03-10", zone)), time, zone);
    assert.equal(dayOf(startOfDay("2027-03-10", zone), zone), "2027-03-10", zone);
    assert.equal(dayOf(startOfDay("2027-03-10", zone) - 1, zone), "2027-03-09", zone);
  }
});

test("a day has 23 or 25 hours where the clock is changed", () => {
  assert.equal(hours(spanOfDay("2027-03-27", "Europe/Paris")), 24);
  assert.equal(hours(spanOfDay("2027-03-28", "Europe/Paris")), 23);
  assert.equal(hours(spanOfDay("2027-10-31", "Europe/Paris")), 25);
  assert.equal(hours(spanOfDay("2027-03-28", "Africa/Accra")), 24);
});

test("a day whose midnight is left out begins behind it", () => {
  // Cairo sets its clock forward at midnight of the last Friday in April.
  const day = spanOfDay("2027-04-30", "Africa/Cairo");
  assert.equal(utc(day.from), "2027-04-29T22:00:00.000Z");
  assert.equal(hours(day), 23);
});

test("the day before is that of the calendar", () => {
  assert.equal(dayBefore("2027-03-01"), "2027-02-28");
  assert.equal(dayBefore("2028-03-01"), "2028-02-29");
  assert.equal(dayBefore("2027-01-01"), "2026-12-31");
});
