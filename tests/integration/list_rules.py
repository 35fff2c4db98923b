# tests/integration/list_rules.py — a real station with custom rules, questions and a closing time.
import datetime
import json
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, PROGRAMS, Station, guest, list_text, wait_until

# What stands in the configuration: products are found by their name, whatever their number.
RULE = json.dumps({"and": [
    {"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "99", "Conference"]}]}]},
    {"<": [{"var": "entries_today"}, 1]}]})
QUESTION = """[[question]]
id = "shirt"
text = { en = "T-shirt size?", fr = "Taille du T-shirt ?" }
type = "choice"
required = true
options = ["S", "M"]
"""
LAGOS = datetime.timezone(datetime.timedelta(hours=1))


DEPENDENT = """[[question]]
id = "food"
text = { en = "Lunch?", fr = "Déjeuner ?" }
type = "yes_no"
[[question]]
id = "diet"
text = { en = "Which diet?", fr = "Quel régime ?" }
only_if = { question = "food", answers = ["True"] }
"""


class ListRules(unittest.TestCase):
    def configure(self, station, list_keys="", more=""):
        text = station.config.read_text()
        text = text.replace('[[list]]\nid = "main"\n', '[[list]]\nid = "main"\n' + list_keys, 1)
        text = text.replace('name = { en = "Desk 1"', 'profile = "desk"\nname = { en = "Desk 1"', 1)
        text = text.replace('name = { en = "North gate"',
                            'profile = "gate"\nname = { en = "North gate"', 1)
        station.config.write_text(text + more)

    def station(self, list_keys="", more=""):
        station = Station(self, [guest(1), guest(2), guest(3, product="Workshop")])
        self.configure(station, list_keys, more)
        return station

    def scan(self, station, number, place="desk-1", **fields):
        with station.client() as client:
            return client.scan(f"TICKET{number:06}", place, **fields)

    def ctl(self, station, *words):
        return subprocess.run([KIOSKCTL, "--state", station.state, *words], capture_output=True,
                              text=True, timeout=PATIENCE, check=False)

    def refusal_of(self, rule):
        station = self.station(list_keys=f"rules = '{json.dumps(rule)}'\n")
        checked = subprocess.run([PROGRAMS / "kioskd", "--check-config", station.config],
                                 capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertNotEqual(checked.returncode, 0, rule)
        return checked.stderr

    def test_a_refusal_by_a_rule_explains_itself_in_both_languages(self):
        station = self.station(list_keys='rules = "main.rules.json"\n')
        (station.folder / "main.rules.json").write_text(RULE)
        station.start()
        refused = self.scan(station, 3)
        self.assertEqual([refused["verdict"], refused["reason"]], ["stop", "rules"])
        self.assertIn("Workshop", refused["message"]["en"])
        self.assertNotEqual(refused["message"]["en"], refused["message"]["fr"])
        said = refused["next"]
        self.assertEqual([said["en"], said["fr"]], ["→ help desk", "→ accueil"])
        self.assertEqual(refused["explanation"]["en"], [refused["message"]["en"]])
        self.assertEqual(self.scan(station, 1)["verdict"], "go")
        again = self.scan(station, 1, place="gate-2", nonce="other")
        self.assertEqual(again["reason"], "rules")
        self.assertIn("Desk 1", again["message"]["en"])
        self.assertIn("Accueil 1", again["message"]["fr"])

    def test_a_rule_that_cannot_be_read_is_refused_at_load_with_its_path(self):
        self.assertIn('list "main": rules/</0/var: unknown variable "entries_tody"',
                      self.refusal_of({"<": [{"var": "entries_tody"}, 1]}))

    def test_a_product_by_its_number_alone_is_refused_at_load(self):
        product = {"var": "product"}
        for rule, place in (
                ({"==": [product, 1]}, "==/1"),
                ({"inList": [product, {"objectList": [1]}]}, "inList/1/objectList/0"),
                ({"inList": [product, {"objectList": [{"lookup": ["product", "1"]}]}]},
                 "inList/1/objectList/0"),
                ({"inList": [product, {"objectList": [{"lookup": ["product", "1", ""]}]}]},
                 "inList/1/objectList/0")):
            self.assertIn(f'list "main": rules/{place}: a product by its number alone',
                          self.refusal_of(rule))

    def test_a_comparison_that_nothing_decides_is_refused_at_load(self):
        self.assertIn('list "main": rules/</1: "abc" is never less or more than a number',
                      self.refusal_of({"<": [{"var": "entries_today"}, "abc"]}))

    def test_answers_are_kept_before_the_entry_and_outlive_a_restart(self):
        station = self.station(more=QUESTION).start()
        open_question = self.scan(station, 1)
        self.assertEqual(open_question["reason"], "incomplete")
        self.assertEqual(open_question["verdict"], "check")
        self.assertFalse(open_question["recorded"])
        self.assertEqual(open_question["next"]["en"], "Ask 1 question")
        self.assertEqual([question["id"] for question in open_question["questions"]], ["shirt"])
        self.assertEqual(open_question["questions"][0]["options"], ["S", "M"])
        self.assertEqual(self.scan(station, 1, place="gate-2")["next"]["en"], "→ help desk")
        self.assertEqual(self.scan(station, 1, answers={"shirt": "XXL"})["reason"], "incomplete")
        entered = self.scan(station, 1, answers={"shirt": "M"})
        self.assertEqual([entered["reason"], entered["recorded"]], ["ok", True])
        with station.client() as client:
            unknown = client.post("/api/v1/scans", json.dumps(
                {"station": "desk-1", "code": "TICKET000001", "answers": {"hat": "M"}}))
            self.assertEqual(unknown.status, 422)
            self.assertEqual(len(client.check_ins()), 1)
        station.stop()
        kept = (station.state / "answers").read_text().splitlines()
        self.assertEqual([line.split()[1:] for line in kept], [["shirt", b"M".hex()]])
        station.start()
        self.assertEqual(self.scan(station, 1, nonce="later")["reason"], "already_redeemed")

    def test_an_answer_where_nothing_is_asked_is_a_mistake(self):
        station = self.station().start()
        with station.client() as client:
            refused = client.post("/api/v1/scans", json.dumps(
                {"station": "desk-1", "code": "TICKET000001", "answers": {"hat": "M"}}))
        self.assertEqual(refused.status, 422)
        self.assertIn('no question "hat"; there is none', str(refused.json()))

    def test_a_question_that_depends_on_another_says_so(self):
        station = self.station(more=DEPENDENT).start()
        asked = self.scan(station, 1)["questions"]
        self.assertEqual([question["only_if"] for question in asked],
                         [None, {"question": "food", "answers": ["True"]}])
        self.assertEqual(self.scan(station, 1, answers={"food": "False"})["reason"], "ok")

    def test_everybody_is_checked_out_once_at_the_time_also_over_a_restart(self):
        closing = datetime.datetime.now(LAGOS) + datetime.timedelta(seconds=4)
        station = self.station(list_keys=f'exit_all_at = "{closing:%H:%M:%S}"\n',
                               more='[clock]\nown_error = "1ms"\n').start()
        self.assertEqual(self.scan(station, 1)["verdict"], "go")

        def rows():
            with station.client() as client:
                return client.check_ins()
        made = wait_until(lambda: rows()[1:], "the check-out is recorded")
        self.assertEqual([made[0]["source"], made[0]["type"], made[0]["reason"]],
                         ["automatic", "exit", "ok_exit"])
        at = datetime.datetime.fromisoformat(made[0]["at"])
        self.assertEqual(f"{at.astimezone(LAGOS):%H:%M:%S}", f"{closing:%H:%M:%S}")
        station.stop()
        station.start()
        self.assertEqual(self.scan(station, 2)["verdict"], "go")
        self.assertEqual(len(rows()), 3)

    @unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
    def test_the_journal_replays_and_explains_itself(self):
        station = self.station(list_keys=f"rules = '{RULE}'\n", more=QUESTION).start()
        self.scan(station, 1, answers={"shirt": "M"})
        refused = self.scan(station, 3)
        config = ["--config", str(station.config)]
        replayed = self.ctl(station, "replay", *config)
        self.assertEqual(replayed.returncode, 0, replayed.stdout + replayed.stderr)
        self.assertIn("2 the same, 0 different", replayed.stdout)
        told = self.ctl(station, "explain", refused["id"], *config)
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("✕ 10  custom rules hold", told.stdout)
        self.assertIn("(not asked)", told.stdout)
        self.assertNotIn("Guest 3", told.stdout)
        by_number = self.ctl(station, "--json", "explain", str(refused["seq"]), *config)
        self.assertEqual(json.loads(by_number.stdout)["id"], refused["id"])
        self.assertEqual(self.ctl(station, "explain", "9999", *config).returncode, 3)
        # Two lists later the first one is still known, without its people.
        for more in (4, 5):
            newer = station.folder / "newer.csv"
            newer.write_text(list_text([guest(number) for number in range(1, more + 1)]))
            imported = self.ctl(station, "import", str(newer))
            self.assertEqual(imported.returncode, 0, imported.stdout + imported.stderr)
            self.scan(station, more, answers={"shirt": "M"})
        lists = sorted(path.name for path in (station.state / "roster").glob("*.sqlite"))
        self.assertEqual(lists, ["past-1.sqlite", "roster-2.sqlite", "roster-3.sqlite"])
        self.assertNotIn(b"Guest", (station.state / "roster" / "past-1.sqlite").read_bytes())
        replayed = self.ctl(station, "replay", *config)
        self.assertEqual(replayed.returncode, 0, replayed.stdout + replayed.stderr)
        self.assertIn("4 the same, 0 different", replayed.stdout)
        past = station.state / "roster" / "past-1.sqlite"
        past.rename(station.folder / "aside")
        missed = self.ctl(station, "replay", *config)
        (station.folder / "aside").rename(past)
        self.assertEqual(missed.returncode, 1, missed.stdout + missed.stderr)
        self.assertIn("2 not judged: its attendee list is not kept any more", missed.stdout)
        # Another configuration would have decided otherwise, and replay says so.
        station.config.write_text(station.config.read_text().replace(RULE, "{}"))
        changed = self.ctl(station, "--json", "replay", *config)
        self.assertEqual(changed.returncode, 1, changed.stdout)
        self.assertEqual(json.loads(changed.stdout)["differences"][0]["recorded"], "rules")
        self.assertEqual(self.ctl(station, "replay", "--config", "/nowhere.toml").returncode, 2)
        station.config.write_text("config_version = 1\nfoo = 1\nbar = 2\n")
        for words in (["replay"], ["explain", refused["id"]]):
            unread = self.ctl(station, *words, *config)
            self.assertEqual(unread.returncode, 2)
            self.assertNotIn("\\x0a", unread.stderr)
            self.assertIn("foo", unread.stderr)
            self.assertIn("bar", unread.stderr)


if __name__ == "__main__":
    unittest.main()
