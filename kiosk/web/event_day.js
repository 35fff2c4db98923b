// kiosk/web/event_day.js — days of the event's time zone, as times; no page in here.

const kDay = 86_400_000;  // ms

/** "2027-03-10" of this moment there. */
export function dayOf(time, timeZone) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timeZone || undefined })
    .format(new Date(time));
}

// Minutes past midnight there.
function minuteOf(time, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit",
    hourCycle: "h23", timeZone: timeZone || undefined }).formatToParts(new Date(time));
  const value = (type) => Number(parts.find((part) => part.type === type).value);
  return value("hour") * 60 + value("minute");
}

/**
 * When a day begins there, in ms since 1970; where midnight is left out that day, the first minute
 * after it.
 *
 * @param {string} day  "2027-03-10"
 */
export function startOfDay(day, timeZone) {
  // No zone is more than 14 hours from UTC: the day begins within these 28.
  const guess = Date.parse(`${day}T00:00:00Z`);
  for (let quarter = -14 * 4; quarter <= 14 * 4; ++quarter) {
    const at = guess + quarter * 900_000;
    if (dayOf(at, timeZone) === day) return at - minuteOf(at, timeZone) % 15 * 60_000;
  }
  return guess;
}

/** From the beginning of a day to that of the next; 23 to 25 hours. */
export function spanOfDay(day, timeZone) {
  const from = startOfDay(day, timeZone);
  const next = dayOf(from + kDay * 1.5, timeZone);
  return { from, until: startOfDay(next, timeZone) };
}

/** The day before. */
export function dayBefore(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) - kDay).toISOString().slice(0, 10);
}
