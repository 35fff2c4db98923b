# tests/faults/kill_driver.py — SIGKILL at every named point and at random, many times over.
#
# Each cycle kills the durable driver, reads both copies as they lie there with readers of our own,
# and mostly opens them again with the storage code; else the next kill hits the mending.
import collections
import shutil
import signal
import time
import unittest

from driver import Model, announce, long_or_short, memory_folder, run_driver
from fault_control import FaultControl
from kill_points import EARLY, KILL_POINTS, kill_at
from recordings import nearly_full_state
from stored import read_database, read_journal

CYCLES = long_or_short(1200, 200)
CYCLES_IN_A_LIFE = 9  # then another state directory, so that first openings are killed too


class KillDriver(unittest.TestCase):
    def setUp(self):
        self.dice = announce()
        self.folder = memory_folder(self)
        self.state = self.folder / "state"
        self.control = FaultControl(self.folder / "control", self.state)
        self.addCleanup(self.control.close)
        self.runs = 0
        self.killed = collections.Counter()
        self.beside = 0  # records that were there without having been acknowledged

    def test_no_acknowledged_record_is_lost_or_doubled(self):
        begin, lives, acknowledged = time.monotonic(), 0, 0
        full = self.folder / "full"
        full_through = max(nearly_full_state(full))
        while self.killed.total() < CYCLES:
            shutil.rmtree(self.state, ignore_errors=True)
            self.model, self.first = Model(), 1
            if lives % 8 == 7:  # one that is about to begin its next segment
                shutil.copytree(full, self.state)
                self.first = full_through + 1
            self.live()
            lives += 1
            acknowledged += len(self.model.acknowledged)
        for name in KILL_POINTS:
            self.assertGreater(self.killed[name], 0, f"nothing was ever killed at {name}")
        print(f"{self.killed.total()} kills of {self.runs} runs in {lives} lives,"
              f" {acknowledged} acknowledged,"
              f" 0 lost, 0 doubled; {self.beside} not acknowledged were there;"
              f" {time.monotonic() - begin:.0f} s")
        print(dict(sorted(self.killed.items())))

    def live(self):
        for number in range(CYCLES_IN_A_LIFE):
            if self.killed.total() >= CYCLES:
                return
            is_first = number == 0 and not self.state.exists()
            name = self.next_point(EARLY if is_first else KILL_POINTS.keys() - EARLY)
            with self.subTest(kill=self.killed.total(), point=name):
                self.cycle(name)

    def next_point(self, names):
        """Mostly one of those that were hit least, and now and then any moment at all."""
        if self.dice.random() < 0.2:
            return "random"
        fewest = min(self.killed[name] for name in names)
        return self.dice.choice(sorted(name for name in names if self.killed[name] <= fewest + 1))

    def cycle(self, name):
        self.runs += 1
        self.control.set(kill_at(name, self.dice))
        arguments = ["--rest"] if self.dice.random() < 0.3 else []
        run = run_driver(self.state, "--run", self.runs, "--seed", self.dice.randrange(2**32),
                         "--batches", self.dice.randint(5, 25), *arguments,
                         environment=self.control.environment())
        self.assertIn(run.code, (0, -signal.SIGKILL), f"{run.lines[-3:]} {run.problems}")
        self.killed[name] += 1 if run.code else 0
        self.model.add(run)
        self.assert_in_both_copies()
        if self.dice.random() < 0.7:
            checked = run_driver(self.state, "--list-from", self.first)
            checked.have = {seq - self.first + 1: one for seq, one in checked.have.items()}
            model = Model()
            model.acknowledged = {seq - self.first + 1: one
                                  for seq, one in self.model.acknowledged.items()}
            self.beside += model.check(checked)

    def assert_in_both_copies(self):
        if not self.model.acknowledged:
            return
        journal, database = read_journal(self.state), read_database(self.state)
        for seq, scan_id in self.model.acknowledged.items():
            self.assertEqual(database[seq].scan_id, scan_id)
            self.assertEqual((database[seq].payload, database[seq].chain), journal[seq])


if __name__ == "__main__":
    unittest.main()
