# tests/faults/wrong_state.py — another state than expected: F44, F45, F46, F51 and F52.
import hashlib
import shutil
import signal
import sqlite3
import time
import unittest

from driver import Model, long_or_short, memory_folder, run_driver
from fault_control import Fault, FaultControl
from sick_station import DICE, SickStation
from station import run_kioskd, wait_until
from stored import read_database, read_journal

REFUSED_WITHIN = 1.0  # seconds
LOG_MAX = 8 << 20     # bytes of SQLite's log, ever
MIGRATION_KILLS = long_or_short(60, 16)
COPIES = {"journal": ["journal"], "database": ["events.sqlite", "events.sqlite-wal"]}


def digest(folder):
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"}


class WrongState(SickStation):
    def test_f44_a_newer_schema_is_refused_and_left_alone(self):
        self.start()
        self.assert_works()
        self.assertEqual(self.station.stop()[0], 0)
        database = sqlite3.connect(self.station.state / "events.sqlite")
        version = database.execute("PRAGMA user_version").fetchone()[0] + 1
        database.execute("CREATE TABLE later (x)")
        database.execute(f"PRAGMA user_version={version}")
        database.commit()
        database.close()
        before = digest(self.station.state)
        done = run_kioskd("--config", self.station.config, "--state", self.station.state)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stdout + done.stderr + self.station.log_text(),
                         rf"schema version {version}")
        after = digest(self.station.state)
        kept = [path for path in before if not str(path).startswith("roster")]
        self.assertEqual([after.get(path) for path in kept], [before[path] for path in kept])

    def test_f46_a_second_daemon_goes_at_once_and_names_the_first(self):
        self.start()
        self.assert_a_second_goes()

    def test_f46_also_where_the_lock_file_is_gone_or_says_nonsense(self):
        self.start()
        lock = self.station.state / "lock"
        for harm in (lock.unlink, lambda: lock.write_text("1\n")):
            harm()
            self.assert_a_second_goes()

    def assert_a_second_goes(self):
        took = min(self.seconds_of_a_second() for _ in range(3))  # the machine may be busy
        print(f"  the second went after {took:.2f} s")
        self.assertLess(took, REFUSED_WITHIN)

    def seconds_of_a_second(self):
        before = digest(self.station.state)
        begin = time.monotonic()
        done = run_kioskd("--config", self.station.config, "--state", self.station.state)
        took = time.monotonic() - begin
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"pid {self.station.process.pid}", done.stdout + done.stderr)
        self.assertEqual(digest(self.station.state), before)
        self.assert_works()
        return took

    def test_f38_a_bit_of_what_the_station_is_turns(self):
        """A start names the file and the cure; a backup has the file. Without the key for signing
        it works and says so."""
        self.start()
        self.assert_works(5)
        self.assertEqual(self.station.stop()[0], 0)
        for name in ("pepper", "station-id", "checkpoint-key"):
            path = self.station.state / name
            good = path.read_bytes()
            path.write_bytes(good[:5] + bytes([good[5] ^ 8]) + good[6:])
            if name == "checkpoint-key":
                self.start()
                self.assert_told(["green"], ["STO-SIGN"])
                self.assert_works()
                path.write_bytes(good)
                self.assertEqual(self.station.stop()[0], 0)
                continue
            done = run_kioskd("--config", self.station.config, "--state", self.station.state)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(f"{path} is not what this station made", done.stdout + done.stderr)
            self.assertIn("newest backup", done.stdout + done.stderr)
            path.write_bytes(good)
        self.start()
        known = self.scan(self.acknowledged[0]["code"])
        self.assertEqual(known["reason"], "already_redeemed")
        self.assert_nothing_lost()

    def test_f42_what_the_station_is_goes_while_it_runs(self):
        self.start()
        self.assert_works(5)
        for name, harm in (("pepper", lambda path: path.unlink()),
                           ("station-id", lambda path: path.write_bytes(bytes(16))),
                           ("checkpoint-key", lambda path: path.unlink())):
            path = self.station.state / name
            good = path.read_bytes()
            harm(path)
            wait_until(lambda: path.exists() and path.read_bytes() == good, f"{name} is back", 5.0)
            self.station.wait_for_log(rf"storage repaired \(STO-GONE\): {name}")
        self.assert_works()
        self.assert_nothing_lost()

    def test_f51_the_log_stays_small(self):
        self.start()
        log, longest = self.station.state / "events.sqlite-wal", 0
        for _ in range(long_or_short(40, 8)):
            self.assert_works(50)
            longest = max(longest, log.stat().st_size if log.exists() else 0)
        print(f"  longest log {longest / 1024:.0f} KiB")
        self.assertLess(longest, LOG_MAX)
        self.assert_nothing_lost()

    def test_f52_an_old_copy_of_the_whole_state_is_restored(self):
        """Without a witness elsewhere the loss cannot be seen; but it starts, works, and keeps."""
        self.start()
        self.assert_works(10)
        self.assertEqual(self.station.stop()[0], 0)
        old = self.station.folder / "old"
        shutil.copytree(self.station.state, old, ignore=shutil.ignore_patterns("*.sock"))
        kept = list(self.acknowledged)
        self.start()
        self.assert_works(10)
        self.station.kill()
        shutil.rmtree(self.station.state)
        shutil.copytree(old, self.station.state)
        self.acknowledged = kept
        self.start()
        self.assert_works(10)
        self.assert_nothing_lost()

    def test_f52_an_old_copy_of_one_half_is_restored(self):
        for name, parts in COPIES.items():
            with self.subTest(copy=name):
                self.start()
                self.assert_works(10)
                self.assertEqual(self.station.stop()[0], 0)
                self.put(self.station.state, self.station.folder / f"old-{name}", parts)
                self.start()
                self.assert_works(10)
                self.assertEqual(self.station.stop()[0], 0)
                self.put(self.station.folder / f"old-{name}", self.station.state, parts)
                self.start()
                self.assert_works(10)
                self.assert_nothing_lost()

    @staticmethod
    def put(source, target, parts):
        """Replaces these parts of the target by the source's, or by nothing."""
        target.mkdir(exist_ok=True)
        for part in parts:
            if (target / part).is_dir():
                shutil.rmtree(target / part)
            (target / part).unlink(missing_ok=True)
            if (source / part).is_dir():
                shutil.copytree(source / part, target / part)
            elif (source / part).exists():
                shutil.copy(source / part, target / part)


class Migration(unittest.TestCase):
    def test_f45_a_migration_killed_at_any_call_leaves_the_old_or_the_new_schema(self):
        """The database is made from nothing: all steps run, and each call may be the last."""
        folder = memory_folder(self)
        base, state = folder / "base", folder / "state"
        model = Model()
        model.add(run_driver(base, "--batches", 10))
        whole = read_journal(base)
        for file in base.glob("events.sqlite*"):
            file.unlink()
        control = FaultControl(folder / "control", state)
        self.addCleanup(control.close)
        kills = 0
        for number in range(1, MIGRATION_KILLS + 1):
            shutil.rmtree(state, ignore_errors=True)
            shutil.copytree(base, state)
            action = DICE.choice(["kill_before", "kill_within", "kill_after"])
            control.set(Fault(action, ["write", "sync", "truncate", "unlink"],
                              ["log", "database"], number, 1))
            run = run_driver(state, environment=control.environment())
            self.assertIn(run.code, (0, -signal.SIGKILL), run.problems)
            kills += 1 if run.code else 0
            with self.subTest(number=number, action=action):
                model.check(run_driver(state, "--list-from", 1))
                rows = read_database(state)
                self.assertEqual({seq: (row.payload, row.chain) for seq, row in rows.items()},
                                 {seq: whole[seq] for seq in whole})
        self.assertGreater(kills, MIGRATION_KILLS // 2)
        print(f"  {kills} kills in the migrations and the filling behind them")


if __name__ == "__main__":
    unittest.main()
