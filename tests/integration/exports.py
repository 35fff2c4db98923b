# tests/integration/exports.py — tables and metrics of a running station, read as other programs do.
import csv
import io
import json
import shutil
import subprocess
import unittest
import zipfile

import openpyxl

from signed_in import SignedIn, add_person
from station import KIOSKCTL, PATIENCE, Station, guest, wait_until

GUESTS = [guest(1, name="=HYPERLINK(\"http://x\")"), guest(2, name="Zoë N'Diaye"),
          *[guest(number) for number in range(3, 1200)]]


def station_with_scans(test):
    """699 people have come: more than a page of every table."""
    station = Station(test, GUESTS).start()
    with station.operator() as operator:
        for number in range(1, 700):
            answer = operator.post("/api/v1/scans", json.dumps(
                {"station": "desk-1", "code": f"TICKET{number:06}"}))
            assert answer.status == 200, answer
    with station.client() as client:
        wait_until(lambda: client.get("/api/v1/stats/summary").json()["entries"] == 699,
                   "all are counted")
    return station


class OfTheClass:
    """Lets a station live as long as the tests of a class."""

    def __init__(self, tests):
        self.addCleanup = tests.addClassCleanup


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.station = station_with_scans(OfTheClass(cls))

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

    def test_a_workbook_holds_the_same_rows_and_nothing_that_calculates(self):
        answer = self.staff("checkins.xlsx")
        self.assertEqual(answer.headers["x-total-count"], "699")
        book = openpyxl.load_workbook(io.BytesIO(answer.body))
        self.assertEqual(book.sheetnames, ["About", "Rows"])
        head, *rows = book["Rows"].values
        expected = self.staff("checkins.json").json()["items"]
        self.assertEqual([dict(zip(head, row)) for row in rows], expected)
        name = book["Rows"].cell(row=2, column=head.index("name") + 1)
        self.assertEqual((name.value, name.data_type), ('=HYPERLINK("http://x")', "s"))
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            for part in archive.namelist():
                self.assertNotIn(b"<f>", archive.read(part), part)
                self.assertNotIn("vbaProject", part)

    def test_a_workbook_says_what_it_is_and_what_its_columns_mean(self):
        book = openpyxl.load_workbook(io.BytesIO(self.staff("stats.xlsx").body))
        about = dict(book["About"].values)
        meta = self.staff("stats.json").json()["_meta"]
        for name in ("table", "event", "timezone", "node", "software", "filters"):
            self.assertEqual(about[name], meta[name], name)
        for title in next(book["Rows"].values):
            self.assertEqual(about[f"definitions: {title}"], meta["definitions"][title])
            self.assertTrue(meta["definitions"][title], title)

    def test_every_column_of_every_table_is_explained(self):
        for table in ("checkins", "attendees", "stats", "audit", "muster"):
            meta = self.staff(table + ".json").json()["_meta"]
            titles = next(csv.reader(io.StringIO(self.staff(table + ".csv?bom=0").body.decode())))
            self.assertEqual(list(meta["definitions"]), titles)
            self.assertEqual([name for name, text in meta["definitions"].items() if not text], [])

    def test_a_workbook_leaves_no_file_behind(self):
        for _ in range(3):
            self.assertEqual(self.staff("attendees.xlsx").status, 200)
        made = self.station.state / "uploads"
        wait_until(lambda: not list(made.iterdir()), "the files are gone")

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
        book = openpyxl.load_workbook(io.BytesIO(self.staff("checkins.xlsx?anonymous=1").body))
        self.assertEqual(next(book["Rows"].values), tuple(columns))
        self.assertEqual(dict(book["About"].values)["filters"], "no personal columns")
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


class ExportsInBetween(unittest.TestCase):
    """What changes the station while tables are made."""

    def setUp(self):
        self.station = station_with_scans(self)

    def test_scans_go_on_while_a_workbook_is_made(self):
        with self.station.operator() as slow, self.station.client() as client:
            slow._connection.request("GET", "/api/v1/exports/checkins.xlsx")
            for number in range(700, 750):
                self.assertEqual(client.scan(f"TICKET{number:06}")["verdict"], "go")
            response = slow._connection.getresponse()
            self.assertEqual(response.status, 200)
            self.assertTrue(response.read().startswith(b"PK"))

    def test_a_lead_who_signed_in_gets_the_personal_columns_too(self):
        add_person(self.station, "Abena")
        with SignedIn(self.station, "Abena") as abena:
            book = openpyxl.load_workbook(io.BytesIO(
                abena.get("/api/v1/exports/attendees.xlsx").body))
        head, first, *_ = book["Rows"].values
        self.assertEqual(dict(zip(head, first))["name"], '=HYPERLINK("http://x")')


if __name__ == "__main__":
    unittest.main(verbosity=2)
