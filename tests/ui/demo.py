# tests/ui/demo.py — the demo's start page: a click is a scan, and each failure is a real one.
import datetime
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from browser import Browser
from http_client import Client
from page_audit import faults_of
from station import PROGRAMS, Station, guest, wait_until

SOURCES = Path(__file__).resolve().parents[2]
GUIDE = SOURCES / "kiosk/demo/guide/guide.py"
# Of each failure: what the status says (None: it does not answer), and the state of the gate.
EXPECTED = {
    "disk-full": (lambda told: told["storage"]["code"] == "STO-FULL"
                  and told["storage"]["state"] == "red", "out-of-order"),
    "disk-read-only": (lambda told: told["storage"]["code"] == "STO-RO"
                       and told["storage"]["state"] == "red", "out-of-order"),
    "one-copy": (lambda told: told["storage"]["state"] == "amber_one_copy", "idle"),
    "disk-slow": (lambda told: told["storage"]["code"] == "STO-SLOW", None),
    "reader-gone": (lambda told: ("gate-scanner", "absent") in [
        (one["id"], one["state"]) for one in told["readers"]], "out-of-order"),
    "clock-lost": (lambda told: told["clock"]["code"] == "CLOCK-UNSURE", "idle"),
    "clock-jumps": (lambda told: told["clock"]["code"] == "CLOCK-STEP", "idle"),
    "no-list": (lambda told: not told["list"]["loaded"], "out-of-order"),
    "old-list": (lambda told: told["list"]["loaded"] and told["list"]["age_s"] > 172_000
                 and told["clock"]["code"] is None, "idle"),
    "frozen": (None, None),
    "killed": (None, None),
}
PATIENCE = 60.0  # seconds; a copy that lacked something is made anew first
WRITES = ["disk-full", "disk-read-only", "one-copy", "disk-slow"]  # seen when something is stored


def two_ports():
    """A free port whose next one is free, too."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            try:
                other.bind(("127.0.0.1", one.getsockname()[1] + 1))
            except OSError:
                continue
            return one.getsockname()[1]


def is_well(told):
    return (told["list"]["loaded"] and told["storage"]["state"] == "green"
            and told["storage"]["code"] is None and told["clock"]["code"] is None
            and all(one["state"] == "ready" for one in told["readers"]))


class Demo(unittest.TestCase):
    def setUp(self):
        folder = Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        day_one = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=2)
        subprocess.run([PROGRAMS / "kiosk-demo-data", folder, "--day-one", str(day_one)],
                       check=True, timeout=60)
        self.port = two_ports()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(
            [str(SOURCES / "tests/faults"), str(SOURCES / "tests/integration")])}
        with (folder / "log").open("wb") as log:
            self.guide = subprocess.Popen(
                [sys.executable, "-B", GUIDE, "--programs", PROGRAMS, "--port", str(self.port),
                 folder], env=environment, stdout=log, stderr=log)
        self.addCleanup(self.end)
        self.wait(is_well, "the demo is ready")
        self.browser = Browser(self)
        self.browser.size(1280, 900)
        self.open()

    def end(self):
        self.guide.terminate()
        try:
            self.assertEqual(self.guide.wait(30), 0)
        finally:
            self.guide.kill()

    def status(self):
        """What the station says of itself; nothing where it does not answer."""
        with Client(self.port) as client:
            client._connection.timeout = 2
            try:
                return client.get("/api/v1/status").json()
            except OSError:
                return None

    def open(self):
        self.browser.driver.get(f"http://127.0.0.1:{self.port + 1}/")
        wait_until(lambda: self.browser.run(
            "return document.querySelectorAll('#codes button').length") == 12, "twelve codes")

    def click(self, selector):
        self.browser.run("document.querySelector(arguments[0]).click()", selector)

    def fail_by(self, name):
        self.click(f"[data-fail='{name}']" if name else "#mend")
        wait_until(lambda: self.browser.data().get("active") == name
                   and self.browser.run("return document.querySelector('#crowd').disabled")
                   is False, f"the page says {name or 'all is well'}")

    def test_the_page_is_for_everybody(self):
        self.assertEqual(faults_of(self.browser, 48), [])
        self.assertEqual(self.browser.complaints(), [])
        self.browser.picture("demo-start")

    def test_a_click_is_a_scan_at_the_gate_and_many_come_when_asked(self):
        self.click("#codes li:nth-child(1) button")
        with Client(self.port) as client:
            row = wait_until(client.check_ins, "the scan is recorded")[0]
            self.assertEqual([row["station"], row["verdict"], row["reason"], row["source"]],
                             ["gate-main-in", "go", "ok", "scanner"])
            wait_until(lambda: "Scanned code 1" in self.browser.text("#said"), "the page says so")
            self.click("#crowd")
            wait_until(lambda: "At the gate:" in self.browser.text("#said"), "they came")
            self.assertGreater(len(client.check_ins()), 200)

    def test_each_failure_is_real_and_ends_when_mended(self):
        offered = self.browser.run("return [...document.querySelectorAll('[data-fail]')]"
                                   ".filter((one) => !one.disabled).map((one) => "
                                   "one.dataset.fail)")
        self.assertEqual(offered, list(EXPECTED))
        for number, (name, (is_so, gate)) in enumerate(EXPECTED.items(), start=1):
            self.fail_by(name)
            if name in WRITES:
                self.click(f"#codes li:nth-child({number + 2}) button")
            self.wait(is_so, name)
            if gate:
                self.look_at_the_gate(name, gate)
            self.fail_by("")
            self.wait(is_well, f"the end of {name}")

    def wait(self, is_so, what):
        """Until the station says so of itself; else with what it said last."""
        said = []

        def seen():
            said[:] = [self.status()]
            if said[0] is None or is_so is None:
                return said[0] is None and is_so is None
            return is_so(said[0])
        try:
            wait_until(seen, what, PATIENCE)
        except AssertionError as late:
            raise AssertionError(f"{late}: {said}") from late

    def look_at_the_gate(self, name, state):
        self.browser.driver.get(f"http://127.0.0.1:{self.port}/gate?station=gate-main-in")
        self.browser.wait(state=state)
        self.browser.picture(f"demo-gate-{name}")
        self.open()


class NotInTheProduct(unittest.TestCase):
    def test_a_station_has_no_such_page_or_question(self):
        station = Station(self, [guest(1)]).start()
        with station.client() as client:
            paths = client.get("/api/v1/openapi.json").json()["paths"]
            self.assertEqual([path for path in paths if "demo" in path or "fail" in path], [])
            for path in ("/demo", "/demo/codes", "/state", "/fail", "/scan", "/crowd",
                         "/guide.js", "/assets/guide.js", "/api/v1/demo/clock",
                         "/api/v1/demo/disk", "/api/v1/demo/scanner", "/api/v1/demo/hub"):
                self.assertEqual(client.get(path).status, 404, path)
                self.assertEqual(client.post(path, "{}").status, 404, path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
