# tests/faults/fault_control.py — writes the switchboard of tests/faults/shim/control.hpp.
import mmap
import os
import struct
import uuid
from dataclasses import dataclass
from pathlib import Path

CALLS = ["open", "read", "write", "sync", "truncate", "allocate", "rename", "unlink",
         "make_directory", "answer"]
FILES = ["journal", "spare", "log", "database", "directory", "roster", "other", "outside"]
ACTIONS = ["none", "fail", "shorten", "delay", "kill_before", "kill_within", "kill_after",
           "pretend"]
MAGIC = 0x31544C554146414B
RULE = struct.Struct("<IIIIQQQQII")
RULES = 8
COUNTS = struct.Struct(f"<{len(CALLS) * len(FILES)}Q")
CLOCK = struct.Struct("<qqII")
CLOCK_AT = 8 + RULES * RULE.size + COUNTS.size
SIZE = CLOCK_AT + CLOCK.size
SERVERS = ["as_it_is", "silent", "heard"]
ON_DISK = [file for file in FILES if file != "outside"]
LIBRARY = Path(os.environ["KIOSK_FAULTS"]) / "libkiosk_faults.so"


@dataclass
class Fault:
    """Acts on the `start`-th call that matches and the `count` - 1 after it; 0: for ever."""
    action: str
    calls: list
    files: list
    start: int = 1
    count: int = 0
    error: int = 0
    delay: float = 0.0  # seconds

    def packed(self, action):
        calls = sum(1 << CALLS.index(call) for call in self.calls)
        files = sum(1 << FILES.index(file) for file in self.files)
        return RULE.pack(calls, files, self.error, int(self.delay * 1000), self.start, self.count,
                         0, 0, ACTIONS.index(action), 0)


class FaultControl:
    """The switchboard of one state directory; a running process obeys at its next call."""

    def __init__(self, path, state):
        self.path, self.state = Path(path), Path(state)
        self.boot = self.path.with_name(self.path.name + "-boot")
        self.path.write_bytes(struct.pack("<Q", MAGIC) + bytes(SIZE - 8))
        with self.path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), SIZE)

    def environment(self, recording=None):
        """For the process that shall obey."""
        variables = {"LD_PRELOAD": str(LIBRARY), "KIOSK_FAULT_CONTROL": str(self.path),
                     "KIOSK_FAULT_ROOT": str(self.state)}
        if self.boot.exists():
            variables["KIOSK_FAULT_BOOT"] = str(self.boot)
        return variables | ({"KIOSK_FAULT_RECORDING": str(recording)} if recording else {})

    def set(self, *faults):
        """These faults and no others, counted from now on."""
        self.clear()
        for slot, fault in enumerate(faults):
            at = 8 + slot * RULE.size
            self._map[at:at + RULE.size] = fault.packed("none")
            self._map[at:at + RULE.size] = fault.packed(fault.action)  # what switches it on

    def clear(self):
        self._map[8:8 + RULES * RULE.size] = bytes(RULES * RULE.size)

    def set_clock(self, wall=0.0, boot=0.0, server="silent"):
        """Moves the wall clock and the time since boot by so many seconds; a time server is heard
        or not."""
        self._map[CLOCK_AT:SIZE] = CLOCK.pack(int(wall * 1000), int(boot * 1000),
                                              SERVERS.index(server), 0)

    def reboot(self):
        """Processes started from now on find another boot id."""
        self.boot.write_text(str(uuid.uuid4()) + "\n")

    def acted(self, slot=0):
        """How often the fault has acted."""
        return RULE.unpack_from(self._map, 8 + slot * RULE.size)[7]

    def counts(self):
        """{(call, file): how often}, since the file was made."""
        numbers = COUNTS.unpack_from(self._map, 8 + RULES * RULE.size)
        pairs = [(call, file) for call in CALLS for file in FILES]
        return {pair: number for pair, number in zip(pairs, numbers) if number}

    def count(self, calls, files):
        return sum(number for (call, file), number in self.counts().items()
                   if call in calls and file in files)

    def close(self):
        self._map.close()
