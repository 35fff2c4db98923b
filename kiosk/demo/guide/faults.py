# kiosk/demo/guide/faults.py — what the start page can make fail, and by which true means.
import errno
import signal
import time
from dataclasses import dataclass
from typing import Callable

from fault_control import ON_DISK, Fault

WRITES = ["write", "sync", "truncate", "allocate", "open", "rename", "make_directory"]
COPY = ["database", "log"]
DAY = 86400.0


@dataclass
class Trouble:
    name: str
    title: str
    means: str      # how it is made
    look: str       # where to look, and what for
    begin: Callable | None = None  # None: this demo has nothing that could fail so
    end: Callable | None = None


def disk(station, action, calls, files, **how):
    station.control.set(Fault(action, calls, files, **how))


def on_a_copy(station, **options):
    """From now on another process, on a copy of the record: what it stores is thrown away."""
    state = station.copy_of_state()
    station.start(state=state, **options)


def without_list(station):
    station.stop()
    station.forget_copy()
    station.start(state=station.other, with_list=False)


def back(station):
    station.restart()
    station.forget_copy()


def troubles(station):
    """All of them, in the order of the page."""
    def healthy():
        station.control.clear()

    return [
        Trouble("disk-full", "The disk is full",
                "Each write of the station's files is answered: no space left on device.",
                "Gate: out of order. Desk: red bar, STO-FULL. Nobody is let in by the screen.",
                lambda: disk(station, "fail", WRITES, ON_DISK, error=errno.ENOSPC), healthy),
        Trouble("disk-read-only", "The disk turns read-only",
                "Each write of the station's files is answered: read-only file system.",
                "Gate: out of order, STO-RO. Desk: red bar, search still works.",
                lambda: disk(station, "fail", WRITES, ON_DISK, error=errno.EROFS), healthy),
        Trouble("one-copy", "One of two copies fails",
                "Each write of the database is answered: input/output error. The journal is well.",
                "Yellow chip: check-ins go on, with one copy. Scan once or twice to see it.",
                lambda: disk(station, "fail", ["write", "sync"], COPY, error=errno.EIO), healthy),
        Trouble("disk-slow", "The disk hangs",
                "Each sync of the journal takes three seconds.",
                "Scan: the gate holds and says so, STO-SLOW; nobody is let in before it is stored.",
                lambda: disk(station, "delay", ["sync"], ["journal", "spare"], delay=3.0), healthy),
        Trouble("reader-gone", "The gate's scanner is pulled out",
                "The line it is on, a pseudo-terminal, is closed.",
                "Gate: out of order, plug it in. Codes below reach nobody.",
                station.scanner.unplug, station.scanner.plug_in),
        Trouble("clock-lost", "The computer lost the time",
                "Started anew, on a copy of the record, with a system clock that says 1970.",
                "Chip: clock not set, CLOCK-UNSURE. Tickets with times are for the staff.",
                lambda: on_a_copy(station, clock=-time.time(), server="silent"),
                lambda: back(station)),
        Trouble("clock-jumps", "The clock jumps a day ahead",
                "The system's clock says tomorrow to the running station; no time server is heard.",
                "Chip: clock not set, CLOCK-STEP. Everybody is decided by the time from before.",
                lambda: station.control.set_clock(wall=DAY),
                lambda: station.control.set_clock(server="as_it_is")),
        Trouble("no-list", "There is no list",
                "Started anew with an empty record and no list to read.",
                "Gate: out of order. Desk: how to load a list. Kiosk: closed.",
                lambda: without_list(station), lambda: back(station)),
        Trouble("old-list", "The list is of the day before yesterday",
                "Started anew on a copy of the record, two days later by its clock.",
                "/fleet: the check of the list says no.",
                lambda: on_a_copy(station, clock=2 * DAY, server="heard"), lambda: back(station)),
        Trouble("frozen", "The station hangs",
                "The process is stopped (SIGSTOP).",
                "No answer from this device; the last verdict is marked old.",
                lambda: station.process.send_signal(signal.SIGSTOP),
                lambda: station.process.send_signal(signal.SIGCONT)),
        Trouble("killed", "The station is killed",
                "The process is killed (SIGKILL), as by a power cut; mending starts it again.",
                "Screens wait; after the start every check-in is there.",
                lambda: (station.process.kill(), station.process.wait()), station.start),
        Trouble("hub", "The hub is gone", "This demo is one station without a hub.", ""),
        Trouble("internet", "The internet is gone",
                "This demo needs none: pull the cable, nothing changes.", ""),
        Trouble("printer", "The printer is empty", "This demo has no printer.", ""),
    ]
