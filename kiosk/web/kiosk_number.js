// kiosk/web/kiosk_number.js — who stands behind the number that a kiosk told a visitor.
import { get } from "./api.js";

export const kNumbers = 10_000;  // the journal's number, its last four digits

/** What a visitor is told; "" for a scan that is not in the journal. */
export function numberOf(outcome) {
  return outcome.seq ? String(outcome.seq % kNumbers).padStart(4, "0") : "";
}

/** The newest scan with this number, or null. */
export async function scanOfNumber(ref) {
  const newest = await get("/api/v1/checkins", { order: "desc", limit: "1" });
  const last = newest.items[0]?.seq ?? 0;
  const seq = last - ((last - Number(ref)) % kNumbers + kNumbers) % kNumbers;
  if (seq < 1) return null;
  const page = await get("/api/v1/checkins", { after: String(seq - 1), limit: "1" });
  return page.items[0]?.seq === seq ? page.items[0] : null;
}
