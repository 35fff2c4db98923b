# tests/faults/refusals.py — the system refuses for a while: no leave, memory, handles. No damage.
import errno
import unittest

from sick_station import SickStation, disk_error

CALLS = ["write", "truncate", "open"]
# What the write of one copy says, and the code that staff see.
REFUSALS = {errno.EACCES: "STO-RO", errno.EPERM: "STO-RO", errno.EROFS: "STO-RO",
            errno.ENOMEM: "STO-BUSY", errno.EMFILE: "STO-BUSY", errno.ENFILE: "STO-BUSY",
            errno.EDQUOT: "STO-FULL"}


class Refusals(SickStation):
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
        quarantine = self.station.state / "quarantine"
        kept = sorted(path.name for path in quarantine.iterdir()) if quarantine.exists() else []
        self.assertEqual(kept, [], "nothing was damaged, and nothing set aside")
        self.assert_nothing_lost()

    def test_a_journal_that_may_not_be_written_now_is_not_set_aside(self):
        self.assert_is_no_damage(["journal", "spare"])

    def test_a_database_that_may_not_be_written_now_is_not_set_aside(self):
        """SQLite before 3.44 does not say why a COMMIT failed; the station finds out by itself."""
        self.assert_is_no_damage(["log", "database"])


if __name__ == "__main__":
    unittest.main()
