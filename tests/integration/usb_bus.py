# tests/integration/usb_bus.py — USB scanners that umockdev stands in for, shared with a station.
import os
import subprocess

PRELOAD = "libumockdev-preload.so.0"


class UsbBus:
    """A world of its own; a program that is started with `environment` sees its devices."""

    def __init__(self, test):
        # The preloaded library comes before the sanitizers'.
        sanitizers = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        preloaded = {"LD_PRELOAD": PRELOAD, "ASAN_OPTIONS": sanitizers.strip(":")}
        self._process = subprocess.Popen(
            [os.environ["KIOSK_FAKE_SCANNER"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=os.environ | preloaded)
        test.addCleanup(self.close)
        self.environment = preloaded | {"UMOCKDEV_DIR": self._process.stdout.readline().strip()}

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)

    def _do(self, *words):
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        assert answer == "ok", answer

    def plug(self, name, kind="pos", port="1-1", number=2, serial=""):
        """`kind`: pos, com or keyboard. Numbers are the bus's, 2 to 9, each once."""
        self._do("plug", name, kind, port, number, serial)

    def unplug(self, name):
        self._do("unplug", name)

    def code(self, name, code):
        self._do("code", name, code)

    def part(self, name, code):
        self._do("part", name, code)
