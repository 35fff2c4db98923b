# tests/integration/usb_scanners.py — a real kioskd reads USB scanners in each of their modes.
import unittest

import stored
from station import Station, guest, wait_until
from usb_bus import UsbBus

IDS = {"pos": "1209:0001", "keyboard": "1209:0002", "com": "1209:0003"}
ABSENT = "Scanner not connected: plug it in."


def scanner(kind, reader="usb-1", station="desk-1", more=""):
    return (f'[[scanner]]\nid = "{reader}"\nstation = "{station}"\n'
            f'match = {{ subsystem = "usb", id = "{IDS[kind]}"{more} }}\n')


class UsbScanners(unittest.TestCase):
    def set_up(self, *scanners):
        self.bus = UsbBus(self)
        self.station = Station(self, [guest(number) for number in range(20)])
        with self.station.config.open("a") as config:
            config.write("".join(scanners))

    def start(self):
        self.station.start(environment=self.bus.environment)
        self.stream = self.station.stream("scan,device")
        self.addCleanup(self.station.stop)  # umockdev does not outlive a program that was killed

    def wait_for_reader(self, state, place):
        def is_wanted(name, data):
            return name == "device.state" and (data["id"], data["state"]) == ("usb-1", state)
        return self.stream.wait_for(is_wanted, place)

    def wait_until_ready(self, reader="usb-1"):
        def ready():
            with self.station.client() as client:
                readers = client.get("/api/v1/status").json()["readers"]
            return any(one["id"] == reader and one["state"] == "ready" for one in readers)
        wait_until(ready, f"{reader} is ready")

    def scanned(self):
        return [(one["attendee"]["display_name"], one["verdict"])
                for one in self.stream.results()]

    def recorded(self, kind):
        rows = stored.read_database(self.station.state).values()
        return sum(row.kind == kind for row in rows)

    def test_in_each_mode_a_plug_a_code_and_a_go_that_is_recorded(self):
        for kind in IDS:
            with self.subTest(kind):
                self.set_up(scanner(kind))
                self.start()
                self.station.wait_for_log(f"reader usb-1: {ABSENT}")
                self.bus.plug("a", kind)
                self.wait_until_ready()
                self.bus.code("a", guest(1)["code"])
                self.stream.wait_for_results(1)
                self.assertEqual(self.scanned(), [("Guest 1", "go")])
                with self.station.client() as client:
                    row = client.check_ins()[0]
                self.assertEqual((row["verdict"], row["reason"]), ("go", "ok"))
                self.station.stop()

    def test_what_waited_in_the_scanner_is_recorded_as_drained_and_admits_nobody(self):
        self.set_up(scanner("pos"))
        self.bus.plug("a")
        self.bus.code("a", guest(1)["code"])
        self.bus.code("a", guest(2)["code"])
        self.start()
        self.wait_until_ready()
        self.station.wait_for_log("2 codes read while nobody listened were not counted")
        self.bus.code("a", guest(3)["code"])
        self.stream.wait_for_results(1)
        self.assertEqual(self.scanned(), [("Guest 3", "go")])
        with self.station.client() as client:
            self.assertEqual(len(client.check_ins()), 1)
        self.station.stop()
        self.assertEqual(self.recorded("drained"), 1)
        self.assertEqual(self.recorded("scan"), 1)
        self.assertEqual(self.station.verify()[0], 0)

    def test_pulled_out_and_plugged_in_it_is_told_and_works_again(self):
        self.set_up(scanner("pos"))
        self.bus.plug("a")
        self.start()
        for number in (1, 2, 3):
            self.wait_until_ready()
            self.bus.code("a", guest(number)["code"])
            self.stream.wait_for_results(number)
            place = self.stream.mark()
            self.bus.part("a", "half-a-code")
            self.bus.unplug("a")
            self.wait_for_reader("absent", place)
            self.bus.plug("a", port="1-2")
            self.wait_for_reader("ready", place)
        self.assertEqual(self.scanned(),
                         [("Guest 1", "go"), ("Guest 2", "go"), ("Guest 3", "go")])

    def test_each_of_two_of_a_kind_is_its_own_station_s(self):
        self.set_up(scanner("pos", more=', serial = "AAA"'),
                    scanner("pos", "usb-2", "gate-2", ', serial = "BBB"'))
        self.bus.plug("b", port="1-2", number=3, serial="BBB")
        self.bus.plug("a", serial="AAA")
        self.start()
        self.wait_until_ready("usb-1")
        self.wait_until_ready("usb-2")
        self.bus.code("b", guest(1)["code"])
        self.assertEqual(self.stream.wait_for_results(1)[0]["station"], "gate-2")
        self.bus.code("a", guest(2)["code"])
        self.assertEqual(self.stream.wait_for_results(2)[1]["station"], "desk-1")


if __name__ == "__main__":
    unittest.main()
