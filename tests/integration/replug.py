# tests/integration/replug.py — a scanner that is pulled out and plugged in while people wait.
import unittest

from pty_scanner import PtyScanner
from station import Station, guest

ABSENT = {"id": "scanner-1", "state": "absent", "sentence": "Scanner not connected: plug it in."}
READY = {"id": "scanner-1", "state": "ready", "sentence": "Scanner ready."}


class Replug(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(number) for number in range(20)], scanner=True)
        self.scanner = PtyScanner(self.station.scanner)
        self.addCleanup(self.scanner.unplug)

    def start(self):
        self.station.start()
        self.stream = self.station.stream("scan,device")

    def wait_for_state(self, state, place=0):
        self.stream.wait_for(lambda name, data: name == "device.state" and data == state, place)
        with self.station.client() as client:
            self.assertEqual(client.get("/api/v1/status").json()["readers"], [state])

    def scanned(self):
        return [result["attendee"]["display_name"] for result in self.stream.results()]

    def test_a_scanner_that_comes_after_the_station_is_found(self):
        self.start()
        self.station.wait_for_log("reader scanner-1: Scanner not connected")
        self.scanner.plug_in()
        self.wait_for_state(READY)
        self.scanner.send_code(guest(1)["code"])
        self.stream.wait_for_results(1)
        self.assertEqual(self.scanned(), ["Guest 1"])

    def test_pulled_out_and_plugged_in_it_is_told_and_works_again(self):
        self.scanner.plug_in()
        self.start()
        self.station.wait_for_log("Scanner ready")
        for number in (1, 2, 3):
            self.scanner.send_code(guest(number)["code"])
            self.stream.wait_for_results(number)
            place = self.stream.mark()
            self.scanner.unplug()
            self.wait_for_state(ABSENT, place)
            self.scanner.plug_in()
            self.wait_for_state(READY, place)
        self.assertEqual(self.scanned(), ["Guest 1", "Guest 2", "Guest 3"])

    def test_half_a_code_from_before_does_not_join_the_next(self):
        self.scanner.plug_in()
        self.start()
        self.station.wait_for_log("Scanner ready")
        self.scanner.send_code(guest(1)["code"])
        self.stream.wait_for_results(1)
        self.scanner.send(guest(2)["code"].encode()[:6])  # read, but never ended
        place = self.stream.mark()
        self.scanner.unplug()
        self.wait_for_state(ABSENT, place)
        self.scanner.plug_in()
        self.wait_for_state(READY, place)
        self.scanner.send_code(guest(3)["code"])
        self.stream.wait_for_results(2)
        self.assertEqual(self.scanned(), ["Guest 1", "Guest 3"])

    def test_codes_that_waited_in_the_line_are_thrown_away(self):
        old = guest(1)["code"].encode() + b"\r" + guest(2)["code"].encode()[:5]
        self.scanner.plug_in(already_sent=old)
        self.start()
        self.station.wait_for_log("Scanner ready")
        self.scanner.send_code(guest(3)["code"])
        self.stream.wait_for_results(1)
        self.assertEqual(self.scanned(), ["Guest 3"])
        with self.station.client() as client:
            self.assertEqual(len(client.check_ins()), 1)

    def test_a_file_in_place_of_the_scanner_is_failing_not_fatal(self):
        self.station.scanner.write_text("no line")
        self.start()
        self.station.wait_for_log(f"serial line {self.station.scanner}: not a serial line")
        place = self.stream.mark()
        self.scanner.plug_in()
        self.wait_for_state(READY, place)
        self.scanner.send_code(guest(1)["code"])
        self.stream.wait_for_results(1)


if __name__ == "__main__":
    unittest.main()
