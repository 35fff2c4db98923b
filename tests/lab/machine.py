# tests/lab/machine.py — a PC in QEMU, emulated in software: its monitor, its shell, its ports.
import base64
import gzip
import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

MEMORY_MB = 1024
# Guards against faults of real processors only cost time in an emulated one.
KERNEL_OPTIONS = "console=ttyS0 quiet panic=-1 mitigations=off no_timer_check nowatchdog audit=0"
# Without cmpxchg16b: once in a while QEMU 7.2 leaves an address in the flags after it, and the
# guest's kernel, which takes its memory by it, dies of a double fault.
PROCESSOR = "Nehalem,-cx16"
# The guest's clock counts its instructions, 8 ns each. A computer that is busy makes it slow and
# nothing else: no key comes late to a code, no frame late to a camera.
CLOCK = "shift=3"
BOOT_PATIENCE = 600.0  # seconds; 8 on a free computer, minutes beside eight compilers
SHELL_PATIENCE = 300.0


class GuestError(AssertionError):
    """A command failed in the guest."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Machine:
    """Boots in the constructor. Nothing of it outlives close()."""

    def __init__(self, kernel, initramfs, log):
        self._folder = Path(tempfile.mkdtemp(prefix="lab-"))  # a socket's path must be short
        self._log = log
        self._log.unlink(missing_ok=True)
        self._shell_port, self.http_port = free_port(), free_port()
        ports = ",".join(f"hostfwd=tcp:127.0.0.1:{here}-:{there}" for here, there in
                         ((self._shell_port, 2000), (self.http_port, 2001)))
        sockets = {name: self._folder / name for name in ("monitor", "serial")}
        self.serial_socket = sockets["serial"]
        self._process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-icount", CLOCK, "-cpu", PROCESSOR,
             "-machine", "pc,i8042=off", "-m", str(MEMORY_MB), "-nodefaults", "-no-user-config",
             "-display", "none", "-no-reboot", "-kernel", kernel, "-initrd", initramfs,
             "-append", KERNEL_OPTIONS, "-serial", f"file:{log}",
             "-netdev", f"user,id=net,restrict=on,{ports}", "-device", "virtio-net-pci,netdev=net",
             "-device", "qemu-xhci,id=usb",
             "-chardev", f"socket,id=serial,path={sockets['serial']},server=on,wait=off",
             "-qmp", f"unix:{sockets['monitor']},server=on,wait=off"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            self._connect(sockets["monitor"])
            self._wait_for_boot()
        except BaseException:
            self.close()
            raise

    def _connect(self, path):
        deadline = time.monotonic() + BOOT_PATIENCE
        self._monitor = socket.socket(socket.AF_UNIX)
        while True:
            try:
                self._monitor.connect(str(path))
                break
            except OSError as error:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise GuestError(f"QEMU ended: {self._stderr()}") from error
                time.sleep(0.02)
        self._answers = self._monitor.makefile()
        self._answers.readline()  # the greeting
        self.monitor("qmp_capabilities")

    def _wait_for_boot(self):
        deadline = time.monotonic() + BOOT_PATIENCE
        while not self._log.exists() or "lab: up" not in self._log.read_text(errors="replace"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise GuestError(f"the guest did not boot; see {self._log}")
            time.sleep(0.2)
        while True:  # "up" says that the shell was begun, not that it listens
            try:
                return self.shell("true")
            except OSError:
                if time.monotonic() > deadline:
                    raise

    def _stderr(self):
        return self._process.stderr.read().decode() if self._process.poll() is not None else ""

    def monitor(self, command, **arguments):
        """One QMP command; returns what it returned."""
        request = {"execute": command} | ({"arguments": arguments} if arguments else {})
        self._monitor.sendall(json.dumps(request).encode() + b"\n")
        for line in self._answers:
            answer = json.loads(line)
            if "error" in answer:
                raise GuestError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
        raise GuestError(f"QEMU ended: {self._stderr()}")

    def shell(self, script, check=True):
        """Runs it in the guest as root; returns what it wrote."""
        with socket.create_connection(("127.0.0.1", self._shell_port), SHELL_PATIENCE) as session:
            session.sendall(script.encode())
            session.shutdown(socket.SHUT_WR)
            said = b"".join(iter(lambda: session.recv(65536), b"")).decode(errors="replace")
        output, _, code = said.rstrip("\n").rpartition("exit ")
        if check and code != "0":
            raise GuestError(f"{script[:400]}\n{said}")
        return output

    def put(self, content, path):
        """Makes a file of these bytes in the guest."""
        text = base64.encodebytes(gzip.compress(content)).decode()
        self.shell(f"base64 -d <<'END' | gunzip > {path}\n{text}END\n")

    def close(self):
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()
        shutil.rmtree(self._folder, ignore_errors=True)
