# tests/acceptance/install_layout.py — what cmake --install puts where, and what it leaves alone.
#
# install_layout.py CMAKE BUILD_DIR BIN_DIR DOC_DIR: the folders are those of the installed system.
# Installs the built tree into a scratch root, which takes a second and changes nothing outside.
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
CMAKE, BUILD, BIN, DOC = sys.argv[1:5]
LIB = str(Path(BIN).parent / "lib")
ETC = "/etc/kioskd/kioskd.toml"
UNIT = f"{LIB}/systemd/system/kioskd.service"
SYSUSERS = f"{LIB}/sysusers.d/kioskd.conf"
RULES = f"{LIB}/udev/rules.d/70-kioskd-devices.rules"
PROGRAMS = {f"{BIN}/kioskd", f"{BIN}/kioskctl"}
EXAMPLES = {f"{DOC}/examples/{name}.toml"
            for name in ("kioskd", "folder-camera", "gate-entry-exit", "model-conference",
                         "registration-desk")}
PAGES = {f"{DOC}/{page}" for page in ("README.md", "LICENSE")} | {
    f"{DOC}/docs/{page.relative_to(SOURCE / 'docs')}" for page in (SOURCE / "docs").rglob("*.md")}
FILES = PROGRAMS | EXAMPLES | PAGES | {
    ETC, UNIT, SYSUSERS, RULES, f"{LIB}/tmpfiles.d/kioskd.conf",
    f"{LIB}/modules-load.d/kioskd.conf"}
PROGRAM_MODE, FILE_MODE = 0o755, 0o644


class InstallLayout(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="install-"))
        self.addCleanup(shutil.rmtree, self.root)

    def install(self):
        done = subprocess.run([CMAKE, "--install", BUILD], capture_output=True, text=True,
                              env=os.environ | {"DESTDIR": str(self.root)}, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def at(self, path):
        return self.root / path.lstrip("/")

    def check_config(self, path):
        return subprocess.run([self.at(f"{BIN}/kioskd"), "--check-config", self.at(path)],
                              capture_output=True, text=True, check=False)

    def test_every_file_is_in_its_place_with_its_mode_and_nothing_else(self):
        self.install()
        found = {f"/{file.relative_to(self.root)}": stat.S_IMODE(file.stat().st_mode)
                 for file in self.root.rglob("*") if not file.is_dir()}
        self.assertEqual(found, {file: PROGRAM_MODE if file in PROGRAMS else FILE_MODE
                                 for file in FILES})

    def test_the_programs_run_and_the_shipped_configurations_are_accepted(self):
        self.install()
        for program in PROGRAMS:
            done = subprocess.run([self.at(program), "--version"], capture_output=True, text=True,
                                  check=False)
            self.assertEqual(done.returncode, 0, program)
            self.assertIn(Path(program).name, done.stdout)
        for config in (ETC, *EXAMPLES):
            done = self.check_config(config)
            self.assertEqual(done.returncode, 0, f"{config}: {done.stdout}{done.stderr}")
        self.at(ETC).write_text("config_version = 1\n[nod]\n")
        self.assertEqual(self.check_config(ETC).returncode, 1)

    def test_the_unit_names_files_and_groups_that_are_installed(self):
        self.install()
        unit = self.at(UNIT).read_text()
        program, config = re.search(r"^ExecStart=(\S+) --config (\S+)", unit, re.MULTILINE).groups()
        self.assertEqual([program, config], [f"{BIN}/kioskd", ETC])
        self.assertIn(f"ExecPaths={BIN}/kioskd ", unit)
        groups = re.search(r"^SupplementaryGroups=(.*)$", unit, re.MULTILINE)[1].split()
        made = re.findall(r"^g (\S+)", self.at(SYSUSERS).read_text(), re.MULTILINE)
        self.assertEqual(made, ["kiosk-devices"])
        self.assertLessEqual(set(made), set(groups))
        for group in re.findall(r'GROUP="([^"]+)"', self.at(RULES).read_text()):
            self.assertIn(group, groups)

    def test_what_an_operator_wrote_in_etc_stays_and_the_new_defaults_are_beside_the_examples(self):
        self.install()
        own = "# ours\n" + self.at(ETC).read_text()
        self.at(ETC).write_text(own)
        self.at(ETC).chmod(0o600)
        example = self.at(f"{DOC}/examples/kioskd.toml")
        example.write_text("old")
        os.utime(example, (1, 1))
        self.assertIn(f"Kept: {self.at(ETC)}", self.install())
        self.assertEqual(self.at(ETC).read_text(), own)
        self.assertEqual(stat.S_IMODE(self.at(ETC).stat().st_mode), 0o600)
        self.assertEqual(example.read_text(), (SOURCE / "config/kioskd.toml").read_text())

    def test_links_between_the_installed_pages_lead_somewhere(self):
        self.install()
        readme = self.at(f"{DOC}/README.md")
        links = re.findall(r"\]\((docs/[^)#]+)\)", readme.read_text())
        self.assertGreater(len(links), 3)
        for link in links:
            self.assertTrue((readme.parent / link).exists(), link)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
