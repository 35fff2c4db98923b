# tests/faults/bit_flips.py — one bit turns over in a copy: it is noticed, and nothing is lost.
#
# "Carried nothing" counts flips that nobody reports and that change nothing a reader can see: after
# the opening every column of every row, every index, the schema and SQLite's integrity_check are as
# before, and the journal's hash chain is whole. Such bits are SQLite's free pages and unused bytes,
# frames of its log that a later frame replaces, and counters in its header.
import json
import shutil
import sqlite3
import subprocess
import time
import unittest

from driver import PATIENCE, PROGRAMS, announce, long_or_short, memory_folder, run_driver

FLIPS = long_or_short(10_000, 300)
BATCHES = 60
PAGE = 4096
DICE = announce()


class BitFlips(unittest.TestCase):
    def setUp(self):
        self.folder = memory_folder(self)
        self.begin = time.monotonic()

    def assert_noticed(self, state, flips, *where):
        seed = DICE.randrange(2**32)
        done = subprocess.run([PROGRAMS / "bit_flips", state, self.folder / "scratch", str(seed),
                               str(flips), *map(str, where)], capture_output=True, text=True,
                              check=False, timeout=PATIENCE * 60)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        found = json.loads(done.stdout)
        print(f"{flips} flips, seed {seed}, {time.monotonic() - self.begin:.0f} s:")
        for target, fates in found.items():
            print(f"  {target}: {fates}", flush=True)
        for target, fates in found.items():
            with self.subTest(target=target):
                self.assertEqual(fates["unrecovered"], 0, done.stderr)
                self.assertEqual(fates["unnoticed"], 0, done.stderr)
        return found

    def test_flips_in_a_closed_state(self):
        state = self.folder / "closed"
        self.assertEqual(run_driver(state, "--batches", BATCHES).code, 0)
        self.assertFalse((state / "events.sqlite-wal").exists())
        self.assert_noticed(state, FLIPS // 2)

    def test_flips_in_a_crashed_state(self):
        """All rows are in SQLite's log, where a flip makes all later ones vanish silently."""
        state = self.folder / "crashed"
        self.assertEqual(run_driver(state, "--batches", BATCHES, "--no-close").code, 0)
        found = self.assert_noticed(state, FLIPS // 4)
        self.assertTrue(any(target.startswith("log:") for target in found))

    def test_flips_in_a_state_half_moved_out_of_the_log(self):
        state = self.folder / "half"
        self.assertEqual(run_driver(state, "--batches", BATCHES).code, 0)
        self.assertEqual(run_driver(state, "--batches", BATCHES // 2, "--no-close").code, 0)
        self.assert_noticed(state, FLIPS // 4)

    def test_flips_in_what_the_database_says_of_itself(self):
        """Few bytes, which other flips seldom meet: SQLite's header and the table of the
        identity, whose row lies at the end of its page."""
        state = self.folder / "named"
        self.assertEqual(run_driver(state, "--batches", 3).code, 0)
        database = sqlite3.connect(state / "events.sqlite")
        root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'meta'")
        end = root.fetchone()[0] * PAGE
        database.close()
        self.assert_noticed(state, FLIPS // 20, "events.sqlite", 0, 100)
        self.assert_noticed(state, FLIPS // 20, "events.sqlite", end - 64, end)

    def test_every_byte_of_the_last_records_torn(self):
        """The tail cut anywhere is a torn write: told, cut off, and nothing before it is lost."""
        state = self.folder / "torn"
        run = run_driver(state, "--batches", 4)
        segment = state / "journal" / "00000001.kj"
        whole = segment.read_bytes()
        used = len(whole.rstrip(b"\0"))
        last = range(used - 400, used)
        lengths = DICE.sample(last, long_or_short(len(last), 40))
        for length in lengths:
            with self.subTest(length=length):
                copy = self.folder / "copy"
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(state, copy)
                torn = whole[:length].ljust(len(whole), b"\0")
                (copy / "journal" / segment.name).write_bytes(torn)
                after = run_driver(copy, "--list-from", 1)
                self.assertEqual(after.have, run.acknowledged, after.lines)
        print(f"{len(lengths)} torn tails; {time.monotonic() - self.begin:.0f} s", flush=True)


if __name__ == "__main__":
    unittest.main()
