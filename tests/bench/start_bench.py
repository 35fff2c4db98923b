# tests/bench/start_bench.py — a long list in the real daemon: import, search, start, memory.
#
# Usage: start_bench.py --programs DIR [--rows N] [--starts N] DIRECTORY
# PROGRAMS holds kioskd and invent_list; DIRECTORY is on the disk to be measured.
# Budget: 100,000 rows imported in 3 s and 1,000,000 in 30 s; ready in 2 s with at most 250 MB.
import argparse
import csv
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import threading
import time
from pathlib import Path

CONFIG = """config_version = 1
[node]
name = "bench"
timezone = "Africa/Accra"
[http]
listen = "127.0.0.1:0"
[[list]]
id = "main"
name = { en = "Main entrance" }
[[station]]
id = "desk-1"
name = { en = "Desk 1" }
lists = ["main"]
"""
SMALL = 100_000
CHANGED = 10_000  # of the long list, in one import
SEARCHES = ["ama owusu", "kofi", "mensah", "abdul", "ndiaye", "zz", "osei boateng", "k7m9p",
            "tema harbour", "teodros"]


class Connection(http.client.HTTPConnection):
    """HTTP over the daemon's UNIX socket."""

    def __init__(self, path):
        super().__init__("localhost", timeout=180)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def call(self, method, target, body=None, kind="application/json"):
        begin = time.perf_counter()
        self.request(method, target, body, {"Content-Type": kind} if body is not None else {})
        answer = self.getresponse()
        text = answer.read()
        took = time.perf_counter() - begin
        if answer.status != 200:
            raise SystemExit(f"{method} {target}: {answer.status} {text.decode()[:500]}")
        return took, json.loads(text)


class Daemon:
    """kioskd, from exec to READY as systemd sees it."""

    def __init__(self, programs, place):
        self.socket = place / "state/kioskd.sock"
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notify = place / "notify.sock"
        notify.unlink(missing_ok=True)
        listener.bind(str(notify))
        listener.settimeout(120)
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [programs / "kioskd", "--config", place / "kioskd.toml", "--state", place / "state",
             "--log-level", "error"],
            env={**os.environ, "NOTIFY_SOCKET": str(notify)})
        while b"READY=1" not in listener.recv(4096):
            pass
        self.ready_in = time.perf_counter() - begin
        listener.close()

    def memory(self):
        """VmRSS and VmHWM in MB (10^6 bytes)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return [int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM")]

    def connection(self):
        return Connection(self.socket)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            raise SystemExit(f"kioskd ended with {self.process.returncode}")


class SteadyScans(threading.Thread):
    """Posts the next attendee's code every 10 ms and keeps how long each answer took."""

    def __init__(self, daemon, codes):
        super().__init__()
        self.connection, self.codes = daemon.connection(), codes
        self.over, self.times = threading.Event(), []

    def run(self):
        while not self.over.wait(0.01):
            body = json.dumps({"code": next(self.codes)})
            took, outcome = self.connection.call("POST", "/api/v1/scans", body)
            if outcome["verdict"] != "go":
                raise SystemExit(f"a scan was refused: {outcome}")
            self.times.append(took)

    def end(self):
        self.over.set()
        self.join()
        return self.times


def percentile(times, share):
    return sorted(times)[round(share * (len(times) - 1))]


def in_ms(times):
    return (f"p50 {percentile(times, 0.5) * 1e3:7.2f} ms  p99 {percentile(times, 0.99) * 1e3:7.2f}"
            f" ms  max {max(times) * 1e3:7.2f} ms  of {len(times)}")


def timed(call):
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def import_list(daemon, file, rows):
    with open(file, "rb") as body:
        took, answer = daemon.connection().call("POST", "/api/v1/imports", body.read(), "text/csv")
    if not answer["imported"] or answer["accepted"] != rows:
        raise SystemExit(f"the import was not taken: {answer}")
    return took


def reference_import(file, place):
    """The least a script does with such a file: the standard CSV reader into an SQLite table."""
    target = place / "reference.sqlite"
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as database, open(file, newline="", encoding="utf-8") as rows:
        database.execute("CREATE TABLE t (a PRIMARY KEY, b, c, d, e, f, g) WITHOUT ROWID")
        reader = csv.reader(rows)
        next(reader)
        database.executemany("INSERT INTO t VALUES (?,?,?,?,?,?,?)", reader)
    database.close()


def search_times(daemon, turns=10):
    connection = daemon.connection()
    targets = [f"/api/v1/attendees?limit=20&search={words.replace(' ', '+')}" for words in SEARCHES]
    return [connection.call("GET", target)[0] for _ in range(turns) for target in targets]


def grep_times(file, turns=1):
    return [timed(lambda w=words: subprocess.run(["grep", "-ci", w, file], check=False,
                                                 stdout=subprocess.DEVNULL))
            for _ in range(turns) for words in SEARCHES]


def report_memory(what, daemon):
    resident, peak = daemon.memory()
    print(f"{what:<46} {resident:6.1f} MB resident, {peak:6.1f} MB at most")


def measure_list(daemon, file, rows, place, codes=None):
    """With `codes`, scans go on during the import."""
    scans = SteadyScans(daemon, codes) if codes else None
    if scans:
        scans.start()
    took = import_list(daemon, file, rows)
    print(f"import of {rows:,} rows ({file.stat().st_size / 1e6:.1f} MB)")
    print(f"  {'kioskd, request to answer':<44} {took:6.2f} s")
    if scans:
        print(f"  scans meanwhile, request to answer:  {in_ms(scans.end())}")
    print(f"  {'script: CSV reader into SQLite':<44}"
          f" {timed(lambda: reference_import(file, place)):6.2f} s")
    report_memory(f"after the import of {rows:,}", daemon)
    print(f"search among {rows:,} over HTTP: {in_ms(search_times(daemon))}")
    print(f"  grep -i over the CSV, whole process: {in_ms(grep_times(file))}")


def measure_changes(daemon, file, rows, codes):
    """The same list with some rows changed: what takes how long, and how long a scan waits."""
    scans = SteadyScans(daemon, codes)
    scans.start()
    took = import_list(daemon, file, rows)
    print(f"import of {rows:,} rows, {CHANGED:,} of them changed: {took:6.2f} s")
    print(f"  scans meanwhile, request to answer:  {in_ms(scans.end())}")
    report_memory("after the changes", daemon)


def measure_starts(programs, place, rows, starts):
    times, residents, peaks = [], [], []
    for _ in range(starts):
        daemon = Daemon(programs, place)
        resident, peak = daemon.memory()
        times.append(daemon.ready_in)
        residents.append(resident)
        peaks.append(peak)
        daemon.stop()
    roster = max((place / "state/roster").glob("*.sqlite"), key=os.path.getmtime)
    print(f"start with {rows:,} tickets: exec to READY median {statistics.median(times):.2f} s"
          f" (of {starts}: {min(times):.2f} to {max(times):.2f}),"
          f" {statistics.median(residents):.1f} MB resident, {statistics.median(peaks):.1f} MB"
          f" at most; list file {roster.stat().st_size / 1e6:.1f} MB")
    read = statistics.median(
        timed(lambda: subprocess.run(["sha256sum", roster], check=True, stdout=subprocess.DEVNULL))
        for _ in range(starts))
    print(f"  sha256sum of the list file, whole process: {read:.2f} s")


def codes_of(file):
    with open(file, newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield row["code"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("directory", type=Path)
    options = parser.parse_args()
    place = options.directory.resolve() / "start-bench"
    shutil.rmtree(place, ignore_errors=True)
    (place / "state").mkdir(parents=True)
    (place / "kioskd.toml").write_text(CONFIG, encoding="utf-8")
    small, large, changed = (place / name for name in ("small.csv", "large.csv", "changed.csv"))
    for file, *numbers in ((small, SMALL), (large, options.rows),
                           (changed, options.rows, CHANGED)):
        with open(file, "wb") as out:
            subprocess.run([options.programs / "invent_list", *map(str, numbers)], stdout=out,
                           check=True)

    daemon = Daemon(options.programs, place)
    print(f"start without a list: exec to READY {daemon.ready_in:.2f} s")
    report_memory("without a list", daemon)
    measure_list(daemon, small, SMALL, place)
    codes = codes_of(small)
    quiet = SteadyScans(daemon, codes)
    quiet.start()
    quiet.join(5)
    print(f"scans in quiet, request to answer:     {in_ms(quiet.end())}")
    measure_list(daemon, large, options.rows, place, codes)
    measure_changes(daemon, changed, options.rows, codes)
    daemon.stop()
    measure_starts(options.programs, place, options.rows, options.starts)
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
