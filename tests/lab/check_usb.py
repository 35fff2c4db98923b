# tests/lab/check_usb.py — USB scanners in each mode, read by kioskd through a real kernel's usbfs.
import itertools
import random
import time
import unittest

import lab
from lab_station import LabStation, wait_until
from scanners import IDS, Gadget, Keyboard, SecondReader
from station import guest


CYCLES = 15  # plugs of the long form


def reader(kind, usb_id=None):
    return (f'[[scanner]]\nid = "{kind}"\nstation = "desk-1"\n'
            f'match = {{ subsystem = "usb", id = "{usb_id or IDS[kind]}" }}\n')


def code(number):
    return guest(number)["code"]


class UsbScanners(unittest.TestCase):
    def setUp(self):
        self.scanners = {kind: Gadget(self, lab.machine(), kind, bus)
                         for bus, kind in enumerate(IDS)}
        self.station = LabStation(self, lab.machine(), "".join(map(reader, IDS)))

    def admitted(self):
        """Who was let in, in order, by which reader."""
        return [(one["attendee"]["display_name"], one["reader"])
                for one in self.station.stream.results() if one["verdict"] == "go"]

    def scan(self, kind, number):
        place = self.station.stream.mark()
        self.scanners[kind].scan(code(number))
        result = self.station.stream.wait_for_result(place, reader=kind)
        self.assertEqual([result["verdict"], result["recorded"]], ["go", True], result)

    def test_in_each_mode_a_scanner_comes_goes_mid_code_and_comes_back(self):
        self.station.start()
        for number, (kind, scanner) in enumerate(self.scanners.items()):
            with self.subTest(kind):
                self.station.wait_for_reader(kind, "absent")
                scanner.plug()
                self.station.wait_for_reader(kind, "ready")
                self.scan(kind, 10 * number + 1)
                place = self.station.stream.mark()
                scanner.begin_scan(code(10 * number + 2))
                scanner.unplug()
                self.station.wait_for_reader(kind, "absent", place)
                scanner.plug()
                self.station.wait_for_reader(kind, "ready", place)
                self.scan(kind, 10 * number + 3)
        self.assertEqual(self.admitted(), [(f"Guest {10 * number + which}", kind)
                                           for number, kind in enumerate(IDS)
                                           for which in (1, 3)])

    def test_killed_and_started_again_nothing_that_was_queued_opens(self):
        for scanner in self.scanners.values():
            scanner.plug()
        self.station.start()
        for number, kind in enumerate(IDS):
            self.station.wait_for_reader(kind, "ready")
            self.scan(kind, number)
        self.station.end("KILL")
        for number, scanner in enumerate(self.scanners.values()):
            scanner.queue(code(10 + number))
        self.station.start()
        for number, kind in enumerate(IDS):
            self.station.wait_for_reader(kind, "ready")
            self.station.wait_for_log(rf"reader {kind}: .*not counted")
            self.scan(kind, 20 + number)
        self.assertEqual(self.admitted(), [(f"Guest {20 + number}", kind)
                                           for number, kind in enumerate(IDS)])
        with self.station.client() as client:
            self.assertEqual(len(client.check_ins()), 2 * len(IDS))

    @unittest.skipUnless(lab.LONG, "in the long form")
    def test_pulled_out_at_any_moment_nothing_is_lost_or_doubled(self):
        self.station.start()
        dice, numbers, expected = random.Random(lab.SEED), itertools.count(), []
        for _ in range(CYCLES):
            kind = dice.choice(list(IDS))
            place = self.station.stream.mark()
            self.scanners[kind].plug()
            self.station.wait_for_reader(kind, "ready", place)
            for _ in range(dice.randint(0, 2)):
                number = next(numbers)
                self.scan(kind, number)
                expected.append((f"Guest {number}", kind))
            if dice.random() < 0.5:
                self.scanners[kind].begin_scan(code(next(numbers)))
            self.scanners[kind].unplug()
            self.station.wait_for_reader(kind, "absent", place)
        self.assertEqual(self.admitted(), expected)


def short_code(number):
    """Of as few keys as QEMU's keyboard takes at once."""
    return str(700_000 + number)


class Keystrokes(unittest.TestCase):
    TRIES = 20  # a busy computer tears a code apart between two keys: no scan, so type it again

    def setUp(self):
        self.keyboard = Keyboard(self, lab.machine()).plug()
        self.second = SecondReader(self, lab.machine())
        rows = [guest(number, code=short_code(number)) for number in range(10)]
        self.station = LabStation(self, lab.machine(), reader("keyboard", Keyboard.ID), rows)

    def type_until_heard(self, number):
        """Typed until the second reader has it: the way keystrokes go when nobody claims them."""
        def heard():
            self.keyboard.scan(short_code(number))
            time.sleep(1)  # or the next code joins what the keyboard holds back
            return short_code(number) in self.second.text()
        wait_until(heard, "the console hears the keyboard")
        self.assertGreater(self.second.key_bytes(), 0)

    def type_until_admitted(self, number):
        for _ in range(self.TRIES):
            place = self.station.stream.mark()
            self.keyboard.scan(short_code(number))
            result = self.station.stream.wait_for_result(place, reader="keyboard")
            if result["verdict"] == "go":
                return result
        raise AssertionError(f"not one of {self.TRIES} was whole: {result}")

    def test_none_reaches_console_or_programs_while_the_station_reads(self):
        self.type_until_heard(1)
        self.station.start()
        self.station.wait_for_reader("keyboard", "ready")
        before = self.second.text(), self.second.key_bytes()
        for number in (2, 3, 4):
            result = self.type_until_admitted(number)
            self.assertEqual(result["attendee"]["display_name"], f"Guest {number}")
        self.assertEqual((self.second.text(), self.second.key_bytes()), before)
        self.station.end("TERM")
        self.type_until_heard(5)  # a clean end gives the keyboard back
