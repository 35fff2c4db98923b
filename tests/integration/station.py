# tests/integration/station.py — a real kioskd in its own temporary folder: start, stop, kill.
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from http_client import Client
from event_stream import EventStream

PROGRAMS = Path(os.environ["KIOSK_PROGRAMS"])  # the folder that holds kioskd
TEST_DATA = Path(os.environ["KIOSK_TEST_DATA"])
KIOSKCTL = os.environ.get("KIOSKCTL", "")  # empty: not built
PATIENCE = 20.0  # seconds; a busy machine is no failure, a hang is
COLUMNS = ["code", "name", "product", "order", "status"]
TIMES = ["valid_from", "valid_until"]  # of lists whose first row has them

CONFIG = """config_version = 1
[node]
name = "test-box"
timezone = "Africa/Lagos"
[http]
listen = "127.0.0.1:0"
[event]
name = "Test Event"
[[list]]
id = "main"
[[station]]
id = "desk-1"
name = { en = "Desk 1", fr = "Accueil 1" }
lists = ["main"]
[[station]]
id = "gate-2"
name = { en = "North gate", fr = "Portail nord" }
lists = ["main"]
"""
SOURCE = '[source]\ntype = "csv"\npath = "attendees.csv"\n'
CAMERA = '[[camera]]\nid = "folder"\nstation = "desk-1"\nfolder = "inbox"\n'
SCANNER = """[[scanner]]
id = "scanner-1"
station = "desk-1"
match = { subsystem = "tty", path = "%s" }
framing = { suffix = "\\r", idle = "2s" }
codes_per_second = 1000
"""


def wait_until(condition, what, patience=PATIENCE):
    """Asks again and again until the condition holds; its value is returned."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:g} s: {what}")
        threading.Event().wait(0.005)


def guest(number, **fields):
    """A row of an attendee list; the code is twelve letters and digits."""
    return {"code": f"TICKET{number:06}", "name": f"Guest {number}", "product": "Conference",
            "order": f"O{number:05}", "status": "paid"} | fields


def list_text(rows):
    class Lines(list):
        write = list.append
    lines = Lines()
    columns = COLUMNS + [name for name in TIMES if rows and name in rows[0]]
    table = csv.DictWriter(lines, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return "".join(lines)


class Station:
    """Everything lies in `folder`; `state` in it survives stop, kill and start."""

    def __init__(self, test, rows=None, camera=False, scanner=False, folder=None):
        self.folder = Path(folder or tempfile.mkdtemp(prefix="kioskd-"))
        self.state = self.folder / "state"
        self.inbox = self.folder / "inbox"
        self.scanner = self.folder / "scanner"  # the name that a scanner's line appears under
        self.config = self.folder / "kioskd.toml"
        self.log = self.folder / "kioskd.log"
        self.process = None
        self.port = None
        self._log_start = 0
        self._streams = []
        test.addCleanup(self.close)
        self.inbox.mkdir(exist_ok=True)
        if folder is None:
            self._write_files(rows, camera, scanner)

    def _write_files(self, rows, camera, scanner):
        text = CONFIG
        if rows is not None:
            text += SOURCE
            (self.folder / "attendees.csv").write_text(list_text(rows), encoding="utf-8")
        text += CAMERA if camera else ""
        text += SCANNER % self.scanner if scanner else ""
        self.config.write_text(text)

    def command(self, *options):
        return [PROGRAMS / "kioskd", "--config", self.config, "--state", self.state, *options]

    def start(self, *options, wait_for_list=True, environment=None):
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(*options), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | (environment or {}))
        self.wait_for_log(r"info: ready\n")
        self.port = int(self.wait_for_log(r"http://127\.0\.0\.1:(\d+)")[1])
        if wait_for_list:
            with self.client() as client:
                wait_until(lambda: client.get("/readyz").status == 200, "the station is ready")
        return self

    def log_text(self):
        """What this run has logged so far."""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return log.read().decode()

    def wait_for_log(self, pattern):
        def found():
            match = re.search(pattern, self.log_text())
            if not match and not self.alive():
                raise AssertionError(f"kioskd ended: {self.log_text()}")
            return match
        return wait_until(found, f"'{pattern}' in the log")

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Asks politely; returns the exit code and the seconds it took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE), time.monotonic() - begin

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)

    def close(self):
        for stream in self._streams:
            stream.close()
        if self.alive():
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self):
        return Client(port=self.port)

    def operator(self):
        return Client(socket_path=self.state / "kioskd.sock")

    def stream(self, topics="scan"):
        stream = EventStream(self.port, topics)
        self._streams.append(stream)
        return stream

    def verify(self):
        """`kioskctl verify`: its exit code and what it said."""
        done = subprocess.run([KIOSKCTL, "verify", "--state", self.state, "--json"],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.returncode, done.stdout + done.stderr


def run_kioskd(*arguments, program=PROGRAMS / "kioskd", patience=PATIENCE, **options):
    """Runs kioskd to its end, for starts that shall fail."""
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          timeout=patience, check=False, **options)


def pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=1)
