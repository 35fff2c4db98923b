# tests/integration/fleet.py — the devices of a station, what they do when asked, and rehearsals.
import json
import os
import unittest

from signed_in import SignedIn, add_person
from station import Station, guest, wait_until


class Fleet(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)], camera=True, scanner=True)
        text = self.station.config.read_text()
        gate = 'id = "gate-2"\n'
        self.station.config.write_text(text.replace(gate, gate + 'profile = "gate"\n'))
        self.station.start()
        add_person(self.station, "Abena")

    def devices(self):
        with self.station.client() as client:
            answer = client.get("/api/v1/devices")
        self.assertEqual(answer.status, 200, answer)
        return answer.json()["items"]

    def states(self):
        return {row["id"]: row["state"] for row in self.devices()}

    def post(self, path, fields, by="Abena"):
        with SignedIn(self.station, by) if by else self.station.client() as client:
            return client.post("/api/v1/" + path, json.dumps(fields))

    def test_there_is_a_row_for_each_device_and_trouble_comes_first(self):
        states = wait_until(lambda: (lambda now: now if "reader:folder" in now and
                                     "reader:scanner-1" in now else None)(self.states()),
                            "all readers have reported")
        self.assertEqual(set(states), {"computer:test-box", "station:desk-1", "station:gate-2",
                                       "reader:folder", "reader:scanner-1"})
        self.assertEqual(states["reader:scanner-1"], "not_heard")  # nothing is plugged in
        self.assertEqual(states["station:desk-1"], "degraded")
        self.assertEqual(states["station:gate-2"], "ready")
        rows = wait_until(lambda: (lambda now: now if all(
            row["free_bytes"] for row in now if row["kind"] == "computer") else None)(
                self.devices()), "the disk was looked at")
        order = ["out_of_order", "not_heard", "degraded", "ready"]
        places = [order.index(row["state"]) for row in rows]
        self.assertEqual(places, sorted(places))
        self.assertEqual(rows[0]["id"], "reader:scanner-1")
        self.assertTrue(rows[0]["sentence"])
        computer = next(row for row in rows if row["kind"] == "computer")
        self.assertEqual(computer["storage"], "green")
        self.assertGreaterEqual(computer["list_age_s"], 0)
        self.assertIn("kioskd", computer["software"])

    def test_a_station_shows_which_it_is_when_a_lead_asks(self):
        stream = self.station.stream("device")
        done = self.post("devices/station:gate-2/actions", {"action": "identify"})
        self.assertEqual(done.status, 200, done)
        self.assertEqual(done.json(), {"device": "station:gate-2", "action": "identify",
                                       "screens": 1})
        event = stream.wait_for(lambda name, _: name == "device.action")
        self.assertEqual(event, {"device": "station:gate-2", "action": "identify"})

    def test_what_cannot_be_done_is_said_with_why(self):
        actions = next(row for row in self.devices() if row["id"] == "station:gate-2")["actions"]
        self.assertEqual([name for name, why in actions.items() if why is None],
                         ["identify", "test_sound"])
        for name, why in actions.items():
            answer = self.post("devices/station:gate-2/actions", {"action": name})
            self.assertEqual(answer.status, 422 if why else 200, name)
            if why:
                self.assertEqual(answer.json()["errors"][0]["detail"], why)
        for device, action, status in (("station:none", "identify", 404),
                                       ("station:desk-1", "identify", 200),
                                       ("station:desk-1", "test_sound", 422),
                                       ("reader:folder", "identify", 422),
                                       ("station:gate-2", "dance", 422)):
            answer = self.post(f"devices/{device}/actions", {"action": action})
            self.assertEqual(answer.status, status, (device, action))
        self.assertEqual(self.post("devices/station:gate-2/actions", {"action": "identify"},
                                   by=None).status, 401)

    def test_a_rehearsal_is_kept_over_a_restart_with_who_did_it(self):
        kept = self.post("rehearsals", {"passed": False, "checks": {
            "station:gate-2 sound": "yes", "reader:scanner-1 scanner": "not_heard"}})
        self.assertEqual(kept.status, 200, kept)
        self.assertEqual((kept.json()["operator"], kept.json()["operator_proof"]),
                         ("Abena", "pin"))
        self.station.kill()
        self.station.start()
        with SignedIn(self.station, "Abena") as abena:
            self.assertEqual(abena.get("/api/v1/rehearsals").json()["items"], [kept.json()])
        mode = os.stat(self.station.state / "rehearsals.ndjson").st_mode & 0o077
        self.assertEqual(mode, 0)

    def test_wrong_rehearsals_are_refused_by_name(self):
        many = {f"check {number}": "yes" for number in range(201)}
        for fields, pointer in (({"passed": True}, "/checks"), ({"checks": {}}, "/passed"),
                                ({"passed": 1, "checks": {}}, "/passed"),
                                ({"passed": True, "checks": many}, "/checks"),
                                ({"passed": True, "checks": {"a": "x" * 121}}, "/checks"),
                                ({"passed": True, "checks": {}, "operator": "Kofi"},
                                 "/operator")):
            answer = self.post("rehearsals", fields)
            self.assertEqual(answer.status, 422, fields)
            self.assertIn(pointer, [error["pointer"] for error in answer.json()["errors"]])
        full = {name: "x" * 120 for name in list(many)[:200]}
        self.assertEqual(self.post("rehearsals", {"passed": True, "checks": full}).status, 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
