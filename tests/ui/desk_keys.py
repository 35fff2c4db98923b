# tests/ui/desk_keys.py — the desk's keys, their help, and the lock of a desk that nobody touches.
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser
from signed_in import PIN, add_person
from station import wait_until
from ui_station import CODES, UiStation

LATER = """const now = performance.now.bind(performance);
performance.now = () => now() + %d;"""
IDLE = 600_000  # ms
QUESTIONS = """
[[question]]
id = "age"
text = { en = "Age?", fr = "Âge ?" }
type = "number"
required = true
min = 18
max = 99
[[question]]
id = "motto"
text = { en = "Motto?", fr = "Devise ?" }
type = "line"
required = true
max_length = 30
"""


class DeskKeys(unittest.TestCase):
    extra = ""

    def setUp(self):
        self.station = UiStation(self, extra=self.extra).start()
        self.browser = Browser(self)
        self.browser.size(1366, 768)
        self.browser.open(self.station.page("/desk?lang=en"))

    def type(self, *keys):
        self.browser.driver.switch_to.active_element.send_keys(*keys)

    def there(self, selector):
        return self.browser.driver.find_elements(By.CSS_SELECTOR, selector)

    def test_f1_tells_every_key_and_goes_again(self):
        self.type(Keys.F1)
        wait_until(lambda: self.there("#keys[open]"), "the help")
        said = self.browser.text("#keys")
        for key in ("F1", "F2", "F4", "F9", "Alt+A", "Enter", "Esc", "1–9"):
            self.assertIn(key, said)
        self.assertNotIn("key_", said)  # no word is missing
        self.browser.picture("desk-keys")
        self.type(Keys.F1)
        wait_until(lambda: not self.there("#keys"), "the help is gone")
        self.type("ow", Keys.F2)
        wait_until(lambda: self.browser.element("#search").get_attribute("value") == "", "empty")
        self.assertEqual(self.browser.complaints(), [])

    def test_a_desk_that_nobody_touches_shows_nobodys_name(self):
        self.station.scan(CODES["good"], "desk-1")
        self.browser.wait(verdict="go")
        self.browser.run(LATER % (IDLE + 1000))
        wait_until(lambda: self.there("#locked[open]"), "locked")
        self.assertEqual(self.browser.text("main"), "")
        self.browser.picture("desk-locked")
        self.type(Keys.ESCAPE)
        self.assertTrue(self.there("#locked[open]"))
        self.browser.element("#locked button").click()
        wait_until(lambda: "Ama Owusu" in self.browser.text("#recent"), "open again")

    def test_where_people_sign_in_the_lock_takes_a_pin(self):
        add_person(self.station, "Esi", "desk")
        self.browser.open(self.station.page("/desk?lang=en"))
        self.browser.run(LATER % (IDLE + 1000))
        wait_until(lambda: self.there("#locked[open]"), "locked")
        self.browser.element("#locked button").click()
        wait_until(lambda: self.there("#sign-in-name"), "name and PIN")
        self.assertTrue(self.there("#locked[open]"))
        self.type("Esi", Keys.TAB, PIN, Keys.ENTER)
        wait_until(lambda: not self.there("#locked"), "open again")


class Limits(DeskKeys):
    extra = QUESTIONS

    test_f1_tells_every_key_and_goes_again = None
    test_a_desk_that_nobody_touches_shows_nobodys_name = None
    test_where_people_sign_in_the_lock_takes_a_pin = None

    def test_a_question_says_what_its_answer_may_be(self):
        self.type(CODES["good"], Keys.ENTER)
        self.browser.wait(verdict="check", reason="incomplete")
        wait_until(lambda: "From 18 to 99" in self.browser.text("#verdict"), "the limits")
        self.assertIn("At most 30 characters", self.browser.text("#verdict"))
        described = self.browser.element("#question-0").get_attribute("aria-describedby")
        self.assertEqual(self.browser.text(f"#{described}"), "From 18 to 99")
        self.browser.picture("desk-question-limits")


if __name__ == "__main__":
    unittest.main(verbosity=2)
