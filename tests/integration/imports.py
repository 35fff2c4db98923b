# tests/integration/imports.py — attendee lists over the UNIX socket, while people are scanned.
import threading
import time
import unittest

from signed_in import SignedIn, add_person
from station import Station, guest, list_text

LONG_LIST = 200_000        # rows
SLOWEST_SCAN = 0.250       # seconds that a scan may take while a list is read
SHRINK_WITHOUT_ASKING = 80  # of 100 tickets: a fifth may go


class Imports(unittest.TestCase):
    def setUp(self):
        self.station = Station(self).start(wait_for_list=False)
        self.operator = self.station.operator()
        self.addCleanup(self.operator.__exit__)

    def take(self, rows, query=""):
        answer = self.operator.import_list(list_text(rows), query)
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def tickets(self):
        return self.operator.get("/api/v1/status").json()["list"]["tickets"]

    def test_before_the_first_list_the_station_says_what_to_do(self):
        for answer in (self.operator.get("/readyz"),
                       self.operator.post("/api/v1/scans", '{"station":"desk-1","code":"X1"}')):
            self.assertEqual(answer.status, 503)
            self.assertEqual(answer.detail,
                             "no attendee list yet; load one with: kioskctl import FILE.csv")

    def test_a_good_list_is_taken_and_kept_over_a_restart(self):
        answer = self.take([guest(1), guest(2)])
        self.assertEqual(answer["sentence"], "Imported 2 tickets: 2 new, 0 gone, 0 kept.")
        self.assertEqual([answer[key] for key in ("imported", "accepted", "rejected", "version")],
                         [True, 2, 0, 1])
        answer = self.take([guest(2), guest(3)], "?allow_shrink=1")
        self.assertEqual(answer["sentence"], "Imported 2 tickets: 1 new, 1 gone, 1 kept.")
        self.station.kill()
        self.station.start()
        with self.station.client() as client:
            self.assertEqual(client.scan(guest(3)["code"])["verdict"], "go")
            self.assertEqual(client.scan(guest(1)["code"])["reason"], "invalid")

    def test_a_dry_run_changes_nothing(self):
        answer = self.take([guest(1)], "?dry_run=1")
        self.assertEqual([answer["imported"], answer["sentence"]],
                         [False, "Would import 1 ticket: 1 new, 0 gone, 0 kept."])
        self.assertEqual(self.operator.get("/readyz").status, 503)

    def test_bad_rows_are_named_and_hold_back_the_whole_list(self):
        rows = [guest(1), guest(2, code=""), guest(3, status="perhaps"), guest(1)]
        answer = self.take(rows)
        self.assertEqual([answer[key] for key in ("imported", "rows", "accepted", "rejected")],
                         [False, 4, 1, 3])
        for said, words in zip(answer["rejections"], (("line 3", "code"), ("line 4", "status"),
                                                      ("line 5", "line 2")), strict=True):
            for word in words:
                self.assertIn(word, said)
        self.assertIn("--keep-good", answer["sentence"])
        self.assertEqual(self.operator.get("/readyz").status, 503)
        answer = self.take(rows, "?keep_good=1")
        self.assertEqual([answer["imported"], self.tickets()], [True, 1])

    def test_a_list_that_shrinks_by_more_than_a_fifth_waits_for_a_yes(self):
        whole = [guest(number) for number in range(100)]
        self.take(whole)
        few = whole[:SHRINK_WITHOUT_ASKING - 1]
        answer = self.take(few)
        self.assertEqual([answer["imported"], answer["held"], self.tickets()], [False, True, 100])
        self.assertIn("21 of 100 tickets would go", answer["sentence"])
        self.assertIn("--confirm-shrink", answer["sentence"])
        self.assertTrue(self.operator.get("/api/v1/status").json()["list"]["held"])
        answer = self.take(few, "?allow_shrink=1")
        self.assertEqual([answer["imported"], answer["held"], self.tickets()], [True, False, 79])
        self.assertFalse(self.operator.get("/api/v1/status").json()["list"]["held"])

    def test_a_list_that_shrinks_by_a_fifth_is_taken(self):
        whole = [guest(number) for number in range(100)]
        self.take(whole)
        self.assertTrue(self.take(whole[:SHRINK_WITHOUT_ASKING])["imported"])

    def test_an_empty_list_waits_for_a_yes_and_then_knows_nobody(self):
        self.take([guest(1), guest(2)])
        answer = self.take([], "?keep_good=1")
        self.assertEqual([answer["imported"], answer["held"], self.tickets()], [False, True, 2])
        self.assertIn("2 of 2 tickets would go; the new list has nobody on it",
                      answer["sentence"])
        answer = self.take([], "?allow_shrink=1")
        self.assertEqual([answer["imported"], answer["removed"], self.tickets()], [True, 2, 0])
        for _ in range(2):  # before and after a restart
            self.assertEqual(self.operator.get("/readyz").status, 200)
            self.assertEqual(self.operator.scan(guest(1)["code"])["reason"], "invalid")
            self.assertEqual(self.operator.get("/api/v1/attendees?search=gu").json()["items"], [])
            summary = self.operator.get("/api/v1/stats/summary").json()
            self.assertEqual(summary["expected"], 0)
            self.station.kill()
            self.station.start()
            self.operator = self.station.operator()
            self.addCleanup(self.operator.__exit__)
        answer = self.take([guest(1)])
        self.assertEqual(answer["sentence"], "Imported 1 ticket: 1 new, 0 gone, 0 kept.")
        self.assertEqual(self.operator.scan(guest(1)["code"])["verdict"], "go")

    def test_an_empty_first_list_is_refused(self):
        answer = self.operator.import_list(list_text([]), "?allow_shrink=1&keep_good=1")
        self.assertEqual([answer.status, answer.detail], [422, "the file has a header row but no "
                         "attendees, and there is no list to empty"])
        self.assertEqual(self.operator.get("/readyz").status, 503)

    def test_a_list_whose_every_row_was_refused_is_no_empty_list(self):
        self.take([guest(1)])
        answer = self.take([guest(2, code="")], "?allow_shrink=1&keep_good=1")
        self.assertEqual([answer["imported"], answer["held"], self.tickets()], [False, False, 1])

    def test_a_garbled_pointer_to_the_list_is_mended_by_the_next_import(self):
        self.take([guest(1)])
        self.station.kill()
        (self.station.state / "roster" / "current").write_bytes(b"\xff\x00")
        self.station.start()
        self.station.wait_for_log("roster/current names no version")
        with self.station.operator() as operator:
            answer = operator.import_list(list_text([guest(1), guest(2)])).json()
        self.assertEqual([answer["imported"], answer["version"]], [True, 2])
        self.assertIn("current.damaged", answer["warnings"][0])
        self.station.kill()
        self.station.start()
        self.assertNotIn("names no version", self.station.log_text())
        with self.station.client() as client:
            self.assertEqual(client.scan(guest(2)["code"])["verdict"], "go")

    def test_over_the_network_nobody_but_an_admin_brings_a_list(self):
        with self.station.client() as client:
            answer = client.import_list(list_text([guest(1)]))
        self.assertEqual(answer.status, 401)
        self.assertIn("needs the role admin", answer.detail)
        self.assertIn("kioskctl import", answer.detail)
        add_person(self.station, "Abena", "lead")
        with SignedIn(self.station, "Abena") as lead:
            self.assertEqual(lead.import_list(list_text([guest(1)])).status, 403)
        self.assertEqual(self.operator.get("/readyz").status, 503)


class LongImport(unittest.TestCase):
    def test_scans_are_quick_while_a_long_list_is_read(self):
        first = [guest(number) for number in range(10_000)]
        station = Station(self, first).start()
        body = list_text([guest(number) for number in range(LONG_LIST)]).encode()
        done = []

        def take_list():
            with station.operator() as operator:
                done.append(operator.import_list(body).json())
        importing = threading.Thread(target=take_list)
        codes = iter(row["code"] for row in first)
        took = []
        with station.client() as client:
            client.scan(next(codes))
            importing.start()
            while importing.is_alive():
                begin = time.monotonic()
                answer = client.scan(next(codes))
                took.append(time.monotonic() - begin)
                self.assertEqual(answer["verdict"], "go")
            importing.join()
            self.assertEqual([done[0]["imported"], done[0]["added"]],
                             [True, LONG_LIST - len(first)])
            self.assertEqual(client.scan(guest(LONG_LIST - 1)["code"])["verdict"], "go")
        print(f"{len(took)} scans during the import, slowest {max(took) * 1000:.0f} ms")
        self.assertGreater(len(took), 20)
        self.assertLess(max(took), SLOWEST_SCAN)


if __name__ == "__main__":
    unittest.main()
