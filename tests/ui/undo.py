# tests/ui/undo.py — F9 at the desk: taken back, brought back, too late, and a lead who may.
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser
from signed_in import PIN, add_person
from station import wait_until
from ui_station import CODES, UiStation, code

LATER = """const now = performance.now.bind(performance);
performance.now = () => now() + 61000;"""


class Undo(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()
        self.browser = Browser(self)
        self.browser.size(1366, 768)
        self.browser.open(self.station.page("/desk?lang=en"))

    def type(self, *keys):
        self.browser.driver.switch_to.active_element.send_keys(*keys)

    def check_in(self, ticket=CODES["good"]):
        self.type(ticket, Keys.ENTER)
        self.browser.wait(verdict="go", state="card-go")

    def wait_for(self, selector, text):
        wait_until(lambda: text in self.browser.text(selector), f"'{text}' in {selector}")

    def arrived(self):
        with self.station.client() as client:
            return client.get("/api/v1/stats/summary").json()["arrived"]

    def test_f9_takes_the_last_check_in_back_and_f9_again_brings_it_back(self):
        self.check_in()
        self.wait_for("#undo", "Undo: Ama Owusu checked in")
        self.browser.picture("undo-offered")
        self.type(Keys.F9)
        self.wait_for("#toast", "Undone: Ama Owusu. Redo: F9.")
        self.browser.wait(state="idle")  # the go is gone
        self.assertEqual(self.arrived(), 0)
        self.assertIn("Undone", self.browser.text("#recent .undone"))
        self.assertEqual(len(self.browser.driver.find_elements(By.CSS_SELECTOR, "#recent s")), 1)
        self.browser.picture("undo-done")
        self.type(Keys.F9)
        self.browser.wait(verdict="go", reason="ok")
        self.assertEqual(self.arrived(), 1)
        self.assertEqual(self.browser.complaints(), [])

    def test_what_another_screen_undoes_is_struck_through_here(self):
        answer = self.station.scan(code(20), "desk-1")
        self.browser.wait(verdict="go")
        with self.station.client() as client:
            client.post(f"/api/v1/checkins/{answer['seq']}/undo", '{"station":"desk-1"}')
        self.wait_for("#recent", "Undone")
        self.browser.wait(state="idle")
        wait_until(lambda: not self.browser.element("#undo").is_displayed(), "nothing to undo")

    def test_after_a_minute_f9_says_who_may_and_a_lead_does_with_a_reason(self):
        add_person(self.station, "Abena")
        self.check_in()
        self.type(Keys.ESCAPE)
        self.browser.run(LATER)
        self.type(Keys.F9)
        self.wait_for("#toast", "a lead can undo it in the list")
        self.assertEqual(self.arrived(), 1)
        self.browser.element("#recent button").click()
        wait_until(lambda: self.browser.driver.find_elements(By.ID, "sign-in-name"), "sign in")
        self.type("Abena", Keys.TAB, PIN, Keys.ENTER)
        wait_until(lambda: self.browser.driver.find_elements(By.ID, "undo-title"), "the reasons")
        self.browser.picture("undo-reasons")
        self.assertIn("Ama Owusu", self.browser.text("#undo-title"))
        self.type(Keys.SPACE, Keys.TAB, "twins", Keys.ENTER)
        self.wait_for("#toast", "Undone: Ama Owusu")
        self.assertEqual(self.arrived(), 0)
        with self.station.operator() as operator:
            row = operator.get("/api/v1/checkins").json()["items"][0]
        self.assertEqual((row["undone"]["operator"], row["undone"]["reason"],
                          row["undone"]["note"]), ("Abena", "wrong_person", "twins"))

    def test_it_is_offered_again_after_a_reload_and_in_french(self):
        self.check_in()
        self.browser.open(self.station.page("/desk?lang=fr"))
        self.wait_for("#undo", "Annuler : Ama Owusu")
        self.type(Keys.F9)
        self.wait_for("#toast", "Annulé : Ama Owusu. Rétablir : F9.")
        self.browser.size(400, 800)
        self.browser.picture("undo-narrow-fr")
        wide = self.browser.run("return document.documentElement.scrollWidth")
        self.assertLessEqual(wide, 400)


if __name__ == "__main__":
    unittest.main(verbosity=2)
