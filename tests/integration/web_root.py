# tests/integration/web_root.py — the screens out of their sources, for whoever is writing them.
import shutil
import unittest
from pathlib import Path

from station import Station, guest, run_kioskd

SOURCES = Path(__file__).resolve().parents[2]
UNIT = SOURCES / "systemd/kioskd.service.in"
PACKED = {"Accept-Encoding": "gzip"}


class WebRoot(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)])
        self.root = self.station.folder / "web"
        shutil.copytree(SOURCES / "kiosk/web", self.root)

    def refusal(self, environment=None):
        """What a start with this folder says before it ends."""
        done = run_kioskd(*self.station.command("--web-root", self.root)[1:], env=environment)
        self.assertEqual(done.returncode, 1, done.stderr)
        return done.stderr

    def test_a_file_is_sent_as_it_is_in_the_folder_at_that_moment(self):
        self.station.start("--web-root", self.root)
        self.assertIn(f"the screens come from {self.root}", self.station.log_text())
        with self.station.client() as client:
            for path, name in [("/gate", "gate.html"), ("/assets/gate.js", "gate.js")]:
                answer = client.request("GET", path, headers=PACKED)
                self.assertEqual(answer.body, (self.root / name).read_bytes())
                self.assertEqual(answer.headers["cache-control"], "no-store")
                self.assertNotIn("content-encoding", answer.headers)
                self.assertIn("script-src 'self'", answer.headers["content-security-policy"])
            (self.root / "gate.js").write_text("// another\n")
            self.assertEqual(client.get("/assets/gate.js").body, b"// another\n")
            self.assertEqual(client.get("/i18n/fr/gate.json").status, 200)

    def test_nothing_is_read_but_the_files_of_the_screens(self):
        (self.root / "secret.txt").write_text("secret")
        self.station.start("--web-root", self.root)
        with self.station.client() as client:
            for path in ("/assets/secret.txt", "/assets/README.md", "/assets/../secret.txt"):
                self.assertIn(client.get(path).status, (400, 404), path)
            (self.root / "gate.js").unlink()
            self.assertEqual(client.get("/assets/gate.js").status, 404)
            (self.root / "gate.js").write_bytes(b"/" * (1024 * 1024 + 1))
            self.assertEqual(client.get("/assets/gate.js").status, 404)
            (self.root / "gate.js").write_bytes(b"/" * (1024 * 1024))
            self.assertEqual(client.get("/assets/gate.js").status, 200)

    def test_a_folder_that_is_none_or_not_whole_is_refused_by_name(self):
        (self.root / "sounds.js").unlink()
        self.assertRegex(self.refusal(), f'"{self.root}" has no file "sounds.js"; it must be')
        shutil.rmtree(self.root)
        self.assertIn(f'--web-root: "{self.root}" is no folder', self.refusal())

    def test_no_service_has_it(self):
        self.assertNotIn("web-root", UNIT.read_text())
        said = self.refusal({"NOTIFY_SOCKET": str(self.station.folder / "notify")})
        self.assertIn("--web-root is for development: no service has it", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
