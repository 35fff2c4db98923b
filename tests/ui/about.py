# tests/ui/about.py — who stands at the desk: the rest of the order, and what staff wrote.
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser
from station import guest, wait_until
from ui_station import GUESTS, UiStation

FAMILY = [guest(number, name=name, order="K7M9P") for number, name in
          ((51, "Ọlá Adébáyọ̀"), (52, "Gbémisọ́lá Adebayo"), (53, "Tolu Adebayo"))]
PENDING = guest(54, name="Late Adebayo", order="K7M9P", status="pending")


class About(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self, [*GUESTS, *FAMILY, PENDING]).start()
        self.browser = Browser(self)
        self.browser.size(1366, 768)
        self.browser.open(self.station.page("/desk?lang=en"))

    def type(self, *keys):
        self.browser.driver.switch_to.active_element.send_keys(*keys)

    def wait_for(self, selector, text):
        wait_until(lambda: text in self.browser.text(selector), f"'{text}' in {selector}")

    def test_the_whole_order_is_checked_in_with_one_key(self):
        self.station.scan("TICKET000052", "desk-1")
        self.browser.wait(verdict="go")
        self.wait_for("#about", "4 tickets in this order (1 arrived)")
        self.browser.picture("about-order")
        self.type(Keys.ALT, "a", Keys.NULL)
        self.wait_for("#toast", "Checked in together: 2. Not let in: 1.")
        self.wait_for("#about", "4 tickets in this order (3 arrived)")
        self.browser.wait(verdict="go")
        self.assertIn("Ọlá Adébáyọ̀", self.browser.text("#verdict"))
        self.browser.picture("about-order-done")
        with self.station.client() as client:
            summary = client.get("/api/v1/stats/summary").json()
        self.assertEqual((summary["arrived"], summary["refused"]), (3, 0))
        self.assertEqual(self.browser.complaints(), [])

    def test_a_note_is_written_with_f4_and_stays(self):
        self.type("tolu adebayo")
        self.browser.wait(state="results")
        self.type(Keys.ENTER)
        self.browser.wait(state="card-ready")
        self.wait_for("#about", "Note F4")
        self.type(Keys.F4)
        wait_until(lambda: self.browser.driver.find_elements(By.ID, "note-text"), "the note's form")
        self.browser.picture("about-note-form")
        self.type("brings own projector <b>", Keys.ENTER)
        self.wait_for("#about", "brings own projector <b>")
        self.wait_for("#toast", "Note about Tolu Adebayo saved.")
        self.browser.picture("about-note")
        self.browser.open(self.station.page("/desk?lang=fr"))
        self.station.scan("TICKET000053", "desk-1")
        self.wait_for("#about", "brings own projector <b>")
        self.wait_for("#about", "billets dans cette commande")
        self.assertEqual(self.browser.complaints(), [])

    def test_somebody_alone_has_no_order_line(self):
        self.station.scan("TICKET000020", "desk-1")
        self.browser.wait(verdict="go")
        self.wait_for("#about", "Note F4")
        self.assertNotIn("order", self.browser.text("#about"))
        self.type(Keys.ESCAPE)
        self.browser.wait(state="idle")
        wait_until(lambda: not self.browser.element("#about").is_displayed(), "nobody is here")


if __name__ == "__main__":
    unittest.main(verbosity=2)
