# tests/integration/behind_proxy.py — a station behind a proxy that speaks https for it.
import json
import unittest

from signed_in import PIN, add_person
from station import Station, guest

HOST = "checkin.example.org"
OURS = {"Content-Type": "application/json", "X-Kiosk": "1", "Origin": f"https://{HOST}"}
BY_PROXY = {"Host": HOST, "X-Forwarded-For": "192.0.2.7"}


class BehindProxy(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)])
        text = self.station.config.read_text()
        self.station.config.write_text(text.replace(
            'listen = "127.0.0.1:0"\n', f'listen = "127.0.0.1:0"\npublic = "https://{HOST}"\n'))
        self.station.start()
        add_person(self.station, "Abena")

    def ask(self, method, target, headers, fields=None):
        with self.station.client() as client:
            body = None if fields is None else json.dumps(fields)
            return client.request(method, target, body, headers)

    def test_the_cookie_is_secure_by_https_and_there_alone(self):
        who = {"name": "Abena", "pin": PIN}
        by_https = self.ask("POST", "/api/v1/session", OURS | BY_PROXY, who)
        self.assertEqual(by_https.status, 200, by_https)
        self.assertTrue(by_https.headers["set-cookie"].endswith("; Secure"))
        here = self.ask("POST", "/api/v1/session",
                        {"Content-Type": "application/json", "X-Kiosk": "1"}, who)
        self.assertEqual(here.status, 200, here)
        self.assertNotIn("Secure", here.headers["set-cookie"])
        cookie = {"Cookie": by_https.headers["set-cookie"].split(";")[0]}
        told = self.ask("GET", "/api/v1/session", BY_PROXY | cookie).json()
        self.assertEqual((told["name"], told["role"]), ("Abena", "lead"))
        gone = self.ask("DELETE", "/api/v1/session", OURS | BY_PROXY | cookie)
        self.assertTrue(gone.headers["set-cookie"].endswith("; Secure"))

    def test_whoever_comes_by_the_proxy_is_not_at_this_machine(self):
        self.assertEqual(self.ask("GET", "/api/v1/session", {}).json()["role"], "gate")
        for headers in (BY_PROXY, {"Host": HOST}, {"X-Forwarded-For": "127.0.0.1"},
                        {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 proxy"}):
            with self.subTest(headers=headers):
                told = self.ask("GET", "/api/v1/session", headers).json()
                self.assertEqual(told["role"], "nobody")
                self.assertEqual(self.ask("GET", "/api/v1/status", headers).status, 401)

    def test_pages_elsewhere_stay_elsewhere(self):
        scan = {"station": "desk-1", "code": "TICKET000001"}
        for origin in (f"http://{HOST}", "https://evil.example", f"https://{HOST}.evil.example"):
            refused = self.ask("POST", "/api/v1/scans", OURS | BY_PROXY | {"Origin": origin}, scan)
            self.assertEqual(refused.status, 403, refused)
        for host in ("evil.example", f"x{HOST}", f"{HOST}:8443"):
            refused = self.ask("POST", "/api/v1/scans", OURS | {"Host": host}, scan)
            self.assertEqual(refused.status, 421, refused)


if __name__ == "__main__":
    unittest.main(verbosity=2)
