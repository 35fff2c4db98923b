# tests/integration/proofs.py — how a supervisor's name was known stays beside it: PIN, token, word.
import json
import unittest

from signed_in import PIN
from venue_station import VenueCase


class Proofs(VenueCase):
    def row(self, scan):
        """The scan in the operator's log."""
        with self.station.operator() as client:
            return next(row for row in client.check_ins() if row["id"] == scan["id"])

    def proofs(self, scan):
        row = self.row(scan)
        return row["operator"], row["operator_proof"], row["second"], row["second_proof"]

    def refused(self, number, place="hall-in"):
        """The hall takes one: whoever comes next is refused."""
        answer = self.scan(number, place)
        self.assertNotEqual(answer["verdict"], "go", answer)
        return answer

    def lead_token(self):
        with self.station.operator() as client:
            made = client.post("/api/v1/tokens", json.dumps({"name": "Control room",
                                                             "role": "lead"})).json()
        return {"Authorization": f"Bearer {made['token']}"}

    def test_each_way_to_be_known_is_told_apart(self):
        self.scan(1, "hall-in")
        by_pin = self.resolve(self.refused(2)).json()
        self.assertEqual(self.proofs(by_pin), ("abena", "pin", None, None))
        said = self.resolve(self.refused(3), staff=True).json()
        self.assertEqual(self.proofs(said), ("abena", "claimed", None, None))
        with self.station.client() as client:
            by_token = client.post(
                f"/api/v1/scans/{self.refused(4)['id']}/resolve",
                json.dumps({"action": "override", "reason": "VIP"}),
                headers=self.lead_token()).json()
        self.assertEqual(self.proofs(by_token), ("Control room", "token", None, None))

    def test_the_second_person_has_a_proof_of_their_own(self):
        refused = self.refused(1, "vault-in")
        both = self.resolve(refused, second="kofi", second_pin=PIN).json()
        self.assertEqual(both["verdict"], "go", both)
        self.assertEqual(self.proofs(both), ("abena", "pin", "kofi", "pin"))
        refused = self.refused(2, "vault-in")
        said = self.resolve(refused, staff=True, second="kofi").json()
        self.assertEqual(self.proofs(said), ("abena", "claimed", "kofi", "claimed"))
        refused = self.refused(3, "vault-in")
        mixed = self.resolve(refused, staff=True, second="kofi", second_pin=PIN).json()
        self.assertEqual(self.proofs(mixed), ("abena", "claimed", "kofi", "pin"))

    def test_explanations_and_tables_tell_it_after_a_restart_too(self):
        self.scan(1, "hall-in")
        let_in = self.resolve(self.refused(2)).json()
        self.station.kill()
        self.station.start()
        self.assertEqual(self.proofs(let_in), ("abena", "pin", None, None))
        told = self.get(f"scans/{let_in['id']}/explanation", staff=True).json()
        facts = {name: text for check in told["checks"] for name, text in check["facts"].items()}
        self.assertEqual((facts["supervisor"], facts["name known by"]), ("abena", "pin"))
        self.assertIn("name known by", self.ctl("explain", let_in["id"]))
        audit = self.get("exports/audit.json", staff=True).json()["items"]
        self.assertEqual((audit[0]["actor"], audit[0]["actor_proof"]), ("abena", "pin"))
        log = self.get("exports/checkins.json", staff=True).json()["items"]
        self.assertEqual([row["resolved_proof"] for row in log if row["resolved_by"]], ["pin"])

    def test_forgiveness_and_emergencies_keep_it_in_the_journal(self):
        note = {"note": "test"}
        self.assertEqual(self.post("emergency/begin", note, by="abena").status, 200)
        self.assertEqual(self.post("emergency/end", note | {"operator": "abena"},
                                   staff=True).status, 200)
        self.scan(1, "gate-in")
        self.assertEqual(self.post("forgiveness", note | {"code": "TICKET000001"},
                                   by="kofi").status, 200)
        self.station.stop()
        journal = b"".join(path.read_bytes() for path in
                           sorted((self.station.state / "journal").rglob("*")) if path.is_file())
        # Field 48 (0x18 0x30) behind field 38 (0x18 0x26): begin 1, end 2, forgiveness 0.
        for act, proof in ((1, 1), (2, 0), (0, 1)):
            self.assertIn(bytes([0x18, 0x26, act, 0x18, 0x30, proof]), journal)


if __name__ == "__main__":
    unittest.main(verbosity=2)
