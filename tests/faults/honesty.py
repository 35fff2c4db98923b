# tests/faults/honesty.py — the harness finds a loss where there is one, or its zeroes mean nothing.
#
# Two builds that are wrong on purpose: one whose syncs do nothing, one that acknowledges when a
# record is appended. A test here passes only when a loss is found.
import signal
import time
import unittest

from driver import Loss, Model, announce, memory_folder, run_driver
from fault_control import Fault, FaultControl
from kill_points import kill_at
from recordings import ALL_FILES, Recording

BATCHES = 30
STATES = 4000  # and no loss among them: the harness is blind
KILLS = 600  # some forty are enough on average
A_LIFE = 20  # kills

DICE = announce()


class Honesty(unittest.TestCase):
    def setUp(self):
        self.folder = memory_folder(self)
        self.begin = time.monotonic()

    def assert_loss_found(self, recording, what):
        found, said = recording.replay(STATES, DICE.randrange(2**32), "--stop-at-loss")
        self.assertGreater(found["lost"], 0, f"{what}: no loss was noticed: {found}")
        print(f"{what}: first loss at state {found['first_loss']},"
              f" {time.monotonic() - self.begin:.1f} s: {said.splitlines()[-1]}", flush=True)

    def test_power_cut_notices_that_nothing_is_synced(self):
        recording = Recording(self, self.folder, "no-sync")
        recording.run("--batches", BATCHES, faults=[Fault("pretend", ["sync"], ALL_FILES)])
        self.assert_loss_found(recording, "all syncs removed")

    def test_power_cut_notices_that_files_are_not_synced(self):
        """Names are synced, bytes are not: what an fdatasync too few in both copies would do."""
        recording = Recording(self, self.folder, "no-data-sync")
        recording.run("--batches", BATCHES, faults=[
            Fault("pretend", ["sync"], [file for file in ALL_FILES if file != "directory"])])
        self.assert_loss_found(recording, "syncs of files removed")

    def test_power_cut_notices_that_acknowledgements_come_early(self):
        recording = Recording(self, self.folder, "early")
        recording.run("--batches", BATCHES, "--ack-early")
        self.assert_loss_found(recording, "acknowledged before the sync, power cut")

    def test_kill_notices_that_acknowledgements_come_early(self):
        for kills in range(1, KILLS + 1):
            if kills % A_LIFE == 1:  # a long history is opened longer than it is written to
                state = self.folder / f"state-{kills}"
                control, model = FaultControl(self.folder / f"control-{kills}", state), Model()
                self.addCleanup(control.close)
            control.set(kill_at("random", DICE))
            run = run_driver(state, "--run", kills, "--batches", BATCHES, "--ack-early",
                             environment=control.environment())
            self.assertIn(run.code, (0, -signal.SIGKILL))
            model.add(run)
            try:
                model.check(run_driver(state, "--list-from", 1))
            except Loss as loss:
                print(f"acknowledged before the sync, kill: first loss after {kills} kills,"
                      f" {time.monotonic() - self.begin:.1f} s: {str(loss)[:100]}", flush=True)
                return
        self.fail(f"no loss was noticed in {KILLS} kills")

    def test_one_lying_copy_costs_nothing(self):
        """The other way round: the promise holds while one of the copies keeps its word."""
        for name, files in (("journal", ["journal"]), ("database", ["log", "database"])):
            recording = Recording(self, self.folder, f"lying-{name}")
            recording.run("--batches", BATCHES * 4, "--batch-max", 16,
                          faults=[Fault("pretend", ["sync"], files)])
            found, said = recording.replay(STATES // 4, DICE.randrange(2**32))
            # The start does not look at every page of a database; what a lying disk mixed up there
            # and nobody has read yet is "unusable" to verify, and the scrub's to find.
            for finding in ("lost", "unopened", "doubled"):
                self.assertEqual(found[finding], 0, f"{name}: {found}\n{said}")
            self.assertGreater(found["mended"], 0)
            print(f"{name} syncs removed: {found['states']} states, {found['mended']} mended from"
                  f" the other copy, 0 lost, 0 that cannot be opened, {found['unusable']} left for"
                  " the scrub", flush=True)


if __name__ == "__main__":
    unittest.main()
