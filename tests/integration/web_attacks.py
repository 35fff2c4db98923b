# tests/integration/web_attacks.py — what a page, a neighbour or a fuzzer would send: refused.
import json
import socket
import unittest

from http_client import PATIENCE, raw_exchange
from signed_in import PIN, SignedIn, add_person
from station import Station, guest

JSON = "Content-Type: application/json\r\n"
OURS = "X-Kiosk: 1\r\n" + JSON
SCAN = '{"station":"desk-1","code":"TICKET000001"}'
SESSION = json.dumps({"name": "Abena", "pin": "000000"})
EVIL = "http://evil.example"


def request(line, headers="", body="", host="Host: localhost:%PORT%\r\n", length=True):
    """The bytes of one request; %PORT% stands for the station's port."""
    size = f"Content-Length: {len(body.encode())}\r\n" if body and length else ""
    return f"{line} HTTP/1.1\r\n{host}{headers}{size}\r\n{body}"


def post(path, headers=OURS, body=SCAN, **more):
    return request(f"POST /api/v1/{path}", headers, body, **more)


def get(path, headers="", **more):
    return request(f"GET {path}", headers, **more)


# name, bytes, status, kind of problem
HOSTS = [
    ("rebinding", get("/api/v1/status", host="Host: evil.example\r\n"), 421, "misdirected"),
    ("rebinding with our port", get("/api/v1/status", host="Host: evil.example:%PORT%\r\n"), 421,
     "misdirected"),
    ("another port", get("/api/v1/status", host="Host: localhost:1\r\n"), 421, "misdirected"),
    ("a name that ends as ours", get("/", host="Host: xlocalhost:%PORT%\r\n"), 421, "misdirected"),
    ("a name that begins as ours", get("/", host="Host: localhost:%PORT%.evil.example\r\n"), 421,
     "misdirected"),
    ("a dot behind", get("/", host="Host: localhost.:%PORT%\r\n"), 421, "misdirected"),
    ("no Host", get("/api/v1/status", host=""), 400, "bad-request"),
    ("two Hosts", get("/api/v1/status", "Host: evil.example\r\n"), 400, "bad-request"),
    ("an absolute target", get("http://localhost/api/v1/status"), 400, "bad-request"),
    ("forwarded for another", get("/api/v1/status", "X-Forwarded-Host: localhost:%PORT%\r\n",
                                  host="Host: evil.example\r\n"), 421, "misdirected"),
]
ORIGINS = [
    ("a scan from a page elsewhere", post("scans", OURS + f"Origin: {EVIL}\r\n"), 403, "forbidden"),
    ("from a sandbox", post("scans", OURS + "Origin: null\r\n"), 403, "forbidden"),
    ("from our host by https", post("scans", OURS + "Origin: https://localhost:%PORT%\r\n"), 403,
     "forbidden"),
    ("from our host, another port", post("scans", OURS + "Origin: http://localhost:1\r\n"), 403,
     "forbidden"),
    ("two Origins", post("scans", OURS + f"Origin: http://localhost:%PORT%\r\nOrigin: {EVIL}\r\n"),
     403, "forbidden"),
    ("no header of ours (CSRF)", post("scans", JSON), 403, "forbidden"),
    ("another value of it", post("scans", "X-Kiosk: 0\r\n" + JSON), 403, "forbidden"),
    ("it is given twice", post("scans", "X-Kiosk: 1\r\n" + OURS), 403, "forbidden"),
    ("signing in from elsewhere", post("session", OURS + f"Origin: {EVIL}\r\n", SESSION), 403,
     "forbidden"),
    ("signing in without it", post("session", JSON, SESSION), 403, "forbidden"),
    ("signing out from elsewhere", request("DELETE /api/v1/session"), 403, "forbidden"),
    ("a form", post("scans", "X-Kiosk: 1\r\nContent-Type: text/plain\r\n"), 415, "unsupported"),
    ("a form of fields",
     post("scans", "X-Kiosk: 1\r\nContent-Type: application/x-www-form-urlencoded\r\n"), 415,
     "unsupported"),
    ("a preflight", request("OPTIONS /api/v1/scans", f"Origin: {EVIL}\r\n"
                            "Access-Control-Request-Method: POST\r\n"), 403, "forbidden"),
]
METHODS = [
    ("a method that is none", request("BREW /api/v1/status", OURS), 405, "method-not-allowed"),
    ("TRACE", request("TRACE /api/v1/status", OURS), 405, "method-not-allowed"),
    ("PUT of a page", request("PUT /desk", OURS), 405, "method-not-allowed"),
    ("GET of a write", get("/api/v1/scans"), 405, "method-not-allowed"),
    ("a method in another header", get("/api/v1/emergency/begin",
                                       "X-HTTP-Method-Override: POST\r\n"), 405,
     "method-not-allowed"),
]
PATHS = [
    ("traversal", get("/../../etc/passwd"), 400, "bad-request"),
    ("traversal below the assets", get("/assets/../../etc/passwd"), 400, "bad-request"),
    ("encoded traversal", get("/assets/%2e%2e/%2e%2e/etc/passwd"), 400, "bad-request"),
    ("encoded slashes", get("/assets/..%2f..%2fetc%2fpasswd"), 400, "bad-request"),
    ("encoded backslashes", get("/assets/..%5c..%5cetc"), 400, "bad-request"),
    ("twice encoded", get("/assets/%252e%252e%252fetc"), 404, "not-found"),
    ("a NUL in a name", get("/assets/desk.js%00.html"), 400, "bad-request"),
    ("a header in a path", get("/problems/x%0d%0aSet-Cookie:%20a=b"), 400, "bad-request"),
    ("the state's files", get("/credentials"), 404, "not-found"),
    ("a long path", get("/" + "a" * 3000), 413, "too-large"),
    ("a parameter twice", get("/api/v1/checkins?limit=1&limit=2"), 400, "bad-request"),
]
SIZES = [
    ("long headers", get("/api/v1/status", "X-Long: " + "a" * 9000 + "\r\n"), 413, "too-large"),
    ("a long cookie", get("/api/v1/status", "Cookie: kiosk_session=" + "a" * 9000 + "\r\n"), 413,
     "too-large"),
    ("many headers", get("/api/v1/status", "".join(f"X-{n}: 1\r\n" for n in range(70))), 413,
     "too-large"),
    ("a long body", post("scans", body=json.dumps({"code": "x" * 70_000})), 413, "too-large"),
    ("a body that announces too much",
     post("scans", OURS + "Content-Length: 9000000000\r\n", "", length=False), 413, "too-large"),
    ("two lengths", post("scans", OURS + "Content-Length: 1\r\nContent-Length: 2\r\n", "xx",
                         length=False), 400, "bad-request"),
    ("a negative length", post("scans", OURS + "Content-Length: -1\r\n", "", length=False), 400,
     "bad-request"),
    ("length and chunks",
     post("scans", OURS + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n",
          length=False), 400, "bad-request"),
    ("a chunk of no size", post("scans", OURS + "Transfer-Encoding: chunked\r\n", "zz\r\n",
                                length=False), 400, "bad-request"),
    ("chunks beyond the limit",
     post("scans", OURS + "Transfer-Encoding: chunked\r\n",
          ("1000\r\n" + "a" * 4096 + "\r\n") * 20 + "0\r\n\r\n", length=False), 413, "too-large"),
    ("a deep document", post("scans", body='{"code":' + "[" * 1000 + "]" * 1000 + "}"), 422,
     "validation"),
    ("not JSON", post("scans", body="<scan/>"), 422, "validation"),
    ("not UTF-8 as JSON would have it", post("scans", body='{"code":"\\ud800"}'), 422,
     "validation"),
]
RIGHTS = [
    ("an alarm from the network", post("emergency/begin", body='{"operator":"Abena","note":"x"}'),
     401, "unauthorized"),
    ("an override by a typed name",
     post("scans/0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7/resolve",
          body='{"action":"override","operator":"Abena","second":"Kofi","reason":"x"}'), 401,
     "unauthorized"),
    ("forcing by a typed name",
     post("scans", body=SCAN[:-1] + ',"force":true,"operator":"Abena"}'), 401, "unauthorized"),
    ("an import", post("imports", "X-Kiosk: 1\r\nContent-Type: text/csv\r\n", "code\nx\n"), 401,
     "unauthorized"),
    ("the deny list's alerts", get("/api/v1/alerts"), 401, "unauthorized"),
    ("making an admin", post("people", body='{"name":"E","role":"admin","pin":"428193"}'), 403,
     "forbidden"),
    ("making a token", post("tokens", body='{"name":"E","role":"admin"}'), 403, "forbidden"),
    ("a copy of everything", post("backup", "X-Kiosk: 1\r\n", ""), 403, "forbidden"),
    ("a made-up token", get("/api/v1/status", "Authorization: Bearer " + "0" * 32 + "\r\n"), 401,
     "unauthorized"),
    ("a password in the header", get("/api/v1/status", "Authorization: Basic YTpi\r\n"), 401,
     "unauthorized"),
    ("two tokens", get("/api/v1/status", "Authorization: Bearer a\r\n" * 2), 401, "unauthorized"),
    ("a made-up session",
     post("emergency/begin", OURS + "Cookie: kiosk_session=" + "0" * 32 + "\r\n", '{"note":"x"}'),
     401, "unauthorized"),
    ("a role in the sign-in", post("session", body='{"name":"Abena","pin":"1","role":"admin"}'),
     422, "validation"),
]
HOSTILE = "<script>alert(1)</script>\"'&\u202e"


class WebAttacks(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1), guest(2, name=HOSTILE)]).start()
        add_person(self.station, "Abena")

    def send(self, text):
        return raw_exchange(self.station.port,
                            text.replace("%PORT%", str(self.station.port)).encode())

    def assert_unhurt(self):
        with self.station.operator() as operator:
            self.assertEqual(operator.check_ins(), [])
            self.assertIsNone(operator.get("/api/v1/status").json()["emergency_since"])
            self.assertEqual(len(operator.get("/api/v1/people").json()["items"]), 1)

    def test_every_attack_is_refused_with_its_problem_and_changes_nothing(self):
        attacks = HOSTS + ORIGINS + METHODS + PATHS + SIZES + RIGHTS
        self.assertGreaterEqual(len(attacks), 60)
        for name, text, status, kind in attacks:
            with self.subTest(name):
                answer = self.send(text)
                self.assertEqual(answer.status, status, answer.body[:300])
                self.assertEqual(answer.headers["content-type"], "application/problem+json")
                problem = answer.json()
                self.assertEqual([problem["type"], problem["status"]],
                                 [f"/problems/{kind}", status])
                self.assertNotIn("set-cookie", answer.headers)
                self.assertNotIn("access-control-allow-origin", answer.headers)
                self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        self.assert_unhurt()

    def test_names_are_data_and_headers_are_ours(self):
        with self.station.client() as client:
            answer = client.get("/api/v1/attendees?search=alert")
            self.assertEqual(answer.json()["items"][0]["display_name"], HOSTILE)
            self.assertEqual(answer.headers["content-type"], "application/json")
            self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
            unknown = client.post("/api/v1/session",
                                  json.dumps({"name": HOSTILE, "pin": "000000"}))
            self.assertNotIn(b"<script>", unknown.body)
            broken = client.post("/api/v1/session",
                                 json.dumps({"name": "a\r\nSet-Cookie: b=c", "pin": "000000"}))
            self.assertEqual(broken.status, 401)
            self.assertNotIn("set-cookie", broken.headers)
        self.assertNotIn("script", self.station.log_text())

    def test_a_session_is_no_use_to_another_page(self):
        with SignedIn(self.station, "Abena") as abena:
            cookie = {"Cookie": abena.cookie}
        for headers in ({"Content-Type": "application/json"},
                        {"Content-Type": "application/json", "X-Kiosk": "1", "Origin": EVIL},
                        {"Content-Type": "text/plain", "Origin": EVIL}):
            with self.station.client() as client:
                answer = client.request("POST", "/api/v1/emergency/begin", '{"note":"x"}',
                                        headers | cookie)
                self.assertEqual(answer.status, 403)
        self.assert_unhurt()

    def test_a_slow_sender_is_cut_off_and_nobody_waits_for_it(self):
        slow = [socket.create_connection(("127.0.0.1", self.station.port), timeout=PATIENCE)
                for _ in range(8)]
        for number, connection in enumerate(slow):
            self.addCleanup(connection.close)
            connection.sendall(b"POST /api/v1/scans HTTP/1.1\r\nHo"[:10 + number])
        with self.station.client() as client:
            self.assertEqual(client.scan(guest(1)["code"])["verdict"], "go")
        for connection in slow:
            self.assertEqual(connection.recv(1), b"")  # closed, without an answer

    def test_a_flood_of_pins_locks_a_name_and_not_the_door(self):
        for _ in range(8):
            with self.station.client() as client:
                client.post("/api/v1/session", SESSION)
        with self.station.client() as client:
            locked = client.post("/api/v1/session", json.dumps({"name": "Abena", "pin": PIN}))
            self.assertEqual(locked.status, 429)
            self.assertEqual(client.scan(guest(1)["code"])["verdict"], "go")
            self.assertEqual(client.get("/api/v1/status").status, 200)


if __name__ == "__main__":
    unittest.main()
