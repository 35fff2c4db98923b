# tests/integration/service_manager.py — systemd is told: ready, alive, stopping (sd_notify(3)).
import socket
import time
import unittest

from station import PATIENCE, Station, guest

WATCHDOG = 0.4  # seconds without a sign of life after which systemd would restart the station
BEATS = 6


class ServiceManager(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)])
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.settimeout(PATIENCE)
        address = self.station.folder / "notify"
        self.socket.bind(str(address))
        self.environment = {"NOTIFY_SOCKET": str(address)}

    def next_line(self, wanted):
        """Waits for a message with this line; returns all of its lines."""
        while True:
            lines = self.socket.recv(4096).decode().split("\n")
            if wanted in lines:
                return lines

    def start(self, **environment):
        return self.station.start(wait_for_list=False,
                                  environment=self.environment | environment)

    def test_ready_is_told_once_it_answers(self):
        self.start()
        self.assertIn("STATUS=Ready", self.next_line("READY=1"))
        with self.station.operator() as operator:
            self.assertEqual(operator.get("/healthz").status, 200)
        self.station.stop()
        self.next_line("STOPPING=1")

    def test_ready_with_a_list_means_ready_to_decide(self):
        self.station.start()
        self.station.stop()
        self.start()
        self.next_line("READY=1")
        with self.station.client() as client:
            self.assertEqual(client.scan(guest(1)["code"])["verdict"], "go")

    def test_the_heart_beats_within_the_watchdogs_patience(self):
        self.start(WATCHDOG_USEC=str(int(WATCHDOG * 1_000_000)))
        self.next_line("READY=1")
        begin = time.monotonic()
        for _ in range(BEATS):
            self.next_line("WATCHDOG=1")
        self.assertLess(time.monotonic() - begin, BEATS * WATCHDOG)
        self.station.stop()
        self.next_line("STOPPING=1")

    def test_without_a_watchdog_there_are_no_beats(self):
        self.start()
        self.station.stop()
        messages = []
        while "STOPPING=1" not in messages:
            messages += self.socket.recv(4096).decode().split("\n")
        self.assertNotIn("WATCHDOG=1", messages)

    def test_a_failed_start_is_never_ready(self):
        self.station.start()
        second = Station(self)
        second.state = self.station.state
        with self.assertRaisesRegex(AssertionError, "is used by the process"):
            second.start(environment=self.environment)
        self.socket.setblocking(False)
        self.assertRaises(BlockingIOError, self.socket.recv, 4096)


if __name__ == "__main__":
    unittest.main()
