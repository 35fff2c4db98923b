# tests/lab/lab.py — ./dev lab: a stock Debian kernel in QEMU, virtual devices, and the real kioskd.
#
# One machine is booted for all checks; each starts a station of its own in it and prints one line.
import os
import random
import shutil
import subprocess
import sys
import time
import unittest
from datetime import UTC, datetime, timedelta
from pathlib import Path

from badge_camera import badges_that_open
from guest_image import build_image
from guest_packages import Unavailable, unpacked_packages
from machine import Machine

PROGRAMS = Path(os.environ["KIOSK_PROGRAMS"]).resolve()
FOLDER = Path(os.environ["KIOSK_LAB"]).resolve()  # what is downloaded, built and logged
LONG = os.environ.get("KIOSK_LAB_LONG", "") == "1"
SEED = int(os.environ.get("KIOSK_SEED") or random.randrange(2**32))
LEFT_OUT = 77  # the exit code that ctest shows as skipped
CHECKS = ["check_serial", "check_camera", "check_usb", "check_figures"]


class Shared:
    """What all checks share."""
    machine = None
    badges = ()


def machine():
    return Shared.machine


def badges():
    return Shared.badges


class Lines(unittest.TextTestResult):
    """One line per check: what is claimed, what came of it, how long it took."""

    def startTest(self, test):
        self._begin = time.monotonic()
        unittest.TestResult.startTest(self, test)
        claim = test.id().split(".", 1)[1].replace(".test_", ": ").replace("_", " ")
        self.stream.write(f"{claim} ... ")
        self.stream.flush()

    def _say(self, word):
        self.stream.writeln(f"{word} ({time.monotonic() - self._begin:.1f} s)")
        self.stream.flush()

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self._say("ok")

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self._say("FAILED")

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self._say("ERROR")

    def addSkip(self, test, reason):
        unittest.TestResult.addSkip(self, test, reason)
        self._say(f"left out: {reason}")


def tell(what, begin):
    print(f"lab: {what} ({time.monotonic() - begin:.1f} s)", flush=True)


def prepare():
    """Returns the kernel and the initramfs."""
    if not shutil.which("qemu-system-x86_64"):
        raise Unavailable("there is no qemu-system-x86_64; ./dev lab installs it")
    begin = time.monotonic()
    packages = unpacked_packages(FOLDER)
    tell("Debian packages of the guest", begin)
    begin = time.monotonic()
    image = build_image(packages, PROGRAMS, FOLDER)
    tell("kernel and initramfs", begin)
    demo, day_one = FOLDER / "demo", datetime.now(UTC).date() - timedelta(days=2)
    shutil.rmtree(demo, ignore_errors=True)
    subprocess.run([PROGRAMS / "kiosk-demo-data", demo, "--day-one", str(day_one)], check=True,
                   capture_output=True)
    Shared.badges = badges_that_open(demo)
    return image


def run_checks(names):
    loader = unittest.defaultTestLoader
    loader.testNamePatterns = [f"*{name}*" for name in names] or None
    suite = loader.loadTestsFromNames(CHECKS)
    runner = unittest.TextTestRunner(stream=sys.stdout, resultclass=Lines, verbosity=0)
    result = runner.run(suite)
    return 0 if result.wasSuccessful() and result.testsRun else 1


def main(names):
    begin = time.monotonic()
    print(f"lab: {'long' if LONG else 'short'} form, seed {SEED}: KIOSK_SEED={SEED} repeats it",
          flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        kernel, initramfs = prepare()
    except Unavailable as reason:
        print(f"lab: left out: {reason}")
        return LEFT_OUT
    booting = time.monotonic()
    Shared.machine = Machine(kernel, initramfs, FOLDER / "console.txt")
    try:
        tell(f"booted Linux {machine().shell('uname -r').strip()}", booting)
        return run_checks(names)
    finally:
        machine().close()
        tell("all", begin)


if __name__ == "__main__":
    sys.modules["lab"] = sys.modules["__main__"]  # the checks import it by its name
    sys.exit(main(sys.argv[1:]))
