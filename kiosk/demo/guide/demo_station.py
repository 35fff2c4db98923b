# kiosk/demo/guide/demo_station.py — the demo's kioskd: started, stopped, and made sick by true
# means: what the system says to it is changed, never what it says itself.
import os
import shutil
import signal
import subprocess
from pathlib import Path

from fault_control import FaultControl
from pty_scanner import PtyScanner

POLITE = 10  # seconds from SIGTERM to the end, then SIGKILL
SCANNER = """
[[scanner]]                     # what a click on the start page types
id = "gate-scanner"
station = "gate-main-in"
match = { subsystem = "tty", path = "%s" }
framing = { suffix = "\\r", idle = "2s" }
"""


class DemoStation:
    """`folder` is what kiosk-demo-data made; the record is in `folder`/state."""

    def __init__(self, program, folder, port):
        self.program, self.folder, self.port = Path(program), Path(folder).resolve(), port
        self.state = self.folder / "state"
        self.other = self.folder / "state-of-a-fault"  # thrown away when the fault ends
        self.control = None
        self.process = None
        self.scanner = PtyScanner(self.folder / "scanner")
        self.configs = {True: self.folder / "kioskd-demo.toml",
                        False: self.folder / "kioskd-no-list.toml"}
        self._write_configs()

    def _write_configs(self):
        text = (self.folder / "kioskd.toml").read_text(encoding="utf-8")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.port}")
        text += SCANNER % self.scanner.link
        self.configs[True].write_text(text, encoding="utf-8")
        source = text[text.find("[source]"):].split("\n\n")[0] if "[source]" in text else ""
        self.configs[False].write_text(text.replace(source, ""), encoding="utf-8")

    def plug_in(self):
        self.scanner.plug_in()

    def start(self, state=None, with_list=True, clock=0.0, server="as_it_is"):
        """`clock` in seconds from now: what the system's clock says to this station alone, after a
        restart of the computer and with a time server that is "heard" or "silent"."""
        state = state or self.state
        if self.control:
            self.control.close()
        self.control = FaultControl(self.folder / "faults", state)
        self.control.set_clock(wall=clock, server=server)
        if clock:
            self.control.reboot()
        else:
            self.control.boot.unlink(missing_ok=True)
        command = [self.program, "--config", self.configs[with_list], "--state", state]
        self.process = subprocess.Popen(command, env=os.environ | self.control.environment())

    def stop(self):
        """As a service manager does; the exit status."""
        self.control.clear()
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            return self.process.wait(POLITE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def restart(self, **options):
        self.stop()
        self.start(**options)

    def copy_of_state(self):
        """The record as it is now, for a fault to play with."""
        shutil.rmtree(self.other, ignore_errors=True)
        self.stop()
        if self.state.exists():
            shutil.copytree(self.state, self.other, ignore=shutil.ignore_patterns("*.sock"))
        return self.other

    def forget_copy(self):
        shutil.rmtree(self.other, ignore_errors=True)

    def ended(self):
        """The exit status of a station that has ended by itself; nothing while it runs."""
        return self.process.poll()
