// kiosk/web/kiosk_booking.js — finds a booking by order code and last name; never lists people.
import { get } from "./api.js";

const kOrderMax = 64;   // characters
const kTicketsMax = 20;  // of one order

function folded(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[’‘\x60]/g, "'").trim();
}

function wordsOf(text) { return folded(text).split(/[\s-]+/).filter(Boolean); }

/** Whether somebody of that name would give this as their last name: its first or last words. */
export function isLastName(typed, name) {
  const said = wordsOf(typed);
  const whole = wordsOf(name);
  if (said.length === 0 || said.length > whole.length) return false;
  const from = whole.slice(0, said.length);
  const until = whole.slice(-said.length);
  return [from, until].some((part) => part.every((word, place) => word === said[place]));
}

/** First name and initial: enough for whoever it is, and for nobody else. */
export function shortName(name) {
  const parts = name.trim().split(/\s+/);
  const last = parts.length > 1 ? Array.from(parts.at(-1))[0] : "";
  return last ? `${parts[0]} ${last}.` : parts[0];
}

/**
 * The tickets of this order, where one of them has this last name; else none.
 * @returns {Promise<{id: string, display_name: string, company: string | null}[]>}
 */
export async function findBooking(order, lastName) {
  const code = order.trim().slice(0, kOrderMax);
  if (code === "" || wordsOf(lastName).length === 0) return [];
  const page = await get("/api/v1/attendees", { search: code, limit: String(kTicketsMax) });
  const tickets = page.items.filter((one) => folded(one.order ?? "") === folded(code));
  return tickets.some((one) => isLastName(lastName, one.display_name)) ? tickets : [];
}
