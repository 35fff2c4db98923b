# tests/integration/linked_tickets.py — bands, add-ons and dates of a series, from CSV to door.
import json
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, Station

LIST = """code,name,product,addon_to,medium,subevent
MAIN00000001,Ama Owusu,Conference,,BAND00000001,Saturday
MAIN00000002,Kofi Mensah,Conference,,BAND00000002,8
WORK00000011,,Workshop,MAIN00000001,,Saturday
WORK00000021,,Workshop,MAIN00000002,BAND00000003,8
WORK00000022,,Workshop,MAIN00000002,BAND00000003,8
"""
BEGUN = json.dumps({"isAfter": [{"var": "now"}, {"buildTime": ["date_from"]}]})
MORE = f"""[[subevent]]
id = 7
name = "Saturday"
starts = 2020-01-04T09:00:00Z
[[subevent]]
id = 8
starts = 2090-01-07T09:00:00Z
[[list]]
id = "workshop"
products = ["Workshop"]
addon_match = true
[[list]]
id = "begun"
rules = '{BEGUN}'
allow_multiple_entries = true
[[station]]
id = "workshop-1"
lists = ["workshop"]
[[station]]
id = "begun-1"
lists = ["begun"]
"""


class LinkedTickets(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [])
        (self.station.folder / "attendees.csv").write_text(LIST, encoding="utf-8")
        self.station.config.write_text(self.station.config.read_text() + MORE)
        self.station.start()

    def scan(self, code, place, **fields):
        with self.station.client() as client:
            return client.scan(code, place, **fields)

    def test_a_band_stands_for_its_ticket(self):
        entered = self.scan("BAND00000001", "desk-1")
        self.assertEqual(entered["reason"], "ok")
        self.assertEqual(self.scan("MAIN00000001", "gate-2")["reason"], "already_redeemed")
        self.station.kill()
        self.station.start()
        self.assertEqual(self.scan("BAND00000001", "gate-2")["reason"], "already_redeemed")

    def test_a_main_ticket_or_its_band_finds_the_add_on_of_the_list(self):
        entered = self.scan("BAND00000001", "workshop-1")
        self.assertEqual(entered["reason"], "ok")
        self.assertEqual(self.scan("WORK00000011", "workshop-1", nonce="2")["reason"],
                         "already_redeemed")
        for code in ("MAIN00000002", "BAND00000003"):
            several = self.scan(code, "workshop-1")
            self.assertEqual([several["verdict"], several["reason"]], ["check", "ambiguous"])
        self.assertEqual(self.scan("WORK00000022", "workshop-1")["reason"], "ok")

    def test_rules_speak_of_the_dates_of_the_ticket(self):
        self.assertEqual(self.scan("MAIN00000001", "begun-1")["reason"], "ok")
        refused = self.scan("MAIN00000002", "begun-1")
        self.assertEqual(refused["reason"], "rules")
        self.assertEqual(refused["message"], {"en": "Only after 2090-01-07 10:00",
                                              "fr": "Seulement après 2090-01-07 10:00"})

    def test_the_journal_says_the_same_again(self):
        for number, code in enumerate(("BAND00000001", "MAIN00000002", "BAND00000003")):
            for place in ("desk-1", "workshop-1", "begun-1"):
                self.scan(code, place, nonce=f"{number}")
                self.scan(code, place, nonce=f"{number}", type="exit")
        replayed = subprocess.run(
            [KIOSKCTL, "--state", self.station.state, "replay", "--config", self.station.config],
            capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(replayed.returncode, 0, replayed.stdout + replayed.stderr)


if __name__ == "__main__":
    unittest.main()
