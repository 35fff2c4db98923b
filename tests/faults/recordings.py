# tests/faults/recordings.py — scripted runs of the driver, recorded write by write.
import errno
import json
import os
import shutil
import subprocess

from driver import PATIENCE, PROGRAMS, run_driver
from fault_control import FILES, Fault, FaultControl

SEGMENT_BYTES = 4 << 20
ALL_FILES = [file for file in FILES if file != "outside"]


def nearly_full_state(state, room=12_000):
    """A closed state whose segment has room for a few batches; returns its acknowledged set."""
    acknowledged, used, step = {}, 0, 120
    while used < SEGMENT_BYTES - room:
        run = run_driver(state, "--run", 2**31 + len(acknowledged), "--batches", step,
                         "--batch-max", 256)
        assert run.code == 0, run.problems
        segments = sorted((state / "journal").glob("0*.kj"))
        assert len(segments) == 1, "the segment is full already: smaller steps"
        used = len(segments[0].read_bytes().rstrip(b"\0"))
        acknowledged |= run.acknowledged
        step = max(1, min(40, (SEGMENT_BYTES - room - used) // 60_000))
    return acknowledged


class Recording:
    """Runs over one state directory, one after the other, and what a power cut may leave of it."""

    def __init__(self, test, folder, name, base=None, acknowledged=None):
        self.folder = folder / name
        self.folder.mkdir()
        self.state = self.folder / "state"
        self.path = self.folder / "recording"
        self.path.touch()  # a run that fails at its first call records nothing
        self.control = FaultControl(self.folder / "control", self.state)
        test.addCleanup(self.control.close)
        self.base = base
        self.before = self.folder / "acknowledged"
        self.before.write_text("".join(f"ACK {seq} {scan_id}\n"
                                       for seq, scan_id in (acknowledged or {}).items()))
        if base:
            shutil.copytree(base, self.state)
        self.runs = 0
        self.acted = False  # whether the last run met its first fault

    def run(self, *arguments, faults=()):
        self.runs += 1
        self.control.set(*faults)
        run = run_driver(self.state, "--run", self.runs, "--seed", self.runs, *arguments,
                         environment=self.control.environment(self.path))
        self.acted = bool(faults) and self.control.acted() > 0
        self.control.clear()
        return run

    def replay(self, states, seed, *flags):
        """What power_cut found, and what it said about it."""
        scratch = self.folder / "scratch"
        scratch.mkdir(exist_ok=True)
        base = ["--base", self.base] if self.base else []
        done = subprocess.run(
            [PROGRAMS / "power_cut", self.path, scratch, "--states", str(states), "--seed",
             str(seed), "--acknowledged", self.before, *base, *flags],
            capture_output=True, text=True, check=False, timeout=PATIENCE * 20)
        shutil.rmtree(scratch)
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout), done.stderr


def ordinary_life(recording, dice, batches):
    """First opening, batches, upkeep, a killed append and its torn tail, a clean end."""
    recording.run("--batches", batches)
    recording.run("--batches", batches, faults=[
        Fault("kill_within", ["write"], ["journal"], dice.randint(5, batches), 1)])
    recording.run("--batches", batches, "--rest")
    recording.run("--batches", batches, "--batch-max", 60, faults=[
        Fault("kill_before", ["sync"], ["log"], dice.randint(2, batches), 1)])
    recording.run("--batches", batches // 2)


def poisoned_life(recording, dice, batches):
    """A journal sync that fails, its records written to the next segment; then a failed write."""
    recording.run("--batches", batches, faults=[
        Fault("fail", ["sync"], ["journal"], dice.randint(3, batches), 1, errno.EIO)])
    recording.run("--batches", batches, faults=[
        Fault("fail", ["write"], ["journal"], dice.randint(3, batches), 1, errno.EIO)])
    recording.run("--batches", batches, faults=[
        Fault("fail", ["sync"], ["log"], dice.randint(3, batches), 1, errno.EIO)])
    recording.run("--batches", batches // 2)


def red_life(recording, dice, batches):
    """Neither copy can sync any more; then a start on a disk that works again.

    The page cache shows that start what the disk has never got. Returns the failing run.
    """
    at = dice.randint(4, batches)  # the third is the start's own
    failing = recording.run("--batches", batches, faults=[
        Fault("fail", ["sync"], ["journal", "spare"], at, 0, errno.EIO),
        Fault("fail", ["sync"], ["log"], at, 0, errno.EIO)])
    recording.run("--batches", batches)
    return failing


def without_syncs(recording, batches):
    recording.run("--batches", batches, faults=[Fault("pretend", ["sync"], ALL_FILES)])


def damage_journal(state):
    """Flips one bit in the middle of the records."""
    segment = sorted((state / "journal").glob("0*.kj"))[0]
    data = bytearray(segment.read_bytes())
    data[len(bytes(data).rstrip(b"\0")) // 2] ^= 0x10
    segment.write_bytes(data)


def lose_database(state):
    for file in state.glob("events.sqlite*"):
        os.unlink(file)
