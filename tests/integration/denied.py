# tests/integration/denied.py — the deny list: silent at the lane, heard by staff, told when idle.
import json
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, run_kioskd, wait_until
from venue_station import DENIED, VenueCase


class Denied(VenueCase):
    def test_the_deny_list_is_silent_at_the_lane_and_heard_by_staff(self):
        self.deny(DENIED)
        lane_stream = self.station.stream("scan")
        lane = self.scan(DENIED, "gate-in")
        self.assertEqual([lane["verdict"], lane["reason"], lane["message"]["en"]],
                         ["stop", "see_supervisor", "Please wait"])
        heard = lane_stream.wait_for_result(seq=lane["seq"])
        self.assertNotIn("deny", json.dumps(lane) + json.dumps(heard))
        self.assertNotIn("alert", json.dumps(lane) + json.dumps(heard))
        self.assertEqual(self.resolve(lane).json()["reason"], "see_supervisor")
        self.assertEqual(self.scan(DENIED, "gate-out")["set_aside"], None)
        self.assertNotIn("denylisted", self.get("checkins").body.decode())
        rows = self.get("checkins", staff=True).json()["items"]
        self.assertEqual([(row["reason"], row["set_aside"]) for row in rows],
                         [("denylisted", None), ("denylisted", None),
                          ("ok_exit_unmatched", "denylisted")])
        self.assertEqual(self.get("alerts").status, 401)
        alerts = json.loads(self.ctl("--json", "alerts"))["items"]
        self.assertEqual([(alert["station"], alert["seq"]) for alert in alerts],
                         [(row["station"], row["seq"]) for row in rows])
        self.assertNotIn("Guest", json.dumps(alerts))
        logged = [line for line in self.station.log_text().splitlines() if "silent alert" in line]
        self.assertEqual(len(logged), 3)
        self.assertIn("zone=venue", logged[0])
        self.assertNotIn("Guest", "".join(logged))
        self.assertNotIn("TICKET", "".join(logged))

    def test_no_alert_is_lost_or_told_twice_over_a_restart(self):
        self.deny(DENIED)
        self.scan(DENIED, "gate-in", nonce="1")
        with (self.station.folder / "alerts").open("w+", encoding="utf-8") as heard:
            follower = subprocess.Popen(
                [KIOSKCTL, "--state", self.station.state, "--ndjson", "alerts", "-f"],
                stdout=heard, stderr=subprocess.DEVNULL)
            self.addCleanup(follower.wait, PATIENCE)
            self.addCleanup(follower.terminate)

            def told():
                heard.seek(0)
                return [json.loads(line) for line in heard.read().splitlines()]

            wait_until(lambda: len(told()) == 1, "the first alert")
            self.scan(DENIED, "gate-in", nonce="2")
            self.station.kill()
            self.station.start()
            self.scan(DENIED, "gate-out", nonce="3")
            self.scan(DENIED, "gate-in", dry_run=True)  # validated at the lane: somebody is there
            wait_until(lambda: len(told()) == 4, "the alerts of both runs")
            self.assertEqual([(alert["station"], alert["dry_run"]) for alert in told()],
                             [("gate-in", False), ("gate-in", False), ("gate-out", False),
                              ("gate-in", True)])
        now = json.loads(self.ctl("--json", "alerts"))["items"]
        self.assertEqual([alert["seq"] for alert in now][3:], [None])
        self.assertEqual(len(set(alert["seq"] for alert in now)), 4)
        self.assertIn("validated only, no record", self.ctl("alerts"))
        self.ctl("scan", f"TICKET{DENIED:06}", "--station", "gate-in", "--dry-run", code=4)
        self.assertEqual(len(json.loads(self.ctl("--json", "alerts"))["items"]), 4)

    def test_a_slip_of_the_pen_is_told_or_refused_and_the_deny_list_only_to_staff(self):
        self.station.stop()
        sound = self.station.config.read_text()
        self.station.config.write_text(
            sound + '[[deny]]\nticket = "csv:00000000000000de"\n[[entitlement]]\nid = "all"\n'
            'products = ["Conference", "Confrence"]\nzones = ["venue", "hall", "vault"]\n')
        self.station.start()
        lane = self.get("status")
        self.assertNotIn("csv:00000000000000de", lane.body.decode())
        self.assertNotIn("deny", lane.body.decode())
        self.assertEqual(len(lane.json()["warnings"]), 1)
        self.assertIn("Confrence", lane.json()["warnings"][0])
        warnings = self.get("status", staff=True).json()["warnings"]
        self.assertEqual(len(warnings), 2)
        self.assertIn("csv:00000000000000de", warnings[0])
        self.assertIn("Confrence", warnings[1])
        self.assertIn('names product "Confrence"', self.ctl("status"))
        for warning in warnings:
            self.assertIn(warning, self.station.log_text())
        self.station.stop()
        self.station.config.write_text(sound.replace("capacity = 1\n", 'on_full = "check"\n'))
        checked = run_kioskd("--check-config", self.station.config)
        self.assertEqual(checked.returncode, 1)
        line = 1 + sound[:sound.index("capacity = 1\n")].count("\n")
        self.assertIn(f":{line}:11: error: zone \"hall\" has on_full, which counts only with "
                      "capacity", checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
