# tests/ui/walk_in.py — Alt+N at the desk: a ticket for somebody without one, by keyboard alone.
import re
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser
from station import wait_until
from ui_station import UiStation

WALK_IN = '[walk_in]\nproducts = ["Conference", "Day ticket"]\n'
CODE = re.compile(r"^W-[0-9A-HJKMNP-TV-Z]{6}$")


class WalkIn(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self, extra=WALK_IN).start()
        self.browser = Browser(self)
        self.browser.size(1366, 768)
        self.open("en")

    def open(self, language):
        self.browser.open(self.station.page(f"/desk?lang={language}&station=desk-1"))
        wait_until(lambda: self.browser.element("#walk-in-open").is_displayed(), "walk-in offered")

    def type(self, *keys):
        self.browser.driver.switch_to.active_element.send_keys(*keys)

    def ask(self):
        self.type(Keys.ALT, "n", Keys.NULL)
        wait_until(lambda: self.there("#walk-in-name"), "the form")

    def there(self, selector):
        return self.browser.driver.find_elements(By.CSS_SELECTOR, selector)

    def focused(self):
        return self.browser.run(
            "return document.activeElement.id || document.activeElement.tagName")

    def code(self):
        wait_until(lambda: self.there("#walk-in .code"), "the ticket")
        return self.browser.text("#walk-in .code")

    def test_the_whole_flow_by_keyboard_alone(self):
        self.ask()
        self.assertEqual(self.focused(), "walk-in-name")
        self.type("Efua Sarpong", Keys.TAB)
        self.assertEqual(self.focused(), "walk-in-product")
        self.type("Conf", Keys.TAB)
        self.assertEqual(self.focused(), "walk-in-paid")
        self.type("Card", Keys.TAB, "efua@example.org", Keys.TAB, "Sarpong Ltd")
        self.browser.picture("walk-in-form")
        self.type(Keys.ENTER)
        code = self.code()
        self.assertRegex(code, CODE)
        self.browser.wait(verdict="go", state="card-go")
        self.assertIn("Efua Sarpong", self.browser.text("#walk-in"))
        self.browser.picture("walk-in-ticket")
        self.assertEqual(self.focused(), "BUTTON")
        self.type(Keys.ENTER)
        wait_until(lambda: not self.there("#walk-in"), "closed")
        wait_until(lambda: "Local only" in self.browser.text("#about"), "the chip on the card")
        self.assertIn("Card terminal", self.browser.text("#about"))
        self.browser.picture("walk-in-card")
        self.assertNotEqual(self.focused(), "BODY")
        self.type(Keys.F9)
        wait_until(lambda: "Undone: Efua Sarpong" in self.browser.text("#toast"), "undone")
        with self.station.client() as client:
            person = client.get("/api/v1/attendees?search=efua").json()["items"][0]
        self.assertEqual((person["status"], person["order"], person["walk_in"]["paid_by"]),
                         ("not_arrived", code, "card"))
        self.assertEqual(self.station.scan(code)["verdict"], "go")
        self.assertEqual(self.browser.complaints(), [])

    def test_similar_names_are_told_while_typing(self):
        self.ask()
        self.type("Ama Owusu")
        wait_until(lambda: "Ama Owusu (Conference)" in self.browser.text("#walk-in-similar"),
                   "who is there already")
        self.browser.picture("walk-in-similar")
        self.type(" Zzyzx Qwertz")
        wait_until(lambda: self.browser.text("#walk-in-similar") == "", "nobody is called so")

    def test_who_was_not_found_needs_no_second_typing_and_escape_leaves_nothing(self):
        self.type("Kwabena Nobody")
        self.browser.wait(state="no-results")
        self.ask()
        self.assertEqual(self.browser.element("#walk-in-name").get_property("value"),
                         "Kwabena Nobody")
        self.type(Keys.ESCAPE)
        wait_until(lambda: not self.there("#walk-in"), "closed")
        with self.station.client() as client:
            self.assertEqual(client.get("/api/v1/status").json()["list"]["walk_ins"], 0)

    def test_what_the_station_refuses_is_said_and_nothing_typed_is_lost(self):
        self.ask()
        self.type("Efua", Keys.TAB)
        self.type("Conf", Keys.TAB)
        self.type("Cash", Keys.TAB)
        self.station.stop()
        self.type(Keys.ENTER)
        wait_until(lambda: self.there("#walk-in .wrong:not([hidden])"), "the reason")
        self.assertIn("nobody gets two tickets", self.browser.text("#walk-in .wrong"))
        self.browser.picture("walk-in-refused")
        self.station.start()
        self.assertEqual(self.browser.element("#walk-in-name").get_property("value"), "Efua")
        self.browser.element("#walk-in button[type=submit]").click()
        self.assertRegex(self.code(), CODE)

    def test_it_fits_a_narrow_screen_in_every_language(self):
        self.browser.size(400, 800)
        for language in ("en", "fr", "ar", "pt", "sw"):
            with self.subTest(language=language):
                self.open(language)
                self.ask()
                wide = self.browser.run("""const box = document.querySelector("#walk-in");
return Math.max(box.scrollWidth - box.clientWidth,
                document.documentElement.scrollWidth - innerWidth);""")
                self.assertLessEqual(wide, 0)
                self.browser.picture(f"walk-in-narrow-{language}")
                self.type(Keys.ESCAPE)

    def test_where_nothing_is_given_out_alt_n_says_so(self):
        other = UiStation(self).start()
        self.browser.open(other.page("/desk?lang=en&station=desk-1"))
        self.browser.wait(state="idle", link="up")
        self.type(Keys.ALT, "n", Keys.NULL)
        wait_until(lambda: "[walk_in]" in self.browser.text("#toast"), "why not")
        self.assertFalse(self.browser.element("#walk-in-open").is_displayed())


if __name__ == "__main__":
    unittest.main(verbosity=2)
