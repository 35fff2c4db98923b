# tests/integration/problems.py — each way in which a route may refuse is provoked, and told alike.
import json
import unittest

from described import Description
from http_client import raw_exchange
from signed_in import PIN, add_person
from station import Station
from venue_station import VenueCase

# Faults and floods, which no request alone brings about.
NOT_PROVOKED = {500, 503}
PICTURES = '[[camera]]\nid = "folder"\nstation = "desk-1"\nfolder = "inbox"\n'


class Problems(VenueCase):
    def setUp(self):
        super().setUp()
        self.station.stop()
        with self.station.config.open("a") as config:
            config.write(PICTURES)
        self.station.start()
        with self.station.client() as client:
            self.described = Description(client)
        self.seen = set()

    def note(self, method, target, answer, status):
        self.assertEqual(answer.status, status, (method, target, answer.body))
        self.seen.add(self.described.check(method, target, answer))
        return answer

    def raw(self, method, target, status, headers):
        """These headers and no others; the station must not even look at the body."""
        host = "" if "Host:" in headers else f"Host: localhost:{self.station.port}\r\n"
        text = f"{method} {target} HTTP/1.1\r\n{host}{headers}\r\n"
        answer = raw_exchange(self.station.port, text.encode())
        return self.note(method, target, answer, status)

    def ask(self, method, target, body, status, by=None):
        with self.client(staff=by is None, by=by) as client:
            answer = client.request(method, target, json.dumps(body),
                                    {"Content-Type": "application/json", "X-Kiosk": "1"})
        return self.note(method, target, answer, status)

    def token(self, role):
        with self.station.operator() as client:
            made = client.post("/api/v1/tokens", json.dumps({"name": role, "role": role}))
        return f"Authorization: Bearer {made.json()['token']}\r\n"

    def every_route_is_asked_wrongly(self):
        viewer, desk = self.token("viewer"), self.token("desk")
        low = {"station": viewer, "desk": viewer, "gate": viewer, "lead": desk, "admin": desk}
        ours = "X-Kiosk: 1\r\n"
        for (method, pattern), operation in self.described.operations.items():
            target = pattern.replace("{id}", "folder").replace("{file}", "stats.json")
            target = target.replace("{type}", "validation")
            host = f"Host: localhost:{self.station.port}\r\n"
            self.raw(method, target, 400, host + "Host: evil.example\r\n")
            self.raw(method, target, 421, "Host: evil.example\r\n")
            self.raw(method, target + "?" + "x" * 2048, 413, host)
            if method != "GET":
                self.raw(method, target, 403, "")
            if operation.get("x-unix-socket-only"):
                self.raw(method, target, 403, ours)
                continue
            self.raw(method, target, 401, ours + "Authorization: Bearer nobody\r\n")
            if operation["x-least-role"] in low:
                self.raw(method, target, 403, ours + low[operation["x-least-role"]])

    def every_body_is_wrong(self):
        for (method, pattern), operation in self.described.operations.items():
            target = pattern.replace("{id}", "folder").replace("{file}", "stats.json")
            if "requestBody" in operation:
                with self.station.operator() as client:
                    answer = client.request(method, target, "x", {"Content-Type": "text/plain",
                                                                  "X-Kiosk": "1"})
                self.note(method, target, answer, 415)
            content = operation.get("requestBody", {}).get("content", {"text/csv": None})
            if "422" in operation["responses"] and "text/csv" in content:
                with self.station.operator() as client:
                    answer = client.request(method, target + "?no_such_name=1", None,
                                            {"Content-Type": "text/csv", "X-Kiosk": "1"})
                self.note(method, target, answer, 422)

    def nothing_is_there(self):
        for target in ("attendees/nobody", "exports/people.csv", "cameras/none/preview",
                       "scans/nothing/explanation", "muster?zone=none"):
            self.ask("GET", "/api/v1/" + target, None, 404)
        self.ask("GET", "/problems/none", None, 404)
        self.ask("POST", "/api/v1/devices/station:none/actions", {"action": "identify"}, 404)
        refusal = {"action": "override", "reason": "VIP", "operator": "abena"}
        self.ask("POST", "/api/v1/scans/nothing/resolve", refusal, 404)
        who = {"operator": "abena", "note": "x"}
        self.ask("POST", "/api/v1/checkins/nothing/undo", {"operator": "abena"}, 404)
        self.ask("POST", "/api/v1/attendees/nobody/notes", {"operator": "abena", "text": "x"}, 404)
        self.ask("POST", "/api/v1/forgiveness", who | {"code": "NOBODY"}, 404)
        for path, more in (("people/pin", {"pin": PIN}), ("people/remove", {}),
                           ("tokens/remove", {})):
            self.ask("POST", "/api/v1/" + path, {"name": "Nobody"} | more, 404)

    def it_is_so_already(self):
        who = {"operator": "abena", "note": "x"}
        self.ask("POST", "/api/v1/emergency/end", who, 409)
        self.ask("POST", "/api/v1/forgiveness", who | {"code": "TICKET000001"}, 409)
        self.ask("POST", "/api/v1/people", {"name": "Abena", "role": "desk", "pin": PIN}, 409)
        self.ask("POST", "/api/v1/tokens", {"name": "viewer", "role": "desk"}, 409)
        self.ask("GET", "/api/v1/cameras/folder/preview", None, 409)
        self.ask("GET", "/api/v1/muster?cursor=9-9", None, 409)
        self.ask("GET", "/api/v1/shop", None, 409)  # there is none
        self.ask("POST", "/api/v1/shop/enrol", {"address": "https://x.example", "token": "x"}, 409)
        self.ask("POST", "/api/v1/shop/fetch", {}, 409)
        self.ask("POST", "/api/v1/shop/retry", None, 409)
        self.desk_has_done_it()
        self.scan(1, "hall-in")
        again = self.scan(2, "hall-in")  # the hall takes one
        refusal = {"action": "override", "reason": "VIP", "operator": "abena"}
        target = f"/api/v1/scans/{again['id']}/resolve"
        self.assertEqual(self.resolve(again, staff=True).status, 200)
        self.ask("POST", target, refusal, 409)

    def desk_has_done_it(self):
        done = self.scan(4, "desk-1")
        undo = f"/api/v1/checkins/{done['seq']}/undo"
        for status in (200, 409):
            self.ask("POST", undo, {"operator": "abena", "station": "desk-1"}, status)
        notes = f"/api/v1/attendees/{done['attendee']['id']}/notes"
        for status in (*[200] * 50, 409):  # no more fit
            self.ask("POST", notes, {"operator": "abena", "text": "x"}, status)

    def pins_are_guessed(self):
        add_person(self.station, "Esi", "desk")
        wrong = {"name": "Esi", "pin": "000000"}
        for _ in range(5):
            self.ask("POST", "/api/v1/session", wrong, 401)
        self.ask("POST", "/api/v1/session", wrong, 429)
        refused = self.scan(3, "vault-in")
        second = {"action": "override", "reason": "VIP", "second": "Esi", "second_pin": "000000"}
        self.ask("POST", f"/api/v1/scans/{refused['id']}/resolve", second, 429, by="abena")

    def test_each_refusal_that_is_described_looks_as_described(self):
        self.every_route_is_asked_wrongly()
        self.every_body_is_wrong()
        self.nothing_is_there()
        self.it_is_so_already()
        for body in ("{", "[]", '{"a":1,"a":2}'):
            with self.station.operator() as client:
                for (method, pattern), operation in self.described.operations.items():
                    content = operation.get("requestBody", {}).get("content", {})
                    if "application/json" in content:
                        target = pattern.replace("{id}", "018f0000-0000-7000-8000-000000000000")
                        self.note(method, target, client.post(target, body), 422)
        self.pins_are_guessed()
        described = {(method, pattern, int(status))
                     for (method, pattern), operation in self.described.operations.items()
                     for status in operation["responses"] if int(status) >= 400}
        left = {one for one in described - self.seen if one[2] not in NOT_PROVOKED}
        # A second import or backup at the same moment: a race that no test here can win for sure.
        left -= {("POST", "/api/v1/imports", 409), ("POST", "/api/v1/backup", 409)}
        self.assertEqual(left, set())

    def test_without_a_list_the_station_says_what_is_missing(self):
        empty = Station(self)
        empty.start(wait_for_list=False)
        with empty.operator() as client:
            described = Description(client)
            scan = json.dumps({"station": "desk-1", "code": "TICKET000001"})
            person = json.dumps({"station": "desk-1", "attendee": "csv:0123456789abcdef"})
            who = json.dumps({"operator": "abena", "note": "x", "code": "TICKET000001"})
            guest = json.dumps({"operator": "abena", "name": "x", "product": "y",
                                "paid_by": "cash"})
            for method, target, body in (("POST", "/api/v1/walkins", guest),
                                         ("GET", "/readyz", None), ("POST", "/api/v1/scans", scan),
                                         ("POST", "/api/v1/checkins", person),
                                         ("GET", "/api/v1/attendees?search=ama", None),
                                         ("GET", "/api/v1/attendees/csv:0123456789abcdef", None),
                                         ("POST", "/api/v1/forgiveness", who)):
                answer = client.request(method, target, body, {"Content-Type": "application/json"})
                self.assertEqual(answer.status, 503, (target, answer.body))
                described.check(method, target, answer)
                self.assertIn("list", answer.detail)
                self.assertGreater(int(answer.headers["retry-after"]), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
