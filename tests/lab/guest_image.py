# tests/lab/guest_image.py — makes a kernel and an initramfs of Debian's packages and our programs.
import gzip
import lzma
import os
import re
import shutil
import struct
import subprocess
from pathlib import Path

from guest_packages import Unavailable, kernel_release, run, tool

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
# What the virtual PC needs, then what plays devices in it; dependencies come by themselves.
MODULES = ["virtio_pci", "virtio_net", "xhci_pci", "hid_generic", "usbhid", "evdev", "cdc_acm",
           "ftdi_sio", "vivid", "dummy_hcd", "usb_f_hid", "usb_f_acm"]
GUEST_TOOLS = ["usr/bin/busybox", "usr/bin/udevadm", "usr/bin/v4l2-ctl", "usr/lib/udev/v4l_id"]
RULES = ["50-udev-default.rules", "60-serial.rules", "60-persistent-v4l.rules"]


def extract_kernel(bzimage, into):
    """The ELF kernel inside: QEMU starts it at once, where unpacking in the guest takes 8 s."""
    image = bzimage.read_bytes()
    setup_sectors = image[0x1F1] or 4
    offset, length = struct.unpack_from("<II", image, 0x248)  # the boot protocol's payload_offset
    start = (setup_sectors + 1) * 512 + offset
    payload = image[start:start + length]
    if payload.startswith(b"\xfd7zXZ"):
        kernel = lzma.LZMADecompressor().decompress(payload)
    elif payload.startswith(b"\x1f\x8b"):
        kernel = gzip.decompress(payload[:-4])
    elif payload.startswith(b"\x28\xb5\x2f\xfd"):
        kernel = subprocess.run(["zstd", "-dc"], input=payload[:-4], capture_output=True,
                                check=True).stdout
    else:
        raise Unavailable(f"{bzimage.name} is compressed in a way unknown here")
    into.write_bytes(kernel)


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def add_modules(packages, guest):
    """Those wanted with all that they need, in the same folders as in the package."""
    release = kernel_release(packages)
    depmod = {"executable": tool(packages, "kmod")}
    run("depmod", "-b", packages, release, **depmod)
    needs = {}
    folder = Path("lib/modules", release)
    for line in (packages / folder / "modules.dep").read_text().splitlines():
        path, _, others = line.partition(":")
        needs[Path(path).name.split(".")[0].replace("-", "_")] = [path, *others.split()]
    builtin = (packages / folder / "modules.builtin").read_text().replace("-", "_")
    for name in MODULES:
        if name not in needs and f"/{name}.ko" not in builtin:
            raise Unavailable(f"Linux {release} has no module {name}")
        for path in needs.get(name, []):
            copy(packages / folder / path, guest / folder / path)
    for name in ("modules.order", "modules.builtin", "modules.builtin.modinfo"):
        copy(packages / folder / name, guest / folder / name)
    run("depmod", "-b", guest, release, **depmod)


def add_program(program, guest, target, packages):
    copy(program, guest / target)
    libraries = packages / "usr/lib/x86_64-linux-gnu"
    paths = os.environ | {"LD_LIBRARY_PATH": f"{libraries}:{libraries.parent}/systemd"}
    told = subprocess.run(["ldd", program], capture_output=True, text=True, env=paths, check=False)
    if missing := re.findall(r"(\S+) => not found", told.stdout):
        raise Unavailable(f"{program.name} needs {' '.join(missing)}")
    for library in re.findall(r"(/\S+) \(0x", told.stdout):
        # Every library in one folder: the loader looks there without a cache.
        name = Path(library).name
        copy(Path(library), guest / "lib64" / name if name.startswith("ld-linux") else
             guest / "usr/lib/x86_64-linux-gnu" / name)


def make_folders(guest):
    shutil.rmtree(guest, ignore_errors=True)
    for name in ("usr/bin", "usr/lib", "lib64", "dev", "proc", "sys", "run", "tmp", "etc/udev",
                 "srv", "lab"):
        (guest / name).mkdir(parents=True)
    for link, target in {"bin": "usr/bin", "sbin": "usr/bin", "lib": "usr/lib",
                         "usr/sbin": "bin", "lab/systemd-udevd": "../bin/udevadm"}.items():
        (guest / link).symlink_to(target)


def build_image(packages, programs, folder):
    """Returns (kernel, initramfs); `programs` is the folder that holds kioskd."""
    guest, kernel, initramfs = folder / "guest", folder / "vmlinux", folder / "initramfs.cpio"
    make_folders(guest)
    (bzimage,) = (packages / "boot").glob("vmlinuz-*")
    extract_kernel(bzimage, kernel)
    add_modules(packages, guest)
    for path in GUEST_TOOLS:
        add_program(packages / path, guest, path, packages)
    for name in ("kioskd", "kioskctl", "lab_stopwatch"):
        add_program(programs / name, guest, f"usr/bin/{name}", packages)
        run("strip", "--strip-debug", guest / f"usr/bin/{name}")  # half the memory and the boot
    for path in (packages / "usr/lib/udev/rules.d").glob("*.rules"):
        if path.name in RULES:
            copy(path, guest / "usr/lib/udev/rules.d" / path.name)
    copy(SOURCE / "systemd/70-kioskd-devices.rules",
         guest / "usr/lib/udev/rules.d/70-kioskd-devices.rules")
    shutil.copytree(HERE / "guest", guest, dirs_exist_ok=True)
    shutil.copytree("/usr/share/zoneinfo", guest / "usr/share/zoneinfo", symlinks=True)
    with initramfs.open("wb") as file:
        names = "\n".join(str(path.relative_to(guest)) for path in sorted(guest.rglob("*")))
        subprocess.run([tool(packages, "busybox"), "cpio", "-o", "-H", "newc"], cwd=guest,
                       input=names.encode(), stdout=file, stderr=subprocess.DEVNULL, check=True)
    return kernel, initramfs
