# tests/faults/disk_failing.py — read-only, EIO on sync and read, syncs of 5 s: F35, F36, F37, F50.
import errno
import os
import shutil
import subprocess
import threading
import time
import unittest

from driver import long_or_short
from fault_control import ON_DISK, Fault
from notifications import Notifications
from sick_station import SickStation, disk_error, mounted

SYNCS = long_or_short(list(range(1, 51)), [1, 2, 3, 7, 20])  # the n-th sync fails
SLOW = 5.0      # seconds
WATCHDOG = 3.0  # seconds of silence after which systemd would restart the station
NO_COPY = ["write", "sync", "truncate", "allocate", "open"]


class DiskFailing(SickStation):
    def test_f35_the_file_system_turns_read_only(self):
        self.start()
        self.assert_works()
        self.control.set(disk_error(errno.EROFS, [*NO_COPY, "rename", "unlink",
                                                  "make_directory"]))
        self.scan()
        self.assert_told(["red"], ["STO-RO"])
        refused = self.assert_nobody_admitted()
        self.assertTrue(self.station.alive())
        self.control.clear()
        self.assert_recovers(refused)
        self.assert_nothing_lost()

    def test_f35_a_real_file_system_is_remounted_read_only(self):
        mkfs = shutil.which("mkfs.ext4", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        if not mkfs:
            self.skipTest("mkfs.ext4 is not installed: apt install e2fsprogs")
        image = self.station.folder / "disk"
        subprocess.run(["truncate", "-s", "200M", image], check=True)
        subprocess.run([mkfs, "-q", image], check=True)
        mounted(self, "-o", "loop", kind="ext4", source=image, at=self.station.state)
        self.start()
        self.assert_works()

        # What ext4 does by itself after an error: files stay open, every write is EROFS.
        subprocess.run(["mount", "-o", "remount,abort", self.station.state], check=True)
        self.scan_many(3)
        self.assert_told(["red"], ["STO-RO"])
        self.assert_nobody_admitted()
        self.assertTrue(self.station.alive())
        self.station.kill()
        subprocess.run(["umount", self.station.state], check=True)
        subprocess.run(["mount", "-o", "loop", image, self.station.state], check=True)
        self.assert_nothing_lost()

    def test_f35_starts_on_a_read_only_file_system(self):
        """Whatever can be read is read; it says why nobody is let in, and goes on when it may."""
        mounted(self, "-o", "size=640m", at=self.station.state)

        def remount(mode):
            subprocess.run(["mount", "-o", f"remount,{mode}", self.station.state], check=True)
        self.start()
        self.assert_works(5)
        self.station.kill()
        remount("ro")
        self.start(wait_for_list=False)  # it runs, and is not ready: nobody can be let in
        self.scan()
        self.assert_told(["red"], ["STO-RO"])
        refused = self.assert_nobody_admitted()
        remount("rw")
        self.assert_recovers(refused)
        self.assert_nothing_lost()

    def test_f36_the_nth_sync_fails_once(self):
        self.start()
        for number in SYNCS:
            with self.subTest(number=number):
                self.control.set(disk_error(errno.EIO, ["sync"], start=number, count=1))
                deadline = time.monotonic() + 20
                while self.control.acted() == 0 and time.monotonic() < deadline:
                    self.scan()
                self.assertEqual(self.control.acted(), 1)
                self.assert_recovers()
        self.assert_nothing_lost()

    def test_f36_every_sync_of_one_copy_fails(self):
        self.start()
        for files in (["journal", "spare"], ["log", "database"]):
            with self.subTest(files=files):
                self.control.set(disk_error(errno.EIO, ["sync"], files))
                self.scan_many(3)
                self.assert_told(["amber_one_copy"], ["STO-SYNC"])
                self.assert_works()  # on the copy that is left
                self.control.clear()
                self.assert_recovers()
        self.assert_nothing_lost()

    def test_f36_every_sync_fails(self):
        self.start()
        self.assert_works()
        self.control.set(disk_error(errno.EIO, ["sync"]))
        self.scan_many(2)
        self.assert_told(["red"], ["STO-SYNC"])
        refused = self.assert_nobody_admitted()
        self.control.clear()
        self.assert_recovers(refused)
        self.assert_nothing_lost()

    def test_f37_a_copy_cannot_be_read_at_the_start(self):
        self.start()
        self.assert_works(20)
        self.station.kill()
        # Three failed reads meet the new database, too, that takes the place of the first.
        for files, count in ((["journal"], 1), (["database"], 1), (["database"], 3), (["log"], 1)):
            with self.subTest(files=files, count=count):
                self.control.set(disk_error(errno.EIO, ["read"], files, count=count))
                self.start()
                self.assert_works()
                self.control.clear()
                self.assert_recovers()
                self.station.kill()
        self.assert_nothing_lost()

    def test_f50_a_sync_takes_five_seconds(self):
        watchdog = Notifications(self, self.station.folder)
        self.station.start(environment=self.control.environment() |
                           watchdog.environment(WATCHDOG))
        self.assert_works()
        self.control.set(Fault("delay", ["sync"], ON_DISK, 1, 2, delay=SLOW))
        answers, begin = [], time.monotonic()
        guest = threading.Thread(target=lambda: answers.append(self.scan()))
        guest.start()
        self.assert_told(["green", "amber_one_copy"], ["STO-SLOW"])
        told = time.monotonic() - begin
        asked = time.monotonic()
        with self.station.client() as client:
            self.assertEqual(client.get("/healthz").status, 200)
            self.assertEqual(client.get("/api/v1/status").status, 200)
        self.assertLess(time.monotonic() - asked, 1.0, "other calls wait too")
        self.assertEqual(answers, [], "an answer before the sync had ended")
        guest.join()
        self.assertGreater(time.monotonic() - begin, SLOW - 0.1)
        self.assertEqual(answers[0]["verdict"], "go")
        self.assertLess(watchdog.longest_silence(begin, time.monotonic()), WATCHDOG)
        print(f"  told after {told:.1f} s; go after {time.monotonic() - begin:.1f} s")
        self.assert_recovers()
        self.assert_nothing_lost()


if __name__ == "__main__":
    unittest.main()
