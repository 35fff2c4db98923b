# tests/lab/badge_camera.py — the guest's camera, and badges to hold before it.
#
# The kernel's vivid plays an HDMI grabber: what is streamed into its output comes out of its input.
import csv
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 640, 480
CAMERA, SCREEN = "/dev/video0", "/dev/video1"
DEVICE = "/dev/v4l/by-path/platform-vivid.0-video-index0"


def unfiltered(line, above, kind):
    """One line of an 8-bit grey picture (PNG specification, 9.2)."""
    out = bytearray()
    for at, byte in enumerate(line):
        left = out[at - 1] if at else 0
        up, corner = above[at], above[at - 1] if at else 0
        if kind == 4:
            near = left + up - corner
            guess = min((abs(near - one), rank, one) for rank, one in
                        enumerate((left, up, corner)))[2]
        else:
            guess = (0, left, up, (left + up) // 2)[kind]
        out.append((byte + guess) & 0xFF)
    return bytes(out)


def grey_lines(path):
    """The lines of a PNG picture: 8 bits of grey, not interlaced."""
    content = path.read_bytes()
    at, packed = 8, b""
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        body = content[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, *rest = struct.unpack(">IIBBBBB", body)
            assert rest == [8, 0, 0, 0, 0], f"{path} is no plain grey picture"
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    raw, above, lines = zlib.decompress(packed), bytes(width), []
    for row in range(height):
        start = row * (width + 1)
        above = unfiltered(raw[start + 1:start + 1 + width], above, raw[start])
        lines.append(above)
    return lines


@dataclass
class Badge:
    code: str
    picture: Path


def badges_that_open(folder):
    """Of the demo's people: those whose pictures give a go, as kiosk-demo-data made them."""
    with (folder / "codes.csv").open(encoding="utf-8", newline="") as file:
        return [Badge(row["code"], folder / row["file"]) for row in csv.DictReader(file)
                if row["verdict"] == "go"]


def frame_of(badge=None):
    """A grey wall, with the badge in its middle if there is one."""
    wall = bytes([128]) * WIDTH
    lines = grey_lines(badge.picture) if badge else []
    above = (HEIGHT - len(lines)) // 2
    frame = [wall] * above
    for line in lines:
        left = (WIDTH - len(line)) // 2
        frame.append(wall[:left] + line + wall[left + len(line):])
    return b"".join(frame + [wall] * (HEIGHT - len(frame)))


class BadgeCamera:
    def __init__(self, test, machine):
        self._machine = machine
        test.addCleanup(self._stop)
        self._set_up()

    def _set_up(self):
        # Alike on both ends, or nothing is passed on.
        timings = "--set-dv-bt-timings=index=0"
        self._machine.shell(f"set -e\nv4l2-ctl -d {CAMERA} {timings} --set-ctrl=loop_video=1\n"
                            f"v4l2-ctl -d {SCREEN} {timings} --set-fmt-video-out=pixelformat=GREY")

    def show(self, badge=None):
        self._stop()
        self._machine.put(frame_of(badge), "/run/frame")
        self._machine.shell(f"v4l2-ctl -d {SCREEN} --stream-out-mmap --stream-from=/run/frame "
                            "--stream-loop > /run/screen.log 2>&1 &")

    def unplug(self):
        """Vanishes while it streams, as a USB camera does."""
        self._machine.shell(f"v4l2-ctl -d {CAMERA} --set-ctrl=disconnect=1")

    def plug(self):
        """Only the whole driver comes back, and only when nobody holds the old node any more.

        kioskd stands still meanwhile: once it streams, the grabber's timings cannot be set.
        """
        self._stop()
        self._machine.shell("until modprobe -r vivid; do usleep 200000; done\n"
                            "kill -STOP $(pidof kioskd); modprobe vivid\n"
                            f"udevadm settle; until [ -e {DEVICE} ]; do usleep 200000; done")
        try:
            self._set_up()
        finally:
            self._machine.shell("kill -CONT $(pidof kioskd)")

    def _stop(self):
        self._machine.shell("kill $(pidof v4l2-ctl) 2> /dev/null; "
                            "while pidof v4l2-ctl > /run/pids; do usleep 20000; done", check=False)
