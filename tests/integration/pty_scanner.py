# tests/integration/pty_scanner.py — a scanner in USB-COM mode, played on a pseudo-terminal.
import os
import tty


class PtyScanner:
    """`link` is the name that the line appears under, as udev would make it."""

    def __init__(self, link):
        self.link = link
        self._ends = None

    def plug_in(self, already_sent=b""):
        """`already_sent` waits in the line before anyone opens it."""
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        self._ends = (ours, theirs)
        if already_sent:
            os.write(ours, already_sent)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(os.ttyname(theirs))
        return self

    def unplug(self):
        self.link.unlink(missing_ok=True)
        for end in self._ends or ():
            os.close(end)
        self._ends = None

    def send(self, data):
        while data:
            data = data[os.write(self._ends[0], data):]

    def send_code(self, code):
        self.send(code.encode() + b"\r")
