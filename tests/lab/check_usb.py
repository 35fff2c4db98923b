# tests/lab/check_usb.py — USB scanners in each mode, read by kioskd through a real kernel's usbfs.
import contextlib
import itertools
import random
import unittest

import lab
from lab_station import LabStation, wait_until
from scanners import IDS, Gadget, Keyboard, SecondReader
from station import guest


CYCLES = 15  # plugs of the long form
TRIES = 10  # a keyboard scanner's code is torn where 0.1 s pass between two keys: scan again


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
        for _ in range(TRIES if kind == "keyboard" else 1):
            place = self.station.stream.mark()
            self.scanners[kind].scan(code(number))
            result = self.station.stream.wait_for_result(place, reader=kind)
            if result["verdict"] == "go":
                break
        self.assertEqual([result["verdict"], result["recorded"],
                          result["attendee"]["display_name"]], ["go", True, f"Guest {number}"])

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

    def test_in_a_network_namespace_where_no_plug_is_told_it_is_noticed_and_read(self):
        self.station.start(within="unshare -n")
        self.station.wait_for_reader("pos", "absent")
        for number in (1, 2):
            place = self.station.stream.mark()
            self.scanners["pos"].plug()
            self.station.wait_for_reader("pos", "ready", place)
            self.scan("pos", number)
            self.scanners["pos"].unplug()  # its transfers tell, nobody else
            self.station.wait_for_reader("pos", "absent", place)

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


# QEMU's keyboard takes few keys at once. The digits of what is typed while the station reads are of
# no other code: one of them elsewhere has leaked, whenever it is found.
FREE = ["001011", "110100"]
READ = ["234567", "765432", "896745"]


class Keystrokes(unittest.TestCase):
    # Seconds until it is typed again: what a busy guest did not fetch in time QEMU has dropped.
    AGAIN_AFTER = [5, 10, 20, 40, 80, 160, 320]

    def setUp(self):
        self.keyboard = Keyboard(self, lab.machine()).plug()
        self.second = SecondReader(self, lab.machine())
        rows = [guest(number, code=one) for number, one in enumerate(READ)]
        self.station = LabStation(self, lab.machine(), reader("keyboard", Keyboard.ID), rows)

    def type_until(self, text, came, what):
        for patience in self.AGAIN_AFTER:
            self.keyboard.scan(text)
            with contextlib.suppress(AssertionError):
                return wait_until(came, what, patience)
        return self.fail(f"typed {len(self.AGAIN_AFTER)} times, and not once: {what}")

    def type_until_heard(self, text):
        """The way keystrokes go when nobody claims them."""
        self.type_until(text, lambda: text in self.second.text() and text in self.second.digits(),
                        "console and programs hear the keyboard")

    def type_until_admitted(self, number):
        wanted = ("go", "keyboard", f"Guest {number}")
        self.type_until(READ[number], lambda: wanted in [
            (one["verdict"], one["reader"], (one["attendee"] or {}).get("display_name"))
            for one in self.station.stream.results()], f"Guest {number} is admitted")

    def test_none_reaches_console_or_programs_while_the_station_reads(self):
        self.type_until_heard(FREE[0])
        self.station.start()
        self.station.wait_for_reader("keyboard", "ready")
        for number in range(len(READ)):
            self.type_until_admitted(number)
        self.station.end("TERM")
        self.type_until_heard(FREE[1])  # a clean end gives the keyboard back
        heard = self.second.text() + self.second.digits()
        self.assertLessEqual(set(heard) - set("\r\n"), set("01"), heard)
