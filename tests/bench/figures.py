# tests/bench/figures.py — what the Python benchmarks share: cleaning up, quantiles, memory.
import math
from pathlib import Path


class Cleanups:
    """As much of a unittest.TestCase as a Station needs."""

    def __init__(self):
        self.steps = []

    def addCleanup(self, step, *values):
        self.steps.append((step, values))

    def close(self):
        for step, values in reversed(self.steps):
            step(*values)


def quantile(values, share):
    """The smallest of them that this share is not above."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


def resident(process):
    """Megabytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
