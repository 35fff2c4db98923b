# tests/integration/shop_faults.py — the shop, the line and the station break; nothing is lost.
import json
import unittest

from pretix_shop import PretixShop
from shop_station import (SECRET, SHOP_PATIENCE, ShopStation, assert_no_key_in,
                          shop_and_station)
from station import wait_until

GUESTS = 12
NEVER_LEFT = "http://127.0.0.1:9"  # nobody must be asked there


def good_secrets(shop, number):
    found = []
    for order in shop.state.orders():
        usable = order["status"] == "p" and not order["testmode"] and not order["require_approval"]
        for position in order["positions"]:
            free = not (position["blocked"] or position["valid_from"] or position["valid_until"])
            if usable and free and position["item"] == 1:
                found.append(position["secret"])
    return found[:number]


class ShopFaults(unittest.TestCase):
    def begun(self, **details):
        shop, station = shop_and_station(self, **details)
        return shop, station.begin()

    def told_once_each(self, shop, station, secrets):
        station.all_told()
        positions = [one["position"] for one in shop.state.check_ins]
        self.assertEqual(len(positions), len(set(positions)), "a check-in is there twice")
        self.assertEqual({shop.state.position(one)["id"] for one in secrets}, set(positions))
        by_secret = {}
        for nonce, secret in shop.state.told:
            by_secret.setdefault(secret, set()).add(nonce)
        self.assertEqual([len(nonces) for nonces in by_secret.values()], [1] * len(secrets))
        assert_no_key_in(self, station)

    def test_every_fault_of_the_line_leaves_each_check_in_told_once(self):
        faults = [("html", {"status": 500}), ("html", {"status": 200}), ("html", {"status": 502}),
                  ("busy", {"after": 1}), ("drop", {}), ("lost", {}), ("cut", {}),
                  ("bad-json", {}), ("slow", {"seconds": 1})]
        shop, station = self.begun()
        secrets = good_secrets(shop, len(faults))
        for secret, (kind, details) in zip(secrets, faults, strict=True):
            shop.fault(kind, "/redeem/", **details)
            self.assertEqual(station.scan(secret)["verdict"], "go")
            station.all_told()
        self.told_once_each(shop, station, secrets)
        self.assertEqual(station.view()["letters"], 0)

    def test_a_first_run_that_breaks_in_every_way_ends_with_the_whole_list(self):
        shop, station = shop_and_station(self)
        for kind, details in (("cut", {}), ("bad-json", {}), ("html", {"status": 500}),
                              ("drop", {}), ("busy", {"after": 1})):
            shop.fault(kind, "/orders/", **details)
        shop.fault("twice", "/orders/")
        station.begin()
        expected = sum(len(one["positions"]) for one in shop.state.orders()
                       if not one["testmode"])
        self.assertEqual(station.status()["list"]["tickets"], expected)

    def test_a_first_run_that_is_killed_goes_on_where_it_was(self):
        shop, station = shop_and_station(self)
        station.start(wait_for_list=False)
        shop.state.grow(2000)
        shop.fault("slow", "/orders/", times=1000, seconds=0.05)
        self.assertEqual(station.enrol().status, 200)
        wait_until(lambda: station.view()["orders"] >= 500, "some pages are there", SHOP_PATIENCE)
        station.kill()
        shop.requests.clear()
        station.start(wait_for_list=False)
        wait_until(station.ready, "the shop's list is there", SHOP_PATIENCE)
        orders = [path for path in shop.paths() if "/orders/" in path]
        self.assertIn("created_since=", orders[0])
        expected = sum(len(one["positions"]) for one in shop.state.orders()
                       if not one["testmode"])
        self.assertEqual(station.status()["list"]["tickets"], expected)

    def test_killed_while_telling_each_check_in_arrives_with_its_one_nonce(self):
        shop, station = self.begun()
        secrets = good_secrets(shop, GUESTS)
        shop.fault("slow", "/redeem/", times=1000, seconds=0.1)
        shop.fault("lost", "/redeem/", times=2)
        for number, secret in enumerate(secrets):
            self.assertEqual(station.scan(secret)["verdict"], "go")
            if number % 4 == 3:
                wait_until(lambda: len(shop.state.told) > number // 2, "some are told",
                           SHOP_PATIENCE)
                station.kill()
                station.start()
        self.told_once_each(shop, station, secrets)

    def test_a_scan_on_which_the_shop_fails_is_set_aside_and_shown(self):
        shop, station = self.begun()
        secrets = good_secrets(shop, 3)
        redeem = shop.state.redeem

        def fails_on_one(body):
            return (500, b"<h1>Server Error</h1>") if body["secret"] == secrets[0] else redeem(body)
        shop.state.redeem = fails_on_one
        for secret in secrets:
            self.assertEqual(station.scan(secret)["verdict"], "go")
        view = station.all_told()
        self.assertEqual([one["settlement"] for one in view["newest_letters"]], ["set_aside"])
        self.assertEqual(len(shop.state.check_ins), 2)
        self.assertEqual(len(station.rows()), 3)  # nothing of ours is gone
        shop.state.redeem = redeem
        with station.operator() as operator:
            operator.post("/api/v1/shop/retry", "{}")
        wait_until(lambda: len(shop.state.check_ins) == 3, "it is told again", SHOP_PATIENCE)
        wait_until(lambda: station.view()["letters"] == 0, "no letter is left", SHOP_PATIENCE)

    def test_what_the_shop_does_not_know_is_final_and_shown(self):
        shop, station = self.begun()
        secrets = good_secrets(shop, 2)
        order = shop.state.order(shop.state.position(secrets[0])["order"])
        order["positions"] = []  # gone, and we do not know yet
        for secret in secrets:
            self.assertEqual(station.scan(secret)["verdict"], "go")
        view = station.all_told()
        self.assertEqual([one["settlement"] for one in view["newest_letters"]], ["unknown"])
        self.assertEqual(len(shop.state.check_ins), 1)
        status = station.status()["shop"]
        self.assertEqual([status["letters"], status["to_tell"]], [1, 0])

    def test_when_the_access_is_taken_away_the_people_go(self):
        shop, station = self.begun()
        self.assertNotEqual(station.files_with("Kwame Mensah"), [])
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        station.all_told()
        shop.revoked = True
        with station.operator() as operator:
            operator.post("/api/v1/shop/fetch", "{}")
        view = wait_until(lambda: (view := station.view())["state"] == "revoked" and view,
                          "the state says so", SHOP_PATIENCE)
        self.assertEqual(view["code"], "SHOP-REVOKED")
        wait_until(lambda: station.status()["list"]["tickets"] == 0, "the list is empty")
        self.assertEqual(station.scan(SECRET)["reason"], "invalid")
        wait_until(lambda: station.files_with("Kwame Mensah") == [], "no name is left")
        self.assertEqual(station.files_with(SECRET), [])
        self.assertEqual(len(station.rows()), 2)  # the record stays
        asked = len(shop.requests)
        self.assertEqual(station.stop()[0], 0)
        station.start()
        self.assertEqual(station.view()["state"], "revoked")
        self.assertEqual(len(shop.requests), asked)
        shop.revoked = False
        self.assertEqual(station.enrol("enrol-me-02").status, 200)
        wait_until(lambda: station.status()["list"]["tickets"] > 400, "the list is back",
                   SHOP_PATIENCE)

    def test_a_redirect_and_a_page_elsewhere_are_not_followed(self):
        trap = PretixShop(self)
        shop, station = shop_and_station(self)
        shop.fault("redirect", "/items/", times=1, to=trap.address)
        station.start(wait_for_list=False)
        self.assertEqual(station.enrol().status, 200)
        wait_until(lambda: station.view()["state"] == "stopped", "it stops", SHOP_PATIENCE)
        shop.fault("away", "/orders/")
        with station.operator() as operator:
            operator.post("/api/v1/shop/fetch", "{}")
        wait_until(lambda: "elsewhere" in json.dumps(station.view()) or
                   "points away" in json.dumps(station.view()), "it stops again", SHOP_PATIENCE)
        self.assertEqual(trap.requests, [])

    def test_an_answer_without_end_is_bounded(self):
        shop, station = shop_and_station(self)
        shop.fault("huge", "/questions/")
        station.begin()
        self.assertGreaterEqual(station.view()["troubles"], 1)

    def test_scans_go_on_while_a_long_list_is_read(self):
        shop, station = self.begun()
        shop.state.grow(3000)
        for order in shop.state.orders():
            order["last_modified"] = "2024-09-24T23:00:00Z"
        with station.operator() as operator:
            operator.post("/api/v1/shop/fetch", "{}")
            for secret in good_secrets(shop, 5):
                self.assertEqual(operator.scan(secret)["verdict"], "go")
        wait_until(lambda: station.status()["list"]["tickets"] > 3000, "all of it is there",
                   SHOP_PATIENCE)


if __name__ == "__main__":
    unittest.main()
