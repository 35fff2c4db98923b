# tests/faults/notifications.py — stands in for systemd and notes when the station says it lives.
import socket
import threading
import time


class Notifications:
    """Collects what is sent to NOTIFY_SOCKET (sd_notify(3)) with the time it came."""

    def __init__(self, test, folder):
        self._address = folder / "notify"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._address))
        self._beats = []
        self.texts = []  # all that was said, in order
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        test.addCleanup(self.close)

    def environment(self, watchdog):
        """For a station that has to say that it lives within `watchdog` seconds."""
        return {"NOTIFY_SOCKET": str(self._address),
                "WATCHDOG_USEC": str(int(watchdog * 1_000_000))}

    def _listen(self):
        while True:
            lines = self._socket.recv(4096).decode().split("\n")
            if "END" in lines:
                return
            self.texts.append("\n".join(lines))
            if "WATCHDOG=1" in lines:
                self._beats.append(time.monotonic())

    def longest_silence(self, begin, end):
        """Seconds without a beat between these times."""
        times = [begin, *(beat for beat in self._beats if begin < beat < end), end]
        return max(later - earlier for earlier, later in zip(times, times[1:]))

    def close(self):
        if self._socket.fileno() < 0:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"END", str(self._address))
        self._thread.join()
        self._socket.close()
