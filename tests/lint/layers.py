# tests/lint/layers.py — includes point down only, never in a circle, and libraries stay at home.
#
# The tables below are the architecture; a change here is a decision, not a repair.
import re

import rule

PURE = {"base", "core"}
LOWER = {"base", "core", "ports"}
ADAPTERS = {"crypto", "locale", "search", "imports", "config", "storage", "wire", "cases",
            "pretix", "sheets", "qr"}

# room -> the rooms of kiosk/ it may include beside itself. Rooms of one row do not know each other.
ROOMS = {
    "base": set(),
    "core": {"base"},
    "ports": {"base", "core"},
    "json": {"base"},
    "words": {"base", "json"},  # the language packs
    **{room: LOWER | {"json", "words"} for room in ADAPTERS},
    "pretix": {"base", "core", "json"},  # the ticket shop's API as values; pure
    "cases": LOWER | {"json", "pretix"},  # the same objects from files
    "replay": LOWER | ADAPTERS,  # the journal once more: lists, answers and records together
    "login": LOWER | ADAPTERS,  # credentials in files, names folded, PINs hashed
    "web": {"base"},  # pages and scripts as bytes
    "drivers": LOWER,
    "http": LOWER | ADAPTERS,
    "api": LOWER | ADAPTERS | {"http", "web", "words"},
    "sync": LOWER | ADAPTERS,
    "demo": LOWER | ADAPTERS | {"drivers"},
    "cli": LOWER | ADAPTERS | {"drivers", "replay", "words"},
    "app": LOWER | ADAPTERS | {"drivers", "http", "api", "login", "replay", "web", "sync"},
    "hub": LOWER | ADAPTERS | {"http", "api", "web"},
}
# Where a row may not see the whole of what lies below.
REFUSED_PAIRS = {
    ("http", "storage"), ("api", "storage"), ("sync", "storage"), ("hub", "storage"),
}
# A reader turns bytes into a scan; it knows no ticket, list or decision.
CORE_FOR_DRIVERS = {"kiosk/core/scan.hpp", "kiosk/core/ids.hpp"}

# library header -> the rooms that may include it
LIBRARIES = [
    (r"boost/beast", {"http", "cli"}),
    (r"boost/json", {"json", "words", "wire", "pretix", "cases", "api", "cli"}),
    (r"boost/crc\.hpp", {"storage"}),  # arithmetic, no I/O
    (r"boost/", {"drivers", "json", "words", "wire", "pretix", "cases", "http", "api",
                 "sync", "cli", "app", "hub"}),
    (r"sqlite3\.h", {"storage"}),
    (r"libpq|pqxx", {"hub"}),
    (r"sodium", {"crypto", "storage", "app"}),
    (r"openssl/", {"crypto", "http", "sync"}),
    (r"unicode/", {"locale", "search", "imports", "demo", "words"}),
    (r"date/", {"locale"}),
    (r"toml", {"config", "app", "cli"}),
    (r"CLI/", {"app", "cli", "demo", "hub"}),
    (r"ZXing/", {"drivers", "demo", "qr"}),
    (r"png\.h|turbojpeg\.h|webp/|libusb", {"drivers", "demo"}),
    (r"systemd/", {"app", "hub"}),
    (r"curl/", {"cli", "sync"}),
    (r"xlsxwriter", {"sheets"}),
    (r"spdlog/", {"drivers", "app", "cli", "hub", "storage", "sync"}),
]
# Standard headers that bring I/O, clocks, threads or chance into the pure rooms; the last line
# is what GCC 12 does not have.
IMPURE = {
    "iostream", "fstream", "filesystem", "cstdio", "ctime", "random", "thread", "mutex", "atomic",
    "shared_mutex", "condition_variable", "future", "semaphore", "latch", "barrier", "stop_token",
}
IMPURE_EXCEPTIONS = {("kiosk/base/check.cpp", "cstdio")}  # the last words before an abort
MISSING_IN_GCC_12 = {"format", "print", "flat_map", "flat_set", "generator", "mdspan", "stacktrace"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def room_of(path):
    parts = path.split("/")
    if parts[0] == "kiosk" and len(parts) > 2:
        return parts[1]
    return "drivers" if parts[0] == "drivers" else None


def includes_of(path, text):
    """Yields (line, quote, header) of each include."""
    for match in INCLUDE.finditer(rule.without_comments(text)):
        yield rule.line_of(text, match.start()), match[1], match[2]


def own_include_problem(path, header):
    room, target = room_of(path), room_of(header)
    if header.startswith("tests/"):
        return "product code does not include tests"
    if target is None:
        return f'"{header}" is not a path from the top of the tree'
    if room == "drivers" and target == "drivers":
        device, other = path.split("/")[1], header.split("/")[1]
        known = {device, "common"} if device != "common" else {"common"}
        if path.startswith("drivers/registry.") or other in known:
            return None
        return f"driver {device} does not know driver {other}"
    if room == "drivers" and target == "core" and header not in CORE_FOR_DRIVERS:
        return f"a driver knows only {', '.join(sorted(CORE_FOR_DRIVERS))} of core"
    if target == room:
        return None
    if target not in ROOMS[room] or (room, target) in REFUSED_PAIRS:
        return f"{room} does not include {target}"
    return None


def library_problem(path, header):
    room = room_of(path)
    if header in MISSING_IN_GCC_12:
        return f"GCC 12 has no <{header}>"
    if room in PURE and header in IMPURE and (path, header) not in IMPURE_EXCEPTIONS:
        return f"{room} is pure: no <{header}>"
    if room in LOWER and not re.fullmatch(r"[a-z_0-9]+", header):
        return f"{room} uses the standard library only, not <{header}>"
    for pattern, homes in LIBRARIES:
        if re.match(pattern, header):
            return None if room in homes else f"{room} does not use <{header}>"
    return None


def circle_findings(graph):
    """Depth-first search for an include that leads back to a file still being read."""
    findings, done = [], set()

    def visit(path, trail):
        if path in trail:
            circle = trail[trail.index(path):] + [path]
            findings.append(rule.Finding(path, 1, "includes go in a circle: " + " > ".join(circle)))
            return
        if path in done:
            return
        for target in graph.get(path, []):
            visit(target, trail + [path])
        done.add(path)

    for path in graph:
        visit(path, [])
    return findings


def check(files):
    findings, graph = [], {}
    for path, text in files.items():
        room = room_of(path)
        if not rule.is_cpp(path) or room is None:
            continue
        if room not in ROOMS:
            findings.append(rule.Finding(path, 1, f"room '{room}' has no row in layers.py"))
            continue
        graph[path] = []
        for line, quote, header in includes_of(path, text):
            if quote == '"':
                graph[path].append(header)
                problem = own_include_problem(path, header)
            else:
                problem = library_problem(path, header)
            if problem:
                findings.append(rule.Finding(path, line, problem))
    return findings + circle_findings(graph)


def one(path, *includes):
    return {path: "".join(f"#include {header}\n" for header in includes)}


GOOD = {
    "core on base": one("kiosk/core/a.cpp", '"kiosk/base/result.hpp"', "<vector>"),
    "program on all": one("kiosk/app/a.cpp", '"kiosk/storage/a.hpp"', "<boost/asio/post.hpp>"),
    "driver": one("drivers/camera/a.cpp", '"kiosk/core/scan.hpp"', '"drivers/common/a.hpp"'),
    "comment": {"kiosk/base/a.cpp": '/*\n#include "kiosk/app/a.hpp"\n*/\n'},
    "tests are free": one("tests/unit/a.cpp", '"kiosk/app/a.hpp"', "<random>"),
}
BAD = {
    "up": (one("kiosk/base/a.cpp", "<span>", '"kiosk/core/a.hpp"'), "a.cpp:2: base does not"),
    "sideways": (one("kiosk/wire/a.cpp", '"kiosk/storage/a.hpp"'), "wire does not include"),
    "http on storage": (one("kiosk/http/a.cpp", '"kiosk/storage/a.hpp"'), "http does not include"),
    "driver on driver": (one("drivers/camera/a.cpp", '"drivers/common/a.hpp"',
                             '"drivers/gpio_relay/b.hpp"'), "does not know driver gpio_relay"),
    "driver decides": (one("drivers/camera/a.cpp", '"kiosk/core/decision.hpp"'), "a driver knows"),
    "thread in core": (one("kiosk/core/a.cpp", "<thread>"), "core is pure"),
    "boost in ports": (one("kiosk/ports/a.hpp", "<boost/asio.hpp>"), "standard library only"),
    "SQL in api": (one("kiosk/api/a.cpp", "<sqlite3.h>"), "api does not use"),
    "Beast in app": (one("kiosk/app/a.cpp", "<boost/beast/http.hpp>"), "app does not use"),
    "format": (one("kiosk/app/a.cpp", "<format>"), "GCC 12 has no"),
    "tests in product": (one("kiosk/app/a.cpp", '"tests/fakes/a.hpp"'), "does not include tests"),
    "relative": (one("kiosk/app/a.cpp", '"a.hpp"'), "not a path from the top"),
    "new room": (one("kiosk/util/a.hpp"), "no row"),
    "circle": ({**one("kiosk/core/a.hpp", '"kiosk/core/b.hpp"'),
                **one("kiosk/core/b.hpp", '"kiosk/core/a.hpp"')}, "circle"),
}

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
