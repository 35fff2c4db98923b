# tests/integration/openapi.py — every route of the description is asked, and answers as described.
import json
import re
import unittest

from described import Description
from shop_station import shop_and_station
from venue_station import VenueCase

QUESTION = """[[question]]
id = "diet"
text = { en = "Diet?", fr = "Régime ?" }
type = "choice"
options = ["none", "vegan"]
lists = ["main"]
"""
NOT_HERE = {
    ("GET", "/api/v1/cameras/{id}/preview"),  # needs a live camera: cameras.py
    ("GET", "/api/v1/stream"),                # never ends: event_stream.py
}


class Described(VenueCase):
    def setUp(self):
        super().setUp()
        with self.station.client() as client:
            self.described = Description(client)
        self.seen = set()

    def ask(self, method, target, body=None, by=None, media="application/json"):
        """Over the operator's socket, or as somebody; the answer is as described, and returned."""
        content = body if isinstance(body, (str, type(None))) else json.dumps(body)
        with self.client(staff=by is None, by=by) as client:
            answer = client.request(method, target, content,
                                    {"Content-Type": media, "X-Kiosk": "1"})
        self.seen.add(self.described.check(method, target, answer))
        return answer

    def answers(self, method, target, body=None, **how):
        answer = self.ask(method, target, body, **how)
        self.assertEqual(answer.status, 200, answer)
        is_json = answer.headers["content-type"] == "application/json"
        return answer.json() if is_json else answer.body

    def guests_come(self):
        """Scans of all kinds; one that was refused is returned."""
        for number in (1, 2, 3):
            self.answers("POST", "/api/v1/scans", {"station": "gate-in",
                                                   "code": f"TICKET{number:06}"})
        self.answers("POST", "/api/v1/scans", {"station": "gate-in", "code": "nobody"})
        person = self.answers("GET", "/api/v1/attendees?search=guest")["items"][3]["id"]
        self.answers("GET", f"/api/v1/attendees/{person}")
        self.answers("POST", f"/api/v1/attendees/{person}/notes", {"text": "vegan",
                                                                   "operator": "abena"})
        done = self.answers("POST", "/api/v1/checkins", {"station": "desk-1", "attendee": person,
                                                         "group": "order"})
        self.answers("POST", f"/api/v1/checkins/{done['id']}/undo", {"station": "desk-1",
                                                                     "operator": "abena"})
        for more in ({}, {"check_in": True, "station": "desk-1"}):
            self.answers("POST", "/api/v1/walkins", {"name": "Efua", "product": "Day ticket",
                                                     "paid_by": "cash", "operator": "abena"} | more)
        self.answers("GET", "/api/v1/attendees?search=efua")
        self.answers("POST", "/api/v1/scans", {"station": "hall-in", "code": "TICKET000001"})
        return self.answers("POST", "/api/v1/scans", {"station": "hall-in",  # which takes one
                                                      "code": "TICKET000002"})

    def supervisors_act(self, refused):
        self.answers("POST", f"/api/v1/scans/{refused['id']}/resolve",
                     {"action": "override", "reason": "VIP", "operator": "abena"})
        self.answers("GET", f"/api/v1/scans/{refused['id']}/explanation")
        self.answers("POST", "/api/v1/forgiveness", {"code": "TICKET000002", "operator": "abena",
                                                     "note": "left by the window"})
        self.answers("POST", "/api/v1/emergency/begin", {"operator": "abena"})
        self.answers("POST", "/api/v1/emergency/end", {"operator": "abena", "note": "over"})
        self.answers("GET", "/api/v1/alerts")

    def numbers_are_read(self):
        for by in (None, "abena"):
            for target in ("status", "stats/summary", "stats/arrivals?bucket=1m",
                           *(f"stats/breakdown?by={by}" for by in
                             ("list", "zone", "station", "product", "reason")),
                           "checkins?limit=3", "checkins?order=desc", "muster", "openapi.json",
                           "session"):
                self.answers("GET", "/api/v1/" + target, by=by)
        for target in ("/healthz", "/readyz", "/metrics", "/problems/validation"):
            self.answers("GET", target)
        for table in ("checkins", "attendees", "stats", "audit", "muster"):
            for ending in ("csv", "json", "ndjson", "xlsx"):
                self.answers("GET", f"/api/v1/exports/{table}.{ending}")

    def the_fleet_is_asked(self):
        self.answers("GET", "/api/v1/devices")
        self.answers("POST", "/api/v1/devices/station:gate-in/actions", {"action": "identify"})
        self.answers("POST", "/api/v1/rehearsals", {"operator": "abena", "passed": True,
                                                    "checks": {"station:gate-in sound": "yes"}})
        self.answers("GET", "/api/v1/rehearsals")

    def the_operator_works(self):
        esi = {"name": "Esi", "pin": "428193"}
        self.answers("POST", "/api/v1/people", esi | {"role": "desk"})
        self.answers("GET", "/api/v1/people")
        self.answers("POST", "/api/v1/people/pin", esi)
        self.answers("POST", "/api/v1/session", esi)
        self.answers("DELETE", "/api/v1/session")
        self.answers("POST", "/api/v1/people/remove", {"name": "Esi"})
        self.answers("POST", "/api/v1/tokens", {"name": "Tablet", "role": "station",
                                                "station": "gate-in"})
        self.answers("GET", "/api/v1/tokens")
        self.answers("POST", "/api/v1/tokens/remove", {"name": "Tablet"})
        self.answers("POST", "/api/v1/backup")
        self.answers("POST", "/api/v1/imports?dry_run=1", "code,name\nABCDEF123456,Ama\n",
                     media="text/csv")

    def the_shop_is_asked(self):
        """Of a station that has one."""
        shop, station = shop_and_station(self)
        station.begin()
        enrolment = json.dumps({"address": shop.address, "token": "enrol-me-02"})
        with station.operator() as client:
            for method, target, body in (("GET", "/api/v1/shop", None),
                                         ("POST", "/api/v1/shop/fetch", "{}"),
                                         ("POST", "/api/v1/shop/retry", None),
                                         ("POST", "/api/v1/shop/enrol", enrolment),
                                         ("GET", "/api/v1/status", None)):
                answer = client.request(method, target, body, {"Content-Type": "application/json",
                                                               "X-Kiosk": "1"})
                self.assertEqual(answer.status, 200, answer)
                self.seen.add(self.described.check(method, target, answer))

    def test_every_route_answers_as_described(self):
        self.supervisors_act(self.guests_come())
        self.numbers_are_read()
        self.the_fleet_is_asked()
        self.the_operator_works()
        self.the_shop_is_asked()
        asked = {(method, pattern) for method, pattern, status in self.seen if status == 200}
        self.assertEqual(set(self.described.operations) - asked, NOT_HERE)

    def test_the_parameters_are_those_that_the_station_knows(self):
        """Each refuses a name that it does not know, and says which it knows."""
        checked = 0
        for (method, pattern), operation in self.described.operations.items():
            names = {one["name"] for one in operation.get("parameters", [])
                     if one["in"] == "query" and "." not in one["name"]}
            if not names:
                continue
            target = pattern.replace("{file}", "stats.json").replace("{id}", "folder")
            body, media = (None, "application/json")
            if "text/csv" in operation.get("requestBody", {}).get("content", {}):
                body, media = "code,name\nABCDEF123456,Ama\n", "text/csv"
            answer = self.ask(method, target + "?no_such_name=1", body, media=media)
            self.assertEqual(answer.status, 422, (method, pattern))
            told = [error["detail"] for error in answer.json()["errors"]
                    if error["code"] == "unknown_parameter"]
            known = set(re.search(r"known: (.*)", told[0])[1].split(", "))
            self.assertEqual(known, names, (method, pattern))
            checked += 1
        self.assertGreaterEqual(checked, 9)

    def test_the_fields_are_those_that_the_station_knows(self):
        refused = self.guests_come()
        checked = 0
        for (method, pattern), operation in self.described.operations.items():
            shape = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if shape is None:
                continue
            schema = self.described.schemas[shape["schema"]["$ref"].rsplit("/", 1)[1]]
            target = pattern.replace("{id}", refused["id"])
            answer = self.ask(method, target, {"no_such_field": 1})
            self.assertEqual(answer.status, 422, (method, pattern))
            errors = answer.json()["errors"]
            told = next(one["detail"] for one in errors if one["pointer"] == "/no_such_field")
            known = re.search(r"known: (.*)", told)[1].split(", ")
            self.assertEqual(set(known), set(schema["properties"]), (method, pattern))
            missing = {one["pointer"][1:] for one in errors if one["code"] == "missing"}
            self.assertEqual(missing - {"operator"}, set(schema["required"]), (method, pattern))
            checked += 1
        self.assertGreaterEqual(checked, 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
