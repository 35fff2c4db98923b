# tests/integration/searches.py — people are found by what they say: API and kioskctl, real daemon.
import csv
import io
import json
import subprocess
import time
import unittest
from urllib.parse import quote

from station import KIOSKCTL, PATIENCE, Station, guest

MANY = 60_000            # rows, of which one is looked for
SLOWEST_SCAN = 0.250     # seconds that a scan may take while an index is made
QUERY_BYTES_MAX = 200
QUERY_WORDS_MAX = 10
HITS_MAX = 1000

PEOPLE = [guest(1, name="Zoë N’Diaye", order="K7M-9P"),
          guest(2, name="Mohammed Abdallah", email="m.abdallah@example.org"),
          guest(3, name="Abd Allah Hassan", company="Université de Lomé"),
          guest(4, name="Thandeka Nkosi"),
          guest(5, name="ፀሐይ ኃይሉ"),
          guest(6, name="فاطمة الإدريسي"),
          guest(7, name="Kofi Mensah"),
          guest(8, name="Kɔfi Mɛnsa")]


def list_text(people):
    text = io.StringIO()
    columns = ["code", "name", "product", "order", "status", "email", "company"]
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(people)
    return text.getvalue()


class Searches(unittest.TestCase):
    def setUp(self):
        self.station = Station(self).start(wait_for_list=False)
        self.operator = self.station.operator()
        self.addCleanup(self.operator.__exit__)

    def take(self, people):
        answer = self.operator.import_list(list_text(people))
        self.assertEqual(answer.status, 200, answer)
        self.assertTrue(answer.json()["imported"], answer)

    def page(self, query, more=""):
        answer = self.operator.get(f"/api/v1/attendees?search={quote(query)}{more}")
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def found(self, query):
        return [(item["display_name"], item["match"]) for item in self.page(query)["items"]]

    def test_people_are_found_however_they_are_written(self):
        self.take(PEOPLE)
        for query, expected in (
                ("n diaye", [("Zoë N’Diaye", "name")]),
                ("mohamed", [("Mohammed Abdallah", "name")]),
                ("abdallah", [("Mohammed Abdallah", "name"), ("Abd Allah Hassan", "name")]),
                ("tandeka", [("Thandeka Nkosi", "name")]),
                ("ጸሀይ", [("ፀሐይ ኃይሉ", "name")]),
                ("فاطمه", [("فاطمة الإدريسي", "name")]),
                ("mensah", [("Kofi Mensah", "name"), ("Kɔfi Mɛnsa", "name")]),
                ("k7m9", [("Zoë N’Diaye", "order")]),
                ("m.abdallah@exam", [("Mohammed Abdallah", "email")]),
                ("lome", [("Abd Allah Hassan", "company")]),
                (guest(4)["code"], [("Thandeka Nkosi", "code")]),
                ("nobody", [])):
            with self.subTest(query):
                self.assertEqual(self.found(query), expected)

    def test_of_equal_hits_those_come_first_who_are_still_expected(self):
        self.take([guest(number, name="Ama Owusu") for number in range(3)])
        self.operator.scan(guest(0)["code"])
        self.operator.scan(guest(1)["code"])
        self.assertEqual([item["status"] for item in self.page("ama")["items"]],
                         ["not_arrived", "inside", "inside"])

    def test_a_search_is_bounded_in_bytes_words_and_hits(self):
        self.take([guest(number, name="Ama Owusu") for number in range(HITS_MAX + 1)])
        words = [f"w{number}" for number in range(QUERY_WORDS_MAX + 1)]
        self.page("w" * QUERY_BYTES_MAX)
        self.page(" ".join(words[:QUERY_WORDS_MAX]))
        for query, said in (("w" * (QUERY_BYTES_MAX + 1), "200"),
                            (" ".join(words), "search has 11 words, limit 10")):
            answer = self.operator.get(f"/api/v1/attendees?search={quote(query)}")
            self.assertIn(answer.status, (400, 413, 422), answer)
            self.assertIn(said, json.dumps(answer.json()))
        first = self.page("owusu", "&limit=500")
        self.assertEqual(len(first["items"]), 500)
        second = self.page("owusu", f"&limit=500&cursor={first['next_cursor']}")
        self.assertEqual(len(second["items"]), HITS_MAX - 500)
        self.assertIsNone(second["next_cursor"])
        shown = {item["id"] for item in first["items"] + second["items"]}
        self.assertEqual(len(shown), HITS_MAX)

    def test_after_a_restart_searches_wait_for_their_index_and_scans_do_not(self):
        self.take([guest(number, name=f"Guest Number{number}x") for number in range(MANY)])
        self.station.kill()
        self.station.start()
        self.operator = self.station.operator()
        self.addCleanup(self.operator.__exit__)
        with self.station.client() as client:
            begin = time.monotonic()
            self.assertEqual(client.scan(guest(1)["code"])["verdict"], "go")
            self.assertLess(time.monotonic() - begin, SLOWEST_SCAN)
        begin = time.monotonic()
        self.assertEqual(self.found("number59999x")[0], ("Guest Number59999x", "name"))
        self.assertLess(time.monotonic() - begin, PATIENCE)

    @unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
    def test_kioskctl_finds_the_same(self):
        self.take(PEOPLE)

        def search(*words):
            return subprocess.run([KIOSKCTL, "--state", self.station.state, "search", *words],
                                  capture_output=True, text=True, timeout=PATIENCE, check=False)
        answer = search("tandeka")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertIn("Thandeka Nkosi", answer.stdout)
        self.assertNotIn("Mohammed", answer.stdout)
        self.assertNotEqual(search("nobody").returncode, 0)


if __name__ == "__main__":
    unittest.main()
