# tests/faults/kill_station.py — yes means stored: SIGKILL at any moment loses no acknowledged go.
#
# Three threads post codes and a serial line feeds others; the station is killed in the middle, at
# a named point of the acknowledge path or at any moment; both durable copies are read as they lie
# there, and the station is started again. What kill_driver.py does a thousand times to the storage
# alone, this does to the whole station.
# KIOSK_SEED repeats a run's choices; what the machine does between them is its own.
import collections
import http.client
import subprocess
import threading
import unittest

from driver import announce, long_or_short
from fault_control import FaultControl
from kill_points import kill_at
from pty_scanner import PtyScanner
from station import KIOSKCTL, Station, guest, pretty, wait_until
from stored import read_database, read_journal, scan_key

CYCLES = long_or_short(300, 26)
ACKNOWLEDGE_PATH = ["before_append", "within_append", "after_append", "before_sync", "after_sync",
                    "before_commit", "within_commit", "before_commit_sync", "after_commit",
                    "before_ack", "after_ack"]
POSTERS = 3
LONGEST_RUN = 0.25  # seconds of scanning before a kill that waits for no answer
LONGEST_WAIT = 5.0  # seconds for a named point to be reached
ACKS_BEFORE_KILL = 40  # at most, before a kill that follows an answer at once


class Load:
    """What one run of the station is given, and what it acknowledged before it died."""

    def __init__(self, station, scanner, codes, dice, waits_for_fault):
        self.station, self.scanner, self.codes = station, scanner, codes
        self.acknowledged = []  # answers with recorded: true and events that said go
        self.posted = {}        # nonce → code of everything that was sent, answered or not
        self.fatal_ack = None
        self.run_time = LONGEST_WAIT if waits_for_fault else dice.uniform(0.0, LONGEST_RUN)
        if not waits_for_fault and dice.random() < 0.5:
            self.fatal_ack = dice.randint(1, ACKS_BEFORE_KILL)
        self._lock = threading.Lock()
        self._over = threading.Event()

    def _take_code(self):
        with self._lock:
            return next(self.codes)

    def _acknowledge(self, answer):
        with self._lock:
            self.acknowledged.append(answer)
            fatal = len(self.acknowledged) == self.fatal_ack
        if fatal:
            self.station.process.kill()

    def _post(self):
        with self.station.client() as client:
            while not self._over.is_set():
                code = self._take_code()
                nonce = "nonce-" + code
                self.posted[nonce] = code
                try:
                    answer = client.scan(code, nonce=nonce)
                except (OSError, http.client.HTTPException):
                    return  # killed before it answered
                assert answer["verdict"] == "go" and answer["recorded"], pretty(answer)
                self._acknowledge(answer | {"code": code, "nonce": nonce})

    def _feed(self):
        while not self._over.is_set():
            self.scanner.send_code(self._take_code())
            self._over.wait(0.002)  # as fast as the mailbox of one reader is emptied

    def run_until_killed(self, arm):
        stream = self.station.stream()
        arm()  # not before: the head of the stream is an answer too
        threads = [threading.Thread(target=self._post) for _ in range(POSTERS)]
        threads.append(threading.Thread(target=self._feed))
        for thread in threads:
            thread.start()
        if self.fatal_ack is None:
            try:
                self.station.process.wait(self.run_time)
            except subprocess.TimeoutExpired:
                self.station.process.kill()
        self.station.process.wait()
        self._over.set()
        for thread in threads:
            thread.join()
        stream.wait_for_end()
        for event in stream.results():
            if event["reader"] == "scanner-1":
                assert event["verdict"] == "go" and event["recorded"], pretty(event)
                self.acknowledged.append(event | {"code": None, "nonce": None})


class KillStation(unittest.TestCase):
    def setUp(self):
        self.dice = announce()
        rows = [guest(number) for number in range(40_000)]
        self.codes = iter([row["code"] for row in rows])
        self.station = Station(self, rows, scanner=True)
        self.control = FaultControl(self.station.folder / "control", self.station.state)
        self.addCleanup(self.control.close)
        self.killed = collections.Counter()
        self.scanner = PtyScanner(self.station.scanner).plug_in()
        self.addCleanup(self.scanner.unplug)
        self.acknowledged = {}  # scan id → answer, of all runs
        self.seen_through = 0   # sequence up to which the log was compared

    def test_no_acknowledged_go_is_lost_or_doubled(self):
        self.start()
        for cycle in range(CYCLES):
            point = ACKNOWLEDGE_PATH[cycle // 2 % len(ACKNOWLEDGE_PATH)] if cycle % 2 else None
            with self.subTest(cycle=cycle, point=point):
                load = Load(self.station, self.scanner, self.codes, self.dice, point is not None)
                load.run_until_killed(lambda: point and self.control.set(kill_at(point, self.dice)))
                self.killed[point or "random"] += self.control.acted() if point else 1
                self.control.clear()
                self.assert_in_both_copies(load)
                self.assert_verified()
                self.start()
                self.assert_told_again(load)
                self.assert_nonces_count_once(load)
        self.assert_totals()
        self.assertEqual(self.station.stop()[0], 0)
        self.assert_verified()
        sources = [answer["reader"] for answer in self.acknowledged.values()]
        scanned = sources.count("scanner-1")
        print(dict(self.killed))
        print(f"{CYCLES} kills, {len(sources) - scanned} posted and {scanned} scanned go kept")
        self.assertGreater(min(scanned, len(sources) - scanned), CYCLES)

    def start(self):
        self.station.start(environment=self.control.environment())

    def assert_in_both_copies(self, load):
        journal, database = read_journal(self.station.state), read_database(self.station.state)
        for seq in journal.keys() & database.keys():
            self.assertEqual((database[seq].payload, database[seq].chain), journal[seq], seq)
        for answer in load.acknowledged:
            row = database.get(answer["seq"])
            self.assertIsNotNone(row, f"not in SQLite: {pretty(answer)}")
            self.assertEqual([row.scan_id, row.admitted], [scan_key(answer["id"]), True])
            self.assertIn(answer["seq"], journal, f"not in the journal: {pretty(answer)}")
            self.assertIn(bytes.fromhex(row.scan_id), journal[answer["seq"]][0])

    def assert_verified(self):
        if not KIOSKCTL:
            return
        code, said = self.station.verify()
        self.assertEqual(code, 0, said)

    def assert_told_again(self, load):
        """The log has each acknowledged row, and a repeat names its time and place."""
        with self.station.client() as client:
            rows = {row["id"]: row for row in client.check_ins(self.seen_through)}
            self.seen_through = max((row["seq"] for row in rows.values()), default=0)
            for answer in load.acknowledged:
                self.assertNotIn(answer["id"], self.acknowledged)
                self.acknowledged[answer["id"]] = answer
                row = rows[answer["id"]]
                self.assertEqual([row[key] for key in ("seq", "at", "verdict", "attendee")],
                                 [answer["seq"], answer["at"], "go",
                                  {key: answer["attendee"][key]
                                   for key in ("id", "display_name", "product", "order")}])
                self.assert_redeemed(client, answer)

    def assert_redeemed(self, client, answer):
        code = answer["code"] or guest(int(answer["attendee"]["order"][1:]))["code"]
        again = client.scan(code, station="gate-2", dry_run=True)
        self.assertEqual([again["verdict"], again["reason"]], ["check", "already_redeemed"])
        self.assertEqual(again["first_entry"], {"at": answer["at"], "station": "desk-1"})

    def assert_nonces_count_once(self, load):
        """A client that repeats what it sent gets the first answer; or now is the first time."""
        ids = {answer["nonce"]: answer["id"] for answer in load.acknowledged}
        with self.station.client() as client:
            for nonce, code in load.posted.items():
                answer = client.scan(code, nonce=nonce)
                self.assertEqual(answer["verdict"], "go", pretty(answer))
                if nonce in ids:
                    self.assertEqual([answer["id"], answer["replayed"]], [ids[nonce], True])

    def assert_totals(self):
        database = read_database(self.station.state)
        scans = [row for row in database.values() if row.kind == "scan"]
        admitted = [row.ticket for row in scans if row.admitted]
        nonces = [row.nonce for row in scans if row.nonce]
        self.assertEqual(len(admitted), len(set(admitted)), "a ticket was admitted twice")
        self.assertEqual(len(nonces), len(set(nonces)), "a nonce made two records")
        self.assertEqual(sorted(database), list(range(1, len(database) + 1)))
        ids = {row.scan_id for row in scans}
        self.assertEqual({scan_key(one) for one in self.acknowledged} - ids, set())
        with self.station.client() as client:
            def arrived():  # counts may be half a second old
                return client.get("/api/v1/stats/summary").json()["arrived"]
            wait_until(lambda: arrived() == len(admitted), f"{len(admitted)} arrived")


if __name__ == "__main__":
    unittest.main()
