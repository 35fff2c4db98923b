# tests/faults/refusals.py — the system refuses for a while: no leave, memory, handles. No damage.
import errno
import unittest

from sick_station import SickStation, disk_error
from station import PATIENCE

CALLS = ["write", "truncate", "open"]
# What the write of one copy says, and the code that staff see.
REFUSALS = {errno.EACCES: "STO-RO", errno.EPERM: "STO-RO", errno.EROFS: "STO-RO",
            errno.ENOMEM: "STO-BUSY", errno.EMFILE: "STO-BUSY", errno.ENFILE: "STO-BUSY",
            errno.EDQUOT: "STO-FULL"}


class Refusals(SickStation):
    def assert_nothing_set_aside(self):
        quarantine = self.station.state / "quarantine"
        kept = sorted(path.name for path in quarantine.iterdir()) if quarantine.exists() else []
        self.assertEqual(kept, [], "nothing was damaged, and nothing set aside")

    def assert_is_no_damage(self, files):
        self.start()
        self.assert_works()
        for number, code in REFUSALS.items():
            with self.subTest(error=errno.errorcode[number], files=files):
                self.control.set(disk_error(number, CALLS, files))
                self.scan_many(2)
                self.assert_told(["amber_one_copy"], [code])
                self.assert_works()  # on the other copy
                self.control.clear()
                self.assert_recovers()
        self.assert_nothing_set_aside()
        self.assert_nothing_lost()

    def test_a_journal_that_may_not_be_written_now_is_not_set_aside(self):
        self.assert_is_no_damage(["journal", "spare"])

    def test_a_database_that_may_not_be_written_now_is_not_set_aside(self):
        """SQLite before 3.44 does not say why a COMMIT failed; the station finds out by itself."""
        self.assert_is_no_damage(["log", "database"])

    def test_what_may_not_be_written_at_the_start_is_read_and_goes_on(self):
        self.start()
        self.assert_works()
        for files in (["journal", "spare"], ["log", "database"]):
            for number, code in REFUSALS.items():
                with self.subTest(error=errno.errorcode[number], files=files):
                    self.station.kill()
                    self.control.set(disk_error(number, ["write", "truncate"], files))
                    self.start(wait_for_list=False)
                    self.scan()
                    self.assert_told(["amber_one_copy"], [code])
                    self.assert_works()
                    self.control.clear()
                    self.assert_recovers()
        self.assert_nothing_set_aside()
        self.assert_nothing_lost()

    def test_what_may_not_be_read_at_the_start_is_waited_for(self):
        """It may have what the other copy has not. The service manager starts it again."""
        self.start()
        self.assert_works()
        for files in (["journal"], ["log", "database"]):
            for number in REFUSALS:
                with self.subTest(error=errno.errorcode[number], files=files):
                    self.station.kill()
                    self.control.set(disk_error(number, ["open", "read"], files))
                    with self.assertRaisesRegex(AssertionError, "kioskd ended"):
                        self.start(wait_for_list=False)
                    self.assertEqual(self.station.process.wait(PATIENCE), 1)
                    self.assertIn(str(self.station.state), self.station.log_text())
                    self.control.clear()
                    self.start()
                    self.assert_works()
        self.assert_nothing_set_aside()
        self.assert_nothing_lost()


if __name__ == "__main__":
    unittest.main()
