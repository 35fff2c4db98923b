# tests/faults/nth_failure.py — the first, second, … call fails, once and for ever: no false yes.
#
# The form is SQLite's own: one run for each N until a run meets no failure any more. After each the
# state is opened twice: as the page cache has it, and as the disk has it when the power goes at the
# end and what a failed sync was to write is lost. A failed allocation may end the process (that is
# meant: it dies cleanly, with everything acknowledged intact); nothing else may.
import collections
import errno
import shutil
import signal
import time
import unittest

from driver import LONG, Model, announce, long_or_short, memory_folder, run_driver
from fault_control import ON_DISK, Fault
from recordings import Recording

BATCHES = 12
STATES_AT_THE_END = 6
MEANT_ENDS = (0, 3, 4)   # all well; the store failed and said so; the state was refused
ALLOCATIONS_TRIED = long_or_short(None, 24)  # in the long form every single one

# what fails, with which errors, and in the short form which share of all N is tried
CASES = {
    "write": (["write"], [errno.EIO, errno.ENOSPC, errno.EDQUOT], 16),
    "sync": (["sync"], [errno.EIO], 5),
    "open": (["open"], [errno.EMFILE, errno.EIO, errno.EROFS], 4),
    "rename": (["rename", "unlink", "make_directory"], [errno.EIO, errno.EROFS], 2),
    "read": (["read"], [errno.EIO], 4),
    "truncate": (["truncate", "allocate"], [errno.EIO, errno.ENOSPC], 5),
}
DICE = announce()


class NthFailure(unittest.TestCase):
    def setUp(self):
        self.folder = memory_folder(self)
        self.base = self.folder / "base"
        self.before = run_driver(self.base, "--batches", 20, "--run", 1000).acknowledged
        # A torn tail: the opening begins a segment, which renames, unlinks and opens much.
        self.torn = self.folder / "torn-state"
        shutil.copytree(self.base, self.torn)
        self.tear(self.torn)
        self.begin, self.runs, self.acted = time.monotonic(), 0, 0
        self.ends = collections.Counter()

    @staticmethod
    def tear(state):
        """Half a record behind the last one, as a power cut leaves it."""
        segment = sorted((state / "journal").glob("0*.kj"))[-1]
        data = bytearray(segment.read_bytes())
        end = -(-len(bytes(data).rstrip(b"\0")) // 8) * 8
        data[end:end + 40] = b"KJRE" + bytes([120, 0, 0, 0]) + bytes(8) + b"x" * 24
        segment.write_bytes(data)

    def fail_each(self, name, count):
        calls, errors, share = CASES[name]
        start = 1 if LONG else DICE.randint(1, share)
        while True:
            base = self.torn if DICE.random() < 0.3 else self.base
            fault = Fault("fail", calls, ON_DISK, start, count, DICE.choice(errors))
            if not self.fail_one(base, fault):
                return
            start += 1 if LONG else share

    def fail_one(self, base, fault):
        """One run with this fault; False when the run was over before the fault came."""
        self.runs += 1
        name = f"run-{self.runs}"
        recording = Recording(self, self.folder, name, base, self.before)
        run = recording.run("--batches", BATCHES, "--retries", 2, "--rest", faults=[fault])
        with self.subTest(fault=fault):
            self.assertIn(run.code, MEANT_ENDS, f"{run.lines[-3:]} {run.problems}")
            self.assert_kept(recording, run)
        self.ends[run.code] += 1
        self.acted += 1 if recording.acted else 0
        shutil.rmtree(recording.folder)
        return recording.acted

    def assert_kept(self, recording, run):
        flags = DICE.choice([[], ["--failed-sync-keeps"]])  # of what a failed sync was to write
        found, said = recording.replay(STATES_AT_THE_END, DICE.randrange(2**32), "--only-end",
                                       *flags)
        self.assertEqual(found["kept"], found["states"], f"{run.lines[-3:]}\n{said}")
        model = Model()
        model.acknowledged = dict(self.before)
        model.add(run)
        model.check(run_driver(recording.state, "--list-from", 1))

    def tell(self, name):
        ends = {"0": self.ends[0], "store failed": self.ends[3], "refused": self.ends[4]}
        print(f"{name}: {self.runs} runs, {self.acted} of them met the failure; ends: {ends};"
              f" {time.monotonic() - self.begin:.0f} s", flush=True)


def add_tests():
    for name in CASES:
        for count, when in ((1, "once"), (0, "for_ever")):
            def test(self, name=name, count=count, when=when):
                self.fail_each(name, count)
                self.assertGreater(self.acted, 0)
                self.tell(f"{name} fails {when}")
            setattr(NthFailure, f"test_{name}_fails_{when}", test)


class NthAllocation(unittest.TestCase):
    def test_no_false_yes_when_memory_is_refused(self):
        folder, begin, ends = memory_folder(self), time.monotonic(), collections.Counter()
        base = folder / "base"
        before = run_driver(base, "--batches", 20, "--run", 1000)
        for phase in ([], ["--fail-opening"]):
            probe = self.run_once(folder, base, ["--fail-allocation", 0, *phase])
            most = int(probe.said("DONE")[0])
            every = range(1, most + 1)
            for number in sorted(DICE.sample(every, ALLOCATIONS_TRIED or most)):
                for end in ([], ["--for-ever"]):
                    with self.subTest(number=number, phase=phase, end=end):
                        run = self.run_once(folder, base,
                                            ["--fail-allocation", number, *phase, *end])
                        self.assertIn(run.code, (*MEANT_ENDS, -signal.SIGABRT), run.problems)
                        ends[run.code] += 1
                        model = Model()
                        model.add(before)
                        model.add(run)
                        model.check(run_driver(folder / "state", "--list-from", 1))
        died = ends[-signal.SIGABRT]
        print(f"{ends.total()} runs with a failed allocation: {died} died cleanly (meant),"
              f" {ends[3]} said that the store failed, {ends[4]} refused to open, {ends[0]} went"
              f" on; {time.monotonic() - begin:.0f} s", flush=True)
        self.assertGreater(died, 0)

    @staticmethod
    def run_once(folder, base, arguments):
        shutil.rmtree(folder / "state", ignore_errors=True)
        shutil.copytree(base, folder / "state")
        return run_driver(folder / "state", "--run", 7, "--batches", BATCHES, *arguments)


add_tests()
if __name__ == "__main__":
    unittest.main()
