# tests/integration/devices.py — kioskctl devices, watch and pair with a real kioskd beside them.
import json
import os
import signal
import subprocess
import threading
import unittest

from station import KIOSKCTL, PATIENCE, Station, guest, wait_until
from usb_bus import UsbBus

CALIBRATION = r"""CAL1:azqwmyAZQWMY0123456789-_=/?:;.,"'@#&+*()[]{}"""
PAIRED = """[[scanner]]
id = "usb-1"
station = "desk-1"
match = { subsystem = "usb", id = "1209:0001", serial = "AAA" }
"""


class Running:
    """kioskctl in the middle of its work; what it says is there as it comes."""

    def __init__(self, test, arguments, environment):
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=os.environ | environment)
        self.out, self.talk = [], []
        self._readers = [threading.Thread(target=lambda pipe=pipe, lines=lines: lines.extend(pipe))
                         for pipe, lines in ((self.process.stdout, self.out),
                                             (self.process.stderr, self.talk))]
        for reader in self._readers:
            reader.start()
        test.addCleanup(self.end)

    def wait_for(self, text):
        return wait_until(lambda: any(text in line for line in self.out + self.talk),
                          f"'{text}' said by kioskctl; so far {self.out + self.talk}")

    def code(self):
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join()
        return code

    def end(self):
        """Asks politely: umockdev does not outlive a program that was killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.code()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


@unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
class Devices(unittest.TestCase):
    def setUp(self):
        self.bus = UsbBus(self)
        self.station = Station(self, [guest(number) for number in range(5)])

    def configure(self, text=PAIRED):
        with self.station.config.open("a") as config:
            config.write(text)

    def start(self):
        self.station.start(environment=self.bus.environment)
        self.stream = self.station.stream("scan")
        self.addCleanup(self.station.stop)

    def wait_until_ready(self):
        def ready():
            with self.station.client() as client:
                readers = client.get("/api/v1/status").json()["readers"]
            return any((one["id"], one["state"]) == ("usb-1", "ready") for one in readers)
        wait_until(ready, "usb-1 is ready")

    def words(self, *words):
        return [KIOSKCTL, "--state", self.station.state, "devices", "--config",
                self.station.config, *words]

    def listed(self):
        done = subprocess.run([*self.words(), "--json"], capture_output=True, text=True, check=True,
                              timeout=PATIENCE, env=os.environ | self.bus.environment)
        return json.loads(done.stdout)

    def run_devices(self, *words):
        return Running(self, self.words(*words), self.bus.environment)

    def test_the_list_says_what_is_attached_and_who_reads_it_or_why_nobody_does(self):
        self.configure()
        self.bus.plug("a", "pos", "1-1", 2, "AAA")
        self.bus.plug("b", "pos", "1-2", 3, "BBB")
        self.bus.plug("c", "keyboard", "1-3", 4)
        self.start()
        self.wait_until_ready()
        rows = {row["port"]: row for row in self.listed()["usb"] if row["mode"]}
        self.assertEqual([(port, row["mode"], row["reader"], row["state"])
                          for port, row in sorted(rows.items())],
                         [("1-1", "HID POS", "usb-1", "ready"), ("1-2", "HID POS", None, None),
                          ("1-3", "keyboard", None, None)])
        self.assertIn("kioskctl devices pair", rows["1-2"]["sentence"])
        self.assertIn("A keyboard", rows["1-3"]["sentence"])

    def test_a_configured_scanner_that_is_away_is_told(self):
        self.configure()
        self.start()
        self.station.wait_for_log("reader usb-1: Scanner not connected")
        self.assertEqual([(row["reader"], row["state"]) for row in self.listed()["absent"]],
                         [("usb-1", "absent")])

    def test_the_watch_beside_the_station_tells_states_and_verdicts_and_no_code(self):
        self.configure()
        self.start()
        self.station.wait_for_log("reader usb-1: Scanner not connected")
        watch = self.run_devices("watch")
        watch.wait_for("absent")
        self.bus.plug("a", serial="AAA")
        watch.wait_for("ready")
        self.bus.code("a", guest(1)["code"])
        watch.wait_for("go, ok")
        self.bus.unplug("a")
        wait_until(lambda: sum("absent" in line for line in watch.out) == 2, "told as unplugged")
        self.assertEqual(watch.end(), 0)
        self.assertNotIn(guest(1)["code"], "".join(watch.out + watch.talk))

    def test_codes_are_refused_while_the_station_reads_them(self):
        self.configure()
        self.start()
        watch = self.run_devices("watch", "--codes")
        self.assertEqual(watch.code(), 6)
        self.assertIn("systemctl stop kioskd", "".join(watch.talk))

    def test_the_watch_without_the_station_masks_codes_unless_asked(self):
        self.configure()
        self.bus.plug("a", serial="AAA")
        code = guest(1)["code"]
        for words, said in ((("watch",), f"{len(code)} bytes\n"), (("watch", "--codes"), code)):
            with self.subTest(words):
                watch = self.run_devices(*words)
                watch.wait_for("ready")
                self.bus.code("a", code)
                watch.wait_for(said)
                self.assertEqual(watch.end(), 0)
                self.assertEqual(code in "".join(watch.out + watch.talk), "--codes" in words)

    def test_a_pairing_prints_a_table_that_the_station_then_reads_by(self):
        self.bus.plug("a", serial="AAA")
        pair = self.run_devices("pair", "--id", "usb-1", "--station", "desk-1")
        pair.wait_for("Scan this code")
        self.bus.code("a", "not-the-code")
        wait_until(lambda: any("kioskctl:" in line for line in pair.talk), "another code is told")
        self.bus.code("a", CALIBRATION)
        self.assertEqual(pair.code(), 0)
        self.configure("".join(pair.out))
        self.start()
        self.wait_until_ready()
        self.bus.code("a", guest(1)["code"])
        self.assertEqual(self.stream.wait_for_results(1)[0]["attendee"]["display_name"], "Guest 1")

    def test_a_keyboard_is_tried_only_where_its_port_is_said_and_gets_its_layout(self):
        self.bus.plug("a", "keyboard", "1-3")
        refused = self.run_devices("pair", "--id", "usb-1", "--station", "desk-1")
        self.assertEqual(refused.code(), 3)
        pair = self.run_devices("pair", "--id", "usb-1", "--station", "desk-1", "--port", "1-3")
        pair.wait_for("Scan this code")
        self.bus.code("a", CALIBRATION)
        self.assertEqual(pair.code(), 0)
        self.assertIn('layout', "".join(pair.out))
        self.assertIn('"us"', "".join(pair.out))

    def test_a_pairing_that_is_given_up_prints_no_table(self):
        self.bus.plug("a", serial="AAA")
        pair = self.run_devices("pair", "--id", "usb-1", "--station", "desk-1")
        pair.wait_for("Scan this code")
        self.assertNotEqual(pair.end(), 0)
        self.assertEqual(pair.out, [])


if __name__ == "__main__":
    unittest.main()
