# tests/faults/driver.py — runs the durable driver, and holds what it says against a model.
import os
import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = Path(os.environ["KIOSK_FAULTS"])  # the folder of durable_driver and power_cut
LONG = os.environ.get("KIOSK_FAULTS_LONG", "") == "1"
SEED = int(os.environ.get("KIOSK_SEED") or random.randrange(2**32))
PATIENCE = 60.0  # seconds; a busy machine is no failure, a hang is


def long_or_short(long, short):
    return long if LONG else short


def announce():
    form = "long" if LONG else "short"
    print(f"{form} form, seed {SEED}: repeat with KIOSK_SEED={SEED}", flush=True)
    return random.Random(SEED)


def memory_folder(test):
    """A temporary folder in memory: syncs cost nothing there, and a killed process loses none."""
    home = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="kiosk-faults-", dir=home))
    test.addCleanup(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass
class Run:
    """What one run of the driver said."""
    code: int  # negative: the signal that ended it
    lines: list
    problems: str
    acknowledged: dict = field(default_factory=dict)  # seq → id
    have: dict = field(default_factory=dict)
    order: list = field(default_factory=list)         # sequences, as acknowledged

    def __post_init__(self):
        for line in self.lines:
            word, _, rest = line.partition(" ")
            if word in ("ACK", "HAVE"):
                seq, _, scan_id = rest.partition(" ")
                into = self.acknowledged if word == "ACK" else self.have
                assert int(seq) not in into, f"{line} said twice"
                into[int(seq)] = scan_id
                self.order += [int(seq)] if word == "ACK" else []

    def said(self, word):
        """The lines that begin with this word, without it."""
        return [line[len(word) + 1:] for line in self.lines if line.startswith(word + " ")]


def run_driver(state, *arguments, environment=None):
    done = subprocess.run([PROGRAMS / "durable_driver", state, *map(str, arguments)],
                          stdin=subprocess.DEVNULL, capture_output=True, check=False,
                          timeout=PATIENCE, env=os.environ | (environment or {}))
    text = done.stdout.decode()
    lines = text[:text.rfind("\n") + 1].splitlines()  # a killed process may leave half a line
    return Run(done.returncode, lines, done.stderr.decode())


class Loss(AssertionError):
    """What was acknowledged is not there: the one failure that `honesty` waits for."""


class Model:
    """The set of acknowledged records, and what may lie beside them."""

    def __init__(self):
        self.acknowledged = {}  # seq → id

    def add(self, run):
        assert run.order == sorted(run.order), f"acknowledged out of order: {run.order}"
        for seq, scan_id in run.acknowledged.items():
            assert seq not in self.acknowledged, f"{seq} was acknowledged before"
            self.acknowledged[seq] = scan_id

    def check(self, run):
        """Every acknowledged record is there once, in its place; no sequence is missing."""
        assert run.code == 0, f"exit {run.code}: {run.lines[:3]} {run.problems}"
        lost = {seq: scan_id for seq, scan_id in self.acknowledged.items()
                if run.have.get(seq) != scan_id}
        if lost:
            raise Loss(f"lost: {lost}")
        assert sorted(run.have) == list(range(1, len(run.have) + 1)), "a gap"
        ids = [scan_id for scan_id in run.have.values() if scan_id != "-"]
        assert len(ids) == len(set(ids)), "a record is there twice"
        return len(run.have) - len(self.acknowledged)  # not acknowledged, and there all the same
