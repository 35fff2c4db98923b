# tests/integration/venue.py — a real station with zones: capacity, overrides, muster, emergency.
import csv
import io
import json
import unittest

from station import guest, list_text
from signed_in import PIN
from venue_station import DENIED, VenueCase


class Venue(VenueCase):
    def test_status_tells_how_full_each_zone_is(self):
        self.assertEqual(self.scan(1, "gate-in")["zone"], "venue")
        self.scan(2, "hall-in")
        status = self.get("status").json()
        self.assertEqual({zone["id"]: zone["inside"] for zone in status["zones"]},
                         {"venue": 2, "hall": 1, "vault": 0})
        self.assertEqual([zone["capacity"] for zone in status["zones"]], [None, 1, 0])
        self.assertIsNotNone(status["presence_as_of"])
        self.assertIn("zone     Hall: 1 inside of 1: full", self.ctl("status", "--lang", "en"))

    def test_a_full_zone_takes_one_supervisor_and_nobody_is_let_in_twice(self):
        self.scan(1, "hall-in")
        full = self.scan(2, "hall-in")
        self.assertEqual([full["reason"], full["resolvable"], full["two_persons"]],
                         ["zone_full", ["override"], False])
        answer = self.resolve(full)
        self.assertEqual(answer.status, 200, answer.body)
        let_in = answer.json()
        self.assertEqual([let_in["verdict"], let_in["reason"], let_in["set_aside"]],
                         ["go", "ok_override", "zone_full"])
        self.assertTrue(let_in["recorded"])
        self.assertEqual(self.resolve(full).status, 409)
        self.assertEqual(self.resolve(let_in).status, 404)  # it was not refused
        row = self.get("checkins?reason=ok_override", staff=True).json()["items"][0]
        self.assertEqual([row["operator"], row["second"], row["note"]], ["abena", None, "VIP"])
        self.assertEqual(self.get("status").json()["zones"][1]["inside"], 2)
        third = self.scan(3, "hall-in")
        first = self.resolve(third, nonce="n1").json()
        again = self.resolve(third, nonce="n1").json()  # the same request, sent again
        self.assertEqual([again["seq"], again["replayed"]], [first["seq"], True])

    def test_a_security_zone_takes_two_different_persons_and_both_are_recorded(self):
        refused = self.scan(1, "vault-in")
        self.assertTrue(refused["two_persons"])
        path = f"scans/{refused['id']}/resolve"
        claimed = {"action": "override", "operator": "abena", "reason": "VIP"}
        lane = self.post(path, claimed)  # a screen could claim any name
        self.assertEqual(lane.status, 401)
        self.assertIn("kioskctl override SCAN --operator", lane.detail)
        typed = self.resolve(refused, second="kofi")  # whoever signed in could claim a second one
        self.assertEqual([error["pointer"] for error in typed.json()["errors"]], ["/second_pin"])
        wrong = self.resolve(refused, second="kofi", second_pin="000000")
        self.assertEqual(wrong.status, 401)
        self_seconded = self.resolve(refused, second="abena", second_pin=PIN).json()
        self.assertEqual(self_seconded["reason"], "second_person")
        refused = self_seconded
        alone = self.resolve(refused, staff=True).json()
        self.assertEqual([alone["verdict"], alone["reason"]], ["check", "second_person"])
        twice = self.resolve(refused, staff=True, second="Abena ").json()
        self.assertEqual(twice["reason"], "second_person")
        unseen = self.resolve(refused, staff=True, second="abe\u200bna").json()
        self.assertEqual(unseen["reason"], "second_person")
        self.assertEqual(self.resolve(refused, staff=True, reason="\u200b").status, 422)
        two = self.resolve(unseen, second="Kofi", second_pin=PIN).json()
        self.assertEqual([two["verdict"], two["set_aside"]], ["go", "zone_full"])
        self.station.stop()
        self.station.start()
        rows = self.get("checkins?order=desc", staff=True).json()["items"]
        self.assertEqual([(row["operator"], row["second"]) for row in rows[:4]],
                         [("abena", "kofi"), ("abena", "abena"), ("abena", "abena"),
                          ("abena", None)])
        self.assertNotIn(PIN, self.station.log_text())

    def test_an_override_needs_a_zone_and_a_refused_scan(self):
        self.scan(1, "desk-1")
        at_desk = self.scan(1, "desk-1", nonce="again")
        self.assertEqual(at_desk["reason"], "already_redeemed")
        self.assertEqual(self.resolve(at_desk).detail,
                         'station "desk-1" leads into no zone: nothing to let in to')
        self.assertEqual(self.resolve({"id": at_desk["id"][:-4] + "ffff"}).status, 404)

    def test_forgiveness_lets_one_entry_pass_and_is_recorded(self):
        self.scan(1, "gate-in")
        self.assertEqual(self.scan(1, "gate-in", nonce="2")["reason"], "passback")
        wanted = {"operator": "abena", "note": "left by the fence", "code": "TICKET000001"}
        self.assertEqual(self.post("forgiveness", wanted).status, 401)
        self.assertEqual(self.scan(1, "gate-in", nonce="3")["reason"], "passback")
        said = self.ctl("forgive", "TICKET000001", "--operator", "abena", "--note", "fence",
                        "--zone", "venue")
        self.assertIn("the next entry of Guest 1 passes", said)
        self.station.kill()
        self.station.start()
        self.assertEqual(self.scan(1, "gate-in", nonce="4")["reason"], "ok_reentry")
        self.assertEqual(self.scan(1, "gate-in", nonce="5")["reason"], "passback")
        nowhere = self.post("forgiveness", wanted | {"code": "TICKET000002"}, staff=True)
        self.assertEqual(nowhere.status, 409)
        unknown = self.post("forgiveness", wanted | {"code": "nobody"}, staff=True)
        self.assertEqual(unknown.status, 404)
        no_zone = self.post("forgiveness", wanted | {"zone": "attic"}, staff=True)
        self.assertEqual(no_zone.detail, 'no zone "attic"; known: venue, hall, vault')

    def test_forcing_is_for_desks_and_says_who(self):
        self.scan(1, "desk-1")
        force = {"code": "TICKET000001", "force": True}
        gate = self.post("scans", force | {"station": "gate-in"}, by="abena")
        self.assertEqual(gate.status, 403)
        desk = force | {"station": "desk-1", "nonce": "f"}
        self.assertEqual(self.post("scans", desk, staff=True).status, 422)  # who says so?
        self.assertEqual(self.post("scans", desk | {"operator": "abena"}).status, 401)
        self.assertEqual(self.post("scans", desk | {"operator": "kofi"}, by="abena").status, 422)
        forced = self.post("scans", desk, by="abena").json()
        self.assertEqual([forced["verdict"], forced["forced"]], ["go", True])
        row = self.get("checkins?order=desc", staff=True).json()["items"][0]
        self.assertEqual([row["forced"], row["operator"]], [True, "abena"])
        replayed = json.loads(self.ctl("--json", "replay", "--config", str(self.station.config)))
        self.assertEqual([replayed["same"], replayed["different"]], [2, 0])

    def test_overlooking_a_debt_is_for_desks_says_who_and_opens_no_vault_alone(self):
        self.station.stop()
        config = self.station.config.read_text()
        config = config.replace("capacity = 0\nsecurity", "security").replace(
            'id = "doors"\n', 'id = "doors"\ninclude_pending = true\n')
        self.station.config.write_text(config + """[[station]]
id = "door-desk"
profile = "desk"
lists = ["doors"]
zone = "venue"
""")
        self.station.start()
        unpaid = self.station.folder / "unpaid.csv"
        unpaid.write_text(list_text([guest(1, status="pending")] + [guest(n) for n in range(2, 9)]),
                          encoding="utf-8")
        self.ctl("import", unpaid)
        said = {"code": "TICKET000001", "ignore_unpaid": True}
        for place in ("gate-in", "vault-in"):
            refused = self.post("scans", said | {"station": place}, by="abena")
            self.assertEqual(refused.status, 403)
            self.assertIn(f'ignore_unpaid at station \\"{place}', refused.body.decode())
        self.assertEqual(self.post("scans", said | {"station": "door-desk"}).status, 401)
        self.assertEqual(self.scan(1, "door-desk")["reason"], "unpaid")
        self.ctl("scan", "TICKET000001", "--station", "door-desk", "--ignore-unpaid", code=2)
        self.ctl("scan", "TICKET000001", "--station", "door-desk", "--ignore-unpaid",
                 "--operator", "abena")
        row = self.get("checkins", staff=True).json()["items"][-1]
        self.assertEqual([row["reason"], row["operator"], row["unpaid_ignored"]],
                         ["ok", "abena", True])
        self.assertNotIn("abena", self.get("checkins").body.decode())
        vault = self.scan(1, "vault-in")
        alone = self.resolve(vault, staff=True).json()
        self.assertEqual([alone["reason"], alone["set_aside"]], ["second_person", "unpaid"])
        self.station.stop()
        self.ctl("replay", "--config", self.station.config)

    def test_the_muster_list_says_who_is_where_and_what_it_cannot_know(self):
        self.scan(1, "gate-in")
        self.scan(2, "hall-in")
        self.scan(3, "gate-in")
        self.scan(3, "gate-out")
        unknown = self.scan(99, "gate-in")
        self.assertEqual(unknown["reason"], "invalid")
        self.assertEqual(self.resolve(unknown).json()["verdict"], "go")
        staff = self.get("muster", staff=True).json()
        self.assertEqual([(row["zone"], row["state"], (row["attendee"] or {}).get("display_name"))
                          for row in staff["items"]],
                         [("hall", "inside", "Guest 2"), ("venue", "inside", "Guest 1"),
                          ("venue", "unknown_code", None)])
        self.assertEqual([staff["counts"][key] for key in ("inside", "unknown_code", "nameless")],
                         [2, 1, 1])
        self.assertLess(staff["age_s"], 60)
        self.assertIn("Only this station", staff["limits"]["en"][0])
        lane = self.get("muster").json()
        self.assertIsNone(lane["items"])
        self.assertEqual(lane["counts"]["inside"], 2)
        hall = self.get("muster?zone=hall", staff=True).json()
        self.assertEqual([row["attendee"]["display_name"] for row in hall["items"]], ["Guest 2"])
        text = self.ctl("muster", "--lang", "en")
        self.assertIn("[ ]  hall   Guest 2", text)
        self.assertIn("(no name)", text)
        rows = list(csv.DictReader(io.StringIO(self.ctl("muster", "--zone", "hall", "--csv"))))
        self.assertEqual([(row["name"], row["state"]) for row in rows], [("Guest 2", "inside")])

    def test_pages_of_the_muster_list_belong_together(self):
        for number in (1, 2, 3, 4):
            self.scan(number, "gate-in")
        first = self.get("muster?limit=2", staff=True).json()
        self.scan(1, "gate-out")  # who has gone meanwhile still stands where they stood
        rest = self.get(f"muster?limit=2&cursor={first['next_cursor']}", staff=True).json()
        names = [row["attendee"]["display_name"] for row in first["items"] + rest["items"]]
        # Two who came in one millisecond stand in any order.
        self.assertCountEqual(names, ["Guest 1", "Guest 2", "Guest 3", "Guest 4"])
        self.assertEqual(len(first["items"]), 2)
        self.assertIsNone(rest["next_cursor"])
        self.assertEqual(self.get("muster?cursor=9-9", staff=True).status, 409)

    def test_an_emergency_is_durable_and_tells_who_has_left(self):
        stream = self.station.stream("emergency")
        self.scan(1, "gate-in")
        self.scan(2, "gate-in")
        self.assertEqual(self.post("emergency/begin", {"operator": "x", "note": "y"}).status, 401)
        begun = self.post("emergency/begin", {"operator": "abena", "note": "smoke"}, staff=True)
        self.assertEqual(begun.status, 200, begun.body)
        stream.wait_for(lambda name, data: name == "emergency.state" and data["emergency_since"])
        self.station.kill()  # what was answered is on the disk
        self.station.start()
        since = self.get("status").json()["emergency_since"]
        self.assertEqual(since, begun.json()["emergency_since"])
        self.assertIn("EMERGENCY since", self.ctl("status"))
        self.scan(1, "gate-out")
        muster = self.get("muster", staff=True).json()
        self.assertEqual({row["attendee"]["display_name"]: row["state"]
                          for row in muster["items"]}, {"Guest 1": "left", "Guest 2": "inside"})
        self.assertEqual(self.post("emergency/end", {"operator": "abena", "note": "x"}).status, 401)
        self.ctl("emergency", "end", "--operator", "abena", "--note", "drill over")
        self.assertIsNone(self.get("status").json()["emergency_since"])
        ended = self.post("emergency/end", {"operator": "abena", "note": "x"}, staff=True)
        self.assertEqual(ended.status, 409)

    def test_in_an_emergency_every_exit_is_let_out_and_nothing_new_is_locked(self):
        self.deny(DENIED)
        entries = {number: self.scan(number, "gate-in")["reason"] for number in (1, 2)}
        self.scan(1, "hall-in")
        before = self.scan(2, "hall-in", nonce="before")["reason"]
        self.ctl("emergency", "begin", "--operator", "fire-panel")  # an alarm has no words
        self.assertEqual(entries, {1: "ok", 2: "ok"})
        for number, place in ((1, "gate-out"), (DENIED, "gate-out"), (99, "gate-out")):
            left = self.scan(number, place)
            self.assertEqual([left["verdict"], left["recorded"]], ["go", True], left)
        # Entries are judged as before: the emergency refuses nobody whom the door would let in.
        self.assertEqual(self.scan(3, "gate-in")["verdict"], "go")
        self.assertEqual(self.scan(2, "hall-in", nonce="after")["verdict"], "go")
        self.assertEqual(before, "zone_full")

    def test_a_scan_is_explained_by_the_running_station_and_by_its_directory(self):
        self.scan(1, "hall-in")
        full = self.scan(2, "hall-in")
        self.scan(1, "gate-out")  # what came later does not count
        running = json.loads(self.ctl("--json", "explain", full["id"]))
        self.assertEqual([running["reason"], running["now"], running["same"]],
                         ["zone_full", "zone_full", True])
        told = {one["check"]: one["result"] for one in running["checks"]}
        self.assertEqual(list(told)[1], "holder is not denied", "in the order of the door")
        facts = {one["check"]: one["facts"] for one in running["checks"]}
        self.assertEqual(facts["zone has room"],
                         {"in venue": "1, no limit", "in hall": "1 of 1", "full": "hall: refused"})
        self.assertEqual(facts["holder has left before"]["anti-passback"], "none")
        self.assertEqual(running["facts"]["product"], "Conference (1)")
        self.assertEqual([name for name in told if told[name] == "objected"], ["zone has room"])
        self.assertEqual(told["a second person stands by it"], "not_asked")
        self.assertIn("zone has room", self.ctl("explain", str(full["seq"])))
        self.assertEqual(self.get(f"scans/{full['id']}/explanation").status, 401)
        self.ctl("explain", "9999", code=3)
        offline = ["--json", "explain", full["id"], "--config", str(self.station.config)]
        self.assertEqual(json.loads(self.ctl(*offline)), running)
        self.station.stop()
        self.assertEqual(json.loads(self.ctl(*offline)), running)


if __name__ == "__main__":
    unittest.main()
