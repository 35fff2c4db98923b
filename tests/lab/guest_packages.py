# tests/lab/guest_packages.py — Debian packages of the guest: downloaded, unpacked, not installed.
import re
import shutil
import subprocess
from pathlib import Path

# The machine has the release of the computer it runs on, whose libraries our programs are linked
# to. Of two names the first that the release has: the second is Debian 13's.
PACKAGES = ["busybox-static", "kmod", "libkmod2", "udev", "v4l-utils", "libv4l-0 libv4l-0t64",
            "libv4lconvert0 libv4lconvert0t64"]
# No part of the kernel's 400 MB that any of our modules needs.
UNUSED = ["*/kernel/drivers/gpu", "*/kernel/drivers/net/ethernet", "*/kernel/drivers/net/wireless",
          "*/kernel/sound", "*/usr/share", "*/boot/System.map*"]


class Unavailable(Exception):
    """The lab cannot be built here; says why."""


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          check=False, **options)
    if done.returncode:
        raise Unavailable(f"{' '.join(map(str, command[:3]))}: {done.stderr.strip()[-300:]}")
    return done.stdout


def offered(names):
    """What apt's lists say of those that they know."""
    told = subprocess.run(["apt-cache", "show", "--no-all-versions", *names],
                          capture_output=True, text=True, check=False).stdout
    return {re.search(r"^Package: (\S+)", one, re.M)[1]: one for one in told.split("\n\n") if one}


def wanted_packages():
    """Their names and what tells whether they are still the same."""
    lines = [line.split() for line in PACKAGES]
    known = offered(["linux-image-amd64", *(name for line in lines for name in line)])
    kernel = re.search(r"linux-image-[0-9]\S+", known.get("linux-image-amd64", ""))
    if not kernel:
        raise Unavailable("apt knows no linux-image-amd64")
    names = [kernel[0]]
    for line in lines:
        chosen = next((name for name in line if name in known), None)
        if chosen is None:
            raise Unavailable(f"apt knows no {' or '.join(line)}")
        names.append(chosen)
    return names, "".join(re.findall(r"^(?:Package|Version): .*\n", "".join(known.values()), re.M))


def unpack(archive, into):
    reader = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE)
    run("tar", "-x", "--keep-directory-symlink", "-C", into,
        *[f"--exclude={one}" for one in UNUSED], stdin=reader.stdout)
    if reader.wait():
        raise Unavailable(f"{archive} cannot be unpacked")


def make_merged(root):
    """/bin is /usr/bin and so on, in every release: Debian 12 ships some files in both places."""
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / name).mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(f"usr/{name}")


def unpacked_packages(folder):
    """The folder with all of them; made anew when apt offers other versions than it holds."""
    if run("dpkg", "--print-architecture").strip() != "amd64":
        raise Unavailable("the lab's machine is an amd64 PC, this computer is none")
    names, versions = wanted_packages()
    root, stamp = folder / "packages", folder / "packages.txt"
    if root.exists() and stamp.exists() and stamp.read_text() == versions:
        return root
    shutil.rmtree(root, ignore_errors=True)
    archives = folder / "archives"
    shutil.rmtree(archives, ignore_errors=True)
    archives.mkdir(parents=True)
    root.mkdir()
    make_merged(root)
    run("apt-get", "download", *names, cwd=archives)
    for archive in sorted(archives.glob("*.deb")):
        unpack(archive, root)
    shutil.rmtree(archives)
    stamp.write_text(versions)
    return root


def kernel_release(root):
    (only,) = (root / "lib/modules").iterdir()
    return only.name


def tool(root, name):
    """A program of the packages, to be run on this computer."""
    return Path(root, "usr/bin", name)
