# tests/ui/desk.py — the registration desk by keyboard only, as in the morning's queue.
import unittest

from selenium.webdriver.common.keys import Keys

from browser import Browser
from station import wait_until
from ui_station import CODES, UiStation, code


class Desk(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()
        self.browser = Browser(self)
        self.browser.size(1366, 768)
        self.browser.open(self.station.page("/desk?lang=en"))

    def focused(self):
        return self.browser.driver.switch_to.active_element

    def type(self, *keys):
        self.focused().send_keys(*keys)

    def test_a_scan_typed_into_the_box_is_decided(self):
        self.type(CODES["good"], Keys.ENTER)
        self.browser.wait(verdict="go", reason="ok")
        self.browser.picture("desk-go")

    def test_somebody_is_found_by_name_and_checked_in_without_a_mouse(self):
        self.type("owusu")
        self.browser.wait(state="results")
        self.type(Keys.ENTER)
        self.browser.wait(state="card-ready")
        self.type(Keys.ENTER)
        self.browser.wait(verdict="go", reason="ok")
        self.assertEqual(self.focused().get_attribute("id"), "search")

    def test_a_readers_scan_takes_the_place_of_the_last_verdict(self):
        self.type(CODES["canceled"], Keys.ENTER)
        self.browser.wait(verdict="stop", reason="canceled")
        self.station.scan(code(20), "desk-1")
        self.browser.wait(verdict="go")

    def test_a_lost_station_is_told_in_the_bar(self):
        self.type(CODES["unpaid"], Keys.ENTER)
        self.browser.wait(verdict="stop")
        self.station.kill()
        self.browser.wait(link="down")
        wait_until(lambda: "old" in self.browser.text("#alerts"), "what is seen is old")
        self.station.start()
        self.browser.wait(link="up")
        self.assertNotIn("No answer", self.browser.text("#alerts"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
