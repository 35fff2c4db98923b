# tests/integration/exports.py — tables and metrics of a running station, read as other programs do.
import csv
import io
import json
import shutil
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, Station, guest, wait_until

GUESTS = [guest(1, name="=HYPERLINK(\"http://x\")"), guest(2, name="Zoë N'Diaye"),
          *[guest(number) for number in range(3, 1200)]]


class Exports(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, GUESTS).start()
        with self.station.operator() as operator:
            for number in range(1, 700):
                answer = operator.post("/api/v1/scans", json.dumps(
                    {"station": "desk-1", "code": f"TICKET{number:06}"}))
                self.assertEqual(answer.status, 200)
        with self.station.client() as client:
            wait_until(lambda: client.get("/api/v1/stats/summary").json()["entries"] == 699,
                       "all are counted")

    def staff(self, path):
        with self.station.operator() as operator:
            return operator.get("/api/v1/exports/" + path)

    def kioskctl(self, *words):
        return subprocess.run([KIOSKCTL, *words, "--state", self.station.state],
                              capture_output=True, timeout=PATIENCE, check=False)

    def test_every_scan_is_a_row_and_the_head_says_how_many(self):
        answer = self.staff("checkins.csv")
        self.assertEqual(answer.status, 200)
        text = answer.body.decode("utf-8-sig")
        self.assertTrue(answer.body.startswith(b"\xef\xbb\xbfseq,scan_id,captured_at,"))
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(len(rows), 699)
        self.assertEqual(str(len(rows)), answer.headers["x-total-count"])
        self.assertEqual(rows[0]["name"], "'=HYPERLINK(\"http://x\")")
        self.assertEqual(rows[1]["name"], "Zoë N'Diaye")
        self.assertEqual(text.count("\r\n"), 700)
        self.assertEqual([int(row["seq"]) for row in rows], sorted(int(row["seq"]) for row in rows))
        raw = self.staff("checkins.csv?raw=1&delimiter=semicolon&bom=0").body.decode()
        self.assertTrue(raw.startswith("seq;scan_id;"))
        self.assertIn(";\"=HYPERLINK(\"\"http://x\"\")\";", raw)

    def test_json_and_lines_have_the_same_rows(self):
        document = self.staff("checkins.json").json()
        self.assertEqual(document["_meta"]["table"], "checkins")
        self.assertEqual(len(document["items"]), 699)
        lines = self.staff("checkins.ndjson").body.decode().splitlines()
        self.assertEqual([json.loads(line) for line in lines], document["items"])

    def test_everybody_is_in_the_table_of_attendees(self):
        rows = self.staff("attendees.json").json()["items"]
        self.assertEqual(len(rows), len(GUESTS))
        self.assertEqual(sum(row["entries"] for row in rows), 699)

    def test_stats_are_the_summarys_numbers(self):
        rows = self.staff("stats.json").json()["items"]
        total = next(row for row in rows if row["dimension"] == "total")
        self.assertEqual((total["expected"], total["arrived_first_time"], total["entries"]),
                         (len(GUESTS), 699, 699))
        curve = [row for row in rows if row["dimension"] == "time"]
        self.assertEqual(sum(row["arrived_first_time"] for row in curve), 699)

    def test_nothing_personal_without_being_staff_or_when_not_wanted(self):
        with self.station.client() as client:
            for table in ("attendees.csv", "audit.csv", "muster.json"):
                self.assertIn(client.get("/api/v1/exports/" + table).status, (401, 403), table)
        anonymous = self.staff("checkins.csv?anonymous=1").body.decode("utf-8-sig")
        columns = next(csv.reader(io.StringIO(anonymous)))
        for column in ("name", "email", "company", "order_code", "resolved_by"):
            self.assertNotIn(column, columns)
        self.assertNotIn("Diaye", anonymous)

    def test_wrong_tables_and_options_are_named(self):
        for path, status in (("people.csv", 404), ("checkins.pdf", 404), ("checkins", 404),
                             ("checkins.csv?bom=2", 422), ("checkins.csv?delimiter=tab", 422)):
            self.assertEqual(self.staff(path).status, status, path)

    def test_kioskctl_writes_the_same_table(self):
        done = self.kioskctl("export", "checkins")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, self.staff("checkins.csv?bom=0").body)
        target = self.station.folder / "people.json"
        done = self.kioskctl("export", "attendees", "-f", "json", "-o", target)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(json.loads(target.read_text())["items"]), len(GUESTS))

    def test_metrics_are_what_promtool_takes(self):
        with self.station.operator() as operator:
            text = operator.get("/metrics").body.decode()
        self.assertIn('kiosk_scans_total{station="desk-1",verdict="go",reason="ok"} 699\n', text)
        self.assertNotIn("Diaye", text)
        self.assertNotIn("TICKET", text)
        promtool = shutil.which("promtool")
        if promtool is None:
            self.skipTest("promtool is not installed (package prometheus): format not checked")
        done = subprocess.run([promtool, "check", "metrics"], input=text, text=True,
                              capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=2)
