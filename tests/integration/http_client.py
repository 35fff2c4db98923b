# tests/integration/http_client.py — one kept connection to the station, over TCP or UNIX socket.
import http.client
import json
import socket
from dataclasses import dataclass

PATIENCE = 60.0  # seconds that an answer may take; an import of a long list takes some


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    def json(self):
        return json.loads(self.body)

    @property
    def detail(self):
        return self.json()["detail"]


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=PATIENCE)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Client:
    def __init__(self, port=None, socket_path=None):
        self._connection = (UnixConnection(socket_path) if socket_path else
                            http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def request(self, method, target, body=None, headers=None):
        """Sends exactly these headers, besides Host and Content-Length."""
        self._connection.request(method, target, body, headers or {})
        response = self._connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, response.read())

    def get(self, target):
        return self.request("GET", target)

    def post(self, target, body, content_type="application/json", headers=None):
        return self.request("POST", target, body,
                            {"Content-Type": content_type, "X-Kiosk": "1"} | (headers or {}))

    def scan(self, code, station="desk-1", **fields):
        """Posts one scan and returns the answer's JSON; anything but 200 is a failure."""
        body = {"station": station, "code": code} | fields
        answer = self.post("/api/v1/scans", json.dumps(body))
        assert answer.status == 200, answer
        return answer.json()

    def check_ins(self, after=0):
        """All rows of the log behind this sequence."""
        rows, cursor = [], after
        while cursor is not None:
            page = self.get(f"/api/v1/checkins?limit=500&after={cursor}").json()
            rows += page["items"]
            cursor = int(page["next_cursor"]) if page["next_cursor"] else None
        return rows

    def import_list(self, text, query=""):
        body = text if isinstance(text, bytes) else text.encode()
        return self.post("/api/v1/imports" + query, body, "text/csv")


def raw_exchange(port, request):
    """Sends these bytes as they are; returns status and everything that came back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        response = http.client.HTTPResponse(connection)
        response.begin()
        body = response.read()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, body)
