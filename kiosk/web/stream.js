// kiosk/web/stream.js — listens to the station and notices when it is gone.

const kAliveEvery = 1000;  // ms between two questions
const kAliveWithin = 1500;  // ms for the answer: together a lost station shows within 3 s

/**
 * @param {{topics?: string, scan?: (outcome: object) => void, counts?: (summary: object) => void,
 *          device: () => void, link: (up: boolean) => void, reset: () => void}} on
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
  const source = new EventSource(`/api/v1/stream?topics=${topics}`);
  let boot = null;
  source.addEventListener("hello", (event) => {
    const hello = JSON.parse(event.data);
    if (boot === null) on.link(true);  // scans are heard from here on
    else if (hello.boot !== boot) on.reset();
    boot = hello.boot;
  });
  source.addEventListener("reset", () => on.reset());
  source.addEventListener("scan.result", (event) => on.scan?.(JSON.parse(event.data)));
  source.addEventListener("counts", (event) => on.counts?.(JSON.parse(event.data)));
  for (const name of ["device.state", "storage.state", "clock.state", "emergency.state"]) {
    source.addEventListener(name, () => on.device());
  }
  // A frozen station keeps the stream open in silence: so ask, too.
  const ask = async () => {
    try {
      const alive = await fetch("/healthz", { signal: AbortSignal.timeout(kAliveWithin) });
      linkIs(alive.ok && source.readyState !== EventSource.CLOSED);
    } catch {
      linkIs(false);
    }
    setTimeout(ask, kAliveEvery);
  };
  setTimeout(ask, kAliveEvery);
}
