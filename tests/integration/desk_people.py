# tests/integration/desk_people.py — notes that outlive restarts, and orders that come in together.
import json
import unittest

from signed_in import SignedIn, add_person
from station import Station, guest

FAMILY = "K7M9P"
GUESTS = [guest(1, order=FAMILY), guest(2, order=FAMILY), guest(3, order=FAMILY, status="pending"),
          guest(4, order=FAMILY.lower()), guest(5)]


class DeskPeople(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, GUESTS).start()

    def get(self, path):
        with self.station.client() as client:
            answer = client.get("/api/v1/" + path)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def post(self, path, client=None, **body):
        with client or self.station.client() as asks:
            return asks.post("/api/v1/" + path, json.dumps(body))

    def person(self, name):
        found = self.get("attendees?search=" + name.replace(" ", "%20"))["items"]
        return next(one for one in found if one["display_name"] == name)

    def card(self, name):
        return self.get("attendees/" + self.person(name)["id"])

    def test_an_order_is_checked_in_together_and_once(self):
        first, second = self.person("Guest 1"), self.card("Guest 2")
        self.assertEqual([one["display_name"] for one in second["order_siblings"]],
                         ["Guest 1", "Guest 3", "Guest 4"])
        body = {"station": "desk-1", "attendee": first["id"], "nonce": "n-1", "group": "order"}
        answer = self.post("checkins", **body).json()
        self.assertEqual(answer["verdict"], "go")
        became = {row["attendee"]["display_name"]: (row["checked_in"], row["reason"])
                  for row in answer["group"]}
        self.assertEqual(became, {"Guest 2": (True, "ok"), "Guest 3": (False, "unpaid"),
                                  "Guest 4": (True, "ok")})
        again = self.post("checkins", **body).json()
        self.assertTrue(again["replayed"])
        self.assertTrue(all(row["arrived_before"] for row in again["group"]
                            if row["attendee"]["display_name"] != "Guest 3"))
        summary = self.get("stats/summary")
        # Nobody is refused who was not there to show a ticket.
        self.assertEqual([summary[name] for name in ("arrived", "entries", "refused")], [3, 3, 0])

    def test_notes_outlive_restarts_and_stand_in_exports_and_backups(self):
        add_person(self.station, "Ama", "desk")
        path = f"attendees/{self.person('Guest 5')['id']}/notes"
        written = self.post(path, SignedIn(self.station, "Ama"), text="brings own projector",
                            nonce="n-1")
        self.assertEqual((written.status, written.json()["operator"]), (200, "Ama"))
        self.post(path, SignedIn(self.station, "Ama"), text="brings own projector", nonce="n-1")
        self.station.kill()
        self.station.start()
        notes = self.card("Guest 5")["notes"]
        self.assertEqual([(one["operator"], one["text"]) for one in notes],
                         [("Ama", "brings own projector")])
        with self.station.operator() as operator:
            rows = operator.get("/api/v1/exports/attendees.json").json()["items"]
            made = operator.post("/api/v1/backup?to=" + str(self.station.folder), "")
        row = next(one for one in rows if one["name"] == "Guest 5")
        self.assertEqual(row["notes"], "Ama: brings own projector")
        self.assertEqual(made.status, 200, made.body)
        copies = list(self.station.folder.glob("backup-*/notes"))
        self.assertEqual(len(copies), 1)
        self.assertEqual(copies[0].read_bytes(), (self.station.state / "notes").read_bytes())
        self.assertEqual((self.station.state / "notes").stat().st_mode & 0o077, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
