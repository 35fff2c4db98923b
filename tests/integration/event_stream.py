# tests/integration/event_stream.py — reads server-sent events in a thread of its own.
import http.client
import json
import socket
import threading
import time

PATIENCE = 20.0  # seconds


class EventStream:
    """Connected once the constructor returns. Events are (name, data) in their order."""

    def __init__(self, port, topics):
        self.events = []
        self.broken = False  # the stream ended, or was not a stream of events
        self._changed = threading.Condition()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connection.request("GET", f"/api/v1/stream?topics={topics}")
        self._socket = self._connection.sock  # the connection lets go of it for a stream
        self._response = self._connection.getresponse()
        assert self._response.status == 200, self._response.status
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.wait_for(lambda name, _: name == "hello")

    def _read(self):
        fields = {}
        try:
            for line in self._response:
                text = line.decode().rstrip("\n")
                if text:
                    key, _, value = text.partition(":")
                    fields[key] = value.removeprefix(" ")
                    continue
                if "event" in fields:
                    self._add(fields["event"], json.loads(fields["data"]))
                fields = {}
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass  # killed in the middle of a line
        with self._changed:
            self.broken = True
            self._changed.notify_all()

    def _add(self, name, data):
        with self._changed:
            self.events.append((name, data))
            self._changed.notify_all()

    def wait_for(self, wanted, start=0, patience=PATIENCE):
        """The data of the first event from `start` on for which wanted(name, data) holds."""
        deadline = time.monotonic() + patience
        with self._changed:
            while True:
                for name, data in self.events[start:]:
                    if wanted(name, data):
                        return data
                left = deadline - time.monotonic()
                if left <= 0 or self.broken:
                    raise AssertionError(f"no such event; came: {self.events[start:]}")
                self._changed.wait(left)

    def mark(self):
        """A place to wait from: what came before does not count."""
        with self._changed:
            return len(self.events)

    def results(self):
        with self._changed:
            return [data for name, data in self.events if name == "scan.result"]

    def wait_for_results(self, count, patience=PATIENCE):
        self.wait_for(lambda *_: len([1 for name, _ in self.events if name == "scan.result"])
                      >= count, patience=patience)
        return self.results()

    def wait_for_result(self, start=0, **fields):
        """The first scan.result from `start` on that has these fields."""
        return self.wait_for(lambda name, data: name == "scan.result" and
                             all(data[key] == value for key, value in fields.items()), start)

    def wait_for_end(self):
        self._thread.join(PATIENCE)

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)  # ends the thread's read, which close does not
        except OSError:
            pass  # the station went first
        self._thread.join(PATIENCE)
        self._response.close()
