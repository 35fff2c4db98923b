# tests/ui/kiosk.py — a visitor alone at the kiosk: told what to do, never why, and forgotten.
import unittest

from browser import Browser
from packs import pack
from page_audit import faults_of
from pixels import Pixels
from signed_in import PIN, add_person
from station import wait_until
from ui_station import CODES, GUESTS, UiStation, code, guest

KIOSK = """[[station]]
id = "self-1"
name = { en = "Kiosk 1", fr = "Borne 1" }
profile = "kiosk"
lists = ["main"]
"""
QUESTION = """[[question]]
id = "shirt"
text = { en = "T-shirt size?", fr = "Taille ?" }
type = "choice"
required = true
options = ["S", "M"]
"""
# Timers of a step run when the test says so: nobody knows how long a machine takes.
TIMERS = """
window.later = new Map();
const [start, stop] = [window.setTimeout, window.clearTimeout];
let last = 1e9;
window.setTimeout = (act, time, ...more) => {
  if (time < 3000) return start(act, time, ...more);
  window.later.set(++last, { act, time });
  return last;
};
window.clearTimeout = (id) => (window.later.delete(id) ? undefined : stop(id));
"""
RUN_TIMER = """
for (const [id, { act, time }] of window.later) {
  if (time !== arguments[0]) continue;
  window.later.delete(id);
  act();
  return true;
}
return false;
"""
EVERYTHING = """
return [document.documentElement.outerHTML, location.href, document.title,
        JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }),
        document.cookie, JSON.stringify(history.state),
        performance.getEntries().map((one) => one.name).join()].join("\\n");
"""
NUMBER = "return document.querySelector('.number')?.textContent ?? ''"


class OneKiosk(unittest.TestCase):
    config = KIOSK

    def setUp(self):
        family = [guest(61, name="Efua Sutherland", order="FAMILY"),
                  guest(62, name="Kojo Sutherland", order="FAMILY")]
        self.station = UiStation(self, [*GUESTS, *family], self.config).start()
        self.browser = Browser(self)
        self.browser.command("Page.addScriptToEvaluateOnNewDocument", {"source": TIMERS})
        self.browser.size(1080, 1400)

    def open(self, language="en"):
        self.browser.open(self.station.page(f"/kiosk?lang={language}"))
        self.browser.wait(state="welcome")
        return pack(language)["screens"]["kiosk"]

    def said(self):
        return self.browser.text("#say")

    def button(self, text):
        for one in self.browser.driver.find_elements("tag name", "button"):
            if one.text == text and one.is_displayed():
                return one
        raise AssertionError(f"no button {text}")

    def time_passes(self, milliseconds):
        wait_until(lambda: self.browser.run(RUN_TIMER, milliseconds), f"a timer of {milliseconds}")


class Kiosk(OneKiosk):
    def test_who_is_welcome_is_greeted_by_first_name_and_told_a_number(self):
        words = self.open()
        self.assertEqual(self.said(), words["kiosk_show"])
        self.browser.picture("kiosk-welcome")
        answer = self.station.scan(CODES["good"], "self-1")
        self.browser.wait(state="done")
        self.assertEqual(self.said(), words["kiosk_done"])
        self.assertIn("Hello Ama O.", self.browser.text("#part"))
        self.assertIn(f"Your number: {answer['seq']:04}", self.browser.text("#part"))
        self.assertNotIn("Owusu", self.browser.text("body"))
        self.browser.picture("kiosk-done")
        self.time_passes(6000)
        self.browser.wait(state="welcome")

    def test_nobody_is_told_why(self):
        words = self.open()
        for ticket in (CODES["unpaid"], CODES["canceled"], CODES["product"], "TICKET999999"):
            answer = self.station.scan(ticket, "self-1")
            ref = f"{answer['seq']:04}"
            with self.subTest(reason=answer["reason"]):
                wait_until(lambda: self.browser.run(NUMBER) == ref, "the number")
                self.assertEqual(self.browser.data()["state"], "see-staff")
                self.assertEqual(self.said(), words["kiosk_see_staff"].replace("{ref}", ref))
                page = self.browser.run("return document.documentElement.outerHTML")
                for secret in (answer["reason"], answer["message"]["en"],
                               (answer["attendee"] or {"display_name": "nobody"})["display_name"]):
                    self.assertNotIn(secret, page)
        self.browser.picture("kiosk-see-staff")

    def test_the_desk_finds_who_stands_behind_the_number(self):
        ref = f"{self.station.scan(CODES['unpaid'], 'self-1')['seq']:04}"
        self.station.scan(code(20), "self-1")
        self.browser.open(self.station.page("/desk?lang=en"))
        self.browser.element("#search").send_keys(ref)
        wait_until(lambda: "Ticket not paid" in self.browser.text("#found"), "the reason")
        self.assertIn("Kofi Mensah", self.browser.text("#results"))
        self.browser.picture("kiosk-number-at-desk")

    def test_a_code_that_was_not_read_and_one_that_is_in_already_have_words_of_their_own(self):
        words = self.open()
        self.station.scan("TICKET", "self-1")
        self.browser.wait(state="misread")
        self.assertEqual(self.said(), words["kiosk_misread"])
        self.station.scan(code(21), "desk-1")
        self.station.scan(code(21), "self-1")
        wait_until(lambda: self.said() == words["kiosk_already"], "already here")

    def test_a_booking_is_found_by_order_and_last_name_typed_on_the_screen(self):
        words = self.open()
        self.button(words["kiosk_find"]).click()
        self.browser.wait(state="find")
        for letter in "o00001":
            self.button(letter).click()
        self.assertEqual(self.browser.element("#order").get_attribute("value"), "o00001")
        self.browser.picture("kiosk-find")
        self.browser.element("#last-name").send_keys("MENSAH")
        self.browser.element("form [type=submit]").click()
        wait_until(lambda: words["kiosk_not_found"] in self.browser.text("#part"), "not found")
        self.browser.element("#order").send_keys("O00001")
        self.browser.element("#last-name").send_keys("owusu\n")
        self.browser.wait(state="review")
        self.assertIn("Ama O.", self.browser.text("#part"))
        self.browser.picture("kiosk-review")
        self.button(words["kiosk_right"]).click()
        self.browser.wait(state="done", verdict="go")

    def test_of_a_family_those_who_are_here_are_ticked(self):
        words = self.open()
        self.button(words["kiosk_find"]).click()
        self.browser.element("#order").send_keys("family")
        self.browser.element("#last-name").send_keys("Sutherland\n")
        self.browser.wait(state="choose")
        self.browser.picture("kiosk-choose")
        for box in self.browser.driver.find_elements("css selector", "#part .option"):
            box.click()
        self.button(words["kiosk_next"]).click()
        self.browser.wait(state="review")
        self.button(words["kiosk_right"]).click()
        self.browser.wait(state="done")
        self.assertEqual(self.station.scan(code(61), "desk-1")["reason"], "already_redeemed")
        self.assertEqual(self.station.scan(code(62), "desk-1")["reason"], "already_redeemed")

    def test_who_leaves_is_asked_and_then_forgotten(self):
        words = self.open()
        self.button("Français").click()
        wait_until(lambda: self.said() == pack("fr")["screens"]["kiosk"]["kiosk_show"], "French")
        french = pack("fr")["screens"]["kiosk"]
        self.button(french["kiosk_find"]).click()
        self.browser.element("#order").send_keys("O00001")
        self.browser.element("#last-name").send_keys("owusu\n")
        self.browser.wait(state="review")
        self.time_passes(20_000)
        self.browser.wait(state="still-there")
        self.browser.picture("kiosk-still-there")
        self.button(french["kiosk_more_time"]).click()
        self.browser.wait(state="review")
        self.time_passes(20_000)
        self.browser.wait(state="still-there")
        self.time_passes(10_000)
        self.browser.wait(state="welcome")
        self.assertEqual(self.said(), words["kiosk_show"])
        left = self.browser.run(EVERYTHING).lower()
        for secret in ("owusu", "ama o", CODES["good"].lower()):
            self.assertNotIn(secret, left)

    def test_a_supervisor_closes_the_kiosk_and_opens_it_again(self):
        add_person(self.station, "Esi")
        words = self.open()
        for label, state in (("kiosk_close_it", "out-of-order"), ("kiosk_open_it", "welcome")):
            self.browser.element("#staff").send_keys("\n")
            wait_until(lambda: self.browser.run(
                "return document.querySelector('#sign-in') !== null"), "a sign-in")
            self.browser.element("#sign-in-name").send_keys("Esi")
            self.browser.element("#sign-in-pin").send_keys(PIN + "\n")
            self.browser.wait(state="staff-menu")
            self.browser.picture(f"kiosk-staff-{label}")
            self.button(words[label]).click()
            self.browser.wait(state=state)
            self.assertFalse(self.browser.element("#who").is_displayed())

    def test_is_for_everybody_in_every_step(self):
        pixels = Pixels(self.browser)
        for number, language in enumerate(("en", "fr", "ar")):
            words = self.open(language)
            self.check(pixels, "welcome")
            # A code each: the same one within 2.5 s would be the same scan.
            self.station.scan(code(999997 + number), "self-1")
            self.browser.wait(state="see-staff")
            self.check(pixels, "see-staff")
            self.open(language)
            self.button(words["kiosk_find"]).click()
            self.check(pixels, "find")
            self.browser.element("#order").send_keys("family")
            self.browser.element("#last-name").send_keys("Sutherland\n")
            self.browser.wait(state="choose")
            self.check(pixels, "choose")

    def check(self, pixels, state):
        language = self.browser.run("return document.documentElement.lang")
        with self.subTest(state=state, language=language):
            self.assertEqual(faults_of(self.browser, 72), [])
            self.assertEqual(pixels.poor_texts(4.5), [])
        self.browser.picture(f"kiosk-{state}-{language}")


class KioskThatAsks(OneKiosk):
    config = KIOSK + QUESTION

    def test_questions_are_asked_and_the_answers_let_in(self):
        self.open()
        self.station.scan(code(22), "self-1")
        self.browser.wait(state="ask")
        self.browser.picture("kiosk-ask")
        self.browser.element(".option").click()
        self.browser.element("form [type=submit]").click()
        self.browser.wait(state="done")


class KioskWithoutList(unittest.TestCase):
    def test_is_closed_and_sends_to_the_desk(self):
        station = UiStation(self, rows=None, extra=KIOSK).start(wait_for_list=False)
        browser = Browser(self)
        browser.open(station.page("/kiosk?lang=en"))
        browser.wait(state="out-of-order")
        self.assertEqual(browser.text("#say"), pack("en")["screens"]["kiosk"]["kiosk_closed"])
        browser.picture("kiosk-closed")


if __name__ == "__main__":
    unittest.main(verbosity=2)
