# tests/faults/power_cut.py — the power goes at any moment: nothing acknowledged is lost.
#
# Recordings of what the driver wrote and synced are replayed by power_cut (C++), which opens what
# the disk may then hold: unsynced writes dropped, kept, reordered, torn by sector, names lost.
import shutil
import sys
import time
import unittest

from driver import announce, long_or_short, memory_folder, run_driver
from recordings import (Recording, damage_journal, lose_database, nearly_full_state,
                        ordinary_life, poisoned_life, red_life)

STATES = long_or_short(10_000, 600)  # at least, over all recordings
DRAWS_FOR_A_STATE = 4                # a third of all draws gives a state that was not seen before


DICE = announce()


class PowerCut(unittest.TestCase):
    total = 0  # states of all tests

    @classmethod
    def tearDownClass(cls):
        """Runs after the last test; an error here fails the program."""
        print(f"{cls.total} states in all, promised {STATES}", flush=True)
        if len(sys.argv) == 1 and cls.total < STATES:  # all of them ran
            raise AssertionError(f"only {cls.total} states, promised {STATES}")

    def setUp(self):
        self.dice = DICE
        self.folder = memory_folder(self)
        self.begin, self.states = time.monotonic(), 0
        self.mended = 0

    def assert_all_kept(self, recording, states, *flags):
        seed = self.dice.randrange(2**32)
        found, said = recording.replay(states * DRAWS_FOR_A_STATE, seed, *flags)
        name = recording.folder.name
        self.assertEqual(found["kept"], found["states"], f"{name}: {found}\n{said}")
        self.states += found["states"]
        PowerCut.total += found["states"]
        self.mended += found["mended"]
        print(f"  {name}: {found['states']} states at {found['cuts']} moments,"
              f" {found['acknowledged']} acknowledged, {found['mended']} mended", flush=True)

    def test_power_cut_in_an_ordinary_life(self):
        number = 0
        while self.states < STATES * 0.5:
            number += 1
            recording = Recording(self, self.folder, f"life-{number}")
            ordinary_life(recording, self.dice, long_or_short(60, 12))
            self.assert_all_kept(recording, STATES // 6)
        self.tell()

    def test_power_cut_around_a_failed_sync(self):
        number = 0
        while self.states < STATES * 0.2:
            number += 1
            recording = Recording(self, self.folder, f"poisoned-{number}")
            poisoned_life(recording, self.dice, long_or_short(50, 12))
            # What a failed sync did to the bytes nobody knows: both are tried.
            flags = ["--failed-sync-keeps"] if number % 2 == 0 else []
            self.assert_all_kept(recording, STATES // 14, *flags)
        self.tell()

    def test_power_cut_after_a_start_from_red(self):
        number = 0
        while self.states < STATES * 0.1:
            number += 1
            recording = Recording(self, self.folder, f"red-{number}")
            failing = red_life(recording, self.dice, long_or_short(30, 12))
            self.assertTrue(failing.said("FAILED"), failing.lines[-3:])
            first = int(failing.said("FAILED")[0].split()[0])
            there = run_driver(recording.state, "--list-from", first)
            back = [seq for seq, scan_id in there.have.items() if scan_id.startswith("00000001")]
            self.assertEqual(back, [], "reported as not stored, and there after the start")
            self.assert_all_kept(recording, STATES // 14)
        self.tell()

    def test_power_cut_when_the_segment_changes(self):
        base = self.folder / "full"
        acknowledged = nearly_full_state(base)
        recording = Recording(self, self.folder, "next-segment", base, acknowledged)
        recording.run("--batches", 30, "--batch-max", 16)
        self.assertTrue((recording.state / "journal" / "00000002.kj").exists())
        self.assert_all_kept(recording, STATES // 50)
        self.tell()

    def test_power_cut_while_a_copy_is_made_anew(self):
        base = self.folder / "base"
        before = run_driver(base, "--batches", 60, "--run", 1000)
        for name, damage in (("journal", damage_journal), ("database", lose_database)):
            damaged = self.folder / f"damaged-{name}"
            shutil.copytree(base, damaged)
            damage(damaged)
            recording = Recording(self, self.folder, f"{name}-anew", damaged,
                                  before.acknowledged)
            recording.run("--batches", 6)
            self.assert_all_kept(recording, STATES // 20)
        self.tell()

    def tell(self):
        print(f"{self.states} states, 0 lost, 0 that cannot be opened, {self.mended} mended;"
              f" {time.monotonic() - self.begin:.0f} s", flush=True)


if __name__ == "__main__":
    unittest.main()
