# tests/integration/starting.py — starting where something is wrong, and ending when asked to.
import os
import re
import shutil
import socket
import tempfile
import threading
import unittest
from http.client import HTTPException
from pathlib import Path

import station as stations
from station import PROGRAMS, Station, guest, list_text, run_kioskd, wait_until
from stored import read_database, read_journal

POLITE = 2.0  # seconds from SIGTERM to the end
FAILED, CONFIGURATION_WRONG = 1, 78  # 78: EX_CONFIG of sysexits.h
NOBODY = 65534
LONG_LIST = 200_000  # rows


class WrongConfiguration(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kioskd-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.file = self.folder / "kioskd.toml"

    def line_of(self, text):
        return self.file.read_text().split(text)[0].count("\n") + 1

    def test_every_problem_is_told_with_file_and_line(self):
        config = (stations.CONFIG.replace("timezone", "timezome")
                  .replace("127.0.0.1:0", "0.0.0.0:80").replace('["main"]', '["mian"]', 1))
        self.file.write_text(config)
        done = run_kioskd("--check-config", self.file)
        self.assertEqual(done.returncode, FAILED)
        told = done.stderr.splitlines()
        for place, *words in (("timezome", 'did you mean "timezone"'),
                              ("0.0.0.0:80", '"0.0.0.0:80"', '"127.0.0.1:80"'),
                              ("mian", 'station "desk-1"', 'did you mean "main"')):
            where = f"{self.file}:{self.line_of(place)}:"
            about = [line for line in told if line.startswith(where)]
            self.assertEqual(len(about), 1, done.stderr)
            for word in words:
                self.assertIn(word, about[0])
        started = run_kioskd("--config", self.file, "--state", self.folder / "state")
        self.assertEqual([started.returncode, started.stderr], [CONFIGURATION_WRONG, done.stderr])
        self.assertFalse((self.folder / "state").exists())

    def test_a_right_configuration_is_quietly_right(self):
        self.file.write_text(stations.CONFIG)
        done = run_kioskd("--check-config", self.file)
        self.assertEqual([done.returncode, done.stderr], [0, ""])

    def test_a_missing_file_is_named(self):
        for option, code in (("--check-config", FAILED), ("--config", CONFIGURATION_WRONG)):
            done = run_kioskd(option, self.file)
            self.assertEqual(done.returncode, code)
            self.assertIn(f"{self.file}", done.stderr)
            self.assertIn("No such file", done.stderr)

    def test_an_unknown_option_is_a_wrong_usage(self):
        done = run_kioskd("--stat", "x")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--stat", done.stderr)


class WrongPlace(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)])

    def fails(self, state=None, **options):
        done = run_kioskd("--config", self.station.config, "--state", state or self.station.state,
                          patience=POLITE, **options)
        self.assertEqual(done.returncode, FAILED, done)
        return done.stderr

    def test_a_second_daemon_names_the_first_and_leaves_it_alone(self):
        self.station.start()
        said = self.fails()
        self.assertIn(f"{self.station.state} is used by the process with pid "
                      f"{self.station.process.pid}", said)
        for client in (self.station.client(), self.station.operator()):
            with client:
                self.assertEqual(client.get("/readyz").status, 200)

    def test_a_port_that_is_taken_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            config = self.station.config
            config.write_text(config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{port}"))
            said = self.fails()
        self.assertIn(f"127.0.0.1:{port}", said)
        self.assertIn("Address already in use", said)

    def test_a_state_directory_below_a_file_is_named(self):
        state = self.station.config / "state"
        self.assertRegex(self.fails(state), re.escape(str(state)) + ".*Not a directory")

    def test_a_state_directory_that_may_not_be_written_is_named(self):
        options, program = {}, PROGRAMS / "kioskd"
        if os.geteuid() == 0:  # root may write everywhere: become nobody, with a program in reach
            self.station.folder.chmod(0o755)
            program = shutil.copy(program, self.station.folder)
            options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        closed = self.station.folder / "closed"
        closed.mkdir(mode=0o555)
        said = self.fails(closed / "state", program=program, **options)
        self.assertRegex(said, re.escape(str(closed / "state")) + ".*Permission denied")


class Ending(unittest.TestCase):
    def test_sigterm_under_load_keeps_every_answer(self):
        station = Station(self, [guest(number) for number in range(20_000)]).start()
        station.stream()  # a page that is open must not hold it up
        codes, answers = iter(range(20_000)), []

        def post():
            with station.client() as client:
                try:
                    while True:
                        answers.append(client.scan(guest(next(codes))["code"]))
                except (OSError, HTTPException, AssertionError):
                    pass  # the station went
        threads = [threading.Thread(target=post) for _ in range(2)]
        for thread in threads:
            thread.start()
        wait_until(lambda: len(answers) > 20, "20 answers")
        code, seconds = station.stop()
        for thread in threads:
            thread.join()
        self.assertEqual(code, 0, station.log_text())
        self.assertLess(seconds, POLITE)
        self.assertRegex(station.log_text(), r"info: stopped\n$")
        database, journal = read_database(station.state), read_journal(station.state)
        self.assertEqual(set(database), set(journal))
        self.assertEqual({answer["seq"] for answer in answers} - set(database), set())
        self.assertFalse((station.state / "kioskd.sock").exists())

    def test_sigterm_in_the_middle_of_an_import_keeps_the_list_before(self):
        station = Station(self, [guest(1)]).start()
        body = list_text([guest(number) for number in range(LONG_LIST)])

        def take_list():
            try:
                with station.operator() as operator:
                    operator.import_list(body)
            except (OSError, HTTPException):
                pass  # the station went
        importing = threading.Thread(target=take_list)
        importing.start()
        uploads = station.state / "uploads"
        wait_until(lambda: sum(file.stat().st_size for file in uploads.iterdir()) == len(body),
                   "the whole list has arrived")
        code, seconds = station.stop()
        importing.join()
        self.assertIn("stopped in the middle of an import", station.log_text())
        self.assertEqual(code, 0, station.log_text())
        self.assertLess(seconds, POLITE)
        station.start()
        with station.client() as client:
            self.assertEqual(client.get("/api/v1/status").json()["list"]["tickets"], 1)
        self.assertEqual(list(uploads.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
