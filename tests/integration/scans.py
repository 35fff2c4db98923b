# tests/integration/scans.py — each way into the station: picture, serial line, posted code.
import csv
import datetime
import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from pty_scanner import PtyScanner
from station import PROGRAMS, TEST_DATA, Station, guest, wait_until


class DemoStation(unittest.TestCase):
    """The demo's folder, on the conference's third day."""

    @classmethod
    def setUpClass(cls):
        cls.made = Path(tempfile.mkdtemp(prefix="kioskd-demo-"))
        cls.addClassCleanup(shutil.rmtree, cls.made)
        day_one = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=2)
        subprocess.run([PROGRAMS / "kiosk-demo-data", cls.made, "--day-one", str(day_one)],
                       check=True, capture_output=True)
        with (cls.made / "codes.csv").open(encoding="utf-8", newline="") as file:
            cls.sheet = list(csv.DictReader(file))

    def setUp(self):
        folder = Path(tempfile.mkdtemp(prefix="kioskd-"))
        shutil.copytree(self.made, folder, dirs_exist_ok=True)
        config = folder / "kioskd.toml"
        config.write_text(config.read_text().replace(":8080", ":0"))
        self.station = Station(self, folder=folder).start()
        self.stream = self.station.stream()

    def show(self, number):
        """Drops a picture of the sheet into the folder, as `cp` would."""
        row = self.sheet[number - 1]
        place = self.stream.mark()
        shutil.copy(self.station.folder / row["file"], self.station.inbox)
        return row, self.stream.wait_for_result(place, reader="folder")

    def test_every_picture_of_the_sheet_gives_the_verdict_beside_it(self):
        self.assertEqual(len(self.sheet), 12)
        for number in range(1, 13):
            if number == 2:
                continue  # the same code as the first, which the camera would still hold back
            row, result = self.show(number)
            self.assertEqual([result["verdict"], result["reason"]], [row["verdict"], row["reason"]])
            holder = result["attendee"] or {"display_name": "", "product": None, "variation": None}
            self.assertEqual(holder["display_name"], row["name"])
            product = ", ".join(filter(None, [holder["product"], holder["variation"]]))
            self.assertEqual(product, row["product"])
        with self.station.client() as client:  # a stop is shown before it is on the disk
            log = wait_until(lambda: client.check_ins()[10:] and client.check_ins(), "11 rows")
        logged = [(row["source"], row["verdict"], row["reason"]) for row in log]
        self.assertEqual(logged, [("camera", row["verdict"], row["reason"])
                                  for row in self.sheet if row["order"] != "2"])

    def test_a_second_scan_at_another_reader_names_when_and_where(self):
        row = self.sheet[1]
        with self.station.client() as client:
            first = client.scan(row["code"])
            self.assertEqual([first["verdict"], first["recorded"]], ["go", True])
        row, result = self.show(2)
        self.assertEqual([result["verdict"], result["reason"]], [row["verdict"], row["reason"]])
        self.assertEqual(result["first_entry"], {"at": first["at"], "station": "desk-1"})


class Pictures(unittest.TestCase):
    JPEG = TEST_DATA / "qr-samples/zxcpp-qr2-8bbd24f6.jpg"
    PNG = TEST_DATA / "qr-samples/zxing-qr1-a6910a78.png"

    def setUp(self):
        texts = {}
        with (TEST_DATA / "qr-samples/manifest.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                texts[row["file"]] = row["expected_text"]
        rows = [guest(1, code=texts[self.JPEG.name], name="Ama Owusu"),
                guest(2, code=texts[self.PNG.name], name="Kofi Mensah"), guest(3)]
        self.station = Station(self, rows, camera=True).start()
        self.station.wait_for_log("Picture folder ready")  # what lies there before is passed over
        self.stream = self.station.stream()

    def test_a_jpeg_is_read(self):
        shutil.copy(self.JPEG, self.station.inbox)
        result = self.stream.wait_for_results(1)[0]
        self.assertEqual([result["verdict"], result["attendee"]["display_name"]],
                         ["go", "Ama Owusu"])

    def write_slowly(self, name):
        """Writes half, has another guest scanned meanwhile, and writes the rest."""
        data = self.PNG.read_bytes()
        with (self.station.inbox / name).open("wb", buffering=0) as file:
            file.write(data[:len(data) // 2])
            with self.station.client() as client:
                client.scan(guest(3)["code"])
            file.write(data[len(data) // 2:])

    def assert_read_once_and_last(self):
        results = self.stream.wait_for_results(2)
        self.assertEqual([result["attendee"]["display_name"] for result in results],
                         ["Guest 3", "Kofi Mensah"])
        with self.station.client() as client:
            client.scan(guest(1)["code"])  # whatever the camera saw twice would come before
        self.assertEqual(len(self.stream.wait_for_results(3)), 3)

    def test_a_picture_written_slowly_is_read_when_it_is_whole(self):
        self.write_slowly("badge.png")
        self.assert_read_once_and_last()

    def test_a_picture_that_is_renamed_when_done_is_read_once(self):
        self.write_slowly(".badge.png.x7Tq")
        (self.station.inbox / ".badge.png.x7Tq").rename(self.station.inbox / "badge.png")
        self.assert_read_once_and_last()


class SerialLine(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(n) for n in range(10)], scanner=True)
        self.scanner = PtyScanner(self.station.scanner).plug_in()
        self.addCleanup(self.scanner.unplug)
        self.station.start()
        self.station.wait_for_log("reader scanner-1: Scanner ready.")
        self.stream = self.station.stream()

    def names(self, count):
        return [result["attendee"]["display_name"]
                for result in self.stream.wait_for_results(count)]

    def test_a_code_that_ends_with_return_is_one_scan(self):
        self.scanner.send_code(guest(1)["code"])
        result = self.stream.wait_for_results(1)[0]
        self.assertEqual([result[key] for key in ("verdict", "recorded", "reader", "station")],
                         ["go", True, "scanner-1", "desk-1"])
        self.assertEqual(result["attendee"]["product"], "Conference")
        with self.station.client() as client:
            row = client.check_ins()[0]
        self.assertEqual([row["id"], row["source"], row["verdict"]],
                         [result["id"], "scanner", "go"])

    def test_bytes_in_pieces_are_one_code(self):
        for byte in guest(1)["code"].encode() + b"\r":
            self.scanner.send(bytes([byte]))
        self.assertEqual(self.names(1), ["Guest 1"])

    def test_two_codes_in_one_write_are_two_scans(self):
        self.scanner.send(b"%b\r%b\r" % (guest(1)["code"].encode(), guest(2)["code"].encode()))
        self.assertEqual(self.names(2), ["Guest 1", "Guest 2"])

    def test_a_code_held_before_the_scanner_is_one_scan(self):
        for _ in range(5):
            self.scanner.send_code(guest(1)["code"])
        self.scanner.send_code(guest(2)["code"])
        self.assertEqual(self.names(2), ["Guest 1", "Guest 2"])


class WithoutList(unittest.TestCase):
    def test_only_the_way_out_is_open(self):
        station = Station(self).start(wait_for_list=False)
        with station.client() as client:
            body = json.dumps({"station": "gate-2", "code": guest(1)["code"]})
            self.assertEqual(client.post("/api/v1/scans", body).status, 503)
            out = client.scan(guest(1)["code"], station="gate-2", type="exit", force=True,
                              operator="Ama", answers={"nobody_asks": "1"})
            self.assertEqual([out["verdict"], out["recorded"], out["type"]],
                             ["go", True, "exit"])


class Posted(unittest.TestCase):
    def setUp(self):
        rows = [guest(1), guest(2, status="canceled"), guest(3, status="pending")]
        self.station = Station(self, rows).start()
        self.stream = self.station.stream()
        self.client = self.station.client()
        self.addCleanup(self.client.__exit__)

    def test_the_answer_the_stream_and_the_log_tell_the_same(self):
        answer = self.client.scan(guest(1)["code"], nonce="n-1")
        event = self.stream.wait_for_results(1)[0]
        row = self.client.check_ins()[0]
        for key in ("id", "seq", "at", "station", "list", "type", "verdict", "reason", "message",
                    "admitted"):
            self.assertEqual([event[key], row[key]], [answer[key]] * 2, key)
        self.assertEqual([answer["verdict"], answer["recorded"], answer["replayed"]],
                         ["go", True, False])
        self.assertEqual(answer["attendee"]["display_name"], "Guest 1")
        self.assertEqual(row["attendee"]["display_name"], "Guest 1")

    def test_a_second_entry_elsewhere_says_when_and_where_in_local_time(self):
        first = self.client.scan(guest(1)["code"])
        second = self.client.scan(guest(1)["code"], station="gate-2")
        self.assertEqual([second["verdict"], second["reason"], second["admitted"]],
                         ["check", "already_redeemed", False])
        self.assertEqual(second["first_entry"], {"at": first["at"], "station": "desk-1"})
        there = datetime.timezone(datetime.timedelta(hours=1))  # Africa/Lagos
        time = datetime.datetime.fromisoformat(first["at"]).astimezone(there).strftime("%H:%M")
        said = second["next"]
        self.assertEqual([said["en"], said["fr"]],
                         [f"{time}, Desk 1 → help desk", f"{time}, Accueil 1 → accueil"])
        self.assertEqual(set(said), {"en", "fr", "ar", "pt", "sw"})
        for text in said.values():
            self.assertIn(time, text)

    def test_refusals_say_why_and_where_to_go(self):
        for number, reason, message in ((2, "canceled", "Ticket cancelled"),
                                        (3, "unpaid", "Ticket not paid")):
            answer = self.client.scan(guest(number)["code"])
            self.assertEqual([answer["verdict"], answer["reason"], answer["message"]["en"]],
                             ["stop", reason, message])
            self.assertEqual(answer["next"]["en"], "→ help desk")

    def test_a_nonce_sent_twice_is_one_record(self):
        first = self.client.scan(guest(1)["code"], nonce="same")
        again = self.client.scan(guest(1)["code"], nonce="same")
        self.assertEqual([again["id"], again["replayed"], again["verdict"]],
                         [first["id"], True, "go"])
        self.assertEqual(len(self.client.check_ins()), 1)

    def test_another_code_under_a_used_nonce_is_judged_by_itself(self):
        self.client.scan(guest(1)["code"], nonce="same")
        other = self.client.scan(guest(2)["code"], nonce="same")
        self.assertEqual([other["verdict"], other["reason"]], ["stop", "canceled"])


if __name__ == "__main__":
    unittest.main()
