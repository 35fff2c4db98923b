# tests/lint/banned_calls.py — calls that bring chance, clocks, leaks or surprises into the code.
#
# Exceptions stand in banned_calls.allow, one line each with its reason; an exception that nothing
# uses any more is a finding too.
import re

import rule

ALLOW_LIST = "tests/lint/banned_calls.allow"
# The outermost programs are where real time and chance come in; tests that drive real programs
# have to wait for them. Everything else is told the time by its caller.
OUTER = ("kiosk/app/", "kiosk/cli/", "kiosk/hub/", "tests/fakes/", "tests/integration/",
         "tests/hub/", "tests/bench/", "tests/acceptance/")

# A test may roll its own dice as long as their seed is written down.
SEEDED = OUTER + ("tests/",)

# word -> (pattern, message, the folders that may)
BANNED = {
    "clock": (r"\b(?:system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b"
              r"|\b(?:gettimeofday|clock_gettime|localtime(?:_r)?|gmtime(?:_r)?|mktime|timegm)\s*\("
              r"|(?<![\w.>:])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0|&)",
              "time comes in by the event or the Clock port", OUTER),
    "engine": (r"\b(?:mt19937(?:_64)?|minstd_rand|default_random_engine)\b",
               "chance comes in by the Random port", SEEDED),
    "random": (r"\brandom_device\b|\b(?:getrandom|getentropy|arc4random\w*|randombytes_\w+)\s*\(",
               "chance comes in by the Random port", OUTER),
    "sleep": (r"\b(?:sleep_for|sleep_until)\b|\b(?:usleep|nanosleep|sleep)\s*\(",
              "wait for an event or a timer, not for a time", ()),
    "rand": (r"(?<![\w.>])(?:std::)?s?rand\s*\(", "rand() is neither random nor repeatable", ()),
    "c_string": (r"\b(?:v?sprintf|strcpy|strcat|gets|strtok|strncpy|strncat|alloca)\s*\(",
                 "use fmt and std::string", ()),
    "c_number": (r"\b(?:ato[ifl]|atoll|strto(?:u?ll?|[fd]|ld)|sscanf)\s*\(",
                 "use std::from_chars, which reports what it did not read", ()),
    "c_file": (r"\b(?:tmpnam|tempnam|mktemp)\s*\(", "use mkstemp or mkdtemp", ()),
    "shell": (r"(?<![\w.>:])(?:std::)?(?:system|popen)\s*\(",
              "no shell between a stranger's text and the machine", ()),
    "regex": (r"\bstd::(?:w?regex|regex_match|regex_search|regex_replace|basic_regex)\b|<regex>",
              "std::regex overflows the stack on long input: write a bounded parser", ()),
    "new": (r"\bnew\b(?!\s*\()\s*[\w:(<]|\bnew\s*\(\s*std::nothrow",
            "use std::make_unique, or hand it to a unique_ptr in the same breath", ()),
    "delete": (r"(?<!=)(?<!= )(?<!operator )\bdelete\b(?:\s*\[\s*\])?\s*[\w*(]",
               "let a unique_ptr own it", ()),
    "catch_all": (r"\bcatch\s*\(\s*\.\.\.\s*\)",
                  "foreign exceptions are caught at the four named borders only", ()),
    "detach": (r"\.\s*detach\s*\(\s*\)\s*;", "every thread is joined by its owner", ()),
    "zone": (r"\bchrono::(?:zoned_time|current_zone|locate_zone)\b",
             "GCC 12 has no chrono time zones: use kiosk/locale", ()),
    "todo": (r"\b(?:TODO|FIXME|XXX|HACK)\b", "finish it or leave it out", ()),
    "nolint": (r"\bNOLINT(?:NEXTLINE|BEGIN|END)?\b(?!\([\w.,\s-]+\)(?::\s*\w))",
               "name the check and the reason: NOLINT(check): reason", ()),
}
# A class with a private constructor and a factory cannot be made by make_unique.
OWNED = re.compile(r"unique_ptr<[\w:]+>\s*\w*\(\s*$")
IN_COMMENTS = {"todo", "nolint"}
PATTERNS = {word: re.compile(entry[0]) for word, entry in BANNED.items()}


def hits_of(path, text):
    """Yields (word, line) for every banned call in a file."""
    code = rule.without_comments_and_strings(text)
    for word, (_, _, homes) in BANNED.items():
        if path.startswith(homes):
            continue
        searched = text if word in IN_COMMENTS else code
        for match in PATTERNS[word].finditer(searched):
            if word == "new" and OWNED.search(searched[:match.start()]):
                continue
            yield word, rule.line_of(searched, match.start())


def check(files):
    allowed = rule.allowances(files, ALLOW_LIST)
    findings, used = [], set()
    for path, text in files.items():
        if not rule.is_cpp(path):
            continue
        for word, line in hits_of(path, text):
            if (word, path) in allowed:
                used.add((word, path))
            else:
                findings.append(rule.Finding(path, line, f"{word}: {BANNED[word][1]}"))
    for entry in allowed.keys() - used:
        findings.append(rule.Finding(ALLOW_LIST, allowed[entry],
                                     f"nothing needs '{entry[0]} {entry[1]}' any more"))
    return findings


def code(text, path="kiosk/core/a.cpp"):
    return {path: text}


GOOD = {
    "words in passing": code("auto renew = b.new_seat(); // sleep(1), never delete a row\n"
                             'log("system(x) delete from t");\nA(const A&) = delete;\n'),
    "member named time": code("auto t = scan.time(0); clock.system(); brand(); strand(x);\n"),
    "outer clock": code("auto t = std::chrono::system_clock::now();", "kiosk/app/clock.cpp"),
    "allowed": {**code("try { f(); } catch (...) { }", "kiosk/http/session.cpp"),
                ALLOW_LIST: "catch_all kiosk/http/session.cpp  # HTTP border\n"},
    "private constructor": code("return std::unique_ptr<Log>(\n    new Log(a));"),
    "seeded test": code("std::mt19937 dice(7);", "tests/unit/a_test.cpp"),
    "reason": code("int x;  // NOLINT(misc-unused-parameters): the port's signature\n"),
}
BAD = {
    "clock": (code("\nauto t = std::chrono::steady_clock::now();"), "a.cpp:2: clock"),
    "time(0)": (code("auto t = time(nullptr);"), "clock"),
    "device": (code("std::random_device d;", "drivers/camera/a.cpp"), "random"),
    "dice": (code("std::mt19937 dice(7);"), "engine"),
    "device in a test": (code("std::random_device d;", "tests/unit/a_test.cpp"), "random"),
    "rand": (code("int x = std::rand();"), "rand"),
    "sleep": (code("std::this_thread::sleep_for(1s);", "kiosk/app/a.cpp"), "sleep"),
    "sprintf": (code("sprintf(b, f);"), "c_string"),
    "atoi": (code("int n = atoi(s);"), "c_number"),
    "system": (code("system(text);"), "shell"),
    "regex": (code("std::regex r(x);"), "regex"),
    "new": (code("auto* a = new Thing(1);"), "new"),
    "delete": (code("delete thing;"), "delete"),
    "delete array": (code("delete[] thing;"), "delete"),
    "catch all": (code("catch (...) {}"), "catch_all"),
    "stale": ({ALLOW_LIST: "new kiosk/core/a.cpp  # was once\n"}, "nothing needs"),
    "todo": (code("// TODO later"), "todo"),
    "nolint": (code("int x;  // NOLINT"), "nolint"),
    "zone": (code("std::chrono::zoned_time z{x};"), "zone"),
    "temporary": (code("mktemp(x);"), "c_file"),
    "detach": (code("worker.detach();"), "detach"),
}

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
