# tests/integration/shop_station.py — a station whose list comes from the replayed ticket shop.
import json
import os
from pathlib import Path

from pretix_shop import TOKEN, PretixShop
from station import CONFIG, Station, wait_until

AUDITORIUM = 6   # "Main auditorium": one entry, again after an exit
SECRET = "n6c55pf1ejwy48awq0xs6g6f9zo08vl3"  # Kwame Mensah, paid
OTHER = "0a9nx5m6uhvevw41ghvwj098ops86z7d"
SOURCE = """[source]
type = "pretix"
event = "%s"
upload_every = "100ms"
download_every = "1h"
"""
SHOP_PATIENCE = 120.0  # seconds; the station waits for a shop in trouble, and longer each time


class ShopStation(Station):
    def __init__(self, test, shop, event="pyconafrica2024", shop_list=AUDITORIUM, ca_file=None):
        super().__init__(test)
        self.shop = shop
        text = CONFIG.replace('id = "main"\n', f'id = "main"\nshop_list = {shop_list}\n')
        text += SOURCE % event
        if ca_file:
            text += f'ca_file = "{ca_file}"\n'
        self.config.write_text(text)

    def begin(self):
        """Starts, enrols and waits for the first list."""
        self.start(wait_for_list=False)
        answer = self.enrol()
        assert answer.status == 200, answer
        wait_until(lambda: self.ready(), "the shop's list is there", SHOP_PATIENCE)
        return self

    def enrol(self, token="enrol-me-01", address=None):
        with self.operator() as operator:
            return operator.post("/api/v1/shop/enrol", json.dumps(
                {"address": address or self.shop.address, "token": token}))

    def ready(self):
        with self.operator() as operator:
            return operator.get("/readyz").status == 200

    def view(self):
        with self.operator() as operator:
            return operator.get("/api/v1/shop").json()

    def fetch(self, may_shrink=False):
        """Looks at the shop now, and waits until all of it was read."""
        before = self.view()["read_at"]
        with self.operator() as operator:
            operator.post("/api/v1/shop/fetch", json.dumps({"may_shrink": may_shrink}))
        return wait_until(lambda: self._read_since(before), "the shop was read", SHOP_PATIENCE)

    def _read_since(self, before):
        view = self.view()
        return view["read_at"] not in (None, before) and view["state"] == "resting" and view

    def status(self):
        with self.operator() as operator:
            return operator.get("/api/v1/status").json()

    def scan(self, code, station="desk-1", **fields):
        with self.operator() as operator:
            return operator.scan(code, station, **fields)

    def all_told(self):
        """Waits until the shop knows of every scan, and says how the station sees it."""
        def told():
            view = self.view()
            rows = self.rows()
            newest = rows[-1]["seq"] if rows else 0
            return view["told_through"] >= newest and view["to_tell"] == 0 and view
        return wait_until(told, "the shop was told of everything", SHOP_PATIENCE)

    def rows(self):
        with self.operator() as operator:
            return operator.check_ins()

    def files_with(self, text):
        """Names of files in the state directory that hold this text, the key's file apart."""
        found = []
        for folder, _, names in os.walk(self.state):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and text.encode() in path.read_bytes():
                    found.append(str(path.relative_to(self.state)))
        return sorted(found)


def shop_and_station(test, version="v2026.5", **details):
    shop = PretixShop(test, version)
    return shop, ShopStation(test, shop, **details)


def assert_no_key_in(test, station):
    test.assertNotIn(TOKEN, station.log.read_text())
    test.assertNotIn("enrol-me", station.log.read_text())
