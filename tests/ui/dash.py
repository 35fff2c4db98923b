# tests/ui/dash.py — the organiser's screen: the log's numbers, at any size and look.
import gzip
import json
import re
import unittest
from urllib.request import Request, urlopen

from selenium.webdriver.common.keys import Keys

from browser import Browser
from station import wait_until
from ui_station import CODES, UiStation, code

PAYLOAD_MAX = 40_000  # bytes, compressed, everything that the page loads
OVERFLOW = """
const wide = document.documentElement;
return wide.scrollWidth > wide.clientWidth + 1 ? wide.scrollWidth : 0;
"""
SMALL_TARGETS = """
return [...document.querySelectorAll("button, select, summary")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && (box.height < 47.5 || box.width < 24);
}).map((one) => one.outerHTML.slice(0, 80));
"""
# WCAG 2.2, 1.4.3: each text against the ground behind it.
CONTRAST = """
const light = ([r, g, b]) => [r, g, b].map((one) => one / 255).map((one) =>
  one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
  .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const ground = (one) => {
  for (; one; one = one.parentElement) {
    const colour = parts(getComputedStyle(one).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 24, 31] : [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const poor = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const one = node.parentElement;
  if (!node.data.trim() || !one.checkVisibility()) continue;
  const style = getComputedStyle(one);
  const a = light(parts(one.closest("svg") ? style.fill : style.color));
  const b = light(ground(one));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) poor.push([node.data.trim(), ratio.toFixed(2)]);
}
return poor;
"""


class Dash(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()
        self.browser = Browser(self)
        self.browser.size(1366, 900)

    def tearDown(self):
        lost = "net::ERR_"  # a station that was killed, told by the browser itself
        self.assertEqual([said for said in self.browser.complaints() if lost not in said], [])

    def open(self, query="lang=en"):
        self.browser.open(self.station.page(f"/dash?{query}"))
        self.browser.wait(state="ready")

    def get(self, path):
        with self.station.client() as client:
            return client.get("/api/v1/" + path).json()

    def some_scans(self):
        """Seven arrive, one leaves, two are refused, one of them is let in."""
        for number in range(10, 17):
            self.station.scan(code(number))
        self.station.scan(code(10), "gate-out")
        self.station.scan(CODES["unpaid"])
        refused = self.station.scan(CODES["canceled"])
        with self.station.operator() as operator:
            answer = operator.post(f"/api/v1/scans/{refused['id']}/resolve", json.dumps(
                {"action": "override", "operator": "Esi", "reason": "host"}))
        self.assertEqual(answer.status, 200, answer.json())

    def shows(self, selector, text):
        # In one step: the page may draw the element anew between finding and reading it.
        script = "return document.querySelector(arguments[0])?.innerText ?? ''"
        wait_until(lambda: text in self.browser.run(script, selector), f"{text} in {selector}")

    def media(self, **features):
        self.browser.command("Emulation.setEmulatedMedia", {"features": [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()]})

    def whole_picture(self, name):
        height = self.browser.run("return document.documentElement.scrollHeight")
        width = self.browser.run("return innerWidth")
        self.browser.size(width, max(height, 400))
        self.browser.picture(name)

    def test_numbers_follow_the_scans_and_are_those_of_the_log(self):
        self.open()
        self.shows("#before", "Nobody has arrived yet. 34 expected.")
        self.whole_picture("dash-before")
        self.some_scans()
        self.shows("#tile-arrived .big", "8 / 34")
        summary = self.get("stats/summary")
        self.assertEqual(summary["arrived"], 8)
        self.assertEqual(summary["overrides"], 1)
        self.shows("#tile-inside .big", "7 / 10")
        self.shows("#tile-refused .big", "2")
        self.shows("#tile-refused", "Let in by a supervisor: 1")
        self.shows("#stamp", f"record {summary['as_of_seq']}")
        self.assertFalse(self.browser.element("#before").is_displayed())
        self.shows("#by-station", "North gate")
        for part in ("not-arrived", "refused", "overrides", "muster"):
            self.browser.element(f"#{part} summary").click()
        self.shows("#not-arrived", "Conference")
        self.shows("#refused", "Kofi Mensah")
        self.shows("#overrides", "Jean-Baptiste")
        self.shows("#muster", "7 inside")
        self.assertEqual(self.browser.run(SMALL_TARGETS), [])
        self.whole_picture("dash-day")

    def test_the_curve_is_one_sentence_a_table_and_bars_that_keys_read(self):
        self.some_scans()
        self.open()
        self.browser.element("#bucket").send_keys("60")
        self.shows("#legend", "per 60 min")
        chart = wait_until(lambda: self.browser.run(
            "return document.querySelector('#curve svg')?.getAttribute('aria-label')"), "a chart")
        self.assertRegex(chart, r"^8 arrivals between \d\d:\d\d and \d\d:\d\d, busiest .* with \d")
        role = self.browser.run("return document.querySelector('#curve svg').getAttribute('role')")
        self.assertEqual(role, "img")
        self.browser.element("#as-table").click()
        cells = self.browser.run("""return [...document.querySelectorAll("#curve-table tbody tr")]
            .map((row) => Number(row.cells[1].textContent));""")
        told = [row["arrived"] for row in self.get("stats/arrivals?bucket=60m")["items"]]
        self.assertEqual([cell for cell in cells if cell], [row for row in told if row])
        self.assertEqual(sum(cells), 8)
        self.browser.element("#curve").send_keys(Keys.ARROW_RIGHT)
        self.assertIn(f"{told[0]} arrived", self.browser.text("#reading"))
        self.whole_picture("dash-table")

    def test_a_meaning_shows_on_focus_and_goes_with_escape(self):
        self.open()
        term = self.browser.element("#tile-arrived .term")
        self.browser.run("arguments[0].focus({focusVisible: true})", term)
        self.shows("#tile-arrived .meaning", "Different tickets with at least one entry")
        self.browser.picture("dash-meaning")
        term.send_keys(Keys.ESCAPE)
        self.assertFalse(self.browser.element("#tile-arrived .meaning").is_displayed())

    def test_a_lost_station_leaves_numbers_that_say_how_old_they_are(self):
        self.some_scans()
        self.open()
        self.station.kill()
        self.browser.wait(link="down")
        self.assertIn("Link lost", self.browser.text("#stamp"))
        style = "return getComputedStyle(document.querySelector('#tile-arrived .big')).fontStyle"
        self.assertEqual(self.browser.run(style), "italic")
        self.browser.picture("dash-lost")
        self.station.start()
        self.browser.wait(link="up")
        self.shows("#stamp", "As of")
        self.shows("#tile-arrived .big", "8 / 34")

    def test_is_readable_at_every_size_and_look_in_both_languages(self):
        self.some_scans()
        looks = {"light": {}, "dark": {"prefers_color_scheme": "dark"},
                 "forced": {"forced_colors": "active"}}
        for language in ("en", "fr"):
            self.browser.size(1366, 900)
            self.open(f"lang={language}")
            self.assertEqual(self.browser.run("return document.documentElement.lang"), language)
            self.assertNotIn("dash_", self.browser.text("body"))
            self.assertNotIn("{", self.browser.text("body"))
            for look, features in looks.items():
                with self.subTest(language=language, look=look):
                    self.media(**features)
                    if look != "forced":
                        self.assertEqual(self.browser.run(CONTRAST), [])
                    self.whole_picture(f"dash-{look}-{language}")
            self.media()
            for width in (320, 640, 1920):
                with self.subTest(language=language, width=width):
                    self.browser.size(width, 800)
                    self.assertEqual(self.browser.run(OVERFLOW), 0)
                    self.whole_picture(f"dash-{width}-{language}")

    def test_prints_the_muster_list_and_nothing_else(self):
        self.some_scans()
        self.open()
        self.shows("#muster", "Muster list: 7 inside")
        self.browser.run("document.getElementById('muster').open = true")
        self.browser.command("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertFalse(self.browser.element("#tiles").is_displayed())
        self.assertTrue(self.browser.element("#muster").is_displayed())
        self.shows("#muster", "As of")
        self.browser.picture("dash-print")

    def test_ten_tabs_of_one_browser_all_live(self):
        first = self.browser.driver.current_window_handle
        for _ in range(10):
            self.browser.driver.switch_to.new_window("tab")
            self.open()
        self.some_scans()
        handles = self.browser.driver.window_handles
        self.assertEqual(len(handles), 11)
        for handle in handles:
            if handle == first:
                continue
            self.browser.driver.switch_to.window(handle)
            self.shows("#tile-arrived .big", "8 / 34")
            self.assertEqual(self.browser.data()["link"], "up")

    def test_takes_no_markup_and_loads_little(self):
        self.station.scan(CODES["hostile"])
        self.open()
        self.shows("#tile-arrived .big", "1 / 34")
        with self.assertRaisesRegex(Exception, "TrustedHTML"):
            self.browser.run("document.body.innerHTML = 'x'")
        self.assertEqual(len(self.browser.complaints()), 1)
        addresses = self.browser.run("""return performance.getEntriesByType("resource")
            .map((one) => one.name).filter((name) => !name.includes("/api/v1/")
                                                     && !name.endsWith("/healthz"));""")
        self.assertTrue(all(one.startswith(self.station.page("/")) for one in addresses))
        pages = [self.station.page("/dash"), *addresses]
        size = sum(len(gzip.compress(urlopen(Request(one)).read())) for one in set(pages))
        print(f"\n/dash: {size} bytes compressed in {len(set(pages))} files")
        self.assertLess(size, PAYLOAD_MAX)


class DashBeforeDoors(unittest.TestCase):
    def test_says_when_doors_open(self):
        station = UiStation(self)
        station.config.write_text(re.sub(
            r"capacity = 10\n", 'capacity = 10\nopen = [{ from = "00:00", until = "00:01" }]\n',
            station.config.read_text()))
        station.start()
        browser = Browser(self)
        browser.size(1366, 900)
        browser.open(station.page("/dash?lang=en"))
        browser.wait(state="ready")
        opening = re.compile(r"Doors open at [A-Z][a-z]+day.* 00:00\. 34 expected\.")
        wait_until(lambda: opening.search(browser.text("#before")), "the opening")
        browser.picture("dash-doors")


class DashWithoutList(unittest.TestCase):
    def test_says_what_to_do(self):
        station = UiStation(self, rows=None).start(wait_for_list=False)
        browser = Browser(self)
        browser.open(station.page("/dash?lang=en"))
        browser.wait(state="no-list")
        self.assertIn("kioskctl import", browser.text("#no-list"))
        self.assertFalse(browser.element("#tiles").is_displayed())
        browser.picture("dash-no-list")


if __name__ == "__main__":
    unittest.main(verbosity=2)
