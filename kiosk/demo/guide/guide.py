# kiosk/demo/guide/guide.py — the demo's start page: the screens, codes to scan, and "make it fail".
#
# A program of its own beside the station, which has no such page, route or option: what fails here
# fails because the system says so (demo_station.py). Ends with the station, or on SIGTERM.
import argparse
import csv
import json
import signal
import sys
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from demo_station import DemoStation
from faults import troubles

HERE = Path(__file__).resolve().parent
FILES = {"/": ("guide.html", "text/html; charset=utf-8"),
         "/guide.css": ("guide.css", "text/css; charset=utf-8"),
         "/guide.js": ("guide.js", "text/javascript; charset=utf-8"),
         "/icon.svg": ("../../web/icon.svg", "image/svg+xml")}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")
BODY_MAX = 1024  # bytes of a question; ours have fifty
CROWD = 200
SHEET = "codes.csv"


class Guide:
    """What the page may ask for; one thing after the other."""

    def __init__(self, station):
        self.station = station
        self.lock = threading.Lock()
        self.troubles = {one.name: one for one in troubles(station)}
        self.active = None
        self.said = ""
        with (station.folder / SHEET).open(encoding="utf-8", newline="") as file:
            self.codes = [row | {"number": row.pop("order")} for row in csv.DictReader(file)]
        with (station.folder / "attendees.csv").open(encoding="utf-8", newline="") as file:
            self.guests = iter([row["code"] for row in csv.DictReader(file)][len(self.codes):])

    def start(self):
        self.station.plug_in()
        self.station.start()

    def ended(self):
        """The exit status of a station that nobody here stopped."""
        with self.lock:
            if self.active and self.active.name == "killed":
                return None
            return self.station.ended()

    def state(self):
        return {"port": self.station.port, "said": self.said, "codes": self.codes,
                "active": self.active.name if self.active else None,
                "troubles": [{"name": one.name, "title": one.title, "means": one.means,
                              "look": one.look, "possible": one.begin is not None}
                             for one in self.troubles.values()]}

    def fail(self, name):
        """This fails from now on, and nothing else; "" mends."""
        trouble = self.troubles.get(name)
        if name and (trouble is None or trouble.begin is None):
            raise ValueError(f"nothing here fails by the name {name!r}")
        with self.lock:
            before, self.active = self.active, None
            if before:
                before.end()
            self.said = f"Mended: {before.title.lower()}." if before else ""
            if trouble:
                trouble.begin()
                self.active = trouble
                self.said = f"{trouble.title}. {trouble.look}"

    def scan(self, number):
        """As the gate's scanner: the station reads it from the line."""
        row = next((one for one in self.codes if one["number"] == number), None)
        if row is None:
            raise ValueError(f"there is no code {number!r}")
        with self.lock:
            if self.active and self.active.name == "reader-gone":
                raise ValueError("the gate's scanner is pulled out: mend that first")
            self.station.scanner.send_code(row["code"])
            self.said = f"Scanned code {number} at the gate."

    def crowd(self):
        """Many people at once, through the front door of the API."""
        connection = HTTPConnection("127.0.0.1", self.station.port, timeout=30)
        verdicts = {}
        for _ in range(CROWD):
            code = next(self.guests, None)
            if code is None:
                break
            connection.request("POST", "/api/v1/scans",
                               json.dumps({"station": "gate-main-in", "code": code}),
                               {"Content-Type": "application/json", "X-Kiosk": "1"})
            answer = json.loads(connection.getresponse().read())
            verdict = answer.get("verdict", "no answer")
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
        connection.close()
        counts = ", ".join(f"{n} {verdict.upper()}" for verdict, n in sorted(verdicts.items()))
        self.said = f"At the gate: {counts or 'nobody is left to come'}."


class Handler(BaseHTTPRequestHandler):
    guide = None  # set before the first request
    port = 0

    def log_message(self, *_):
        pass

    def answer(self, status, body, media_type):
        self.send_response(status)
        for name, value in (("Content-Type", media_type), ("Content-Length", str(len(body))),
                            ("Cache-Control", "no-store"), ("Content-Security-Policy", POLICY),
                            ("X-Content-Type-Options", "nosniff")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_json(self, status, content):
        self.answer(status, json.dumps(content).encode(), "application/json")

    def is_ours(self):
        """Neither another site's page nor another name for this computer (DNS rebinding)."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        origin = self.headers.get("Origin")
        return (self.headers.get("Host") in hosts
                and (origin is None or origin.removeprefix("http://") in hosts))

    def do_GET(self):
        if not self.is_ours():
            self.answer_json(421, {"title": "This is the demo of this computer alone."})
        elif self.path in FILES:
            name, media_type = FILES[self.path]
            self.answer(200, (HERE / name).read_bytes(), media_type)
        elif self.path == "/state":
            self.answer_json(200, self.guide.state())
        elif picture := self.picture():
            self.answer(200, picture.read_bytes(), "image/png")
        else:
            self.answer_json(404, {"title": "There is no such page."})

    def picture(self):
        for row in self.guide.codes:
            if self.path == f"/codes/{row['number']}.png":
                return self.guide.station.folder / row["file"]
        return None

    def do_POST(self):
        asked = {"/fail": self.guide.fail, "/scan": self.guide.scan,
                 "/crowd": lambda _: self.guide.crowd()}.get(self.path)
        size = int(self.headers.get("Content-Length") or 0)
        if not self.is_ours() or self.headers.get("X-Kiosk") != "1":
            self.answer_json(403, {"title": "Only the start page may ask for this."})
        elif asked is None:
            self.answer_json(404, {"title": "There is no such question."})
        elif not 0 <= size <= BODY_MAX:
            self.answer_json(413, {"title": f"At most {BODY_MAX} bytes."})
        else:
            try:
                asked(str(json.loads(self.rfile.read(size) or b'""')))
                self.answer_json(200, self.guide.state())
            except (ValueError, OSError) as problem:
                self.answer_json(409, {"title": str(problem)})


def main():
    parser = argparse.ArgumentParser(description="The demo: a station and its start page.")
    parser.add_argument("--programs", type=Path, required=True, help="folder with kioskd")
    parser.add_argument("--port", type=int, default=8080, help="of the station; ours is the next")
    parser.add_argument("folder", type=Path, help="what kiosk-demo-data wrote")
    options = parser.parse_args()
    station = DemoStation(options.programs / "kioskd", options.folder, options.port)
    Handler.guide, Handler.port = Guide(station), options.port + 1
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    server = ThreadingHTTPServer(("127.0.0.1", Handler.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.guide.start()
    while not stopping.wait(0.1):
        status = Handler.guide.ended()
        if status is not None:
            return status
    return station.stop()


if __name__ == "__main__":
    sys.exit(main())
