# tests/ui/ui_station.py — a station with a desk and a gate in each direction, for the screens.
import json

from station import Station, guest

CONFIG = """config_version = 1
[node]
name = "test-box"
timezone = "Africa/Accra"
[http]
listen = "127.0.0.1:%d"
[event]
name = "Test Event"
%s
[[list]]
id = "main"
products = ["Conference"]
[[zone]]
id = "venue"
name = { en = "Venue", fr = "Site" }
capacity = 10
[[station]]
id = "desk-1"
name = { en = "Desk 1", fr = "Accueil 1" }
lists = ["main"]
[[station]]
id = "gate-in"
name = { en = "North gate", fr = "Portail nord" }
profile = "gate"
lists = ["main"]
zone = "venue"
send_to = { en = "Help desk", fr = "Bureau d’aide" }
[[station]]
id = "gate-out"
name = { en = "North gate, out", fr = "Portail nord, sortie" }
profile = "gate"
direction = "exit"
lists = ["main"]
zone = "venue"
"""
SOURCE = '[source]\ntype = "csv"\npath = "attendees.csv"\n'

HOSTILE = "<img src=x onerror=alert(1)>\u202e evil " + "Z\u0301" * 200
GUESTS = [
    guest(1, name="Ama Owusu"),
    guest(2, name="Kofi Mensah", status="pending"),
    guest(3, name="Jean-Baptiste N'Diaye", status="canceled"),
    guest(4, name=HOSTILE),
    guest(5, name="Yaa Asantewaa", product="Livestream"),
    *[guest(number) for number in range(10, 40)],
]
CODES = {name: f"TICKET{number:06}" for name, number in
         {"good": 1, "unpaid": 2, "canceled": 3, "hostile": 4, "product": 5}.items()}


def code(number):
    return f"TICKET{number:06}"


class UiStation(Station):
    """On one port for its whole life, so that a page finds it again after a restart."""

    def __init__(self, test, rows=GUESTS, extra=""):
        super().__init__(test, rows)
        self.source = SOURCE if rows is not None else ""
        self.extra = extra
        self._configure(0)

    def _configure(self, port):
        self.config.write_text(CONFIG % (port, self.source) + self.extra)

    def start(self, **options):
        super().start(**options)
        self._configure(self.port)
        return self

    def page(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def scan(self, code, station="gate-in"):
        """As a reader of this station would."""
        with self.client() as client:
            response = client.post("/api/v1/scans", json.dumps({"station": station, "code": code}))
        assert response.status == 200, response.json()
        return response.json()
