# tests/integration/walk_ins.py — tickets made at the desk: durable, found everywhere, nowhere lost.
import csv
import io
import json
import shutil
import subprocess
import unittest

from signed_in import SignedIn, add_person
from station import KIOSKCTL, PATIENCE, Station, guest, list_text, wait_until
from stored import read_journal

GUESTS = [guest(number) for number in range(1, 8)]
WALK_IN = '[walk_in]\nproducts = ["Day ticket", "Conference"]\n'
EFUA = {"name": "Efua Sarpong", "product": "Day ticket", "paid_by": "card",
        "email": "efua@example.org", "company": "Sarpong Ltd", "note": "VIP lounge"}


class WalkIns(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, GUESTS)
        self.station.config.write_text(self.station.config.read_text() + WALK_IN)
        self.station.start()

    def give(self, status=200, **more):
        with self.station.client() as client:
            answer = client.post("/api/v1/walkins",
                                 json.dumps(EFUA | {"station": "desk-1"} | more))
        self.assertEqual(answer.status, status, answer.json())
        return answer.json()

    def get(self, path):
        with self.station.client() as client:
            return client.get("/api/v1/" + path).json()

    def scan(self, code, station="gate-2"):
        with self.station.client() as client:
            response = client.post("/api/v1/scans", json.dumps({"station": station, "code": code}))
        return response.json()

    def run_ctl(self, *words, code=0):
        done = subprocess.run([KIOSKCTL, *map(str, words), "--state", self.station.state],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def assert_recount_agrees(self):
        def settled():
            storage = self.get("status")["storage"]
            return storage["last_seq"] == storage["durable_seq"]
        wait_until(settled, "all is durable")
        self.run_ctl("recount", "--json")

    def one_found(self, text):
        found = self.get(f"attendees?search={text}")["items"]
        self.assertEqual([one["display_name"] for one in found], ["Efua Sarpong"], text)
        return found[0]

    def test_a_ticket_is_made_checked_in_found_and_counted(self):
        expected = self.get("stats/summary")["expected"]
        answer = self.give(check_in=True, nonce="n-1")
        code = answer["attendee"]["walk_in"]["code"]
        self.assertRegex(code, r"^W-[0-9A-HJKMNP-TV-Z]{6}$")
        self.assertEqual((answer["checkin"]["verdict"], answer["checkin"]["recorded"]),
                         ("go", True))
        self.assertEqual(answer["picture"]["side"], 29)
        for text in ("efua", "sarpong%20efua", "efua@example.org", code.lower(), code):
            found = self.one_found(text)
            self.assertEqual((found["status"], found["product"], found["order"]),
                             ("inside", "Day ticket", code), text)
        again = self.give(check_in=True, nonce="n-1")
        self.assertTrue(again["replayed"])
        self.assertEqual(again["attendee"]["id"], answer["attendee"]["id"])
        summary = self.get("stats/summary")
        self.assertEqual((summary["expected"], summary["arrived"], summary["entries"]),
                         (expected + 1, 1, 1))
        self.assertEqual(self.scan(code)["reason"], "already_redeemed")
        self.assertEqual(self.get("status")["list"]["walk_ins"], 1)
        self.assert_recount_agrees()
        note = {"text": "asked for a map"}
        with self.station.client() as client:
            path = f"/api/v1/attendees/{answer['attendee']['id']}"
            self.assertEqual(client.post(path + "/notes", json.dumps(note)).status, 200)
            undone = client.post(f"/api/v1/checkins/{answer['checkin']['seq']}/undo",
                                 json.dumps({"station": "desk-1"}))
            self.assertEqual(undone.status, 200, undone.json())
            self.assertEqual(client.get(path).json()["status"], "not_arrived")
        self.assertEqual(self.scan(code, "desk-1")["verdict"], "go")
        self.assert_recount_agrees()

    def test_it_outlives_restarts_the_loss_of_either_copy_and_of_either_file(self):
        code = self.give(check_in=True)["attendee"]["walk_in"]["code"]
        for lose in (None, "events.sqlite", "journal", "walk-ins", "walk-ins-again"):
            self.station.kill()
            if lose:
                self.lose(lose)
            self.station.start()
            self.one_found("efua")
            self.assertEqual(self.scan(code)["reason"], "already_redeemed", lose)
            self.assert_recount_agrees()
            self.assertIn(self.station.verify()[0], (0, 1), lose)
            # A file that is gone is made anew with the next line; both must have all again.
            self.give(name=f"Guest after {lose}", email="late@example.org", company="")
        self.run_ctl("replay", "--config", self.station.config)  # nothing is judged otherwise

    def lose(self, what):
        path = self.station.state / what
        self.assertTrue(path.exists(), path)
        for one in path.parent.glob(path.name + ("" if what.startswith("walk") else "*")):
            shutil.rmtree(one) if one.is_dir() else one.unlink()

    def test_a_damaged_file_of_names_gives_way_to_the_other(self):
        self.give()
        self.station.stop()
        for name in ("walk-ins", "walk-ins-again"):
            path = self.station.state / name
            whole = path.read_bytes()
            self.assertEqual(path.stat().st_mode & 0o077, 0, name)
            path.write_bytes(b"?" + whole[1:])
            self.station.start()
            self.one_found("efua")
            self.assertIn("the other copy is used", self.station.log_text())
            self.station.stop()
            path.write_bytes(whole)

    def test_a_new_list_loses_nobody_and_a_list_that_has_them_wins(self):
        made = self.give(check_in=True)["attendee"]
        code = made["walk_in"]["code"]
        self.import_rows([*GUESTS, guest(20)])
        self.one_found("efua")
        self.assertEqual(self.scan(code)["reason"], "already_redeemed")
        listed = dict(guest(21), code=code, name="Efua Sarpong-Mensah")
        self.import_rows([*GUESTS, listed])
        person = self.get("attendees?search=efua")["items"]
        self.assertEqual([(one["display_name"], one["id"], one["status"]) for one in person],
                         [("Efua Sarpong-Mensah", made["id"], "inside")])
        self.assert_recount_agrees()

    def import_rows(self, rows):
        path = self.station.folder / "next.csv"
        path.write_text(list_text(rows), encoding="utf-8")
        told = json.loads(self.run_ctl("import", path, "--json"))
        self.assertTrue(told["imported"], told)
        self.assertEqual(told["removed"], 0 if guest(20) in rows else 1)

    def test_exports_muster_backup_and_restore_have_them(self):
        code = self.give(check_in=True)["attendee"]["walk_in"]["code"]
        with self.station.operator() as operator:
            table = operator.get("/api/v1/exports/attendees.csv?bom=0").body.decode()
            scans = operator.get("/api/v1/exports/checkins.csv?bom=0").body.decode()
        row = list(csv.DictReader(io.StringIO(table)))[-1]
        self.assertEqual((row["name"], row["walk_in"], row["status"], row["order_code"]),
                         ("Efua Sarpong", "card", "inside", code))
        self.assertEqual(next(csv.DictReader(io.StringIO(scans)))["name"], "Efua Sarpong")
        backup = json.loads(self.run_ctl("backup", "--json"))["path"]
        self.give(name="Too late")
        self.station.stop()
        kept = shutil.copytree(backup, self.station.folder / "kept")
        shutil.rmtree(self.station.state)
        self.run_ctl("restore", kept, "--yes")
        self.station.start()
        self.one_found("efua")
        self.assertEqual(self.get("attendees?search=too%20late")["items"], [])
        self.assertEqual(self.scan(code)["reason"], "already_redeemed")

    def test_the_journal_and_the_log_know_nobody(self):
        code = self.give(check_in=True)["attendee"]["walk_in"]["code"]
        self.station.stop()
        stored = b"".join(payload for payload, _ in read_journal(self.station.state).values())
        database = b"".join(path.read_bytes() for path in
                            self.station.state.glob("events.sqlite*"))
        log = self.station.log_text().encode()
        for word in ("Efua", "Sarpong", "efua@example.org", "VIP lounge", code):
            for where in (stored, database, log):
                self.assertNotIn(word.encode(), where, word)
        self.assertIn(b"Day ticket", stored)

    def test_who_pays_later_is_unpaid_and_unknown_products_are_named(self):
        answer = self.give(check_in=True, paid_by="later")
        self.assertEqual(answer["checkin"]["reason"], "unpaid")
        self.assertIn("Day ticket, Conference", self.give(422, product="Gold")["detail"])
        self.assertEqual(self.get("status")["walk_in_products"], ["Day ticket", "Conference"])

    def test_who_made_it_is_on_record_and_the_terminal_makes_one_too(self):
        add_person(self.station, "Esi", "desk")
        with SignedIn(self.station, "Esi") as esi:
            answer = esi.post("/api/v1/walkins", json.dumps(EFUA)).json()
        self.assertEqual(answer["attendee"]["walk_in"]["operator"], "Esi")
        said = self.run_ctl("walkin", "--name", "Kwesi", "--product", "Conference", "--operator",
                            "abena", "--check-in", "desk-1")
        self.assertRegex(said, r"W-[0-9A-Z]{6}: Kwesi, Conference")
        self.assertIn("GO", said)
        self.run_ctl("walkin", "--name", "K", "--product", "Gold", "--operator", "abena", code=2)
        told = json.loads(self.run_ctl("walkin", "--name", "Yaw", "--product", "Conference",
                                       "--operator", "abena", "--json"))
        self.assertIsNone(told["checkin"])
        self.assertEqual(self.get("attendees?search=yaw")["items"][0]["status"], "not_arrived")


if __name__ == "__main__":
    unittest.main(verbosity=2)
