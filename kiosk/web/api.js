// kiosk/web/api.js — asks the station; an answer is data or an Error with words for people.

const kAnswerTime = 5000;  // ms

/**
 * Ends what has not been answered within this time.
 * @param {number} time  ms
 * @returns {AbortSignal}
 */
export function within(time) {
  // TypeScript 4.8 does not know of it; browsers have it since 2022.
  return /** @type {any} */ (AbortSignal).timeout(time);
}

async function send(path, options) {
  const response = await fetch(path, { ...options, signal: within(kAnswerTime) });
  const body = await response.json();
  if (!response.ok) {
    const error = new Error(body.detail || body.title || String(response.status));
    throw Object.assign(error, { status: response.status });
  }
  return body;
}

export function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return send(query ? `${path}?${query}` : path, {});
}

// X-Kiosk cannot be sent by another site's page without asking first: that keeps them out.
export function post(path, body) {
  return send(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Kiosk": "1" },
    body: JSON.stringify(body),
  });
}

export function remove(path) {
  return send(path, { method: "DELETE", headers: { "X-Kiosk": "1" } });
}

/** A name for one attempt: sent again, it gets the same answer and is not recorded twice. */
export function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
