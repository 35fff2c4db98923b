# tests/integration/undo.py — a check-in taken back: everywhere, for ever, by whoever may.
import csv
import io
import json
import shutil
import subprocess
import unittest

from signed_in import SignedIn, add_person
from station import KIOSKCTL, PATIENCE, Station, guest, wait_until

GUESTS = [guest(number) for number in range(1, 8)]
CODE = "TICKET000001"


class Undo(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, GUESTS).start()

    def scan(self, code=CODE, station="desk-1"):
        with self.station.client() as client:
            response = client.post("/api/v1/scans", json.dumps({"station": station, "code": code}))
        self.assertEqual(response.status, 200, response.json())
        return response.json()

    def undo(self, scan, client=None, **body):
        with client or self.station.client() as asks:
            return asks.post(f"/api/v1/checkins/{scan}/undo", json.dumps(body))

    def summary(self):
        with self.station.client() as client:
            def settled():
                storage = client.get("/api/v1/status").json()["storage"]
                return storage["last_seq"] == storage["durable_seq"]
            wait_until(settled, "all is durable")
            return client.get("/api/v1/stats/summary").json()

    def run_ctl(self, *words):
        return subprocess.run([KIOSKCTL, *words, "--state", self.station.state],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)

    def assert_recount_agrees(self):
        done = self.run_ctl("recount", "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_desk_undoes_at_once_and_everything_agrees(self):
        first = self.scan()
        self.scan("TICKET000002")
        stream = self.station.stream("scan")
        answer = self.undo(first["id"], station="desk-1", nonce="n-1").json()
        self.assertEqual((answer["checkin"]["seq"], answer["reason"]), (first["seq"], "slip"))
        told = stream.wait_for(lambda name, _: name == "checkin.undone")
        self.assertEqual(told["checkin"]["id"], first["id"])
        again = self.undo(first["seq"], station="desk-1", nonce="n-1").json()
        self.assertTrue(again["replayed"])
        self.assertEqual(self.undo(first["seq"], station="desk-1").status, 409)
        summary = self.summary()
        self.assertEqual([summary[name] for name in ("arrived", "entries", "inside", "undone")],
                         [1, 1, 1, 1])
        self.assert_recount_agrees()
        with self.station.client() as client:
            person = client.get("/api/v1/attendees?search=Guest%201").json()["items"][0]
        self.assertEqual((person["status"], person["entries"]), ("not_arrived", 0))
        self.assertEqual(self.scan()["verdict"], "go")  # the ticket is as good as new
        self.assertEqual(self.summary()["arrived"], 2)
        self.assert_recount_agrees()

    def test_it_outlives_restarts_and_the_loss_of_either_copy(self):
        first = self.scan()
        self.undo(first["seq"], station="desk-1")
        before = self.summary()
        for lose in (None, "events.sqlite", "journal"):
            self.station.kill()
            if lose:
                self.lose(lose)
            self.station.start()
            after = self.summary()
            for name in ("arrived", "entries", "inside", "undone"):
                self.assertEqual(after[name], before[name], (lose, name))
            with self.station.client() as client:
                row = client.get("/api/v1/checkins").json()["items"][0]
            self.assertEqual(row["undone"]["reason"], "slip", lose)
            self.assertEqual(self.undo(first["seq"], station="desk-1").status, 409, lose)
            self.assert_recount_agrees()
            code, said = self.station.verify()
            self.assertIn(code, (0, 1), said)
        done = self.run_ctl("replay", "--config", str(self.station.config))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.scan()["verdict"], "go")

    def lose(self, what):
        path = self.station.state / what
        self.assertTrue(path.exists(), path)
        for one in path.parent.glob(path.name + "*"):
            shutil.rmtree(one) if one.is_dir() else one.unlink()

    def test_older_and_other_desks_take_a_lead_and_a_reason(self):
        add_person(self.station, "Abena", "lead")
        add_person(self.station, "Esi", "desk")
        first = self.scan()
        other = self.undo(first["seq"], SignedIn(self.station, "Esi"), station="gate-2")
        self.assertEqual(other.status, 403)
        self.assertIn("a lead undoes any", other.json()["detail"])
        bare = self.undo(first["seq"], SignedIn(self.station, "Abena"), station="gate-2")
        self.assertEqual(bare.status, 422)
        done = self.undo(first["seq"], SignedIn(self.station, "Abena"), station="gate-2",
                         reason="wrong_person", note="twins")
        self.assertEqual(done.status, 200, done.json())
        with self.station.operator() as operator:
            table = operator.get("/api/v1/exports/checkins.csv?bom=0").body.decode()
            audit = operator.get("/api/v1/exports/audit.csv?bom=0").body.decode()
        row = next(csv.DictReader(io.StringIO(table)))
        self.assertEqual((row["undone_by"], row["undo_reason"]), ("Abena", "wrong_person"))
        self.assertNotEqual(row["undone_at"], "")
        act = list(csv.DictReader(io.StringIO(audit)))[-1]
        self.assertEqual((act["action"], act["actor"], act["reason"]),
                         ("undo", "Abena", "wrong_person: twins"))

    def test_the_terminal_undoes_the_last_one_and_says_so(self):
        self.scan()
        last = self.scan("TICKET000002")
        done = self.run_ctl("undo", "last", "--station", "desk-1", "--reason", "test",
                            "--operator", "Kofi")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("undone: entry of Guest 2", done.stdout)
        again = self.run_ctl("undo", str(last["seq"]), "--reason", "test", "--operator", "Kofi")
        self.assertEqual(again.returncode, 6, again.stdout)
        log = self.run_ctl("checkins").stdout
        self.assertIn("undone", log.splitlines()[-1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
