# tests/faults/sick_station.py — a real kioskd on a disk that fails when told to.
import json
import os
import subprocess
import time
import unittest

from driver import announce
from fault_control import ON_DISK, Fault, FaultControl
from station import Station, guest, pretty, wait_until
from stored import read_database, read_journal, scan_key

TOLD_WITHIN = 2.0     # seconds from a fault to its code and sentence in the status
WORKS_WITHIN = 2.0    # seconds from the end of a fault to the next go
GREEN_WITHIN = 15.0   # seconds until both copies are there again
BUSY = 3.0            # a machine with other work may take so many times longer
GUESTS = 4000

DICE = announce()


class SickStation(unittest.TestCase):
    """Remembers what was acknowledged; in the end all of it has to be there."""

    SCANNER = False  # at desk-1

    def setUp(self):
        self.station = Station(self, [guest(number) for number in range(GUESTS)],
                               scanner=self.SCANNER)
        self.control = FaultControl(self.station.folder / "control", self.station.state)
        self.addCleanup(self.control.close)
        self.codes = iter([guest(number)["code"] for number in range(GUESTS)])
        self.acknowledged = []  # answers that said go

    def start(self, *arguments, **options):
        self.station.start(*arguments, environment=self.control.environment(), **options)

    # ---- asking

    def storage(self):
        with self.station.client() as client:
            return client.get("/api/v1/status").json()["storage"]

    def state(self):
        return self.storage()["state"]

    def scan(self, code=None):
        """One guest; what is acknowledged is remembered. Without a disk there is an answer too."""
        code = code or next(self.codes)
        with self.station.client() as client:
            response = client.post("/api/v1/scans",
                                   json.dumps({"station": "desk-1", "code": code}))
        answer = response.json()
        self.assertEqual(response.status, 200, answer)
        if answer["verdict"] == "go":
            self.assertTrue(answer["recorded"], pretty(answer))
            self.acknowledged.append(answer | {"code": code})
        return answer | {"code": code}

    def scan_many(self, count):
        return [self.scan() for _ in range(count)]

    # ---- expecting

    def assert_works(self, count=3):
        for answer in self.scan_many(count):
            self.assertEqual(answer["verdict"], "go", pretty(answer))

    def assert_told(self, states, codes, within=TOLD_WITHIN):
        """The status names one of these states and codes soon, with a sentence."""
        begin = time.monotonic()

        def told():
            found = self.storage()
            return found if found["state"] in states and found["code"] in codes else None
        try:
            found = wait_until(told, f"state {states}, code {codes}", within * BUSY)
        except AssertionError as untold:
            raise AssertionError(f"{untold}; it is {self.storage()}") from untold
        self.assertTrue(found["sentence"].endswith("."), found)
        took = time.monotonic() - begin
        if took > within:
            print(f"  told after {took:.1f} s, promised {within:g} s (busy machine?)", flush=True)
        return found

    def assert_nobody_admitted(self, count=5):
        """Guests for whom nothing can be stored get no go; they are returned."""
        answers = self.scan_many(count)
        for answer in answers:
            self.assertIn(answer["verdict"], ("check", "stop"), pretty(answer))
            self.assertFalse(answer["recorded"], pretty(answer))
        return [answer["code"] for answer in answers]

    def assert_recovers(self, refused=()):
        """Go again in two seconds, for those who were refused too; then both copies."""
        begin = time.monotonic()
        code = next(self.codes)
        wait_until(lambda: self.scan(code)["verdict"] == "go", "the next go", WORKS_WITHIN * BUSY)
        took = time.monotonic() - begin
        print(f"  works {took:.2f} s after the fault", flush=True)
        for refused_code in refused:
            answer = self.scan(refused_code)
            self.assertEqual(answer["verdict"], "go", f"refused, and then: {pretty(answer)}")
        wait_until(lambda: self.state() == "green", f"green; {self.storage()}", GREEN_WITHIN)

    def assert_nothing_lost(self):
        """Restarts and reads both copies: each acknowledged row is there, once, in its place."""
        self.control.clear()
        if self.station.alive():
            self.assertEqual(self.station.stop()[0], 0, self.station.log_text())
        self.start()
        wait_until(lambda: self.state() == "green", "green after the start", GREEN_WITHIN)
        self.assertEqual(self.station.stop()[0], 0)
        journal, database = read_journal(self.station.state), read_database(self.station.state)
        self.assertEqual(sorted(database), list(range(1, len(database) + 1)))
        for seq, row in database.items():
            self.assertEqual((row.payload, row.chain), journal[seq], seq)
        for answer in self.acknowledged:
            self.assertEqual(database[answer["seq"]].scan_id, scan_key(answer["id"]))
        admitted = [row.ticket for row in database.values() if row.admitted]
        self.assertEqual(len(admitted), len(set(admitted)), "a ticket was admitted twice")
        code, said = self.station.verify()
        self.assertEqual(code, 0, said)
        print(f"  {len(self.acknowledged)} acknowledged, all there", flush=True)


def disk_error(error, calls=("write", "sync", "truncate", "allocate", "open"), files=None, **when):
    """These calls fail on these files of the state directory."""
    return Fault("fail", list(calls), files or ON_DISK, error=error, **when)


def mounted(test, *options, kind="tmpfs", source="tmpfs", at=None):
    """Mounts; or says loudly why not and skips the test."""
    at.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", kind, *options, source, at], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0 or os.geteuid() != 0:
        print(f"\n!!! SKIPPED {test.id()}: cannot mount {kind}: {done.stderr.strip()}", flush=True)
        test.skipTest("this needs root and the right to mount; the preload form runs always")
    test.addCleanup(subprocess.run, ["umount", "-l", at], check=False)
