# tests/ui/dash_export.py — what an organiser takes home, compares, and finds behind a number.
import csv
import datetime
import io
import json
import tempfile
import unittest
from pathlib import Path

import openpyxl

from browser import Browser
from on_page import sign_in
from signed_in import add_person
from station import wait_until
from ui_station import CODES, UiStation, code


class DashExport(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()
        add_person(self.station, "Abena")
        for number in range(10, 17):
            self.station.scan(code(number))
        self.station.scan(CODES["canceled"])
        self.browser = Browser(self)
        self.browser.size(1366, 900)
        folder = tempfile.TemporaryDirectory(prefix="kiosk-downloads-")
        self.addCleanup(folder.cleanup)
        self.downloads = Path(folder.name)
        self.browser.command("Browser.setDownloadBehavior",
                             {"behavior": "allow", "downloadPath": folder.name})
        self.open()

    def open(self, language="en"):
        self.browser.open(self.station.page(f"/dash?lang={language}"))
        self.browser.wait(state="ready")
        wait_until(lambda: self.browser.text("#tile-arrived .big").startswith("7"), "the numbers")

    def file(self, name):
        """What the browser has kept under this name."""
        path = self.downloads / name
        wait_until(path.exists, f"{name} is kept")
        return path.read_bytes()

    def take(self, table, ending):
        if not self.browser.run("return document.querySelector('#export').open"):
            self.browser.element("#export summary").click()
        self.browser.element(f"[data-table='{table}'][data-format='{ending}']").click()

    def test_a_lead_takes_tables_and_nobody_else_does(self):
        self.take("checkins", "xlsx")
        sign_in(self.browser, "Abena")
        head, *rows = openpyxl.load_workbook(io.BytesIO(self.file("checkins.xlsx")))["Rows"].values
        self.assertEqual(len(rows), 8)
        self.assertEqual(rows[0][head.index("name")], "Guest 10")
        self.browser.element("#export-anonymous").click()
        self.take("attendees", "csv")
        text = self.file("attendees.csv").decode("utf-8-sig")
        self.assertNotIn("Guest 10", text)
        self.assertEqual(len(list(csv.DictReader(io.StringIO(text, newline="")))), 35)
        self.take("stats", "json")
        self.assertEqual(json.loads(self.file("stats.json"))["_meta"]["table"], "stats")
        self.browser.run("document.querySelector('#export').scrollIntoView()")
        self.browser.picture("dash-export")
        self.browser.element("#who").click()  # signs out
        wait_until(lambda: not self.browser.element("#who").is_displayed(), "nobody is signed in")
        self.take("audit", "csv")
        wait_until(lambda: self.browser.run("return !!document.querySelector('#sign-in')"),
                   "it asks again")
        self.assertFalse((self.downloads / "audit.csv").exists())

    def test_french_sheets_get_semicolons(self):
        self.open("fr")
        self.take("stats", "csv")
        sign_in(self.browser, "Abena")
        self.assertTrue(self.file("stats.csv").decode("utf-8-sig").startswith("bucket_start;"))

    def test_the_curve_as_a_file_has_the_numbers_of_the_log(self):
        # The tiles may be told by the stream before the curve was asked for anew.
        wait_until(lambda: self.browser.run(
            "return document.querySelector('#curve svg')?.getAttribute('aria-label') ?? ''"
        ).startswith("7 arrivals"), "the curve has them too")
        self.browser.element("#as-csv").click()
        with self.station.client() as client:
            day = client.get("/api/v1/stats/summary").json()["today"]["day"]
            told = client.get("/api/v1/stats/arrivals?bucket=5m").json()["items"]
        text = self.file(f"arrivals-{day}.csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([int(row["arrived"]) for row in rows if int(row["arrived"])],
                         [row["arrived"] for row in told if row["arrived"]])
        self.assertEqual(int(rows[-1]["total"]), 7)

    def test_another_day_is_laid_beside_today(self):
        before = self.browser.run("return document.querySelector('#other-day').value")
        with self.station.client() as client:
            today = datetime.date.fromisoformat(
                client.get("/api/v1/stats/summary").json()["today"]["day"])
        self.assertEqual(before, str(today - datetime.timedelta(days=1)))
        self.assertIn(before, self.browser.text("#legend"))
        other = str(today - datetime.timedelta(days=3))
        self.browser.run("""const field = document.querySelector("#other-day");
            field.value = arguments[0]; field.dispatchEvent(new Event("change"));""", other)
        wait_until(lambda: other in self.browser.text("#legend"), "the legend names it")
        asked = self.browser.run("""return performance.getEntriesByType("resource")
            .map((one) => decodeURIComponent(one.name)).filter((one) => one.includes("from="));""")
        self.assertTrue(any(f"from={other}T00:00:00.000Z" in one for one in asked), asked)  # Accra

    def test_a_number_leads_to_the_rows_behind_it(self):
        for tile, rows in (("refused", "refused"), ("arrived", "not-arrived"),
                           ("inside", "muster")):
            self.browser.element(f"#tile-{tile} .big a").click()
            self.assertTrue(self.browser.run(
                f"return document.querySelector('#{rows}').open"), rows)
            self.assertEqual(self.browser.run("return document.activeElement.parentElement.id"),
                             rows)
        self.assertIn("Names for a lead", self.browser.text("#not-arrived"))
        self.take("stats", "json")
        sign_in(self.browser, "Abena")
        self.file("stats.json")
        self.open()
        self.browser.element("#tile-arrived .big a").click()
        wait_until(lambda: "Ama Owusu" in self.browser.text("#not-arrived"), "names for a lead")
        self.assertNotIn("Guest 10", self.browser.text("#not-arrived"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
