# tests/lab/lab_station.py — a real kioskd in the guest, driven like those of the integration tests.
import itertools
import re
import time

import event_stream
from http_client import Client
from station import CONFIG, SOURCE, guest, list_text

PATIENCE = 300.0  # seconds; emulation beside other work is slow, and a wait that is over costs none
event_stream.PATIENCE = PATIENCE
STATIONS = itertools.count(1)
READY = "ready"


class Stream(event_stream.EventStream):
    def wait_for(self, wanted, start=0, patience=PATIENCE):
        return super().wait_for(wanted, start, max(patience, PATIENCE))


def wait_until(condition, what, patience=PATIENCE):
    """As in station.py, but asks less often: each answer is work for the guest."""
    deadline = time.monotonic() + patience
    while True:
        if value := condition():
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:g} s: {what}")
        time.sleep(0.5)


class LabStation:
    """Runs as the unprivileged user that the unit's groups belong to, in a folder of its own."""

    def __init__(self, test, machine, readers, rows=None):
        self._machine = machine
        self._folder = f"/srv/{next(STATIONS)}"
        self._streams = []
        test.addCleanup(self.close)
        config = CONFIG.replace("127.0.0.1:0", f"127.0.0.1:{machine.http_port}")
        config += SOURCE + readers
        rows = rows or [guest(number) for number in range(100)]
        self._machine.shell(f"echo {machine.http_port} > /run/port\n"
                            f"mkdir {self._folder} && cd {self._folder} && chown kioskd . &&\n"
                            f"cat > kioskd.toml <<'END'\n{config}\nEND\n"
                            f"cat > attendees.csv <<'END'\n{list_text(rows)}END\n")

    def start(self, within="env"):
        """`within`: a command that runs another one in its own way."""
        run = "exec kioskd --config kioskd.toml --state state >> log 2>&1"
        self._machine.shell(
            f"cd {self._folder}; : > log; chown kioskd log\n"
            f"{within} sh -c 'ip link set lo up; exec su kioskd -c \"{run}\"' &\n")
        self.wait_for_log(r"info: ready\n")
        with self.client() as client:
            wait_until(lambda: client.get("/readyz").status == 200, "the station is ready")
        self.stream = Stream(self._machine.http_port, "scan,device")
        self._streams.append(self.stream)
        return self

    def log_text(self):
        """What this run has logged so far."""
        return self._machine.shell(f"cat {self._folder}/log")

    def wait_for_log(self, pattern):
        try:
            return wait_until(lambda: re.search(pattern, self.log_text()), pattern)
        except AssertionError as error:
            raise AssertionError(f"{error}; the log: {self.log_text()}") from error

    def end(self, signal):
        """KILL or TERM; returns when the process is gone."""
        self._machine.shell(f"kill -{signal} $(pidof kioskd)\n"
                            "while pidof kioskd > /run/pids; do usleep 20000; done")

    def client(self):
        return Client(port=self._machine.http_port)

    def wait_for_reader(self, reader, state, start=0):
        """Until the reader is in this state; with `start`, again after that place of the stream."""
        if start:
            return self.stream.wait_for(lambda name, data: name == "device.state" and
                                        [data["id"], data["state"]] == [reader, state], start)

        def there():
            with self.client() as client:
                readers = client.get("/api/v1/status").json()["readers"]
            return [one for one in readers if [one["id"], one["state"]] == [reader, state]]
        return wait_until(there, f"{reader} is {state}")

    def close(self):
        for stream in self._streams:
            stream.close()
        self._machine.shell("kill -KILL $(pidof kioskd) 2> /dev/null; "
                            f"rm -rf {self._folder}", check=False)
