# tests/ui/gate.py — the security point as a guard sees, hears and uses it.
import unittest

from browser import Browser
from signed_in import PIN, add_person
from station import SCANNER, wait_until
from ui_station import CODES, UiStation, code

VERDICTS = [  # code, verdict, reason, and what is read in English and in French
    (CODES["good"], "go", "ok", "Welcome", "Bienvenue"),
    (CODES["unpaid"], "stop", "unpaid", "Ticket not paid", "Billet non payé"),
    (CODES["canceled"], "stop", "canceled", "Ticket cancelled", "Billet annulé"),
    (CODES["product"], "stop", "product", "Wrong ticket type here", "Type de billet non valable"),
    ("TICKET999999", "stop", "invalid", "Unknown ticket", "Billet inconnu"),
    ("TICKET", "check", "misread", "Code not read", "Code illisible"),
]
WORDS = {"en": {"go": "GO", "check": "CHECK", "stop": "STOP"},
         "fr": {"go": "PASSEZ", "check": "VÉRIF.", "stop": "STOP"}}
COLOURS = {"go": "rgb(0, 176, 132)", "check": "rgb(255, 208, 0)", "stop": "rgb(153, 0, 26)"}
COLOUR = """
for (let one = document.querySelector("#verdict .inner"); one; one = one.parentElement) {
  const colour = getComputedStyle(one).backgroundColor;
  if (colour !== "rgba(0, 0, 0, 0)") return colour;
}
"""
SIZES = [(800, 480), (1024, 600), (1280, 800), (1920, 1080), (1080, 1920), (600, 1024)]
SOUNDS = {  # Hz and begin in ms of each note
    "entry": [(880, 0), (1320, 100)],
    "exit": [(1320, 0), (880, 100)],
    "check": [(660, 0), (660, 200), (660, 400)],
    "stop": [(196, 0), (196, 400)],
}
LISTEN = """
window.heard = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  window.heard.push([this.frequency.value, Math.round(when * 1000)]);
  return start.call(this, when);
};
"""
CLIPPED = """
const card = document.querySelector("#verdict .inner");
return [card, ...card.querySelectorAll("p, button")].filter((one) =>
  one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth
  || one.getBoundingClientRect().bottom > innerHeight).map((one) => one.className || one.tagName);
"""

VAULT = """[[zone]]
id = "vault"
parent = "venue"
security = true
[[station]]
id = "vault-in"
profile = "gate"
lists = ["main"]
zone = "vault"
"""


class Gate(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()
        self.browser = Browser(self)
        self.browser.command("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
        self.browser.size(1280, 800)

    def tearDown(self):
        # What the browser itself tells: a station that was killed, a PIN that was wrong.
        known = ("net::ERR_", "/api/v1/session - Failed to load resource: the server responded "
                              "with a status of 401")
        self.assertEqual([said for said in self.browser.complaints()
                          if not any(one in said for one in known)], [])

    def open(self, query="lang=en"):
        self.browser.open(self.station.page(f"/gate?{query}"))
        self.browser.wait(state="idle")

    def shown(self, code, **data):
        answer = self.station.scan(code)
        return self.browser.wait(seq=str(answer["seq"]), **data)

    def test_each_verdict_is_told_by_colour_sign_word_and_sentence_in_both_languages(self):
        self.open()
        for ticket, verdict, reason, *sentences in VERDICTS:
            self.shown(ticket, verdict=verdict, reason=reason)
            for language, sentence in zip(("en", "fr"), sentences):
                with self.subTest(language=language, reason=reason):
                    self.assertEqual(self.browser.run("return document.documentElement.lang"),
                                     language)
                    self.assertEqual(self.browser.text("#verdict .message"), sentence)
                    self.assertEqual(self.browser.text("#verdict .word"), WORDS[language][verdict])
                    self.assertNotIn("{", self.browser.text("#verdict"))
                    self.assertEqual(self.browser.run(COLOUR), COLOURS[verdict])
                    self.browser.picture(f"gate-{reason}-{language}")
                    self.browser.speak({"en": "fr", "fr": "en"}[language])

    def test_nothing_is_cut_off_at_any_size(self):
        guests = iter(range(10, 40))
        refused = iter(range(100, 140))
        self.open()
        for width, height in SIZES:
            self.browser.size(width, height)
            for ticket, verdict in [(code(next(guests)), "go"), (code(next(refused)), "stop"),
                                    (f"T{width}", "check")]:
                with self.subTest(width=width, height=height, verdict=verdict):
                    self.shown(ticket, verdict=verdict)
                    self.assertEqual(self.browser.run(CLIPPED), [])
                    self.browser.picture(f"gate-{width}x{height}-{verdict}")

    def test_verdicts_are_told_apart_by_count_and_rhythm(self):
        for query, ticket, sound in [("lang=en", CODES["good"], "entry"),
                                     ("lang=en", "TICKET", "check"),
                                     ("lang=en", CODES["unpaid"], "stop"),
                                     ("station=gate-out", CODES["good"], "exit")]:
            with self.subTest(sound=sound):
                self.open(query)
                self.assertEqual(self.browser.data()["sound"], "on")
                self.station.scan(ticket, "gate-out" if sound == "exit" else "gate-in")
                notes = wait_until(lambda: self.browser.run("return window.heard"), "a sound")
                self.assertEqual(len(notes), len(SOUNDS[sound]))
                for (pitch, begin), (wanted, at) in zip(notes, SOUNDS[sound]):
                    self.assertEqual(pitch, wanted)
                    self.assertAlmostEqual(begin - notes[0][1], at, delta=1)

    def test_a_muted_gate_is_silent_and_says_so(self):
        self.open()
        self.browser.element("#sound").click()
        self.assertEqual(self.browser.data()["sound"], "muted")
        self.shown(CODES["unpaid"], verdict="stop")
        self.assertEqual(self.browser.run("return window.heard"), [])
        self.assertEqual(self.browser.text("#sound"), "Muted")

    def test_a_scanner_that_types_is_read_by_the_place_of_its_keys(self):
        azerty = {"q": "a", "a": "q", "w": "z", "z": "w", "0": "à", "1": "&"}
        arabic = {"t": "ف", "i": "ه", "c": "ؤ", "k": "ن", "e": "ث", "0": "٠", "1": "١"}
        for number, layout in [(10, None), (11, azerty), (12, arabic)]:
            with self.subTest(layout=layout):
                self.open()
                self.browser.scan(code(number), layout)
                self.browser.wait(verdict="go", reason="ok")

    def test_a_go_gives_way_to_the_next_guest_and_a_stop_stays_longer(self):
        self.open()
        self.shown(code(13), verdict="go")
        self.browser.wait(state="idle")
        self.shown(CODES["unpaid"], verdict="stop")
        self.shown(code(14), verdict="go")

    def test_space_puts_a_verdict_away_and_the_bar_counts_who_is_inside(self):
        self.open()
        self.shown(CODES["unpaid"], verdict="stop")
        self.browser.key("Space", " ")
        self.browser.wait(state="idle")
        for number in range(15, 23):
            self.station.scan(code(number))
        wait_until(lambda: "8 of 10" in self.browser.text("#occupancy"), "eight inside")
        self.assertIn("Nearly full", self.browser.text("#occupancy"))

    def test_a_supervisor_lets_in_and_their_typing_is_no_scan(self):
        add_person(self.station, "Esi")
        self.open()
        self.shown(CODES["canceled"], verdict="stop")
        self.browser.element("#verdict .foot button").click()
        self.browser.element("#override-reason").send_keys("knows the ")
        self.station.scan(code(23))  # the next guest does not wait for the typing
        wait_until(lambda: self.browser.text("#waiting"), "the waiting scan is told")
        self.browser.element("#override-reason").send_keys("host\n")
        self.sign_in("Esi", "000000")
        wait_until(lambda: "wrong" in self.browser.text("#sign-in .alert"), "a wrong PIN is told")
        self.browser.picture("gate-sign-in")
        self.browser.element("#sign-in-pin").send_keys(PIN + "\n")
        self.browser.wait(verdict="go", reason="ok_override")
        self.assertEqual(self.browser.text("#who"), "Esi · Sign out")
        self.browser.picture("gate-signed-in")
        self.browser.element("#who").click()
        wait_until(lambda: not self.browser.text("#who"), "nobody is signed in")

    def test_a_zone_of_two_takes_the_second_one_s_pin(self):
        self.station = UiStation(self, extra=VAULT).start()
        add_person(self.station, "Esi")
        add_person(self.station, "Yaw")
        self.open("station=vault-in&lang=en")
        self.station.scan(CODES["canceled"], "vault-in")
        self.browser.wait(verdict="stop")
        self.browser.element("#verdict .foot button").click()
        self.browser.element("#override-second").send_keys("Yaw")
        self.browser.element("#override-second_pin").send_keys(PIN)
        self.browser.picture("gate-two-supervisors")
        self.browser.element("#override-reason").send_keys("knows the host\n")
        self.sign_in("Esi", PIN)
        self.browser.wait(verdict="go", reason="ok_override")

    def sign_in(self, name, pin):
        wait_until(lambda: self.browser.run("return document.querySelector('#sign-in') !== null"),
                   "the station asks who that is")
        self.browser.element("#sign-in-name").send_keys(name)
        self.browser.element("#sign-in-pin").send_keys(pin + "\n")

    def test_a_name_is_text_and_the_page_takes_no_markup(self):
        self.open()
        self.shown(CODES["hostile"], verdict="go")
        self.assertIn("<img src=x onerror=alert(1)>", self.browser.text("#verdict .who"))
        self.assertEqual(self.browser.run("return document.images.length"), 0)
        self.assertLess(self.browser.run(
            "return document.querySelector('#verdict .who').clientHeight"), 250)
        with self.assertRaisesRegex(Exception, "TrustedHTML"):
            self.browser.run("document.body.innerHTML = 'x'")
        self.assertEqual(len(self.browser.complaints()), 1)

    def test_a_lost_station_makes_the_verdict_old_until_it_is_back(self):
        self.open()
        self.shown(CODES["unpaid"], verdict="stop")
        self.station.kill()
        self.browser.wait(link="down")
        wait_until(lambda: self.browser.run("return document.querySelector('#verdict.old')")
                   or self.browser.data()["state"] == "idle", "old, or gone")
        self.browser.picture("gate-lost")
        self.station.start()
        self.browser.wait(link="up")

    def test_a_person_who_hears_the_page_is_told_once(self):
        self.open()
        self.shown(CODES["unpaid"], verdict="stop")
        tree = self.browser.command("Accessibility.getFullAXTree", {})["nodes"]
        alerts = [node for node in tree if node.get("role", {}).get("value") == "alert"]
        self.assertEqual(len(alerts), 1)
        words = self.browser.text("#verdict .texts").split("\n")
        self.assertEqual(words[:4], ["STOP", "Ticket not paid", "Kofi Mensah", "→ Help desk"])


class GateWithoutList(unittest.TestCase):
    def test_is_closed_and_says_why(self):
        station = UiStation(self, rows=None).start(wait_for_list=False)
        browser = Browser(self)
        browser.open(station.page("/gate?lang=en"))
        browser.wait(state="out-of-order")
        self.assertEqual(browser.text("#idle .word"), "CLOSED")
        self.assertEqual(browser.text("#idle .message"), "No attendee list yet")
        browser.picture("gate-no-list")


class GateWithoutReader(unittest.TestCase):
    def test_is_closed_and_says_what_to_do(self):
        station = UiStation(self, extra=SCANNER.replace("desk-1", "gate-in") % "/dev/none")
        station.start()
        browser = Browser(self)
        browser.open(station.page("/gate?lang=en"))
        browser.wait(state="out-of-order")
        self.assertEqual(browser.text("#idle .message"),
                         "No reader is connected: plug it in or type")
        browser.open(station.page("/gate?lang=en&station=gate-out"))  # which has none to lose
        browser.wait(state="idle")


if __name__ == "__main__":
    unittest.main(verbosity=2)
