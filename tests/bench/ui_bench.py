# tests/bench/ui_bench.py — the screens in a real Chromium: painting, loading, fan-out, memory.
#
# Usage: ui_bench.py --programs DIR [--scans N] [--browsers N]
# PROGRAMS holds kioskd. Run it with Debian's own Python, for its Selenium. Times of different
# processes are held against the one wall clock of this machine. Reference for each verdict: the
# answer to the same POST, which says that both copies are durable.
# Budget: scan posted to verdict painted p95 100 ms; a page's memory is flat over 2,000 scans.
import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from figures import Cleanups, quantile

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "integration"), str(TESTS / "ui")]

WARM_UP = 20
FAN_OUT_SCANS = 20
SCREENS = ["/desk", "/gate", "/dash"]
PEOPLE = 10_000
SEARCHES = ["guest 77", "Guest 1234", "o00815", "guest 9", "guest 4567"]


def print_times(name, milliseconds, budget=None):
    p95 = quantile(milliseconds, 0.95)
    met = budget is not None and p95 <= budget
    told = "" if budget is None else f"  budget p95 {budget}: {'met' if met else 'MISSED'}"
    print(f"{name:44} p50 {quantile(milliseconds, 0.5):7.1f} ms  p95 {p95:7.1f} ms"
          f"  of {len(milliseconds)}{told}", flush=True)


def now():
    return time.time() * 1e3


def painted_at(browser, seq):
    """When the second frame with this verdict came, by the wall clock; waits for it."""
    from station import wait_until
    return wait_until(lambda: browser.run(
        "const mark = performance.getEntriesByName('verdict:' + arguments[0])[0];"
        "return mark ? performance.timeOrigin + mark.startTime : null;", seq), f"verdict {seq}")


def open_page(browser, station, screen):
    place = {"/gate": "?station=gate-in", "/desk": "?station=desk-1"}.get(screen, "")
    browser.driver.get(station.page(screen + place))
    browser.wait(link="up")


def measure_painting(station, browser, numbers):
    from ui_station import code
    open_page(browser, station, "/gate")
    painted, answered = [], []
    for number in numbers:
        begun = now()
        outcome = station.scan(code(number))
        answered.append(now() - begun)
        painted.append(painted_at(browser, outcome["seq"]) - begun)
    print_times("reference: scan posted to durable answer", answered[WARM_UP:])
    print_times("scan posted to verdict painted, gate", painted[WARM_UP:], budget=100)


def measure_loading(station, browser):
    for screen in SCREENS:
        browser.command("Network.clearBrowserCache", {})
        open_page(browser, station, screen)
        size, files, begun = browser.run("""
            const page = performance.getEntriesByType("navigation")[0];
            const files = performance.getEntriesByType("resource")
                .filter((one) => one.name.includes("/assets/"));
            return [[page, ...files].reduce((sum, one) => sum + one.encodedBodySize, 0),
                    1 + files.length, page.domContentLoadedEventEnd];""")
        print(f"{screen + ': first load':44} {size / 1e3:6.1f} KB compressed in {files} files,"
              f" ready after {begun:.0f} ms", flush=True)


def measure_fan_out(station, browsers, numbers):
    from ui_station import code
    for browser in browsers:
        open_page(browser, station, "/gate")
    late, answered = [], []
    for number in numbers:
        begun = now()
        outcome = station.scan(code(number))
        answered.append(now() - begun)
        with ThreadPoolExecutor(len(browsers)) as pool:
            painted = pool.map(lambda one: painted_at(one, outcome["seq"]), browsers)
            late.extend(moment - begun for moment in painted)
    print_times(f"with {len(browsers)} browsers: posted to durable answer", answered)
    print_times(f"with {len(browsers)} browsers: painted on each", late)


def measure_memory(station, browser, numbers):
    from ui_station import code
    open_page(browser, station, "/gate")
    browser.command("Performance.enable", {})
    at = {100, len(numbers) // 2, len(numbers)}
    for count, number in enumerate(numbers, start=1):
        outcome = station.scan(code(number))
        if count not in at:
            continue
        painted_at(browser, outcome["seq"])
        browser.command("HeapProfiler.collectGarbage", {})
        metrics = {one["name"]: one["value"] for one in
                   browser.command("Performance.getMetrics", {})["metrics"]}
        print(f"{f'after {count} scans':44} {metrics['JSHeapUsedSize'] / 1e6:6.2f} MB of scripts,"
              f" {metrics['Nodes']:.0f} nodes, {metrics['JSEventListeners']:.0f} listeners",
              flush=True)


def measure_search(station, browser):
    open_page(browser, station, "/desk")
    browser.driver.set_script_timeout(30)
    times = []
    for _ in range(4):
        for text in SEARCHES:
            times.append(browser.driver.execute_async_script("""
                const [text, done] = arguments;
                const box = document.getElementById("search");
                const rows = document.getElementById("results");
                const begun = performance.now();
                const watch = new MutationObserver(() => {
                  if (rows.children.length === 0) return;
                  watch.disconnect();
                  requestAnimationFrame(() => requestAnimationFrame(
                    () => done(performance.now() - begun)));
                });
                watch.observe(rows, { childList: true });
                box.value = text;
                box.dispatchEvent(new Event("input", { bubbles: true }));""", text))
    print_times(f"last key, 80 ms of rest, rows of {PEOPLE} painted", times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--scans", type=int, default=2000)
    parser.add_argument("--browsers", type=int, default=20)
    options = parser.parse_args()
    os.environ["KIOSK_PROGRAMS"] = options.programs
    os.environ.setdefault("KIOSK_TEST_DATA", str(TESTS / "data"))
    cleanups = Cleanups()
    with tempfile.TemporaryDirectory() as pictures:
        os.environ.setdefault("KIOSK_SCREENSHOTS", pictures)
        from browser import Browser
        from station import guest
        from ui_station import UiStation
        try:
            station = UiStation(cleanups, [guest(number) for number in range(PEOPLE)]).start()
            browser = Browser(cleanups)
            measure_loading(station, browser)
            measure_search(station, browser)
            numbers = iter(range(PEOPLE))
            take = lambda count: [next(numbers) for _ in range(count)]
            measure_painting(station, browser, take(200 + WARM_UP))
            measure_memory(station, browser, take(options.scans))
            browsers = [browser, *(Browser(cleanups) for _ in range(options.browsers - 1))]
            measure_fan_out(station, browsers, take(FAN_OUT_SCANS))
        finally:
            cleanups.close()


if __name__ == "__main__":
    main()
