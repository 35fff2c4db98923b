# tests/faults/backup_failing.py — a backup killed or without space: the one before is intact (F53).
import errno
import os
import signal
import subprocess
import unittest

from driver import PATIENCE, long_or_short
from fault_control import ON_DISK, Fault, FaultControl
from sick_station import DICE, SickStation
from station import KIOSKCTL
from wrong_state import digest

KILLS = long_or_short(60, 8)
FULL_AT = long_or_short(range(1, 25), [1, 3])  # the n-th write finds no space
ADMITTED = 25


class BackupFailing(SickStation):
    def setUp(self):
        super().setUp()
        self.backups = self.station.folder / "backups"
        self.backups.mkdir()
        self.faulty = FaultControl(self.station.folder / "backup-control", self.backups)
        self.addCleanup(self.faulty.close)
        self.start()
        self.assert_works(ADMITTED)
        self.assertEqual(self.station.stop()[0], 0)
        self.assertEqual(self.backup().returncode, 0)
        self.good = self.complete()
        self.assertEqual(len(self.good), 1)
        self.proof = digest(self.good[0])

    def kioskctl(self, *arguments, environment=None):
        return subprocess.run([KIOSKCTL, *map(str, arguments)], capture_output=True, text=True,
                              check=False, timeout=PATIENCE, env=os.environ | (environment or {}))

    def backup(self):
        return self.kioskctl("backup", "--state", self.station.state, "--to", self.backups,
                             environment=self.faulty.environment())

    def complete(self):
        """Backups that have their name; what is unfinished has another."""
        return sorted(path for path in self.backups.iterdir() if path.name.startswith("backup-")
                      and path.suffix == "")

    def assert_good_one_is_intact(self):
        self.assertIn(self.good[0], self.complete())
        self.assertEqual(digest(self.good[0]), self.proof)

    def assert_restores(self, backup):
        fresh = self.station.folder / "fresh"
        done = self.kioskctl("restore", backup, "--state", fresh, "--yes")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        verified = self.kioskctl("verify", "--state", fresh)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        subprocess.run(["rm", "-r", fresh], check=True)

    def test_f53_a_killed_backup_leaves_the_one_before(self):
        kills = 0
        for number in range(KILLS):
            action = DICE.choice(["kill_before", "kill_within", "kill_after"])
            self.faulty.set(Fault(action, ["write", "sync", "rename", "open"], ON_DISK,
                                  DICE.randint(1, 20), 1))
            done = self.backup()
            self.faulty.clear()
            with self.subTest(number=number, action=action):
                self.assertIn(done.returncode, (0, -signal.SIGKILL), done.stderr)
                kills += 1 if done.returncode else 0
                if done.returncode:
                    self.assert_good_one_is_intact()
                for backup in self.complete():
                    self.assert_restores(backup)
                self.good = self.complete()[-1:]
                self.proof = digest(self.good[0])
        self.assertGreater(kills, 0)
        self.assertEqual(self.backup().returncode, 0, "the next backup works")
        self.assert_restores(self.complete()[-1])
        print(f"  {kills} backups killed, the one before restored each time")

    def test_f53_a_full_disk_leaves_the_one_before(self):
        for number in FULL_AT:
            with self.subTest(number=number):
                self.faulty.set(Fault("fail", ["write", "allocate", "truncate"], ON_DISK, number,
                                      error=errno.ENOSPC))
                done = self.backup()
                acted = self.faulty.acted()
                self.faulty.clear()
                if acted:
                    self.assertNotEqual(done.returncode, 0, "a backup without space is none")
                    self.assertIn("BAK-FAIL", done.stdout + done.stderr)
                    self.assert_good_one_is_intact()
        self.assert_restores(self.good[0])


if __name__ == "__main__":
    unittest.main()
