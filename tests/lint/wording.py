# tests/lint/wording.py — no place of one machine and no package registry in any file.
#
# A path or host that works here only would break on the next computer, and the build must take
# nothing from anywhere but the distribution, whose mirror each machine knows by itself.
import re

import rule

REFUSED = [
    (re.compile(r"(?<![\w.}/$)-])/(?:work|root|tmp|home/\w+)/[\w.-]"),
     "an absolute path of one machine"),
    (re.compile(r"\b(?:deb|snapshot|security|ftp)\.debian\.org|\barchive\.ubuntu\.com"
                r"|\bcrates\.io|\bpypi\.org|pythonhosted\.org|\bnpmjs\.(?:com|org)"
                r"|\bproxy\.golang\.org|\bdocker\.io|\bghcr\.io|\bquay\.io"
                r"|\brubygems\.org|\brepo\d?\.maven\b"),
     "the host of a package registry"),
]
EXEMPT = {"LICENSE"}


def check(files):
    findings = []
    for path, text in files.items():
        if path in EXEMPT:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            for pattern, what in REFUSED:
                if hit := pattern.search(line):
                    findings.append(rule.Finding(path, number, f"'{hit[0]}' is {what}"))
    return findings


GOOD = {
    "system paths": {"a.service": "ExecStart=/usr/bin/kioskd --state /var/lib/kioskd\n"},
    "relative": {"a.sh": 'cd "$root/opt/a"; ls build/tmp/x tests/tmp/y\n'},
    "address": {"a.md": "https://example.org/home/ada/x and https://www.debian.org/\n"},
}
BAD = {
    "work folder": ({"a.md": "see /" + "work/main\n"}, "a.md:1"),
    "home": ({"a.cmake": 'set(X "/' + 'home/ada/boost")\n'}, "a.cmake:1"),
    "scratch": ({"a.cpp": '\nopen("/' + 'tmp/x");\n'}, "a.cpp:2"),
    "mirror": ({"dev": "debootstrap bookworm http://deb." + "debian.org/debian\n"}, "registry"),
    "python": ({"a.txt": "--index-url https://pypi." + "org/simple\n"}, "registry"),
}

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
