// kiosk/web/late.js — modules that no first paint needs: fetched behind it, before anybody asks.
//
// Not when somebody asks: by then the station may be gone, or be another version.

const kAskEvery = 1000;  // ms, of a station that went while the page was loading

function pause() { return new Promise((resolve) => { setTimeout(resolve, kAskEvery); }); }

// A browser may remember that a module could not be had: only a new page is sure to have it.
/** @returns {Promise<never>} */
async function loadPageAnew() {
  for (;;) {
    await pause();
    const answer = await fetch("/healthz").catch(() => null);
    if (answer?.ok) location.reload();
  }
}

/**
 * @template Module
 * @param {() => Promise<Module>} load  an import(), so that the module's path stands in the code
 * @returns {{module: Module | null, ready: Promise<Module>}}
 */
export function late(load) {
  /** @type {{module: Module | null, ready: Promise<Module>}} */
  const made = { module: null, ready: load().catch(loadPageAnew) };
  made.ready.then((module) => { made.module = module; });
  return made;
}
