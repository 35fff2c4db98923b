# tests/ui/accessibility.py — every screen, state and language for everybody: by keyboard, by ear,
# in few or other colours, large and narrow.
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import Browser
from packs import LANGUAGES, pack, plain
from page_audit import MOVING, WIDE, assertive, faults_of, walk_by_tab
from pixels import Pixels, distance, lab
from signed_in import add_person
from station import wait_until
from ui_station import CODES, GUESTS, UiStation, code, guest

WALK_IN = '[walk_in]\nproducts = ["Conference"]\n'
TEXT_LEAST, VERDICT_LEAST = 4.5, 7.0  # contrast
TARGETS = {"desk": 48, "gate": 64, "dash": 48, "fleet": 48, "start": 24}  # CSS pixels
COLOURS_LEAST = 20.0   # CIEDE2000 between any two verdicts
LIGHTNESS_LEAST = 15.0  # L* between any two where no colour is seen
# Verdicts stay until the next one: nobody knows how long a machine takes to look at one.
STAND_STILL = """
const real = window.setTimeout;
window.setTimeout = (act, time, ...more) => (time >= 3000 ? 0 : real(act, time, ...more));
"""
GROUND = """
const box = document.querySelector("#verdict .inner").getBoundingClientRect();
return { x: box.x + 8, y: box.y + 8, width: 24, height: 24 };
"""


class Accessibility(unittest.TestCase):
    def setUp(self):
        pending = [guest(number, name="Kofi Mensah", status="pending") for number in range(50, 65)]
        self.station = UiStation(self, [*GUESTS, *pending], extra=WALK_IN).start()
        self.guests, self.pending = iter(range(10, 40)), iter(range(50, 65))
        add_person(self.station, "Esi")
        self.browser = Browser(self)
        self.browser.command("Page.addScriptToEvaluateOnNewDocument", {"source": STAND_STILL})
        self.browser.size(1280, 800)
        self.pixels = Pixels(self.browser)

    def open(self, screen, language="en"):
        station = {"gate": "&station=gate-in", "desk": "&station=desk-1"}.get(screen, "")
        self.browser.open(self.station.page(f"/{screen}?lang={language}{station}"))

    def press(self, key):
        ActionChains(self.browser.driver).send_keys(key).perform()

    def media(self, **features):
        self.browser.command("Emulation.setEmulatedMedia", {"features": [
            {"name": name.replace("_", "-"), "value": value}
            for name, value in features.items()]})

    def tickets(self):
        """One of each verdict: somebody new, a cut code, and an unknown one."""
        number = next(self.guests)  # each time others: one code read twice at once is one scan
        return [("go", code(number)), ("check", f"T{number}"), ("stop", f"TICKET9999{number}")]

    def scan(self, ticket, station, **data):
        answer = self.station.scan(ticket, station)
        self.browser.wait(reason=answer["reason"], **data)
        return answer

    def check(self, screen, state):
        with self.subTest(screen=screen, state=state, language=self.browser.run(
                "return document.documentElement.lang")):
            self.assertEqual(faults_of(self.browser, TARGETS[screen]), [])
            self.assertEqual(self.pixels.poor_texts(TEXT_LEAST), [])
            self.assertEqual(self.browser.run(MOVING), [])
        self.browser.picture(f"access-{screen}-{state}-"
                             + self.browser.run("return document.documentElement.lang"))

    def check_verdicts(self, screen, station):
        for verdict, ticket in self.tickets():
            self.scan(ticket, station, verdict=verdict)
            self.check(screen, verdict)
            with self.subTest(screen=screen, verdict=verdict):
                self.assertEqual(self.pixels.poor_texts(VERDICT_LEAST, "#verdict"), [])

    def test_the_gate_in_every_state_and_language(self):
        self.media(prefers_reduced_motion="reduce")
        for language in LANGUAGES:
            self.open("gate", language)
            self.browser.wait(state="idle")
            self.check("gate", "idle")
            self.check_verdicts("gate", "gate-in")
            self.browser.element("#verdict .foot button").click()
            self.check("gate", "override")
            self.browser.element("#override-reason").send_keys("host\n")
            wait_until(lambda: self.browser.run(
                "return document.querySelector('#sign-in') !== null"), "a sign-in")
            self.check("gate", "sign-in")
            self.press(Keys.ESCAPE)
            self.browser.element("#history").click()
            self.check("gate", "history")

    def test_the_desk_in_every_state_and_language(self):
        self.media(prefers_reduced_motion="reduce")
        for language in LANGUAGES:
            self.open("desk", language)
            self.check("desk", "idle")
            self.browser.element("#search").send_keys("mensah")
            self.browser.wait(state="results")
            self.check("desk", "results")
            self.press(Keys.ENTER)
            self.browser.wait(state="card-ready")
            self.check("desk", "card")
            self.press(Keys.ESCAPE)
            self.browser.element("#search").send_keys("nobody at all")
            self.browser.wait(state="no-results")
            self.check("desk", "no-results")
            self.check_verdicts("desk", "desk-1")

    def test_a_ticket_at_the_desk_in_every_language(self):
        self.media(prefers_reduced_motion="reduce")
        for language in LANGUAGES:
            self.open("desk", language)
            wait_until(lambda: self.browser.element("#walk-in-open").is_displayed(), "walk-ins")
            self.browser.element("#walk-in-open").click()
            wait_until(lambda: self.browser.run(
                "return document.querySelector('#walk-in-name') !== null"), "the form")
            self.check("desk", "walk-in")
            self.browser.run("document.getElementById('walk-in-paid').value = 'cash'")
            self.browser.element("#walk-in-name").send_keys("Efua Sarpong\n")
            wait_until(lambda: self.browser.run(
                "return document.querySelector('#walk-in .code') !== null"), "the ticket")
            self.check("desk", "walk-in-ticket")

    def test_the_organisers_screen_in_every_language_and_the_start_page(self):
        self.media(prefers_reduced_motion="reduce")
        for number in range(10, 16):
            self.station.scan(code(number))
        for language in LANGUAGES:
            self.open("dash", language)
            self.browser.wait(state="ready")
            self.check("dash", "ready")
            self.open("fleet", language)
            self.browser.wait(state="ready")
            self.check("fleet", "ready")
        self.browser.driver.get(self.station.page("/"))
        self.check("start", "start")

    def test_a_narrow_page_or_four_times_enlarged_needs_no_scrolling_aside(self):
        for screen in ("desk", "gate", "dash", "fleet"):
            for language in LANGUAGES:
                self.browser.size(320, 640)  # as 1280 at 400 %
                self.open(screen, language)
                with self.subTest(screen=screen, language=language):
                    self.assertEqual(self.browser.run(WIDE), [])
                if screen not in ("desk", "gate"):
                    continue
                self.scan(code(next(self.pending)), "gate-in" if screen == "gate" else "desk-1")
                with self.subTest(screen=screen, language=language, state="stop"):
                    self.assertEqual(self.browser.run(WIDE), [])
                    self.browser.picture(f"access-320-{screen}-{language}")

    def test_the_keyboard_reaches_everything_sees_where_it_is_and_is_never_trapped(self):
        for screen in ("desk", "gate", "dash", "fleet"):
            self.open(screen)
            if screen in ("desk", "gate"):
                self.scan(CODES["unpaid"], "gate-in" if screen == "gate" else "desk-1")
            with self.subTest(screen=screen):
                places, unseen = walk_by_tab(self.browser)
                self.assertIn("language", places)
                self.assertEqual(unseen, [])

    def test_verdicts_are_told_apart_by_everybodys_eyes(self):
        for sight in ("none", "protanopia", "deuteranopia", "tritanopia", "achromatopsia"):
            self.browser.command("Emulation.setEmulatedVisionDeficiency", {"type": sight})
            colours = self.grounds()
            for one, other in (("go", "check"), ("go", "stop"), ("check", "stop")):
                with self.subTest(sight=sight, one=one, other=other):
                    if sight == "achromatopsia":
                        apart = abs(lab(colours[one])[0] - lab(colours[other])[0])
                        self.assertGreater(apart, LIGHTNESS_LEAST)
                    else:
                        self.assertGreater(distance(colours[one], colours[other]), COLOURS_LEAST)

    def grounds(self):
        self.open("gate")
        colours = {}
        for verdict, ticket in self.tickets():
            self.scan(ticket, "gate-in", verdict=verdict)
            colours[verdict] = self.pixels.read([self.browser.run(GROUND)])[0]["ground"]
        return colours

    def test_other_colours_of_the_system_leave_verdicts_their_three_looks(self):
        self.media(forced_colors="active")
        colours = self.grounds()
        self.assertEqual(len({tuple(colour) for colour in colours.values()}), 3)
        self.assertEqual(self.pixels.poor_texts(TEXT_LEAST), [])
        self.browser.picture("access-forced-colours")

    def test_a_verdict_is_said_once_and_nothing_interrupts_in_between(self):
        for language in LANGUAGES:
            self.open("gate", language)
            self.browser.wait(state="idle")
            self.assertEqual(assertive(self.browser), [])
            self.browser.run("""window.said = 0;
                new MutationObserver((changes) => { window.said += changes.length; })
                  .observe(document.getElementById("verdict"), { childList: true });""")
            answer = self.scan(code(next(self.pending)), "gate-in")
            told = wait_until(lambda: assertive(self.browser), "something is said")
            self.assertEqual(len(told), 1)
            words = [pack(language)["verdicts"]["stop"], answer["message"][language],
                     "Kofi Mensah", answer["next"][language]]
            self.assertEqual([plain(text) for text in told[0]][:4], [plain(one) for one in words])
            self.assertEqual(self.browser.run("return window.said"), 1, language)


class Colours(unittest.TestCase):
    def test_distances_are_those_that_were_measured_elsewhere(self):
        go, check, stop = (0, 176, 132), (255, 208, 0), (153, 0, 26)
        self.assertAlmostEqual(distance(go, check), 40.5, delta=0.1)
        self.assertAlmostEqual(distance(go, stop), 73.1, delta=0.1)
        self.assertAlmostEqual(distance(check, stop), 64.7, delta=0.1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
