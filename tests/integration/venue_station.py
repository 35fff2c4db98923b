# tests/integration/venue_station.py — a station with zones, gates and a vault, and who asks it.
import json
import subprocess
import unittest

from signed_in import PIN, SignedIn, add_person
from station import KIOSKCTL, PATIENCE, Station, guest

DENIED = 6  # guest on the deny list
WALK_IN = '[walk_in]\nproducts = ["Day ticket"]\n'
ZONES = """[[zone]]
id = "venue"
name = { en = "Venue", fr = "Site" }
anti_passback = "hard"
[[zone]]
id = "hall"
parent = "venue"
name = { en = "Hall", fr = "Salle" }
capacity = 1
[[zone]]
id = "vault"
parent = "venue"
capacity = 0
security = true
"""
STATIONS = """[[station]]
id = "gate-in"
profile = "gate"
lists = ["doors"]
zone = "venue"
[[station]]
id = "gate-out"
profile = "gate"
lists = ["doors"]
zone = "venue"
direction = "exit"
[[station]]
id = "hall-in"
profile = "gate"
lists = ["doors"]
zone = "hall"
[[station]]
id = "vault-in"
profile = "gate"
lists = ["doors"]
zone = "vault"
[[list]]
id = "doors"
allow_multiple_entries = true
"""


class VenueCase(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(n) for n in range(1, 9)])
        self.station.config.write_text(self.station.config.read_text() + ZONES + STATIONS + WALK_IN)
        self.station.start()
        add_person(self.station, "abena")
        add_person(self.station, "kofi")

    def scan(self, number, place, **fields):
        with self.station.client() as client:
            return client.scan(f"TICKET{number:06}", place, **fields)

    def client(self, staff=False, by=None):
        """Over the operator's socket, as somebody who signed in, or as a screen of this machine."""
        if staff:
            return self.station.operator()
        return SignedIn(self.station, by) if by else self.station.client()

    def post(self, path, fields, staff=False, by=None):
        with self.client(staff, by) as client:
            return client.post("/api/v1/" + path, json.dumps(fields))

    def get(self, path, staff=False, by=None):
        with self.client(staff, by) as client:
            return client.get("/api/v1/" + path)

    def resolve(self, scan, staff=False, **fields):
        """Abena lets in whom this scan refused; over the socket she is who it says."""
        who = {"operator": "abena"} if staff else {}
        return self.post(f"scans/{scan['id']}/resolve",
                         {"action": "override", "reason": "VIP"} | who | fields,
                         staff, None if staff else "abena")

    def ctl(self, *words, code=0):
        done = subprocess.run([KIOSKCTL, "--state", self.station.state, *words],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def deny(self, number):
        with self.station.operator() as client:
            person = client.get(f"/api/v1/attendees?search=O{number:05}").json()["items"][0]
        self.station.stop()
        with self.station.config.open("a", encoding="utf-8") as config:
            config.write(f'[[deny]]\nticket = "{person["id"]}"\n')
        self.station.start()
