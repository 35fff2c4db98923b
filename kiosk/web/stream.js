// kiosk/web/stream.js — listens to the station and notices when it is gone.
import { within } from "./api.js";

const kAliveEvery = 1000;  // ms between two questions
const kWorker = "/assets/stream_worker.js";
const kAliveWithin = 1500;  // ms for the answer: together a lost station shows within 3 s

/** The stream that this browser's pages share; as an EventSource, so far as a page needs one. */
class SharedStream extends EventTarget {
  constructor(topics) {
    super();
    // The address of a worker is a script to the browser; the policy gives out this one alone.
    const { trustedTypes } = /** @type {any} */ (window);  // Chromium's: TypeScript has no word
    const ours = trustedTypes.createPolicy("kiosk-worker", { createScriptURL: () => kWorker });
    const worker = new SharedWorker(ours.createScriptURL(""));
    worker.port.onmessage = ({ data }) => (
      this.dispatchEvent(new MessageEvent(data.name, { data: data.data })));
    const join = () => worker.port.postMessage({ topics });
    addEventListener("pagehide", () => worker.port.postMessage({ topics, leaves: true }));
    addEventListener("pageshow", (event) => event.persisted && join());
    join();
  }

  get readyState() { return EventSource.OPEN; }
}

function open(topics, shared) {
  const can = shared && "SharedWorker" in window && "trustedTypes" in window;
  return can ? new SharedStream(topics) : new EventSource(`/api/v1/stream?topics=${topics}`);
}

/**
 * @param {{topics?: string, shared?: boolean, scan?: (outcome: object) => void,
 *          undone?: (answer: object) => void,
 *          counts?: (summary: object) => void, device: () => void, link: (up: boolean) => void,
 *          asked?: (asked: {device: string, action: string}) => void, reset: () => void}} on
 */
export function listen(on) {
  let up = true;
  const linkIs = (now) => {
    if (now === up) return;
    up = now;
    on.link(up);
    if (up) on.reset();  // what was missed meanwhile
  };
  const topics = on.topics ?? "scan,device,storage,clock,emergency";
  const source = open(topics, on.shared);
  let boot = null;
  source.addEventListener("reset", () => on.reset());
  const hear = (name, told) => source.addEventListener(name,
    (/** @type {MessageEvent} */ event) => told?.(JSON.parse(event.data)));
  hear("hello", (hello) => {
    if (boot === null) on.link(true);  // scans are heard from here on
    else if (hello.boot !== boot) on.reset();
    boot = hello.boot;
  });
  hear("scan.result", on.scan);
  hear("checkin.undone", on.undone);
  hear("device.action", on.asked);
  hear("counts", on.counts);
  for (const name of ["device.state", "storage.state", "clock.state", "emergency.state"]) {
    source.addEventListener(name, () => on.device());
  }
  // A frozen station keeps the stream open in silence: so ask, too.
  const ask = async () => {
    try {
      const alive = await fetch("/healthz", { signal: within(kAliveWithin) });
      linkIs(alive.ok && source.readyState !== EventSource.CLOSED);
    } catch {
      linkIs(false);
    }
    setTimeout(ask, kAliveEvery);
  };
  setTimeout(ask, kAliveEvery);
}
