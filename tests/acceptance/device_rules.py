# tests/acceptance/device_rules.py — the files that let the service reach its devices fit together.
#
# usage: device_rules.py FOLDER     where the files of systemd/ lie
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

FOLDER = Path(sys.argv[1])
# Device class of DeviceAllow= -> the kernel module that registers it (its drivers/ source).
MODULES = {"char-ttyACM": "cdc_acm", "char-ttyUSB": "usbserial", "char-video4linux": "uvcvideo",
           "char-usb_device": "usbcore"}


def lines_of(name):
    return [line for line in (FOLDER / name).read_text().splitlines()
            if line.strip() and not line.startswith("#")]


def values_of(key):
    """Words of every KEY= line of the unit."""
    return [word for line in lines_of("kioskd.service.in") if line.startswith(f"{key}=")
            for word in line.partition("=")[2].split()]


def verifies():
    """systemd 254 and later can; Debian 12 has 252."""
    if not shutil.which("udevadm"):
        return False
    about = subprocess.run(["udevadm", "verify", "--help"], capture_output=True, check=False)
    return about.returncode == 0


class DeviceRules(unittest.TestCase):
    def setUp(self):
        self.rules = lines_of("70-kioskd-devices.rules")

    def test_the_group_of_the_rules_is_made_and_is_the_service_s(self):
        groups = {group for line in self.rules for group in re.findall(r'GROUP="([^"]+)"', line)}
        self.assertEqual(groups, {"kiosk-devices"})
        made = {line.split()[1] for line in lines_of("kioskd.sysusers") if line.startswith("g ")}
        self.assertLessEqual(groups, made)
        self.assertLessEqual(groups, set(values_of("SupplementaryGroups")))

    def test_every_device_class_is_there_before_the_service_starts(self):
        allowed = [word for word in values_of("DeviceAllow") if word.startswith("char-")]
        self.assertEqual(set(allowed), set(MODULES))
        loaded = lines_of("kioskd.modules-load")
        loaded += [unit[len("modprobe@"):-len(".service")] for unit in values_of("Wants")
                   if unit.startswith("modprobe@")]
        for name in allowed:
            self.assertIn(MODULES[name], loaded, name)
        self.assertIn("systemd-modules-load.service", values_of("After"))

    def test_libusb_may_hear_of_plugs(self):
        self.assertIn("AF_NETLINK", values_of("RestrictAddressFamilies"))
        self.assertEqual(values_of("PrivateNetwork"), [])
        self.assertEqual(values_of("PrivateDevices"), [])

    def test_makers_are_written_as_udev_compares_them(self):
        vendors = [vendor for line in self.rules
                   for values in re.findall(r'ATTR\{idVendor\}=="([^"]+)"', line)
                   for vendor in values.split("|")]
        self.assertGreater(len(vendors), 10)
        self.assertEqual([v for v in vendors if not re.fullmatch("[0-9a-f]{4}", v)], [])
        self.assertEqual(len(vendors), len(set(vendors)))

    def test_what_gets_a_group_is_kept_from_modem_probes(self):
        for line in self.rules:
            if "GROUP=" in line:
                self.assertIn('ENV{ID_MM_DEVICE_IGNORE}="1"', line)

    @unittest.skipUnless(verifies(), "this udevadm cannot verify rules (systemd 254 and later can)")
    def test_udev_understands_them(self):
        done = subprocess.run(["udevadm", "verify", FOLDER / "70-kioskd-devices.rules"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
