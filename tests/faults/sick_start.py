# tests/faults/sick_start.py — a start on a disk that makes nothing durable: F36.
#
# Every answer waits for a copy that cannot be written. The station runs all the same: it says why
# nobody is let in, and goes on by itself when the disk does.
import errno
import shutil
import unittest

from fault_control import ON_DISK
from pty_scanner import PtyScanner
from sick_station import SickStation, disk_error
from station import PATIENCE, wait_until

COPIES = ["journal", "spare", "log", "database"]


def as_it_is(_state):
    pass


def not_marked_complete(state):
    """As after a time when the journal alone took records."""
    (state / "database-complete").unlink()


def without_database(state):
    for file in state.glob("events.sqlite*"):
        file.unlink()


def without_journal(state):
    shutil.rmtree(state / "journal")


class SickStart(SickStation):
    SCANNER = True

    def setUp(self):
        super().setUp()
        self.scanner = PtyScanner(self.station.scanner).plug_in()
        self.addCleanup(self.scanner.unplug)

    def hears(self):
        """What a scanner read before it was opened counts for nothing."""
        with self.station.client() as client:
            status = client.get("/api/v1/status").json()
        return status["list"]["loaded"] and [one["state"] for one in status["readers"]] == ["ready"]

    def assert_red_and_alive(self):
        self.assert_told(["red"], ["STO-SYNC"])
        with self.station.client() as client:
            self.assertEqual(client.get("/").status, 200)
            self.assertEqual(client.get("/healthz").status, 200)
        wait_until(self.hears, "list and scanner")
        stream = self.station.stream("scan")
        code = next(self.codes)
        self.scanner.send_code(code)
        answer = stream.wait_for_results(1)[0]
        self.assertEqual(answer["verdict"], "stop", answer)  # what the zone says without a disk
        return [code, *self.assert_nobody_admitted(2)]

    def test_f36_every_sync_fails_during_the_start(self):
        self.start()
        self.assert_works(5)
        for files in (COPIES, ON_DISK):
            for prepare in (as_it_is, not_marked_complete, without_database, without_journal):
                with self.subTest(files=files, prepare=prepare.__name__):
                    self.station.kill()
                    prepare(self.station.state)
                    self.assert_starts_without_syncs_of(files)
        self.assert_nothing_lost()

    def test_f36_only_the_copies_cannot_be_synced_at_the_first_start_of_all(self):
        self.assert_starts_without_syncs_of(COPIES)
        self.assert_nothing_lost()

    def assert_starts_without_syncs_of(self, files):
        self.control.set(disk_error(errno.EIO, ["sync"], files))
        self.start(wait_for_list=False)
        refused = self.assert_red_and_alive()
        self.control.clear()
        self.assert_recovers(refused)
        self.assert_works()

    def test_f36_nothing_can_be_synced_at_the_first_start_of_all(self):
        """Nothing is lost; but who the station is must be durable before anything else."""
        self.control.set(disk_error(errno.EIO, ["sync"]))
        with self.assertRaisesRegex(AssertionError, "kioskd ended: .*Input/output error"):
            self.start(wait_for_list=False)
        self.assertEqual(self.station.process.wait(PATIENCE), 1)
        self.control.clear()
        self.start()
        wait_until(lambda: self.state() == "green", "green")
        self.assert_works()


if __name__ == "__main__":
    unittest.main()
