# tests/lab/scanners.py — USB scanners of the guest: gadgets of its kernel, and devices of QEMU's.
import base64
import itertools
import socket
import struct

from machine import GuestError
from station import wait_until

GADGETS = itertools.count(1)
IDS = {"pos": "0c2e:0b61", "com": "0c2e:0b6a", "keyboard": "0c2e:0b41"}
# Descriptors as devices send them; the same as in the drivers' unit tests.
POS_DESCRIPTOR = """
05 8c 09 02 a1 01 85 02 09 12 a1 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02
05 8c 19 fb 29 fd 95 03 81 02 09 fe 95 38 82 02 01 95 02 81 03
25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 85 04 09 14 a1 02 95 01 91 03
09 5f 09 60 95 02 91 02 95 02 91 03 09 85 09 86 91 02 95 01 91 03 c0 c0"""
KEYBOARD_DESCRIPTOR = """
05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01
95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 26 ff 00
05 07 19 00 2a ff 00 81 00 c0"""
ENTER = 0x28
SHIFT = 0x02
# linux/input.h, input-event-codes.h
EVENT = struct.Struct("<qqHHi")
EV_KEY, KEY_1 = 1, 2


def pos_reports(code, continued=False):
    """The reports of one code, 56 characters in each; all but the last say that more follows."""
    parts = [code[at:at + 56] for at in range(0, len(code), 56)]
    return [bytes([2, len(part)]) + b"]Q1" + part.encode().ljust(58, b"\0") +
            bytes([part is not parts[-1] or continued]) for part in parts]


def key_of(character):
    """Usage and modifiers on a US keyboard; codes of letters and digits."""
    if character.isdigit():
        return 0x1E + (int(character) + 9) % 10, 0
    return 0x04 + ord(character.lower()) - ord("a"), SHIFT if character.isupper() else 0


def key_reports(code, enter=True):
    reports = []
    for usage, modifiers in [key_of(one) for one in code] + [(ENTER, 0)] * enter:
        reports += [bytes([modifiers, 0, usage, 0, 0, 0, 0, 0]), bytes(8)]
    return reports


class Gadget:
    """A device that the guest's kernel plays to itself on a bus of its own."""

    def __init__(self, test, machine, kind, bus=0, serial="LAB1"):
        self._machine, self.kind, self.serial = machine, kind, serial
        self._name = f"{kind}{next(GADGETS)}"
        self.id = IDS[kind]
        self.node = f"/run/{self._name}"  # what is written to it the scanner sends
        # A scanner's name under /dev/serial/by-id, where the kernel's driver has it.
        self.line = f"/dev/serial/by-id/usb-Akwaaba_lab_{kind}_scanner_{serial}-if00"
        machine.shell(f"export POS_DESCRIPTOR='{POS_DESCRIPTOR}'\n"
                      f"export KEYBOARD_DESCRIPTOR='{KEYBOARD_DESCRIPTOR}'\n"
                      f"/lab/gadget make {self._name} {kind} {self.id} {serial} {bus}")
        test.addCleanup(machine.shell, f"/lab/gadget remove {self._name}")

    def plug(self):
        self._machine.shell(f"/lab/gadget plug {self._name}")
        return self

    def unplug(self):
        self._machine.shell(f"/lab/gadget unplug {self._name}")

    def scan(self, code):
        if self.kind == "com":
            return self._write([code.encode() + b"\r"])
        return self._write(pos_reports(code) if self.kind == "pos" else key_reports(code))

    def begin_scan(self, code):
        """What is on the wire when the cable is pulled in the middle."""
        if self.kind == "com":
            return self._write([code.encode()])
        return self._write(pos_reports(code, continued=True) if self.kind == "pos" else
                           key_reports(code, enter=False))

    def queue(self, code):
        """Scanned while nobody listens: what the device holds back until somebody does."""
        self._write_in_background(code)

    def _script(self, writes):
        lines = ["".join(f"\\{byte:03o}" for byte in one) for one in writes]
        script = [f"printf '{line}' > {self.node}" for line in lines]
        if self.kind == "com":  # a terminal until told otherwise: it would echo
            script.insert(0, f"stty raw -echo < {self.node}")
        return "\n".join(script)

    def _write(self, writes):
        self._machine.shell("set -e\n" + self._script(writes))

    def _write_in_background(self, code):
        writes = ([code.encode() + b"\r"] if self.kind == "com" else
                  pos_reports(code) if self.kind == "pos" else key_reports(code))
        self._machine.shell(f"( {self._script(writes)} ) > /dev/null 2>&1 &")


class Keyboard:
    """QEMU's USB keyboard, typed on from outside the guest."""
    ID = "0627:0001"
    KEYS_MAX = 8  # of one code, Enter included: QEMU holds 16 events back and drops what is more

    def __init__(self, test, machine):
        self._machine = machine
        self._plugged = False
        test.addCleanup(self.unplug)

    def plug(self):
        self._machine.monitor("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
        self._plugged = True
        return self

    def unplug(self):
        if self._plugged:
            self._machine.monitor("device_del", id="keyboard")
        self._plugged = False

    def scan(self, code):
        """At once: the guest fetches the events at its own speed, one each 10 ms."""
        names = [*code, "ret"]
        assert len(names) <= self.KEYS_MAX and code.isdigit(), code
        self._machine.monitor("input-send-event", events=[
            {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": name}}}
            for name in names for down in (True, False)])


class SerialBridge:
    """A scanner behind an FTDI chip; the chip is QEMU's, its driver the guest's."""
    LINE = "/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_LAB1-if00-port0"

    def __init__(self, test, machine):
        self._machine = machine
        self._plugged = False
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(str(machine.serial_socket))
        test.addCleanup(self._wire.close)
        test.addCleanup(self.unplug)

    def plug(self):
        # QEMU gives the wire of a bridge that was pulled free a moment later.
        wait_until(self._is_plugged, "the bridge's wire is free")
        self._plugged = True
        return self

    def _is_plugged(self):
        try:
            self._machine.monitor("device_add", driver="usb-serial", id="bridge", bus="usb.0",
                                  chardev="serial", serial="LAB1")
        except GuestError as error:
            if "in use" in str(error) or "Duplicate" in str(error):
                return False
            raise
        return True

    def unplug(self):
        if self._plugged:
            self._machine.monitor("device_del", id="bridge")
        self._plugged = False

    def scan(self, code):
        self._wire.sendall(code.encode() + b"\r")


class SecondReader:
    """Everybody else who hears keyboards: the console, and a program that reads their events."""

    def __init__(self, test, machine):
        self._machine = machine
        machine.shell("setsid /lab/second_reader > /dev/null 2>&1 & echo $! > /run/second_reader")
        test.addCleanup(machine.shell, "kill -KILL -- -$(cat /run/second_reader); rm /run/taken.*",
                        check=False)

    def text(self):
        """What the console took in."""
        return self._machine.shell("cat /run/leaked.text")

    def digits(self):
        """What a program made of the keys that went down (struct input_event, EV_KEY)."""
        events = base64.b64decode(self._machine.shell("base64 /run/leaked.keys"))
        whole = events[:len(events) // EVENT.size * EVENT.size]
        return "".join("1234567890"[code - KEY_1] for *_, kind, code, value in
                       EVENT.iter_unpack(whole)
                       if (kind, value) == (EV_KEY, 1) and KEY_1 <= code < KEY_1 + 10)
