# tests/integration/pretix_state.py — a little shop with the recorded people, orders and answers.
#
# Begins with what a real server held (tests/data/pretix/shops), then changes as a server would:
# scans are stored by nonce, each moves its order's last_modified, secrets are revoked and blocked.
import copy
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

PAGE = 50
RECORDED = Path(os.environ.get("KIOSK_TEST_DATA", "tests/data")) / "pretix" / "shops"
BEGIN = datetime(2024, 9, 24, 7, 30, tzinfo=timezone.utc)
ANNUL_WITHIN = timedelta(minutes=15)
TIME_OF = {"orders/": "last_modified", "revokedsecrets/": "created", "blockedsecrets/": "updated"}


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class ShopState:
    def __init__(self, version="v2026.5", event="pyconafrica2024"):
        self.shop = json.loads((RECORDED / f"{version}.json").read_text())
        self.version, self.slug = version, event
        self.data = self._series() if event == "meetups" else self.shop["events"][event]
        self.clock = BEGIN
        self.modified = {"items/": "Fri, 20 Sep 2024 10:00:20 GMT",
                         "questions/": "Fri, 20 Sep 2024 10:00:20 GMT"}
        self.check_ins = []  # as stored: position, list, type, datetime, nonce, forced
        self.failed = []
        self.annulled = []
        self.told = []  # every redeem that arrived: (nonce, secret)
        self.walk = None  # of a long list: rows are looked up once a walk

    def _series(self):
        base = copy.deepcopy(self.shop["events"]["pyconafrica2024"])
        base["event"] |= {"slug": "meetups", "has_subevents": True}
        base["orders"] = base["orders"][40:50]
        for number, order in enumerate(base["orders"]):
            for position in order["positions"]:
                position["subevent"] = 1 + number % 2
        return base | self.shop["meetups"] | {"revokedsecrets": [], "blockedsecrets": []}

    def now(self):
        self.clock += timedelta(microseconds=1234)
        return self.clock.isoformat().replace("+00:00", "Z")

    # -- what the organiser does

    def orders(self):
        return self.data["orders"]

    def order(self, code):
        return next(one for one in self.orders() if one["code"] == code)

    def position(self, secret):
        return next((one for order in self.orders() for one in order["positions"]
                     if one["secret"] == secret), None)

    def touch(self, order):
        order["last_modified"] = self.now()

    def cancel(self, code):
        self.order(code)["status"] = "c"
        self.touch(self.order(code))

    def regenerate(self, code, secret):
        self.order(code)["positions"][0]["secret"] = secret
        self.touch(self.order(code))

    def grow(self, orders):
        """Adds that many orders of one ticket, all alike but for numbers."""
        model = next(one for one in self.orders() if not one["testmode"] and one["status"] == "p")
        for number in range(orders):
            order = dict(model, code=f"X{number:06}", datetime="2024-09-01T10:00:00Z",
                         last_modified="2024-09-01T10:00:00Z")
            order["positions"] = [dict(model["positions"][0], id=100_000 + number,
                                       secret=f"grown{number:027}", order=order["code"],
                                       attendee_name=f"Guest {number}", checkins=[])]
            self.data["orders"].append(order)
        self.walk = {} if orders >= 10_000 else None

    # -- lists

    def rows(self, rest, query):
        asked = dict(parse_qsl(query))
        rows = self.data[rest.rstrip("/")]
        if rest == "orders/":
            rows = [one for one in rows if not one["testmode"]]
            if "modified_since" in asked:
                since = moment(asked["modified_since"])
                rows = [one for one in rows if moment(one["last_modified"]) >= since]
            if "created_since" in asked:
                since = moment(asked["created_since"])
                rows = [one for one in rows if moment(one["datetime"]) >= since]
            order = asked.get("ordering", "-datetime")
            key = order.lstrip("-")
            return sorted(rows, key=lambda one: one[key], reverse=order[0] == "-")
        since = next((value for name, value in asked.items() if name.endswith("_since")), None)
        if since:
            rows = [one for one in rows if moment(one[TIME_OF[rest]]) >= moment(since)]
        if rest in TIME_OF:
            rows = sorted(rows, key=lambda one: one[TIME_OF[rest]], reverse=True)
        return rows

    def _walked(self, rest, query, number):
        if self.walk is None:
            return self.rows(rest, query)
        if number == 1 or rest not in self.walk:
            self.walk[rest] = self.rows(rest, query)
        return self.walk[rest]

    def page(self, rest, query, base):
        """The answer for one page, or nothing past the end."""
        asked = parse_qsl(query)
        number = int(dict(asked).get("page", 1))
        rows = self._walked(rest, query, number)
        pages = max(1, -(-len(rows) // PAGE))
        if number > pages:
            return None
        others = [pair for pair in asked if pair[0] != "page"]
        following = urlencode([*others, ("page", number + 1)])
        return {"count": len(rows), "next": f"{base}?{following}" if number < pages else None,
                "previous": None, "results": rows[(number - 1) * PAGE:number * PAGE]}

    # -- scans

    def redeem(self, body):
        """Status and answer, by force: the door has decided."""
        self.told.append((body["nonce"], body["secret"]))
        known = {one["id"] for one in self.data["checkinlists"]}
        if body["lists"][0] not in known:
            return 400, {"lists": [f'Invalid pk "{body["lists"][0]}" - object does not exist.']}
        position = self.position(body["secret"])
        revoked = {one["secret"] for one in self.data["revokedsecrets"]}
        if position is None and body["secret"] not in revoked:
            return 404, self.shop["unknown"]
        if body["secret"] == "ambiguous-ticket":
            return 400, self.shop["refused"]
        same = [one for one in self.check_ins if one["nonce"] == body["nonce"] and
                one["type"] == body["type"] and one["list"] == body["lists"][0]]
        if not same and position is not None:
            self._store(position, body)
        return 201, self.shop["redeemed"] | {"position": position}

    def _store(self, position, body):
        number = len(self.check_ins) + 1
        self.check_ins.append({"position": position["id"], "list": body["lists"][0],
                               "type": body["type"], "datetime": body["datetime"],
                               "nonce": body["nonce"]})
        row = {"id": number, "datetime": body["datetime"], "list": body["lists"][0],
               "auto_checked_in": False, "gate": 1, "device": 1, "type": body["type"]}
        if self.version != "v2024.5":
            row["device_id"] = 1
        position["checkins"] = [row, *position["checkins"]]
        self.touch(self.order(position["order"]))

    def check_in_elsewhere(self, secret, list_id, at):
        self._store(self.position(secret), {"lists": [list_id], "type": "entry", "datetime": at,
                                            "nonce": f"elsewhere-{len(self.check_ins)}"})

    def fail(self, body):
        self.failed.append(body)
        return 201, self.shop["failed"] | {"nonce": body["nonce"]}

    def annul(self, body):
        found = [one for one in self.check_ins if one["nonce"] == body["nonce"]]
        if not found:
            return 404, {"detail": "Not found."}
        if moment(body["datetime"]) - moment(found[0]["datetime"]) > ANNUL_WITHIN:
            return 400, {"status": "error", "reason": "error"}
        self.annulled.append(body["nonce"])
        self.check_ins.remove(found[0])
        return 200, {"status": "ok"}
