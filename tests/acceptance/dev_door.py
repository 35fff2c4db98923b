# tests/acceptance/dev_door.py — what ./dev promises about packages, privileges and ending.
#
# Runs a copy of ./dev in a scratch folder where apt-get, sudo, cmake and the like are stand-ins
# that write down how they were called, so that no test installs or builds anything.
import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
STAND_IN = '#!/bin/bash\necho "$(basename "$0") $*" >> "$CALLS"\n'
DPKG_QUERY = '#!/bin/bash\n[[ " $MISSING " == *" ${!#} "* ]] && exit 1\nprintf installed\n'
SUDO = STAND_IN + 'exec "$@"\n'
APT_GET = STAND_IN + """if [ "${*: -1}" != update ] && [ -e "$CALLS.fail" ]; then
    rm "$CALLS.fail"
    exit 100
fi
"""
USER_ID = '#!/bin/bash\necho "$USER_ID"\n'
DEMO_DATA = STAND_IN + """cd "$(mkdir -p "${*: -1}" && cd "${*: -1}" && pwd)"
: > kioskd.toml; : > codes.csv; : > attendees.csv
"""
KIOSKD = STAND_IN + "trap 'exit 0' TERM INT\nwhile :; do sleep 0.05; done\n"


class DevDoor(unittest.TestCase):
    def setUp(self):
        self.place = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.place)
        (self.place / "cmake").mkdir()
        shutil.copy(SOURCE / "dev", self.place)
        shutil.copy(SOURCE / "cmake/packages.txt", self.place / "cmake")
        for needed in ("kiosk/demo/guide", "tests/faults", "tests/integration"):
            shutil.copytree(SOURCE / needed, self.place / needed,
                            ignore=shutil.ignore_patterns("__pycache__"))
        for name, text in {"apt-get": APT_GET, "sudo": SUDO, "dpkg": STAND_IN, "id": USER_ID,
                           "cmake": STAND_IN, "ctest": STAND_IN, "dpkg-query": DPKG_QUERY}.items():
            self.program(f"stand-ins/{name}", text)
        self.program("build/release/bin/kiosk-demo-data", DEMO_DATA)
        self.program("build/release/bin/kioskd", KIOSKD)

    def program(self, path, text):
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def dev(self, *arguments, missing="", user_id="1000"):
        environment = {**os.environ, "CALLS": str(self.place / "calls"), "MISSING": missing,
                       "USER_ID": user_id, "PATH": f"{self.place}/stand-ins:{os.environ['PATH']}"}
        return subprocess.run([self.place / "dev", *arguments], env=environment, timeout=60,
                              capture_output=True, text=True, check=False)

    def calls(self, *programs):
        file = self.place / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        return [line for line in lines if line.split()[0] in programs]

    def test_with_nothing_missing_neither_root_nor_network_is_touched(self):
        result = self.dev("test")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.calls("apt-get", "sudo", "dpkg"), [])
        self.assertEqual([c.split()[1] for c in self.calls("cmake")], ["--preset", "--build"])
        self.assertEqual(len(self.calls("ctest")), 1)

    def test_only_what_is_missing_is_installed_and_its_reason_told_first(self):
        result = self.dev("test", missing="libzxing-dev ccache")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stderr, r"libzxing-dev +QR codes")
        self.assertLess(result.stderr.index("QR codes"), result.stderr.index("Installing them"))
        (call,) = self.calls("apt-get")
        self.assertTrue(call.endswith("install -y --no-install-recommends ccache libzxing-dev"))
        self.assertEqual(len(self.calls("sudo")), 1)

    def test_root_needs_no_sudo(self):
        self.assertEqual(self.dev("build", missing="ccache", user_id="0").returncode, 0)
        self.assertEqual(len(self.calls("apt-get")), 1)
        self.assertEqual(self.calls("sudo"), [])

    def test_no_install_prints_the_line_and_stops(self):
        result = self.dev("demo", "--no-install", missing="cmake libgtest-dev")
        self.assertEqual(result.returncode, 1)
        self.assertIn("apt-get install --no-install-recommends cmake libgtest-dev", result.stderr)
        self.assertEqual(self.calls("apt-get", "sudo", "cmake", "kioskd"), [])

    def test_stale_package_lists_are_read_afresh_once(self):
        (self.place / "calls.fail").touch()
        self.assertEqual(self.dev("build", missing="ccache", user_id="0").returncode, 0)
        self.assertEqual([c.split()[3] for c in self.calls("apt-get")],
                         ["install", "update", "install"])

    def test_a_build_that_fails_runs_no_test(self):
        self.program("stand-ins/cmake", STAND_IN + '[ "$1" != --build ]\n')
        self.assertNotEqual(self.dev("test").returncode, 0)
        self.assertEqual(self.calls("ctest"), [])

    def test_demo_ends_by_itself_after_its_time(self):
        begin = time.monotonic()
        result = self.dev("demo", "--for", "1s")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertLess(time.monotonic() - begin, 10)
        demo = (self.place / "build/demo").resolve()
        self.assertIn(f"--config {demo}/kioskd-demo.toml --state {demo}/state",
                      self.calls("kioskd")[0])

    def test_demo_reports_a_station_that_does_not_start(self):
        self.program("build/release/bin/kioskd", "#!/bin/bash\nexit 3\n")
        self.assertEqual(self.dev("demo", "--for", "9s").returncode, 3)

    def test_a_second_demo_on_the_same_day_keeps_the_data(self):
        self.dev("demo", "--for", "1s")
        self.dev("demo", "--for", "1s")
        self.assertEqual(len(self.calls("kiosk-demo-data")), 1)

    def test_nonsense_is_refused_by_name(self):
        for arguments, name in ((["dmeo"], "dmeo"), (["demo", "--for", "soon"], "soon"),
                                (["fresh", "11"], "11"), (["demo", "--fast"], "--fast")):
            result = self.dev(*arguments)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(f"'{name}'", result.stderr)
            self.assertEqual(self.calls("apt-get", "cmake"), [])

    def test_each_release_has_its_own_boost(self):
        text = (self.place / "cmake/packages.txt").read_text()
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                self.assertRegex(line, r"^(1[23]: )?[a-z0-9.+-]+ +# \S", "package  # reason")
        self.assertEqual(text.count("\n12: libboost"), text.count("\n13: libboost"))


if __name__ == "__main__":
    unittest.main()
