# tests/integration/pretix_shop.py — a pretix that replays what real ones did, and finds fault.
#
# Fails the test on every request that a real server would not take (pretix_rules.py), on pages
# asked for out of order, and makes each fault that a line, a proxy or a broken server makes.
import json
import re
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pretix_rules as rules
from pretix_state import ShopState

TOKEN = "device-key-0001"
ORGANIZER = "accra"
HTML = b"<html><body><h1>Server Error (500)</h1></body></html>"


class Fault:
    """What happens instead of, or to, the next `times` answers whose path holds `where`."""

    def __init__(self, kind, where="", times=1, **details):
        self.kind, self.where, self.times, self.details = kind, where, times, details


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.shop.serve(self, "GET")

    def do_POST(self):
        self.server.shop.serve(self, "POST")

    do_PUT = do_DELETE = do_PATCH = do_HEAD = do_POST

    def answer(self, status, body, headers=()):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        kinds = [name for name, _ in headers]
        if "Content-Type" not in kinds:
            self.send_header("Content-Type", "application/json")
        for name, value in headers:
            self.send_header(name, value)
        if "Content-Length" not in kinds:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class PretixShop:
    def __init__(self, test, version="v2026.5", event="pyconafrica2024", tls=None):
        self.state = ShopState(version, event)
        self.init_tokens = {"enrol-me-01", "enrol-me-02"}
        self.revoked = False
        self.gone = threading.Event()  # ends what a fault holds up
        self.complaints, self.requests, self.faults = [], [], []
        self._next = {}  # by list: the page that may be asked for now
        self._lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # lines that break are what this is about
        self.server.shop = self
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.address = f"{scheme}://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        test.addCleanup(self.close)
        test.addCleanup(lambda: test.assertEqual(self.complaints, []))

    def close(self):
        self.gone.set()
        self.server.shutdown()
        self.server.server_close()

    def fault(self, kind, where="", times=1, **details):
        with self._lock:
            self.faults.append(Fault(kind, where, times, **details))

    def paths(self):
        with self._lock:
            return [path for _, path in self.requests]

    # -- one request

    def serve(self, handler, method):
        split = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        raw = handler.rfile.read(length)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self.requests.append((method, handler.path))
            for why in rules.header_complaints(method, split.path, headers):
                self.complain(method, handler.path, why)
            fault = self._fault_for(split.path)
            if fault and self._instead(handler, fault, split):
                return
            status, body, extra = self._answer(method, split, headers, raw)
        try:
            self._send(handler, fault, status, body, extra)
        except OSError:
            handler.close_connection = True  # nobody waits any more

    def complain(self, method, path, why):
        self.complaints.append(f"{method} {path}: {why}")

    def _fault_for(self, path):
        for fault in self.faults:
            if fault.where in path and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _instead(self, handler, fault, split):
        """Answers of a proxy or a broken server; the shop never sees the request."""
        kind, details = fault.kind, fault.details
        if kind == "html":
            handler.answer(details.get("status", 500), HTML, [("Content-Type", "text/html")])
        elif kind == "busy":
            handler.answer(429, {"detail": "Request was throttled."},
                           [("Retry-After", str(details.get("after", 1)))])
        elif kind == "redirect":
            handler.answer(302, b"", [("Location", details["to"] + split.path)])
        elif kind == "drop":
            handler.close_connection = True
            handler.connection.close()
        elif kind == "huge":
            self._flood(handler)
        else:
            return False
        return True

    @staticmethod
    def _flood(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        try:
            for _ in range(64):
                handler.wfile.write(b'["' + b"x" * (1 << 20))
        except OSError:
            pass  # the reader has had enough

    def _send(self, handler, fault, status, body, extra):
        kind = fault.kind if fault else None
        if kind == "slow":
            self.gone.wait(fault.details.get("seconds", 2))
        if kind == "lost":  # it was done, but nobody hears of it
            handler.close_connection = True
            handler.connection.close()
            return
        raw = json.dumps(body).encode() if not isinstance(body, bytes) else body
        if kind == "cut":
            handler.answer(status, raw[:len(raw) // 2],
                           [*extra, ("Content-Length", str(len(raw)))])
            handler.close_connection = True
            handler.connection.close()
            return
        if kind == "bad-json":
            raw = raw[:-1] + b",,}"
        if kind == "twice":
            page = json.loads(raw)
            page["results"] += page["results"][:5]
            raw = json.dumps(page).encode()
        if kind == "away":
            page = json.loads(raw)
            page["next"] = "https://elsewhere.example/api/v1/"
            raw = json.dumps(page).encode()
        handler.answer(status, raw, extra)

    def _answer(self, method, split, headers, raw):
        path = split.path
        body = None
        if method == "POST":
            try:
                body = json.loads(raw)
            except ValueError:
                self.complain(method, path, "the body is no JSON")
                return 400, {"detail": "JSON parse error"}, []
        if path == "/api/v1/device/initialize":
            return self._initialize(method, body)
        if self.revoked:
            return 401, {"detail": "Device access has been revoked."}, []
        if headers.get("authorization") != f"Device {TOKEN}":
            return 401, {"detail": "Invalid token."}, []
        if path == "/api/v1/device/update" and method == "POST":
            for why in rules.device_complaints(body, with_token=False):
                self.complain(method, path, why)
            return 200, self._device(), []
        return self._organizer(method, split, headers, body)

    def _device(self):
        return self.state.shop["initialize"] | {"api_token": TOKEN}

    def _initialize(self, method, body):
        if method != "POST":
            self.complain(method, "device/initialize", "is for POST")
            return 405, {"detail": "Method not allowed."}, []
        for why in rules.device_complaints(body, with_token=True):
            self.complain(method, "device/initialize", why)
        if body.get("token") not in self.init_tokens:
            return 400, {"token": ["This initialization token has already been used."]}, []
        self.init_tokens.discard(body["token"])
        return 200, self._device(), []

    def _organizer(self, method, split, headers, body):
        prefix = f"/api/v1/organizers/{ORGANIZER}/"
        rest = split.path.removeprefix(prefix)
        event = f"events/{self.state.slug}/"
        if rest == "checkinrpc/redeem/" and method == "POST":
            return self._told(method, split, body, rules.redeem_complaints, self.state.redeem)
        if rest == "checkinrpc/annul/" and method == "POST":
            if self.state.version == "v2024.5":
                return 404, {"detail": "Not found."}, []
            return self._told(method, split, body, rules.annul_complaints, self.state.annul)
        if not rest.startswith(event):
            return 403, {"detail": "You do not have permission to perform this action."}, []
        rest = rest.removeprefix(event)
        if re.fullmatch(r"checkinlists/\d+/failed_checkins/", rest) and method == "POST":
            return self._told(method, split, body, rules.failed_complaints, self.state.fail)
        if method != "GET" or rest not in rules.PARAMETERS:
            self.complain(method, split.path, "there is no such thing")
            return 403, {"detail": "Request denied by device security profile."}, []
        return self._read(rest, split, headers)

    def _told(self, method, split, body, judge, take):
        query = split.query or ""
        if query not in ("", "expand=answers.question"):
            self.complain(method, split.path, f"parameters {query}")
        problems = list(judge(body))
        for why in problems:
            self.complain(method, split.path, why)
        if problems:
            return 400, {"detail": "bad"}, []
        return *take(body), []

    def _read(self, rest, split, headers):
        for why in rules.query_complaints(rest, split.query):
            self.complain("GET", f"{split.path}?{split.query}", why)
        if rest == "":
            return 200, self.state.data["event"], []
        is_first = "page=" not in split.query
        self._check_order(rest, split.query, is_first)
        stamp = self.state.modified.get(rest)
        if stamp and is_first and headers.get("if-modified-since") == stamp:
            return 304, b"", [("Content-Type", "text/html; charset=utf-8")]
        if headers.get("if-modified-since") and not stamp:
            self.complain("GET", split.path, "If-Modified-Since does nothing here")
        base = f"http://{headers['host']}{split.path}"
        page = self.state.page(rest, split.query, base)
        if page is None:
            return 404, {"detail": "Invalid page."}, []
        self._next[rest] = urlsplit(page["next"]).query if page["next"] else None
        extra = [("Last-Modified", stamp)] if stamp else []
        if rest in ("orders/", "subevents/"):
            extra.append(("X-Page-Generated", self.state.now()))
        return 200, page, extra

    # A retry of the page before is fine; a page that no answer pointed to is not.
    def _check_order(self, rest, query, is_first):
        allowed = {self._next.get(rest), self._next.get(rest + "before")}
        if not is_first and query not in allowed:
            self.complain("GET", f"{rest}?{unquote(query)}", "no answer pointed to this page")
        self._next[rest + "before"] = query


def make_certificate(folder):
    """A key and a certificate for localhost, signed by itself: (certificate, key)."""
    paths = folder / "shop.crt", folder / "shop.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True)
    return paths
