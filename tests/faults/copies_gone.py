# tests/faults/copies_gone.py — copies damaged, deleted, replaced or cut: F37 to F43, one by one.
#
# While the station runs the damage is noticed in five seconds and mended from the other copy; at a
# start it is mended before the first scan. The damaged original stays in quarantine.
import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import time
import unittest

from fault_control import Fault
from notifications import Notifications
from sick_station import BUSY, GREEN_WITHIN, TOLD_WITHIN, SickStation
from station import KIOSKCTL, PATIENCE, pretty, wait_until
from stored import read_database

NOTICED_WITHIN = 5.0   # seconds
SCRUBBED_WITHIN = 8.0  # a short history, after a start or a mending; then the scrub rests


def write_over(path, data):
    with path.open("r+b") as file:
        file.write(data)


def flip(path, offset, bit=3):
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


class CopiesGone(SickStation):
    def segment(self):
        return sorted((self.station.state / "journal").glob("0*.kj"))[-1]

    @property
    def database(self):
        return self.station.state / "events.sqlite"

    @property
    def log(self):
        return self.station.state / "events.sqlite-wal"

    def quarantined(self):
        folder = self.station.state / "quarantine"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def repairs(self):
        return [row for row in read_database(self.station.state).values()
                if row.kind == "repaired"]

    # ---- while it runs

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

    # ---- at a start

    def assert_mended_at_start(self, harm, restarts=1, rows=30):
        self.start()
        self.assert_works(rows)
        self.station.kill()
        harm()
        for _ in range(restarts):
            self.start()
            for answer in self.acknowledged[:3] + self.acknowledged[-3:]:
                again = self.scan(answer["code"])
                self.assertEqual(again["reason"], "already_redeemed", pretty(again))
            self.assert_works()
            self.station.kill()
        self.assert_nothing_lost()

    def test_f39_a_bit_in_the_log_turns_and_the_power_goes(self):
        self.assert_mended_at_start(
            lambda: flip(self.log, self.log.stat().st_size // 2))

    def test_f40_a_bit_in_the_journal_turns(self):
        def harm():
            used = len(self.segment().read_bytes().rstrip(b"\0"))
            flip(self.segment(), used // 2)
        self.assert_mended_at_start(harm, restarts=2)
        self.assertTrue(self.repairs(), "no record tells of the repair")
        self.assertTrue(self.quarantined())

    def test_f38_every_97th_byte_of_the_database_is_turned(self):
        def harm():
            data = bytearray(self.database.read_bytes())
            data[::97] = bytes(byte ^ 0x55 for byte in data[::97])
            self.database.write_bytes(data)
            self.log.unlink(missing_ok=True)
        self.assert_mended_at_start(harm)
        self.assertTrue(any("events.sqlite" in name for name in self.quarantined()))

    def test_f38_a_bit_of_the_databases_header_turns(self):
        """Byte 18: SQLite takes the file for one that may only be read."""
        self.assert_mended_at_start(lambda: flip(self.database, 18, bit=0))
        self.assertTrue(any("events.sqlite" in name for name in self.quarantined()))

    def assert_told_how_far(self, copy, harm):
        """The log says it, and the service manager hears it and waits longer."""
        self.start()
        self.scan_many(1200)
        self.station.kill()
        harm()
        manager = Notifications(self, self.station.folder)
        self.station.start(environment=manager.environment(watchdog=30))
        told = rf"the {copy} is being mended: (0|1000) of \d+ records"
        self.assertRegex(self.station.log_text(), rf"info: storage: {told}\n")
        first = manager.texts[0]
        self.assertRegex(first, rf"STATUS={told}\nEXTEND_TIMEOUT_USEC=60000000")
        wait_until(lambda: any("READY=1" in text for text in manager.texts), "READY=1")
        self.assert_nothing_lost()

    def test_f42_a_start_tells_how_far_the_journal_is_made_anew(self):
        self.assert_told_how_far("journal", lambda: shutil.rmtree(self.station.state / "journal"))

    def test_f42_a_start_tells_how_far_the_database_is_made_anew(self):
        def harm():
            for file in self.station.state.glob("events.sqlite*"):
                file.unlink()
        self.assert_told_how_far("database", harm)

    def test_f41_the_journals_tail_is_torn(self):
        def harm():
            data = self.segment().read_bytes()
            used = len(data.rstrip(b"\0"))
            self.segment().write_bytes(data[:used] + b"KJRE\x60\0\0\0torn" +
                                       bytes(len(data) - used - 12))
        self.assert_mended_at_start(harm)
        self.assertNotIn("journal", "".join(self.quarantined()), "a torn tail is no damage")

    def lose_both_copies(self):
        shutil.rmtree(self.station.state / "journal", ignore_errors=True)
        for file in self.station.state.glob("events.sqlite*"):
            file.unlink()

    def assert_refused(self, said, *options):
        """`kioskd` ends by itself, and its last words begin with the code."""
        done = subprocess.run(self.station.command(*options), capture_output=True, text=True,
                              check=False, timeout=PATIENCE)
        self.assertEqual(done.returncode, 1, done.stderr)
        last = (done.stdout + done.stderr).rstrip().splitlines()[-1]
        self.assertRegex(last, f"STO-LOST: {said}.*kioskctl restore.*--accept-loss")

    def assert_goes_on_without(self, said):
        """Told that it may, and it says so as long as it runs; the next start needs no option."""
        self.start("--accept-loss")
        told = self.storage()
        self.assertEqual(told["code"], "STO-LOST", told)
        self.assertRegex(told["sentence"], said)
        self.assertRegex(self.station.log_text(), f"STO-LOST: .*{said}")
        self.station.stop()
        self.acknowledged = []
        self.start()
        self.assert_works(5)

    def test_f43_both_copies_are_gone_before_the_first_signed_head(self):
        self.start()
        self.assert_works(5)
        self.station.kill()
        self.assertFalse((self.station.state / "checkpoints").exists())
        for _ in range(3):
            self.lose_both_copies()
            self.assert_refused("journal and database are both gone")
        self.assert_goes_on_without("record 1,")

    def test_f43_both_copies_are_gone_and_the_signed_heads_with_them(self):
        self.start()
        self.assert_works(5)
        self.station.stop()
        (self.station.state / "checkpoints").unlink()
        self.lose_both_copies()
        self.assert_refused("journal and database are both gone")

    def test_f43_both_copies_are_gone(self):
        self.start()
        self.assert_works(5)
        self.station.stop()
        self.lose_both_copies()
        self.assert_refused("journal and database are both gone")
        self.assert_goes_on_without("records 1 to [0-9]+,")

    def test_f43_both_copies_lost_the_last_signed_record(self):
        self.start()
        self.assert_works(5)
        self.station.stop()
        last = max(read_database(self.station.state))
        used = len(self.segment().read_bytes().rstrip(b"\0"))
        flip(self.segment(), used - 20)
        with contextlib.closing(sqlite3.connect(self.database)) as database, database:
            database.execute("DELETE FROM events WHERE seq = ?", (last,))
        for _ in range(2):
            self.assert_refused(f"record {last} is in neither copy")
        self.assert_goes_on_without(f"record {last},")


if __name__ == "__main__":
    unittest.main()
