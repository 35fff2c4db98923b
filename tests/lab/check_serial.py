# tests/lab/check_serial.py — scanners that the kernel shows as serial lines.
import unittest

import lab
from lab_station import LabStation
from scanners import Gadget, SerialBridge
from station import guest


def reader(line):
    return (f'[[scanner]]\nid = "scanner-1"\nstation = "desk-1"\n'
            f'match = {{ subsystem = "tty", path = "{line}" }}\n'
            'framing = { suffix = "\\r", idle = "2s" }\n')


class SerialLines(unittest.TestCase):
    def read_plug_and_replug(self, scanner, line):
        station = LabStation(self, lab.machine(), reader(line)).start()
        station.wait_for_reader("scanner-1", "absent")
        for number in (1, 2):
            place = station.stream.mark()
            scanner.plug()
            station.wait_for_reader("scanner-1", "ready", place)
            scanner.scan(guest(number)["code"])
            result = station.stream.wait_for_results(number)[-1]
            self.assertEqual([result["verdict"], result["attendee"]["display_name"]],
                             ["go", f"Guest {number}"])
            place = station.stream.mark()
            scanner.unplug()
            station.wait_for_reader("scanner-1", "absent", place)

    def test_a_scanner_behind_an_ftdi_bridge_comes_goes_and_comes_back(self):
        bridge = SerialBridge(self, lab.machine())
        self.read_plug_and_replug(bridge, bridge.LINE)

    def test_a_usb_com_scanner_on_the_kernel_s_own_driver_comes_goes_and_comes_back(self):
        scanner = Gadget(self, lab.machine(), "com")
        self.read_plug_and_replug(scanner, scanner.line)
