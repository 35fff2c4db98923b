# tests/integration/shop.py — a station and a ticket shop: enrolment, list, check-ins both ways.
import shutil
import stat
import tempfile
import unittest
from pathlib import Path

from pretix_shop import TOKEN, PretixShop, make_certificate
from shop_station import (AUDITORIUM, OTHER, SECRET, SHOP_PATIENCE, ShopStation,
                          assert_no_key_in, shop_and_station)
from station import wait_until


def tickets_in(shop):
    return sum(len(one["positions"]) for one in shop.state.orders() if not one["testmode"])


class Shop(unittest.TestCase):
    def test_the_list_of_both_versions_is_read_and_the_shop_is_told(self):
        for version in ("v2024.5", "v2026.5"):
            with self.subTest(version):
                shop, station = shop_and_station(self, version)
                station.begin()
                self.assertEqual(station.status()["list"]["tickets"], tickets_in(shop))
                self.assertEqual(station.scan(SECRET)["verdict"], "go")
                self.assertEqual(station.scan("z" * 32)["verdict"], "stop")
                station.all_told()
                kept = shop.state.check_ins[0]
                self.assertEqual([kept["position"], kept["list"], kept["type"]],
                                 [1, AUDITORIUM, "entry"])
                assert_no_key_in(self, station)
                station.close()

    def test_over_tls_the_authority_that_is_named_is_trusted_and_no_other(self):
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        certificate, key = make_certificate(folder)
        shop = PretixShop(self, tls=(certificate, key))
        station = ShopStation(self, shop, ca_file=certificate).begin()
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        station.all_told()
        stranger = ShopStation(self, shop)
        stranger.start(wait_for_list=False)
        answer = stranger.enrol("enrol-me-02")
        self.assertEqual(answer.status, 409)
        self.assertIn("certificate", answer.detail.lower())
        self.assertIn("enrol-me-02", shop.init_tokens)  # it never left this computer

    def test_an_address_without_tls_elsewhere_is_refused_before_anything_is_sent(self):
        _, station = shop_and_station(self)
        station.start(wait_for_list=False)
        answer = station.enrol(address="http://192.0.2.1")
        self.assertEqual([answer.status, "no TLS" in answer.detail], [409, True])
        self.assertEqual(station.view()["code"], "SHOP-NONE")

    def test_a_token_that_is_spent_is_refused_in_the_shops_words(self):
        _, station = shop_and_station(self)
        station.start(wait_for_list=False)
        answer = station.enrol("spent")
        self.assertEqual(answer.status, 409)
        self.assertIn("already been used", answer.detail)

    def test_the_key_is_its_owners_alone(self):
        _, station = shop_and_station(self)
        station.begin()
        device = station.state / "shop" / "device"
        self.assertEqual(stat.S_IMODE(device.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(device.parent.stat().st_mode), 0o700)
        self.assertEqual(station.files_with(TOKEN), ["shop/device"])

    def test_what_others_do_in_the_shop_comes_with_the_next_look(self):
        shop, station = shop_and_station(self)
        station.begin()
        shop.state.check_in_elsewhere(SECRET, AUDITORIUM, "2024-09-24T08:00:00Z")
        order = next(one for one in shop.state.orders()
                     if one["positions"] and one["positions"][0]["secret"] == OTHER)
        shop.state.cancel(order["code"])
        station.fetch()
        self.assertEqual(station.scan(SECRET)["reason"], "already_redeemed")
        self.assertEqual(station.scan(OTHER)["reason"], "canceled")
        station.all_told()

    def test_our_own_check_in_comes_back_and_counts_once(self):
        shop, station = shop_and_station(self)
        station.begin()
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        self.assertEqual(station.scan(SECRET, type="exit")["verdict"], "go")
        station.all_told()
        self.assertEqual(len(shop.state.position(SECRET)["checkins"]), 2)
        station.fetch()
        self.assertEqual(station.scan(SECRET, "gate-2")["verdict"], "go")  # was out
        station.all_told()
        self.assertEqual([one["type"] for one in shop.state.check_ins],
                         ["entry", "exit", "entry"])

    def test_a_new_code_leaves_a_ticket_its_history(self):
        shop, station = shop_and_station(self)
        station.begin()
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        station.all_told()
        order = shop.state.position(SECRET)["order"]
        shop.state.regenerate(order, "a-new-code-0000000000000000001")
        station.fetch()
        self.assertEqual(station.scan(SECRET)["reason"], "invalid")
        self.assertEqual(station.scan("a-new-code-0000000000000000001")["reason"],
                         "already_redeemed")

    def test_a_list_of_the_shop_means_what_it_means_there(self):
        shop = PretixShop(self)
        station = ShopStation(self, shop, shop_list=15).begin()  # "vip": no entry after an exit
        speakers = [one for one in shop.state.data["checkinlists"] if one["id"] == 15][0]
        if not speakers["all_products"]:
            kinds = speakers["limit_products"]
            wrong = next(p["secret"] for o in shop.state.orders() for p in o["positions"]
                         if o["status"] == "p" and not o["testmode"] and p["item"] not in kinds)
            self.assertEqual(station.scan(wrong)["reason"], "product")
        station.all_told()
        self.assertEqual(station.view()["letters"], 0)

    def test_a_list_that_shrinks_much_waits_for_a_yes(self):
        shop, station = shop_and_station(self)
        station.begin()
        before = station.status()["list"]["tickets"]
        for order in shop.state.orders()[:200]:
            order["positions"] = []
            shop.state.touch(order)
        self.assertTrue(station.fetch()["held"])
        self.assertEqual(station.status()["list"]["tickets"], before)
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        self.assertFalse(station.fetch(may_shrink=True)["held"])
        wait_until(lambda: station.status()["list"]["tickets"] < before, "the list is smaller")

    def test_offline_from_the_start_the_list_of_before_counts(self):
        shop, station = shop_and_station(self)
        station.begin()
        self.assertEqual(station.stop()[0], 0)
        shop.fault("drop", times=1000)
        station.start()
        self.assertEqual(station.scan(SECRET)["verdict"], "go")
        self.assertEqual(station.scan(SECRET, "gate-2")["reason"], "already_redeemed")
        wait_until(lambda: station.view()["code"] == "SHOP-WAIT", "trouble is told")
        shop.faults.clear()
        station.all_told()
        self.assertEqual(len(shop.state.check_ins), 1)

    def test_a_list_from_a_file_is_not_taken_beside_the_shops(self):
        _, station = shop_and_station(self)
        station.begin()
        with station.operator() as operator:
            answer = operator.import_list("code,name\nABCDEF123456,Ama\n")
        self.assertEqual([answer.status, "ticket shop" in answer.detail], [409, True])

    def test_the_metrics_and_the_status_say_how_it_stands(self):
        _, station = shop_and_station(self)
        station.begin()
        with station.operator() as operator:
            text = operator.get("/metrics").body.decode()
        for name in ("kiosk_sync_queue_events 0", "kiosk_sync_rejected_events 0",
                     'kiosk_upstream_requests_total{result="answered"}', "kiosk_list_age_seconds"):
            self.assertIn(name, text)
        self.assertEqual(station.status()["shop"]["state"], "resting")

    def test_an_undone_check_in_is_annulled_where_the_shop_can(self):
        for version, annulled in (("v2026.5", 1), ("v2024.5", 0)):
            with self.subTest(version):
                shop, station = shop_and_station(self, version)
                station.begin()
                scan = station.scan(SECRET)
                station.all_told()
                with station.operator() as operator:
                    done = operator.post(f"/api/v1/checkins/{scan['id']}/undo",
                                         '{"operator": "abena", "reason": "wrong_person"}')
                self.assertEqual(done.status, 200, done)
                wait_until(lambda: any("/annul/" in path for path in shop.paths()),
                           "the shop was told", SHOP_PATIENCE)
                station.all_told()
                self.assertEqual(len(shop.state.annulled), annulled)
                station.fetch()
                self.assertEqual(station.scan(SECRET)["verdict"], "go")
                station.close()


if __name__ == "__main__":
    unittest.main()
