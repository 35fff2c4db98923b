# tests/faults/disk_space.py — no space, no inodes (F33, F34): by preload and on a real small disk.
import errno
import os
import shutil
import subprocess
import unittest

from driver import long_or_short
from fault_control import Fault
from sick_station import DICE, SickStation, disk_error, mounted
from station import KIOSKCTL, PATIENCE

SMALL_DISK = "640m"  # with room for the ballast
FULL_AT = long_or_short(list(range(1, 41)), [1, 2, 5, 13])  # the n-th write finds the disk full
SCANS_MAX = 60  # until that write has come: each scan is a write of the journal and some of rows


class DiskSpace(SickStation):
    def fill(self):
        """Takes the last byte of the file system that the state directory is on."""
        self.filler = self.station.state / "filler"
        descriptor = os.open(self.filler, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        os.write(descriptor, bytes(size))
                except OSError as full:
                    self.assertEqual(full.errno, errno.ENOSPC)
        finally:
            os.close(descriptor)

    def take_all_inodes(self):
        taken = self.station.state / "taken"
        taken.mkdir()
        try:
            for number in range(400):
                (taken / str(number)).touch()
            raise AssertionError("there was an inode left")
        except OSError as full:
            self.assertEqual(full.errno, errno.ENOSPC)
        return taken

    def scan_until_the_fault_acts(self):
        for _ in range(SCANS_MAX):
            self.scan()
            if self.control.acted() > 0:
                return
        self.fail(f"{SCANS_MAX} scans, and the fault has not acted")

    def test_f33_the_nth_write_finds_the_disk_full(self):
        self.start()
        for number in FULL_AT:
            with self.subTest(number=number):
                self.control.set(disk_error(errno.ENOSPC, ["write", "truncate", "allocate"],
                                            start=number))
                self.scan_until_the_fault_acts()
                found = self.assert_told(["amber_one_copy", "red"], ["STO-FULL"])
                refused = self.assert_nobody_admitted(3) if found["state"] == "red" else []
                self.control.clear()
                self.assert_recovers(refused)
        self.assert_nothing_lost()

    def test_f33_one_write_finds_the_disk_full(self):
        self.start()
        for number in FULL_AT:
            with self.subTest(number=number):
                self.control.set(disk_error(errno.ENOSPC, ["write"], start=number, count=1))
                self.scan_until_the_fault_acts()
                self.control.clear()
                self.assert_recovers()
        self.assert_nothing_lost()

    def test_f33_short_writes_are_no_error(self):
        self.start()
        self.control.set(Fault("shorten", ["write"], ["journal", "spare"], DICE.randint(1, 5), 3))
        self.assert_works(8)
        self.assertGreater(self.control.acted(), 0)
        self.assert_nothing_lost()

    def test_f33_a_real_disk_fills_up_while_running(self):
        mounted(self, "-o", f"size={SMALL_DISK}", at=self.station.state)
        self.start()
        self.assert_works(20)
        self.fill()
        self.assert_works(30)  # into what was allocated ahead; the ballast is given up for more
        self.assert_told(["green", "amber_one_copy"], ["STO-FULL"])
        self.fill()
        self.scan_many(200)
        self.assert_told(["amber_one_copy", "red"], ["STO-FULL"])
        self.filler.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()

    def test_f33_starts_and_decides_on_a_disk_without_a_free_byte(self):
        mounted(self, "-o", f"size={SMALL_DISK}", at=self.station.state)
        self.start()
        self.assert_works(20)
        known = self.acknowledged[0]["code"]
        self.station.kill()
        self.fill()
        self.start()
        self.assertEqual(self.scan(known)["reason"], "already_redeemed")
        self.scan_many(20)
        self.assert_told(["amber_one_copy", "red"], ["STO-FULL"])
        self.filler.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()

    @unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
    def test_f33_without_a_journal_on_a_full_disk_the_right_history_is_signed(self):
        mounted(self, "-o", f"size={SMALL_DISK}", at=self.station.state)
        self.start()
        self.assert_works(20)
        self.station.kill()
        shutil.rmtree(self.station.state / "journal")
        self.fill()
        self.start()
        self.scan_many(300)  # more than one head is signed of
        self.filler.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()
        done = subprocess.run([KIOSKCTL, "--state", self.station.state, "verify"],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_f33_a_start_on_a_full_disk_beside_a_damaged_journal(self):
        mounted(self, "-o", f"size={SMALL_DISK}", at=self.station.state)
        self.start()
        self.assert_works(20)
        self.station.stop()
        segment = self.station.state / "journal" / "00000001.kj"
        with segment.open("r+b") as file:
            file.seek(2000)
            file.write(bytes(100))
        self.fill()
        self.start()
        self.assert_told(["red", "amber_one_copy"], ["STO-FULL"])
        self.filler.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()
        self.assertTrue(any("journal" in path.name
                            for path in (self.station.state / "quarantine").iterdir()))

    def test_f33_a_first_start_of_all_without_space_or_inodes_says_which(self):
        for options, words in (("size=4k", "STO-FULL: the disk is full: "),
                               ("nr_inodes=3", "STO-FULL: the disk takes no more files")):
            with self.subTest(options=options):
                mounted(self, "-o", options, at=self.station.state)
                with self.assertRaisesRegex(AssertionError, f"kioskd ended: .*error: {words}"):
                    self.start()

    def test_f34_a_copy_that_goes_is_mended_when_there_are_inodes_again(self):
        mounted(self, "-o", "nr_inodes=200", at=self.station.state)
        self.start()
        self.assert_works(5)
        taken = self.take_all_inodes()
        (self.station.state / "events.sqlite").unlink()
        found = self.assert_told(["amber_one_copy", "red"], ["STO-FULL"])
        self.assertIn("no inodes are left", found["sentence"])
        for file in taken.iterdir():
            file.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()

    def test_f34_no_inodes_are_left(self):
        mounted(self, "-o", "nr_inodes=200", at=self.station.state)
        self.start()
        self.assert_works(5)
        taken = self.take_all_inodes()
        # Files that exist can be written; only new ones cannot be made.
        self.control.set(disk_error(errno.EIO, ["sync"], ["journal"], count=1))
        self.scan_many(10)
        self.assertIn("no inodes are left", self.assert_told(
            ["green", "amber_one_copy", "red"], ["STO-FULL"])["sentence"])
        self.control.clear()
        for file in taken.iterdir():
            file.unlink()
        self.assert_recovers()
        self.assert_nothing_lost()


if __name__ == "__main__":
    unittest.main()
