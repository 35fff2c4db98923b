# tests/faults/nth_failure.py — the first, second, … call fails, once and for ever: no false yes.
#
# The form is SQLite's own: one run for each N until a run meets no failure any more. After each the
# state is opened twice: as the page cache has it, and as the disk has it when the power goes at the
# end and what a failed sync was to write is lost. A failed allocation may end the process (that is
# meant: it dies cleanly, with everything acknowledged intact); nothing else may.
import collections
import errno
import os
import shutil
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

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
    """Two runs for each allocation, none of which touches another's state: some at a time."""

    def setUp(self):
        self.folder = memory_folder(self)
        self.base = self.folder / "base"
        self.before = run_driver(self.base, "--batches", 20, "--run", 1000)
        self.begin, self.ends = time.monotonic(), collections.Counter()

    def test_no_false_yes_when_memory_is_refused_to_an_acknowledgement(self):
        self.refuse_each()

    def test_no_false_yes_when_memory_is_refused_to_an_opening(self):
        self.refuse_each("--fail-opening")

    def refuse_each(self, *phase):
        probe = self.run_once(0, "--fail-allocation", 0, *phase)
        most = int(probe.said("DONE")[0])
        numbers = sorted(DICE.sample(range(1, most + 1), ALLOCATIONS_TRIED or most))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = pool.map(lambda number: self.refuse(number, *phase), numbers)
            for number, (codes, problems) in zip(numbers, runs, strict=True):
                self.ends.update(codes)
                with self.subTest(number=number, phase=phase):
                    self.assertEqual(problems, [])
        died = self.ends[-signal.SIGABRT]
        print(f"{self.ends.total()} runs with a failed allocation of {most} {' '.join(phase)}:"
              f" {died} died cleanly (meant),"
              f" {self.ends[3]} said that the store failed, {self.ends[4]} refused to open,"
              f" {self.ends[0]} went on; {time.monotonic() - self.begin:.0f} s", flush=True)
        self.assertGreater(died, 0)

    def refuse(self, number, *phase):
        """This allocation refused once, and it and all after it: how they ended, what went
        wrong."""
        codes, problems = [], []
        for end in ([], ["--for-ever"]):
            try:
                codes.append(self.end_of_run(number, *phase, *end))
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                problems.append(f"{end}: {problem}")
        return codes, problems

    def end_of_run(self, number, *arguments):
        run = self.run_once(number, "--fail-allocation", number, *arguments)
        assert run.code in (*MEANT_ENDS, -signal.SIGABRT), f"exit {run.code}: {run.problems}"
        model = Model()
        model.add(self.before)
        model.add(run)
        model.check(run_driver(self.state(number), "--list-from", 1))
        shutil.rmtree(self.state(number))
        return run.code

    def state(self, number):
        return self.folder / f"state-{number}"

    def run_once(self, number, *arguments):
        shutil.rmtree(self.state(number), ignore_errors=True)
        shutil.copytree(self.base, self.state(number))
        return run_driver(self.state(number), "--run", 7, "--batches", BATCHES, *arguments)


add_tests()
if __name__ == "__main__":
    unittest.main()
