# tests/faults/lying_drive.py — a drive that ignores flushes loses what it said it has: F49.
#
# No program can prevent it. A head that was kept elsewhere proves it, and names the gap.
import json
import shutil
import subprocess
import unittest

from driver import PATIENCE
from sick_station import SickStation
from station import KIOSKCTL


class LyingDrive(SickStation):
    def kioskctl(self, *arguments):
        done = subprocess.run([KIOSKCTL, *map(str, arguments), "--state", self.station.state,
                               "--json"], capture_output=True, text=True, check=False,
                              timeout=PATIENCE)
        return done.returncode, json.loads(done.stdout)

    def test_f49_what_the_drive_forgot_is_named_by_a_witness(self):
        self.start()
        self.assert_works(20)
        self.assertEqual(self.station.stop()[0], 0)
        on_the_platter = self.station.folder / "platter"
        shutil.copytree(self.station.state, on_the_platter,
                        ignore=shutil.ignore_patterns("*.sock"))
        really_kept = list(self.acknowledged)

        self.start()
        self.assert_works(15)  # acknowledged, and only ever in the drive's memory
        self.assertEqual(self.station.stop()[0], 0)
        _, signed = self.kioskctl("checkpoint")
        witness = self.station.folder / "witness.txt"
        witness.write_text(signed["note"])

        self.station.state.rename(self.station.folder / "lost")
        shutil.copytree(on_the_platter, self.station.state)  # the power goes
        self.acknowledged = really_kept
        self.start()
        self.assert_works(5)  # it starts and works
        self.assertEqual(self.station.stop()[0], 0)
        code, found = self.kioskctl("verify", "--witness", witness, "--key", signed["key"])
        self.assertEqual(code, 1, found)
        self.assertEqual(len(found["findings"]), 1, found)
        print(f"  found: {found['findings'][0]}")
        self.assertRegex(found["findings"][0], r"records \d+ to \d+ were cut off or rolled back")
        self.assert_nothing_lost()


if __name__ == "__main__":
    unittest.main()
