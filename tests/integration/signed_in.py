# tests/integration/signed_in.py — people of a test who lead, and clients that signed in.
import json

from http_client import Client

PIN = "428193"


def add_person(station, name, role="lead", pin=PIN):
    with station.operator() as operator:
        answer = operator.post("/api/v1/people", json.dumps({"name": name, "role": role,
                                                             "pin": pin}))
        assert answer.status == 200, answer


def sign_in(client, name, pin=PIN):
    """The answer; its cookie goes with every later request of this client."""
    answer = client.post("/api/v1/session", json.dumps({"name": name, "pin": pin}))
    if answer.status == 200:
        client.cookie = answer.headers["set-cookie"].split(";")[0]
    return answer


class SignedIn(Client):
    """A client over TCP that signed in by name."""

    def __init__(self, station, name):
        super().__init__(port=station.port)
        self.cookie = ""
        answer = sign_in(self, name)
        assert answer.status == 200, answer

    def request(self, method, target, body=None, headers=None):
        more = {"Cookie": self.cookie} if self.cookie else {}
        return super().request(method, target, body, (headers or {}) | more)
