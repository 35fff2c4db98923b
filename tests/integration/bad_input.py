# tests/integration/bad_input.py — what a station says to wrong requests, lists and codes.
#
# Each answer names the thing and its limit; after each the station lives and still says go.
import io
import json
import unittest
import zipfile

from http_client import raw_exchange
from pty_scanner import PtyScanner
from station import Station, guest, list_text

CODE_MAX = 8192     # bytes of a scanned code
BODY_MAX = 65_536   # bytes of a JSON body
CELL_MAX = 65_536   # bytes of a cell of a list
MIB = 1024 * 1024


class BadInput(unittest.TestCase):
    scanner = None

    def setUp(self):
        self.guests = iter(range(1, 50))
        self.station = Station(self, [guest(number) for number in range(50)], scanner=True)
        self.scanner = PtyScanner(self.station.scanner).plug_in()
        self.addCleanup(self.scanner.unplug)
        self.station.start()
        self.client = self.station.client()
        self.addCleanup(self.client.__exit__)

    def tearDown(self):
        self.assert_serves()

    def assert_serves(self):
        self.assertTrue(self.station.alive(), self.station.log_text())
        with self.station.client() as client:
            self.assertEqual(client.scan(guest(next(self.guests))["code"])["verdict"], "go")


class BadRequests(BadInput):
    def assert_problem(self, answer, status, *words):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        problem = answer.json()
        self.assertEqual(problem["status"], status)
        for word in words:
            self.assertIn(word, answer.body.decode())
        self.assert_serves()
        return problem

    def post(self, body, **options):
        return self.client.post("/api/v1/scans", body, **options)

    def test_a_body_that_is_no_json_object(self):
        for body in ("", "{", '{"code": }', b'{"code":"\xff\xfe"}', "[" * 10_000):
            self.assert_problem(self.post(body), 422, "body is not JSON")
        self.assert_problem(self.post("[]"), 422, "body is not a JSON object")

    def test_wrong_fields_are_all_named_at_once(self):
        problem = self.assert_problem(
            self.post('{"station":"desk-1","code":5,"dry_run":"x","nonce":[],"type":"in"}'), 422)
        self.assertEqual({error["pointer"]: error["code"] for error in problem["errors"]},
                         {"/code": "not_text", "/dry_run": "not_boolean", "/nonce": "not_text",
                          "/type": "unknown_value"})
        self.assert_problem(self.post('{"station":"desk-1"}'), 422, "code is missing")
        self.assert_problem(self.post('{"station":"desk-1","code":""}'), 422, "code is empty")

    def test_an_unknown_field_or_station_comes_with_the_known_ones(self):
        self.assert_problem(self.post('{"station":"desk-1","code":"a","colour":1}'), 422,
                            "/colour", "known: answers, captured_at, code, dry_run, force")
        self.assert_problem(self.post('{"station":"desk-7","code":"a"}'), 422, "/station",
                            "desk-7", "known: desk-1, gate-2")

    def test_a_body_above_its_limit(self):
        frame = '{"station":"desk-1","code":"a","nonce":"%s"}'
        rest = BODY_MAX - len(frame % "")
        self.assert_problem(self.post(frame % ("n" * rest)), 422, "nonce is", "limit 190")
        self.assert_problem(self.post(frame % ("n" * (rest + 1))), 413,
                            f"limit of {BODY_MAX} bytes")

    def test_a_body_of_another_type(self):
        self.assert_problem(self.post("{}", content_type="text/plain"), 415, "application/json")

    def test_another_host_name_is_misdirected(self):
        for host in ("evil.example", "evil.example:80", f"127.0.0.1:{self.station.port}0"):
            answer = self.client.request("GET", "/api/v1/status", headers={"Host": host})
            self.assert_problem(answer, 421, "Host is not a name of this device")
        for hosts in (b"", b"Host: a\r\nHost: b\r\n"):
            answer = raw_exchange(self.station.port, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n")
            self.assert_problem(answer, 400, "exactly one Host")

    def test_a_page_of_another_origin_may_not_post(self):
        scan = json.dumps({"station": "desk-1", "code": guest(0)["code"]})
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{self.station.port}"):
            answer = self.post(scan, headers={"Origin": origin})
            self.assert_problem(answer, 403, "Origin is not a page of this device")
        answer = self.client.request("POST", "/api/v1/scans", scan,
                                     {"Content-Type": "application/json"})
        self.assert_problem(answer, 403, "header X-Kiosk: 1 is missing")
        own = {"Origin": f"http://127.0.0.1:{self.station.port}"}
        self.assertEqual(self.post(scan, headers=own).json()["verdict"], "go")

    def test_a_wrong_method_names_the_right_ones(self):
        for target, method, allowed in (("/api/v1/scans", "GET", "POST"),
                                        ("/api/v1/imports", "GET", "POST"),
                                        ("/api/v1/checkins", "DELETE", "")):
            answer = self.client.request(method, target, headers={"X-Kiosk": "1"})
            self.assert_problem(answer, 405)
            self.assertIn(allowed, answer.headers["allow"])

    def test_bytes_that_are_no_http(self):
        for request in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"HELLO\r\n\r\n"):
            self.assert_problem(raw_exchange(self.station.port, request), 400)
        long_header = b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 9000 + b"\r\n\r\n"
        self.assert_problem(raw_exchange(self.station.port, long_header), 413, "headers")


class BadLists(BadInput):
    def refused(self, body, status):
        with self.station.operator() as operator:
            answer = operator.import_list(body)
            self.assertEqual(answer.status, status, answer)
            self.assertEqual(operator.get("/api/v1/status").json()["list"]["tickets"], 50)
        self.assert_serves()
        return answer

    def assert_row_refused(self, body, words):
        answer = self.refused(body, 200).json()
        self.assertEqual([answer["imported"], len(answer["rejections"])], [False, 1], answer)
        self.assertEqual(answer["rejections"][0], words)

    def test_a_null_byte(self):
        self.assert_row_refused(list_text([guest(1), guest(2, name="Ko\0fi")]),
                                'line 3, column 2 "name": control character U+0000')

    def test_a_cell_of_ten_megabytes(self):
        self.assert_row_refused(list_text([guest(1), guest(2, name="x" * 10 * MIB)]),
                                f'line 3, column 2 "name": cell of {10 * MIB} bytes, '
                                f'limit {CELL_MAX}')

    def test_a_quote_that_is_never_closed(self):
        self.assert_row_refused('code,name\n"A1,Ama\nB2,Kofi\n', 'line 2, column 1 "code": '
                                'the quote that opens here is never closed')

    def test_a_workbook_says_to_save_it_as_csv(self):
        workbook = io.BytesIO()
        with zipfile.ZipFile(workbook, "w") as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
        answer = self.refused(workbook.getvalue(), 415)
        self.assertEqual(answer.detail,
                         "this is an Excel workbook or another zip archive; save it as CSV")

    def test_lists_without_content(self):
        for body, words in ((b"", "the file is empty"),
                            (b"a,b\n1,2\n", 'no column holds the code; columns found: "a", "b"')):
            self.assertIn(words, self.refused(body, 422).detail)


class BadCodes(BadInput):
    CODES = ["\0\x1b[2J\x07", "'; DROP TABLE events; --", "<script>alert(1)</script>",
             "{{7*7}}", "../../etc/passwd", "%s%s%n", "\u202eTEKCIT", "x" * CODE_MAX]

    def assert_stored_without_the_code(self, count):
        with self.station.client() as client:
            rows = [row for row in client.check_ins() if row["verdict"] != "go"]
        self.assertEqual([row["attendee"] for row in rows], [None] * count)
        self.assertEqual({row["reason"] for row in rows} - {"misread", "invalid"}, set())
        for file in [self.station.log, *self.station.state.rglob("*")]:
            if file.is_file():
                data = file.read_bytes()
                for code in self.CODES:
                    self.assertNotIn(code.encode(), data, f"{file.name} holds a code")

    def test_posted_codes_that_attack_are_just_unknown(self):
        for code in self.CODES:
            answer = self.client.scan(code)
            self.assertIn(answer["reason"], ("misread", "invalid"), code)
            self.assertNotIn(json.dumps(code)[1:-1], json.dumps(answer))
        self.assert_stored_without_the_code(len(self.CODES))

    def test_a_posted_code_above_its_limit(self):
        answer = self.client.post("/api/v1/scans", json.dumps({"station": "desk-1",
                                                               "code": "x" * (CODE_MAX + 1)}))
        self.assertEqual([answer.status, answer.detail],
                         [422, f"code is {CODE_MAX + 1} bytes, limit {CODE_MAX}"])

    def test_scanned_bytes_of_any_kind_are_one_misread_each(self):
        stream = self.station.stream()
        sent = [code.encode() for code in self.CODES]
        sent += [b"\xff\xfe\x80\xc3(", bytes(set(range(256)) - {13}), b"y" * (CODE_MAX + 1)]
        for count, code in enumerate(sent, start=1):
            self.scanner.send(code + b"\r")
            result = stream.wait_for_results(count)[-1]
            self.assertEqual([result["verdict"], result["reason"]], ["check", "misread"])
        self.scanner.send_code(guest(0)["code"])
        self.assertEqual(stream.wait_for_results(len(sent) + 1)[-1]["verdict"], "go")


if __name__ == "__main__":
    unittest.main()
