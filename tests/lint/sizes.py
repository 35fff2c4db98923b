# tests/lint/sizes.py — files, headers, functions and lines stay small enough to be read at once.
#
# Exceptions stand in sizes.allow, one line each with its reason.
import rule
from cpp_blocks import Blocks

ALLOW_LIST = "tests/lint/sizes.allow"
SOURCES = (".cpp", ".hpp", ".py", ".sh", ".js", ".css", ".html", ".cmake", "CMakeLists.txt", ".sql")
PROGRAMS_WITHOUT_SUFFIX = {"dev", ".ci/run"}
FILE_LINES, HEADER_LINES, FUNCTION_LINES, COLUMNS = 300, 150, 50, 100


def oversizes(path, text):
    """Yields (word, line, message) for everything above its limit."""
    lines = text.splitlines()
    limit, kind = (HEADER_LINES, "header") if path.endswith(".hpp") else (FILE_LINES, "file")
    if len(lines) > limit:
        yield kind, limit + 1, f"{kind} of {len(lines)} lines, limit {limit}"
    for number, line in enumerate(lines, start=1):
        if len(line) > COLUMNS:
            yield "line", number, f"line of {len(line)} columns, limit {COLUMNS}"
    if rule.is_cpp(path):
        code = rule.without_comments_and_strings(text)
        for block in Blocks(code).functions():
            length = code.count("\n", block.start, block.end) - 1
            if length > FUNCTION_LINES:
                yield ("function", rule.line_of(code, block.start),
                       f"function body of {length} lines, limit {FUNCTION_LINES}")


def check(files):
    allowed = rule.allowances(files, ALLOW_LIST)
    findings, used = [], set()
    for path, text in files.items():
        if path.startswith("tests/data/"):
            continue
        if not path.endswith(SOURCES) and path not in PROGRAMS_WITHOUT_SUFFIX:
            continue
        for word, line, message in oversizes(path, text):
            if (word, path) in allowed:
                used.add((word, path))
            else:
                findings.append(rule.Finding(path, line, message))
    for entry in allowed.keys() - used:
        findings.append(rule.Finding(ALLOW_LIST, allowed[entry],
                                     f"nothing needs '{entry[0]} {entry[1]}' any more"))
    return findings


def function(lines):
    return "int f() {\n" + "g();\n" * lines + "}\n"


GOOD = {
    "at the limits": {"a.cpp": "x\n" * 300, "a.hpp": "x\n" * 150, "b.cpp": function(50),
                      "dev": "x" * 100 + "\n"},
    "namespace": {"a.cpp": "namespace kiosk {\n" + "int x;\n" * 60 + "}\n"},
    "allowed": {"a.hpp": "x\n" * 151, ALLOW_LIST: "header a.hpp  # one table\n"},
    "data": {"tests/data/a.py": "x\n" * 999},
}
BAD = {
    "file": ({"a.py": "x\n" * 301}, "file of 301 lines"),
    "header": ({"a.hpp": "x\n" * 151}, "header of 151 lines"),
    "function": ({"a.cpp": "\n" + function(51)}, "a.cpp:2: function body of 51"),
    "method": ({"a.cpp": "auto A::f(int a) const noexcept -> std::vector<int> {\n" + "g();\n" * 51
                + "}\n"}, "function body of 51"),
    "line": ({"a.css": "x" * 101}, "line of 101 columns"),
    "stale": ({ALLOW_LIST: "file a.cpp  # was long\n"}, "nothing needs"),
}

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
