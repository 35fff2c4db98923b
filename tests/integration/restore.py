# tests/integration/restore.py — the drill: back up, go on, lose everything, restore, prove it.
import json
import shutil
import subprocess
import threading
import unittest
from pathlib import Path

from station import KIOSKCTL, PATIENCE, Station, guest
from stored import read_database, read_journal


@unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
class RestoreDrill(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, rows=[guest(number) for number in range(1, 61)])
        self.usb = self.station.folder / "usb"

    def kioskctl(self, *arguments, code=0):
        done = subprocess.run([KIOSKCTL, "--state", self.station.state, *map(str, arguments)],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def document(self, *arguments, code=0):
        return json.loads(self.kioskctl("--json", *arguments, code=code).stdout)

    def check_in(self, numbers):
        """Everybody is let in, and the answer came when it was stored."""
        with self.station.client() as client:
            for number in numbers:
                answer = client.scan(f"TICKET{number:06}")
                self.assertEqual((answer["verdict"], answer["recorded"]), ("go", True))

    def stop_signed(self, records):
        """Stops once a head with at least this many records is signed: it is handed over to be
        signed each second, and signed at the latest when the station stops."""
        for _ in range(10):
            threading.Event().wait(1.5)
            self.station.stop()
            done = subprocess.run([KIOSKCTL, "--state", self.station.state, "--json", "checkpoint"],
                                  capture_output=True, text=True, timeout=PATIENCE, check=False)
            if done.returncode == 0 and json.loads(done.stdout)["seq"] >= records:
                return
            self.station.start()
        self.fail("no head was signed")

    def head(self, name):
        """The newest signed head, written down elsewhere."""
        signed = self.document("checkpoint")
        path = self.station.folder / name
        path.write_text(signed["note"])
        return path, signed["key"], signed["seq"]

    def verdicts(self, numbers):
        with self.station.client() as client:
            return {client.scan(f"TICKET{number:06}", dry_run=True)["verdict"]
                    for number in numbers}

    def test_what_was_backed_up_is_there_after_everything_was_lost(self):
        station = self.station.start()
        self.check_in(range(1, 21))
        self.stop_signed(20)
        early, key, _ = self.head("early.txt")

        station.start()
        self.check_in(range(21, 31))
        backup = self.document("backup", "--to", self.usb)
        self.check_in(range(31, 46))
        self.stop_signed(backup["records"] + 15)
        late, _, late_seq = self.head("late.txt")
        self.assertGreaterEqual(late_seq, backup["records"] + 15)
        before = read_journal(station.state)
        keys = [row.ticket for seq, row in read_database(station.state).items()
                if seq <= backup["records"] and row.kind == "scan"]
        self.assertEqual(len(keys), 30)

        shutil.rmtree(station.state)
        restored = self.document("restore", backup["path"])
        self.assertEqual(restored["records"], backup["records"])
        station.start()
        self.assertEqual(self.verdicts(range(1, 31)), {"check"})  # they are in already
        self.assertEqual(self.verdicts(range(31, 46)), {"go"})    # nobody knows of them
        self.check_in(range(46, 51))
        station.stop()

        after = read_journal(station.state)
        for seq in range(1, backup["records"] + 1):
            self.assertEqual(after[seq], before[seq], seq)
        rows = read_database(station.state)
        self.assertEqual([row.ticket for seq, row in rows.items()
                          if seq <= backup["records"] and row.kind == "scan"], keys)
        begun = rows[backup["records"] + 1]
        self.assertEqual(begun.kind, "restored")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip().replace("-", "")
        self.assertIn(bytes.fromhex(boot), begun.payload, "its steady time belongs to this boot")
        self.kioskctl("verify", "--witness", early, "--key", key)
        found = self.document("verify", "--witness", early, "--witness", late, "--key", key,
                              code=1)
        self.assertEqual(len(found["findings"]), 1, found)
        self.assertIn("rollback", found["findings"][0])

    def test_newer_records_need_a_yes_and_are_kept(self):
        station = self.station.start()
        self.check_in(range(1, 6))
        backup = self.document("backup")
        self.assertIn(str(station.state / "backups"), backup["path"])
        self.check_in(range(6, 9))
        self.kioskctl("restore", backup["path"], code=75)  # the station runs
        station.stop()
        refused = self.kioskctl("restore", backup["path"], code=6)
        self.assertIn("records that the backup has not", refused.stderr)
        restored = self.document("restore", backup["path"], "--yes")
        self.assertGreaterEqual(restored["missing"], 3)
        self.assertTrue(restored["kept_before"])
        station.start()
        self.assertEqual(self.verdicts(range(6, 9)), {"go"})

    def test_backup_without_a_daemon_and_again_each_generation(self):
        self.station.start()
        self.check_in(range(1, 4))
        self.station.stop()
        for _ in range(3):
            self.kioskctl("backup", "--to", self.usb)
        self.assertEqual(len(list(self.usb.iterdir())), 2)


if __name__ == "__main__":
    unittest.main()
