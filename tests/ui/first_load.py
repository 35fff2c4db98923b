# tests/ui/first_load.py — what a browser must load before a screen can work, against its budget.
import gzip
import re
import unittest
from urllib.parse import urlsplit

from browser import Browser
from station import wait_until
from ui_station import UiStation

# Bytes as they travel, for the page, its styles, its modules, its icon and the longest of the
# languages. The budgets are the product's, except the gate's, which is today's size, and the
# fleet's, which has none; kiosk/web/README.md tells why.
BUDGETS = {"gate": 22_500, "kiosk": 20_000, "desk": 30_000, "dash": 40_000, "fleet": 40_000}
ALL_MOST = 100_000  # bytes unpacked, of everything that the screen ever loads
LINKED = re.compile(r'(?:src|href)="(/assets/[\w.]+)"')
IMPORTED = re.compile(r'(?:\bfrom|^import)\s*"\./([\w.]+)"', re.M)
LATER = re.compile(r'import\("\./([\w.]+)"\)|"/assets/(stream_worker\.js)"')
LOADED = """return performance.getEntriesByType("resource").map((one) => one.name)"""


class FirstLoad(unittest.TestCase):
    def setUp(self):
        self.station = UiStation(self).start()

    def fetch(self, client, path):
        """The bytes that travelled, and what they say."""
        answer = client.request("GET", path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual((answer.status, answer.headers.get("content-encoding")), (200, "gzip"),
                         path)
        return answer.body, gzip.decompress(answer.body).decode()

    def walk(self, client, screen):
        """{path: (bytes, text)} of what the page names, and of what its modules import in turn;
        and the same for what comes later."""
        first, later, open_paths = {}, {}, [f"/{screen}", f"/i18n/{self.longest(client, screen)}"]
        late_paths = []
        while open_paths or late_paths:
            into, path = (first, open_paths.pop()) if open_paths else (later, late_paths.pop())
            if path in first or path in later:
                continue
            body, text = self.fetch(client, path)
            into[path] = body, text
            behind = open_paths if into is first else late_paths
            behind += LINKED.findall(text) if path == f"/{screen}" else []
            behind += ["/assets/" + name for name in IMPORTED.findall(text)]
            late_paths += ["/assets/" + (one or two) for one, two in LATER.findall(text)]
        return first, later

    def longest(self, client, screen):
        names = [f"{name}/{screen}.json" for name in ("en", "fr", "ar", "pt", "sw")]
        return max(names, key=lambda name: len(self.fetch(client, f"/i18n/{name}")[0]))

    def test_each_screen_keeps_its_budget(self):
        with self.station.client() as client:
            for screen, budget in BUDGETS.items():
                first, later = self.walk(client, screen)
                travels = sum(len(body) for body, _ in first.values())
                unpacked = sum(len(text.encode()) for _, text in {**first, **later}.values())
                late = sum(len(body) for body, _ in later.values())
                print(f"{screen}: {travels} bytes in {len(first)} files, then {late} in "
                      f"{len(later)}; {unpacked} unpacked")
                largest = sorted(((len(body), path) for path, (body, _) in first.items()),
                                 reverse=True)
                with self.subTest(screen=screen):
                    self.assertGreater(len(first), 10, "the walk finds the modules")
                    self.assertLessEqual(travels, budget, largest)
                    self.assertLessEqual(unpacked, ALL_MOST)

    def test_a_browser_loads_nothing_else_and_from_nowhere_else(self):
        browser = Browser(self)
        with self.station.client() as client:
            for screen in BUDGETS:
                first, later = self.walk(client, screen)
                known = {path for path in {**first, **later} if path.startswith("/assets/")}
                browser.open(self.station.page(f"/{screen}?lang=en"))
                # A page is not told of its worker's script, nor of the icon of its tab.
                wanted = known - {"/assets/stream_worker.js", "/assets/icon.svg"}
                wait_until(lambda: wanted <= self.loaded(browser), f"{screen} has all it imports")
                loaded = self.loaded(browser)
                self.assertLessEqual({path for path in loaded if path.startswith("/assets/")},
                                     known, screen)
                self.assertLessEqual({path for path in loaded if path.startswith("/i18n/")},
                                     {f"/i18n/en/{screen}.json"})
        self.assertEqual(browser.complaints(), [])

    def loaded(self, browser):
        """The paths that the page has loaded, each from its own station."""
        addresses = [urlsplit(name) for name in browser.run(LOADED)]
        self.assertEqual({one.netloc for one in addresses}, {f"127.0.0.1:{self.station.port}"})
        return {one.path for one in addresses}


if __name__ == "__main__":
    unittest.main(verbosity=2)
