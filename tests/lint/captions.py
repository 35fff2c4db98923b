# tests/lint/captions.py — every source file says on its first line where it is and what it is.
import re

import rule

COMMENT_OPENERS = {
    ".cpp": "// ", ".hpp": "// ", ".js": "// ", ".css": "/* ",
    ".cmake": "# ", ".py": "# ", ".sh": "# ", "CMakeLists.txt": "# ",
}
PROGRAMS_WITHOUT_SUFFIX = {"dev": "# ", ".ci/run": "# "}


def opener_for(path):
    if path in PROGRAMS_WITHOUT_SUFFIX:
        return PROGRAMS_WITHOUT_SUFFIX[path]
    if path.startswith("tests/data/"):
        return None
    return next((o for suffix, o in COMMENT_OPENERS.items() if path.endswith(suffix)), None)


def check(files):
    findings = []
    for path, text in files.items():
        opener = opener_for(path)
        if opener is None:
            continue
        lines = text.splitlines() or [""]
        number = 1 if lines[0].startswith("#!") and len(lines) > 1 else 0
        wanted = f"{opener}{path} — "
        caption = lines[number]
        if not caption.startswith(wanted) or not re.search(r"\w", caption[len(wanted):]):
            findings.append(rule.Finding(path, number + 1,
                                         f"the caption must read '{wanted}what it is.'"))
    return findings


GOOD = {
    "header": {"kiosk/a.hpp": "// kiosk/a.hpp — a thing.\n"},
    "script": {"dev": "#!/bin/bash\n# dev — the door.\n"},
    "style sheet": {"kiosk/web/a.css": "/* kiosk/web/a.css — colours. */\n"},
    "not a source": {"tests/data/a.py": "x\n", "README.md": "# x\n"},
}
BAD = {
    "no caption": ({"kiosk/a.cpp": "#include <x>\n"}, "kiosk/a.cpp:1"),
    "moved file": ({"kiosk/b.cpp": "// kiosk/a.cpp — a thing.\n"}, "kiosk/b.cpp:1"),
    "says nothing": ({"a.sh": "#!/bin/bash\n# a.sh — .\n"}, "a.sh:2"),
    "empty file": ({"a/CMakeLists.txt": ""}, "a/CMakeLists.txt:1"),
    "hyphen": ({"a.cmake": "# a.cmake - a thing.\n"}, "a.cmake:1"),
}

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
