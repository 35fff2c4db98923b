# tests/integration/stats.py — the organiser's numbers: told, recounted from disk, and still equal.
import json
import random
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, Station, guest, wait_until

CONFIG = """config_version = 1
[node]
name = "test-box"
timezone = "Asia/Kathmandu"
[http]
listen = "127.0.0.1:0"
[event]
name = "Test Event"
[source]
type = "csv"
path = "attendees.csv"
[[list]]
id = "main"
products = ["Conference"]
[[list]]
id = "all"
[[zone]]
id = "venue"
capacity = 30
[[station]]
id = "desk"
lists = ["main"]
force = true
[[station]]
id = "gate-in"
profile = "gate"
lists = ["all"]
zone = "venue"
[[station]]
id = "gate-out"
profile = "gate"
direction = "exit"
lists = ["all"]
zone = "venue"
"""
GUESTS = [guest(number, product="Workshop" if number % 5 == 0 else "Conference",
                status="pending" if number % 7 == 0 else "paid") for number in range(1, 60)]


class Stats(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, GUESTS)
        self.station.config.write_text(CONFIG)
        self.station.start()
        self.dice = random.Random(2027)

    def get(self, path):
        with self.station.client() as client:
            response = client.get("/api/v1/stats/" + path)
        self.assertEqual(response.status, 200, response.json())
        return response.json()

    def scan(self, station, code, **more):
        with self.station.operator() as operator:
            body = {"station": station, "code": code} | more
            response = operator.post("/api/v1/scans", json.dumps(body))
        self.assertEqual(response.status, 200, response.json())
        return response.json()

    def recount(self):
        done = subprocess.run([KIOSKCTL, "recount", "--state", self.station.state, "--json"],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode, json.loads(done.stdout)

    def some_scans(self, number):
        for _ in range(number):
            who = self.dice.randint(1, 65)  # a few are on no list
            station = self.dice.choice(["desk", "gate-in", "gate-in", "gate-out"])
            code = self.dice.choice([f"TICKET{who:06}"] * 9 + ["TICK"])
            forced = {}
            if station == "desk" and self.dice.random() < 0.3:
                forced = {"force": True, "operator": "Esi"}
            answer = self.scan(station, code, **forced)
            if answer["verdict"] != "go" and station == "gate-in" and self.dice.random() < 0.3:
                self.let_in(answer["id"])

    def let_in(self, scan):
        with self.station.operator() as operator:
            operator.post(f"/api/v1/scans/{scan}/resolve",
                          json.dumps({"action": "override", "operator": "Esi", "reason": "host"}))

    def counted(self):
        """Once everything that was answered is counted."""
        with self.station.client() as client:
            status = lambda: client.get("/api/v1/status").json()["storage"]
            wait_until(lambda: status()["last_seq"] == status()["durable_seq"], "all is durable")
        return self.get("summary")

    def test_a_day_with_restarts_is_recounted_to_the_same_numbers(self):
        for stop in (self.station.stop, self.station.kill, None):
            self.some_scans(120)
            before = self.counted()
            code, report = self.recount()
            self.assertEqual((code, report["differences"]), (0, []))
            self.assertGreater(report["numbers"], 40)
            if stop is None:
                break
            stop()
            self.station.start()
            after = self.get("summary")
            for name in ("arrived", "entries", "exits", "inside", "refused", "refused_tickets",
                         "overrides", "by_hour", "newest_scan"):
                self.assertEqual(after[name], before[name], name)
            self.assertEqual(self.recount()[1]["differences"], [])
        self.assertGreater(before["overrides"], 5)
        self.assertGreater(before["refused"], before["refused_tickets"])

    def test_a_number_that_differs_is_named(self):
        self.some_scans(5)
        self.counted()
        other = Station(self, GUESTS)
        other.config.write_text(CONFIG)
        other.start()
        with other.operator() as operator:
            for number in range(1, 20):
                operator.post("/api/v1/scans", json.dumps(
                    {"station": "gate-in", "code": f"TICKET{number:06}"}))
        done = subprocess.run(
            [KIOSKCTL, "recount", "--state", other.state, "--url",
             f"http://127.0.0.1:{self.station.port}"],
            capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("the daemon says", done.stdout)

    def test_each_answer_carries_its_age(self):
        self.assertIsNone(self.get("summary")["age_s"])
        self.scan("gate-in", "TICKET000001")
        for path in ("summary", "arrivals", "breakdown?by=list", "breakdown?by=zone",
                     "breakdown?by=station", "breakdown?by=product", "breakdown?by=reason"):
            with self.subTest(path=path):
                answer = wait_until(
                    lambda path=path: (lambda told: told if told["as_of_seq"] > 2 and
                                       told["newest_scan"] else None)(self.get(path)), "counted")
                self.assertGreaterEqual(answer["age_s"], 0)
                self.assertGreaterEqual(answer["as_of"], answer["newest_scan"])

    def test_buckets_begin_at_local_hours_and_wrong_questions_are_named(self):
        self.scan("gate-in", "TICKET000001")
        curve = wait_until(lambda: self.get("arrivals?bucket=60m")["items"], "a bucket")
        self.assertEqual(curve[0]["start"][14:16], "15")  # 05:45 ahead of UTC
        self.assertEqual(curve[0]["arrived"], 1)
        with self.station.client() as client:
            for query, word in (("arrivals?bucket=7m", "bucket"), ("arrivals?from=monday", "from"),
                                ("arrivals?from=2027-01-02T00:00:00Z&until=2027-01-01T00:00:00Z",
                                 "before"),
                                ("arrivals?bucket=1m&from=2027-01-01T00:00:00Z&"
                                 "until=2027-01-07T22:41:00Z", "10000"),
                                ("breakdown", "by"), ("breakdown?by=name", "by")):
                response = client.get("/api/v1/stats/" + query)
                self.assertEqual(response.status, 422, query)
                self.assertIn(word, json.dumps(response.json()))
            self.assertEqual(client.get("/api/v1/stats/arrivals?bucket=1m&from=2027-01-01T00:00:00Z"
                                        "&until=2027-01-07T22:40:00Z").status, 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
