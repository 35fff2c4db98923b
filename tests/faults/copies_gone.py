# tests/faults/copies_gone.py — copies damaged, deleted, replaced or cut while the station runs.
#
# F40 and F42, one by one: the damage is noticed in five seconds and mended from the other copy; the
# damaged original stays in quarantine.
import errno
import os
import shutil
import subprocess
import time
import unittest

from copies_of import Copies, flip, write_over
from fault_control import Fault
from sick_station import BUSY, GREEN_WITHIN, TOLD_WITHIN
from station import KIOSKCTL, PATIENCE, wait_until

NOTICED_WITHIN = 5.0   # seconds
SCRUBBED_WITHIN = 8.0  # a short history, after a start or a mending; then the scrub rests


class CopiesGone(Copies):
    def assert_noticed_and_mended(self, harm):
        self.start()
        self.assert_works(10)
        before = self.quarantined()
        harm()

        def noticed():
            return self.quarantined() != before or self.state() != "green"
        wait_until(noticed, "the damage is noticed", NOTICED_WITHIN * BUSY)
        # Also where it is mended at once the status says so for some seconds. Who meets a file that
        # was cut first, the watch or SQLite, names it.
        self.assert_told(["green", "amber_one_copy"], ["STO-GONE", "STO-ROT"])
        self.station.wait_for_log(r"storage repaired \(STO-(GONE|ROT)\)")
        self.scan_many(5)
        wait_until(lambda: self.state() == "green", "mended", GREEN_WITHIN)
        self.assert_works()
        self.assert_nothing_lost()
        self.assertTrue(self.repairs(), "no record tells of the repair")

    def test_f42_the_journal_segment_is_deleted(self):
        self.assert_noticed_and_mended(lambda: self.segment().unlink())

    def test_f42_the_journal_segment_is_replaced(self):
        def replace():
            copy = self.station.folder / "copy"
            shutil.copy(self.segment(), copy)
            os.replace(copy, self.segment())
        self.assert_noticed_and_mended(replace)

    def test_f42_the_journal_segment_is_cut(self):
        self.assert_noticed_and_mended(lambda: os.truncate(self.segment(), 1000))

    def test_f42_an_older_journal_is_copied_over_the_segment(self):
        """As cp does: name, inode and size stay what they are."""
        def harm():
            old = self.segment().read_bytes()
            self.assert_works(10)
            write_over(self.segment(), old)
        self.assert_noticed_and_mended(harm)

    def test_f42_the_journal_segment_is_written_over_with_noise(self):
        self.assert_noticed_and_mended(lambda: write_over(self.segment(), os.urandom(40_000)))

    def test_f40_a_bit_of_an_older_segment_turns_and_a_backup_meets_it_first(self):
        """Long before the scrub comes by it is mended, and then the backup works."""
        self.start()
        self.assert_works(10)
        old = self.segment()
        self.control.set(Fault("fail", ["sync"], ["journal"], 1, 1, error=errno.EIO))
        self.assert_works(10)
        self.assertNotEqual(self.segment(), old, "the journal goes on in another segment")
        time.sleep(SCRUBBED_WITHIN)
        flip(old, 1000)
        time.sleep(NOTICED_WITHIN + TOLD_WITHIN)
        self.assertEqual(self.storage()["code"] or "", "", "the scrub rests for ten minutes")
        to = self.station.folder / "backups"
        self.assertNotEqual(self.backup(to), 0)
        self.assert_told(["green", "amber_one_copy"], ["STO-ROT"])
        self.station.wait_for_log(r"storage repaired \(STO-ROT\)")
        wait_until(lambda: self.state() == "green", "mended", GREEN_WITHIN)
        self.assertEqual(self.backup(to), 0)
        self.assert_nothing_lost()

    def backup(self, to):
        done = subprocess.run([KIOSKCTL, "--state", self.station.state, "backup", "--to", to],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        print(done.stdout + done.stderr)
        return done.returncode

    def test_f42_the_database_is_deleted(self):
        self.assert_noticed_and_mended(lambda: self.database.unlink())

    def test_f42_the_database_is_replaced(self):
        def replace():
            copy = self.station.folder / "copy"
            shutil.copy(self.database, copy)
            os.replace(copy, self.database)
        self.assert_noticed_and_mended(replace)

    def test_f42_the_database_is_cut(self):
        def cut():
            # In a quiet second the rows move from the log into the file; then there is much to cut.
            wait_until(lambda: self.database.stat().st_size > 20_000, "rows in the database file")
            os.truncate(self.database, 12_288)
        self.assert_noticed_and_mended(cut)

    def test_f42_the_quarantine_is_deleted_and_then_a_copy(self):
        def harm():
            shutil.rmtree(self.station.state / "quarantine")
            self.database.unlink()
        self.assert_noticed_and_mended(harm)

    def test_f42_a_file_takes_the_place_of_the_journal(self):
        def harm():
            shutil.rmtree(self.station.state / "journal")
            (self.station.state / "journal").write_text("not a directory")
        self.assert_noticed_and_mended(harm)
        self.assertIn("0001-journal", self.quarantined())

    def test_f42_a_file_takes_the_place_of_the_quarantine_and_then_a_copy_goes(self):
        def harm():
            (self.station.state / "quarantine").rmdir()
            (self.station.state / "quarantine").write_text("not a directory")
            self.segment().unlink()
        self.assert_noticed_and_mended(harm)
        kept = self.station.state / "quarantine" / "0001-quarantine"
        self.assertEqual(kept.read_text(), "not a directory")

    @unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
    def test_f42_the_checkpoints_are_deleted(self):
        signed = self.station.state / "checkpoints"
        self.start()
        self.scan_many(300)
        wait_until(signed.exists, "a signed head", PATIENCE)
        before = signed.read_text()
        signed.unlink()
        self.scan_many(300)
        wait_until(lambda: signed.exists() and len(signed.read_text()) > len(before),
                   "the next signed head", PATIENCE)
        self.assertTrue(signed.read_text().startswith(before))
        self.assert_nothing_lost()
        self.assertEqual(self.verify(), 0)

    def verify(self):
        done = subprocess.run([KIOSKCTL, "--state", self.station.state, "verify"],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        print(done.stdout + done.stderr)
        return done.returncode


if __name__ == "__main__":
    unittest.main()
