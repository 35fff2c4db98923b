# tests/faults/copies_at_start.py — copies damaged, torn or gone when the station starts.
#
# F38 to F43, one by one: one copy is mended before the first scan, the damaged original stays in
# quarantine; what is in neither copy ends the start.
import contextlib
import shutil
import sqlite3
import subprocess
import unittest

from copies_of import Copies, flip
from notifications import Notifications
from station import PATIENCE, pretty, wait_until
from stored import read_database


class CopiesAtStart(Copies):
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
