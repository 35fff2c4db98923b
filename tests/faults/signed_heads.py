# tests/faults/signed_heads.py — the history is signed often enough, and the status says when not.
#
# What lies behind the newest signed head proves nothing (docs/decisions/0009), so no more than 256
# records or a minute may lie between two, however many guests come.
import errno
import json
import re
import threading
import time
import unittest

from driver import long_or_short
from fault_control import Fault
from sick_station import SickStation
from station import guest, pretty, wait_until

RECORDS_MAX = 256
LANES = 8
SCANS = long_or_short(500, 160)  # of each lane; the station knows 4,000 guests
RETRIED_WITHIN = 20.0            # seconds; the promise is five
UNSIGNED_MAX = 120.0             # seconds until it is told


class SignedHeads(SickStation):
    def heads(self):
        """The records whose heads are signed, in order."""
        path = self.station.state / "checkpoints"
        text = path.read_text() if path.exists() else ""
        return [int(seq) for seq in re.findall(r"^kiosk/[0-9a-f]{32}/[0-9a-f]{16}\n(\d+)\n", text,
                                               re.MULTILINE)]

    def last_seq(self):
        return self.storage()["last_seq"]

    def test_no_more_than_256_records_lie_between_two_heads_under_load(self):
        self.start()
        failures = []

        def lane(number):
            with self.station.client() as client:
                for at in range(SCANS):
                    code = guest(number * SCANS + at)["code"]
                    answer = client.post("/api/v1/scans", json.dumps(
                        {"station": "desk-1", "code": code})).json()
                    if answer["verdict"] != "go":
                        failures.append(pretty(answer))
        lanes = [threading.Thread(target=lane, args=(number,)) for number in range(LANES)]
        for one in lanes:
            one.start()
        for one in lanes:
            one.join()
        self.assertEqual(failures[:3], [])
        self.assertEqual(self.station.stop()[0], 0)
        heads = [0] + self.heads()
        self.assertGreater(heads[-1], LANES * SCANS)
        gaps = [late - early for early, late in zip(heads, heads[1:])]
        print(f"  {heads[-1]} records, {len(gaps)} signed heads, at most {max(gaps)} apart")
        self.assertLessEqual(max(gaps), RECORDS_MAX)
        self.assertEqual(self.station.verify()[0], 0)

    def test_what_could_not_be_signed_is_signed_when_the_disk_has_room_again(self):
        self.start()
        self.control.set(Fault("fail", ["open", "write"], ["other"], error=errno.ENOSPC))
        self.assert_works(RECORDS_MAX + 10)
        self.station.wait_for_log("no checkpoint for record")
        self.assertEqual(self.heads(), [])
        self.control.clear()  # and nobody scans
        wait_until(self.heads, "a signed head", RETRIED_WITHIN)
        self.assertEqual(self.heads()[0], RECORDS_MAX)

    def test_the_status_says_that_nothing_can_be_signed(self):
        self.start()
        self.assert_works(3)
        self.control.set(Fault("fail", ["open", "write"], ["other"], error=errno.ENOSPC))
        self.assert_works(RECORDS_MAX + 10)
        self.station.wait_for_log("no checkpoint for record")
        self.assertEqual(self.storage()["code"] or "", "")
        # The station looks once a second at what waits: the time that passes before its first look
        # after the scans is none that they have waited.
        time.sleep(2)
        self.control.set_clock(boot=UNSIGNED_MAX + 2, server="silent")
        self.assert_told(["green"], ["STO-SIGN"])
        self.control.clear()
        self.assert_works(RECORDS_MAX)  # the next head that is due; or a minute
        wait_until(lambda: self.heads() and not self.storage()["code"], "signed, and told",
                   RETRIED_WITHIN)


if __name__ == "__main__":
    unittest.main()
