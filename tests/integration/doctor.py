# tests/integration/doctor.py — what kioskctl doctor says of a real station, whole and broken.
#
# Whether the machine's clock is synchronised is not the station's doing: both answers pass.
import json
import subprocess
import unittest

from pty_scanner import PtyScanner
from station import KIOSKCTL, PATIENCE, Station, guest

CODES = {"ok": 0, "warning": 1, "failure": 2}  # how bad the worst finding is
NO_LIST = "✕ list          no attendee list\n    → kioskctl import FILE.csv\n"
NO_READER = ("▲ reader scanner-1  Scanner not connected: plug it in.\n"
             "    → plug it in, or correct its path in kioskd.toml\n")
NO_DAEMON = ("✕ daemon        no daemon answers at %s\n"
             "    → systemctl start kioskd; journalctl -u kioskd -n 50\n")


class Doctor(unittest.TestCase):
    def station(self, rows, plugged_in):
        station = Station(self, rows, scanner=True)
        if plugged_in:
            scanner = PtyScanner(station.scanner).plug_in()
            self.addCleanup(scanner.unplug)
        station.start(wait_for_list=rows is not None)
        station.wait_for_log("Scanner ready" if plugged_in else "Scanner not connected")
        return station

    def doctor(self, station, *options):
        return subprocess.run(
            [KIOSKCTL, "doctor", "--config", station.config, "--state", station.state, *options],
            capture_output=True, text=True, timeout=PATIENCE, check=False)

    def examine(self, station):
        """The states by name without the clocks', and the text; the exit code fits both."""
        found = self.doctor(station, "--json")
        states = {check["name"]: check["state"] for check in json.loads(found.stdout)["checks"]}
        said = self.doctor(station)
        self.assertEqual([said.stderr, found.stderr], ["", ""])
        worst = max(CODES[state] for state in states.values())
        self.assertEqual([said.returncode, found.returncode], [worst, worst])
        for clock in ("clock", "station clock") if station.alive() else ("clock",):
            self.assertIn(states.pop(clock), ("ok", "warning"))
        return states, said.stdout

    def only_bad(self, states):
        return {name: state for name, state in states.items() if state != "ok"}

    def test_a_station_in_order_is_told_so_line_by_line(self):
        station = self.station([guest(1), guest(2)], plugged_in=True)
        states, text = self.examine(station)
        self.assertEqual(states, dict.fromkeys(("config", "time zones", "disk", "daemon", "list",
                                                "storage", "reader scanner-1"), "ok"))
        for line in (f"✔ config        {station.config}\n", "✔ time zones    known\n",
                     f" MiB free in {station.state}\n",
                     f"✔ daemon        {station.state}/kioskd.sock\n",
                     "✔ list          2 tickets, ", "✔ storage       ",
                     "✔ reader scanner-1  ready\n"):
            self.assertIn(line, text)
        self.assertNotIn("✕", text)

    def test_a_reader_that_is_absent_is_a_warning_with_its_cure(self):
        states, text = self.examine(self.station([guest(1)], plugged_in=False))
        self.assertEqual(self.only_bad(states), {"reader scanner-1": "warning"})
        self.assertIn(NO_READER, text)
        self.assertNotIn("✕", text)

    def test_no_list_is_a_failure_with_its_cure(self):
        states, text = self.examine(self.station(None, plugged_in=True))
        self.assertEqual(self.only_bad(states), {"list": "failure"})
        self.assertIn(NO_LIST, text)

    def test_two_faults_at_once_are_both_named(self):
        states, text = self.examine(self.station(None, plugged_in=False))
        self.assertEqual(self.only_bad(states),
                         {"list": "failure", "reader scanner-1": "warning"})
        self.assertIn(NO_LIST, text)
        self.assertIn(NO_READER, text)

    def test_a_station_that_is_down_is_a_failure_and_the_rest_is_still_examined(self):
        station = self.station([guest(1)], plugged_in=True)
        station.kill()
        states, text = self.examine(station)
        self.assertEqual(states, {"config": "ok", "time zones": "ok", "disk": "ok",
                                  "daemon": "failure"})
        self.assertIn(NO_DAEMON % (station.state / "kioskd.sock"), text)


if __name__ == "__main__":
    unittest.main()
