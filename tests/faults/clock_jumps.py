# tests/faults/clock_jumps.py — the wall clock jumps, and nobody expires: F27, F28.
import datetime
import time
import unittest

from fault_control import FaultControl
from sick_station import SickStation
from station import Station, guest, pretty, wait_until
from stored import read_database

DAY = 86400.0
NOW = time.time()
# Seconds from now to where a battery, a hand or a counter's end may put the clock.
JUMPS = {"a day on": DAY, "a day back": -DAY, "1970": -NOW, "2038": 2**31 - NOW,
         "2106": 2**32 - NOW}
# What contradicts all that is known; a day on is what a night's rest looks like.
IMPOSSIBLE_AT_START = ["1970", "2038", "2106", "a day back"]
GUESTS = 200


def day(offset):
    at = datetime.datetime.fromtimestamp(NOW + offset * DAY, datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00")


class ClockJumps(SickStation):
    """Even guests have tickets for today only, odd ones for any time."""

    def setUp(self):
        # A little less than a day, so that a day on is too late and a day back too early.
        times = {"valid_from": day(-0.4), "valid_until": day(0.4)}
        none = {"valid_from": "", "valid_until": ""}
        rows = [guest(number, **(none if number % 2 else times)) for number in range(GUESTS)]
        self.station = Station(self, rows)
        self.control = FaultControl(self.station.folder / "control", self.station.state)
        self.addCleanup(self.control.close)
        self.numbers = iter(range(GUESTS))
        self.acknowledged = []

    def clock(self):
        with self.station.client() as client:
            clock = client.get("/api/v1/status").json()["clock"]
            return clock | {"code": clock["code"] or ""}

    def await_code(self, code):
        found = wait_until(lambda: self.clock()["code"] == code and self.clock(),
                           f"the clock's code {code!r}; it is {self.clock()}", 6.0)
        if code:
            self.assertTrue(found["sentence"].endswith("."), found)

    def next_of(self, times):
        number = next(n for n in self.numbers if (n % 2 == 0) == times)
        return guest(number)["code"]

    def test_f27_a_jump_while_it_runs_changes_no_decision_and_no_order(self):
        self.control.set_clock(server="heard")
        self.start()
        self.await_code("")
        for name, jump in JUMPS.items():
            with self.subTest(jump=name):
                self.control.set_clock(wall=jump, server="silent")
                self.await_code("CLOCK-STEP")
                for times in (True, False):
                    answer = self.scan(self.next_of(times))
                    self.assertEqual(answer["verdict"], "go", pretty(answer))
                self.control.set_clock(server="heard")
                self.await_code("")
        self.control.set_clock(server="silent")
        self.assert_nothing_lost()
        times = [row.at_ms for row in self.scans()]
        self.assertEqual(times, sorted(times), "the records' times go forward")

    def test_f27_a_restart_after_a_jump_does_not_make_it_right(self):
        """Killed, or stopped: the machine is the same, and its steady time goes on."""
        self.control.set_clock(server="silent")
        self.start()
        self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
        for days in (1, 7, 60, 400, -1):
            with self.subTest(days=days):
                self.control.set_clock(wall=days * DAY, server="silent")
                self.await_code("CLOCK-STEP")
                for end in (self.station.kill, self.station.stop, self.station.kill):
                    end()
                    self.start()
                    self.await_code("CLOCK-STEP")
                    answer = self.scan(self.next_of(True))
                    self.assertEqual((answer["verdict"], answer["reason"]),
                                     ("check", "clock_untrusted"), pretty(answer))
                    self.assertEqual(self.scan(self.next_of(False))["verdict"], "go")
                self.control.set_clock(server="silent")  # taken back
                self.await_code("")
                self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
        times = [row.at_ms for row in self.scans()]
        self.assertEqual(times, sorted(times), "the records' times go forward")
        self.assert_nothing_lost()

    def test_f27_a_restart_after_a_jump_of_a_clock_that_a_server_set_holds_nobody_up(self):
        self.control.set_clock(server="heard")
        self.start()
        self.await_code("")
        self.control.set_clock(wall=DAY, server="silent")
        self.await_code("CLOCK-STEP")
        self.station.kill()
        self.start()
        self.await_code("CLOCK-STEP")
        self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
        self.control.set_clock(server="heard")
        self.await_code("")
        self.assert_nothing_lost()

    def scans(self):
        rows = read_database(self.station.state)
        return [rows[seq] for seq in sorted(rows) if rows[seq].kind == "scan"]

    def test_f28_a_clock_that_cannot_be_right_at_the_start_expires_nobody(self):
        self.control.set_clock(server="silent")
        self.start()
        self.scan(self.next_of(False))
        self.assertEqual(self.station.stop()[0], 0)
        for name in IMPOSSIBLE_AT_START:
            with self.subTest(jump=name):
                self.control.set_clock(wall=JUMPS[name], server="silent")
                self.control.reboot()
                self.start()
                self.await_code("CLOCK-UNSURE")
                answer = self.scan(self.next_of(True))
                self.assertEqual((answer["verdict"], answer["reason"]),
                                 ("check", "clock_untrusted"), pretty(answer))
                answer = self.scan(self.next_of(False))
                self.assertEqual(answer["verdict"], "go", pretty(answer))
                self.control.set_clock(server="heard")  # a network: all is well again
                self.await_code("")
                self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
                self.assertEqual(self.station.stop()[0], 0)
        self.control.set_clock(server="heard")
        self.assert_nothing_lost()

    def restart(self, code, computer=False):
        self.assertEqual(self.station.stop()[0], 0)
        if computer:
            self.control.reboot()
        self.start()
        self.await_code(code)

    def test_f28_a_clock_set_right_by_hand_counts_from_the_next_start(self):
        """Of kioskd where no time was known before, else of the computer."""
        self.control.set_clock(wall=JUMPS["1970"], server="silent")
        self.start()
        self.await_code("CLOCK-UNSURE")
        self.control.set_clock(server="silent")  # the hand
        self.await_code("CLOCK-UNSURE")
        self.restart("")
        self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
        self.control.set_clock(wall=2 * DAY, server="silent")
        self.await_code("CLOCK-STEP")
        self.assertIn("restart the computer", self.clock()["sentence"])
        self.restart("CLOCK-STEP")
        self.restart("", computer=True)

    def test_f28_a_clock_set_back_by_hand_is_in_doubt_until_a_server_is_heard(self):
        self.control.set_clock(wall=DAY, server="silent")
        self.start()
        self.scan(self.next_of(False))
        self.control.set_clock(server="silent")
        self.await_code("CLOCK-STEP")
        self.assertIn("connect to a network", self.clock()["sentence"])
        self.restart("CLOCK-STEP")
        self.restart("CLOCK-UNSURE", computer=True)
        self.restart("CLOCK-UNSURE", computer=True)
        self.control.set_clock(server="heard")
        self.await_code("")
        self.assertEqual(self.scan(self.next_of(True))["verdict"], "go")
        self.restart("")
        self.control.set_clock(wall=DAY, server="silent")
        self.restart("", computer=True)  # the time of the last check-in has come


if __name__ == "__main__":
    unittest.main()
