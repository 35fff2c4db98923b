# tests/ui/fleet.py — the fleet's screen: trouble first, what a device is asked for, before doors.
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from browser import Browser
from dash import CONTRAST, OVERFLOW, SMALL_TARGETS
from on_page import payload, sign_in
from signed_in import SignedIn, add_person
from station import wait_until
from ui_station import UiStation

SCANNER = """[[scanner]]
id = "scanner-1"
station = "gate-in"
match = { subsystem = "tty", path = "/dev/kiosk-no-such-scanner" }
framing = { suffix = "\\r", idle = "2s" }
"""
PAYLOAD_MAX = 40_000  # bytes, gzip


class Fleet(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self, extra=SCANNER).start()
        add_person(self.station, "Abena")
        self.browser = Browser(self)
        self.browser.size(1366, 900)

    def open(self, language="en"):
        self.browser.open(self.station.page(f"/fleet?lang={language}"))
        self.browser.wait(state="ready")

    def rows(self):
        return self.browser.run("""return [...document.querySelectorAll("#devices tbody tr")]
            .map((row) => [row.dataset.device, row.dataset.state]);""")

    def press(self, device, act):
        self.browser.element(f"[data-device='{device}'] [data-act='{act}']").click()

    def said(self, text):
        wait_until(lambda: text in self.browser.text("#said"),
                   f"'{text}'; it says '{self.browser.text('#said')}'")

    def test_trouble_comes_first_with_word_sign_and_sentence(self):
        self.open()
        wait_until(lambda: self.rows()[0][1] == "not_heard", f"the scanner first: {self.rows()}")
        order = ["out_of_order", "not_heard", "degraded", "ready"]
        places = [order.index(state) for _, state in self.rows()]
        self.assertEqual(places, sorted(places))
        self.assertIn(["station:gate-in", "degraded"], self.rows())
        for word in ("Not heard", "Needs a look", "Ready", "one of its readers", "List age",
                     "Room on the disk", "Running for"):
            wait_until(lambda word=word: word in self.browser.text("#devices"), word)
        self.assertEqual(len(self.browser.driver.find_elements(
            By.CSS_SELECTOR, "#devices .state svg")), len(self.rows()))
        self.browser.element("#cannot summary").click()
        self.assertIn("this version opens no door", self.browser.text("#cannot"))
        self.assertEqual(self.browser.run(SMALL_TARGETS), [])
        self.browser.picture("fleet")

    def test_a_gate_shows_which_it_is(self):
        self.open()
        fleet = self.browser.driver.current_window_handle
        self.browser.driver.switch_to.new_window("tab")
        self.browser.open(self.station.page("/gate?station=gate-out&lang=en"))
        gate = self.browser.driver.current_window_handle
        self.browser.driver.switch_to.window(fleet)
        self.press("station:gate-out", "identify")
        sign_in(self.browser, "Abena")
        self.said("Screens that listen")
        self.browser.driver.switch_to.window(gate)
        wait_until(lambda: "North gate, out" in self.browser.run(
            "return document.querySelector('#identified')?.textContent ?? ''"), "it shows itself")
        self.browser.picture("fleet-identify")
        wait_until(lambda: self.browser.run("return !document.querySelector('#identified')"),
                   "it goes by itself")

    def test_another_gate_stays_as_it_is(self):
        self.browser.open(self.station.page("/gate?station=gate-in&lang=en"))
        with SignedIn(self.station, "Abena") as abena:
            for device in ("station:gate-out", "station:gate-in"):
                abena.post(f"/api/v1/devices/{device}/actions", '{"action":"identify"}')
        wait_until(lambda: self.browser.run("return !!document.querySelector('#identified')"),
                   "its own")
        self.assertIn("North gate", self.browser.text("#identified"))
        self.assertNotIn("out", self.browser.text("#identified"))

    def test_what_was_checked_before_doors_is_kept(self):
        self.open()
        self.assertIn("Not yet", self.browser.text("#doors-result"))
        for check in ("station:desk-1 screen", "station:gate-in screen", "station:gate-in sound"):
            Select(self.browser.element(f"[data-check='{check}']")).select_by_value("yes")
        Select(self.browser.element("[data-check='station:gate-out sound']")).select_by_value("no")
        self.browser.element("#keep").click()
        sign_in(self.browser, "Abena")
        self.said("Kept")
        wait_until(lambda: "Abena" in self.browser.text("#rehearsals"), "it is listed")
        self.assertIn("station:gate-out sound: no", self.browser.text("#rehearsals"))
        self.assertIn("reader:scanner-1 scanner: not_heard", self.browser.text("#rehearsals"))
        self.browser.run("scrollTo(0, document.body.scrollHeight)")
        self.browser.picture("fleet-doors")
        with SignedIn(self.station, "Abena") as abena:
            kept = abena.get("/api/v1/rehearsals").json()["items"]
        self.assertEqual(len(kept), 1)
        self.assertFalse(kept[0]["passed"])
        self.assertEqual(kept[0]["checks"]["station:gate-in sound"], "yes")

    def test_is_readable_at_every_size_and_in_every_language(self):
        for language in ("en", "fr", "ar", "pt", "sw"):
            self.browser.size(1366, 900)
            self.open(language)
            text = self.browser.text("body")
            self.assertNotIn("fleet_", text)
            self.assertNotIn("{", text)
            direction = self.browser.run("return document.documentElement.dir")
            self.assertEqual(direction, "rtl" if language == "ar" else "ltr")
            self.assertEqual(self.browser.run(CONTRAST), [])
            for width in (320, 1920):
                with self.subTest(language=language, width=width):
                    self.browser.size(width, 800)
                    self.assertEqual(self.browser.run(OVERFLOW), 0)
            self.browser.picture(f"fleet-{language}")

    def test_a_lost_station_leaves_what_was_known_with_its_age(self):
        self.open()
        self.station.kill()
        self.browser.wait(link="down")
        self.assertIn("Link lost", self.browser.text("#stamp"))
        self.station.start()
        self.browser.wait(link="up")
        wait_until(lambda: "As of" in self.browser.text("#stamp"), "it is new again")

    def test_loads_little_and_from_the_station_alone(self):
        self.open()
        self.assertLess(payload(self.browser, self.station.page("/fleet")), PAYLOAD_MAX)


if __name__ == "__main__":
    unittest.main(verbosity=2)
