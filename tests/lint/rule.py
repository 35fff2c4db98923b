# tests/lint/rule.py — what every lint shares: the tree's files, C++ without comments, the report.
#
# A lint is a function check(files) -> [Finding]. Its own samples say what it must refuse and what
# it must let pass; `--self-test` proves both, so that a lint that sees nothing cannot stay green.
import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def tree_files(root):
    """Reads every text file that git tracks or would track, as {path: text}."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached",
         "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    else:  # a source archive without .git
        paths = [path.relative_to(root) for path in Path(root).rglob("*")
                 if path.relative_to(root).parts[0] not in ("build", ".git")]
    files = {}
    for path in sorted(paths):
        try:
            files[path.as_posix()] = (Path(root) / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, IsADirectoryError, FileNotFoundError):
            pass  # pictures and other binary samples, or a file removed but not yet committed
    return files


def is_cpp(path):
    return path.endswith((".cpp", ".hpp"))


_CPP_TOKEN = re.compile(
    r"""//[^\n]*(?:\\\n[^\n]*)*"""                # line comment
    r"""|/\*.*?\*/"""                               # block comment
    r"""|(?:u8|[uUL])?R"([^\s()\\]{0,16})\(.*?\)\1\""""  # raw string
    r"""|"(?:[^"\\\n]|\\.)*\""""                    # string
    r"""|(?<![0-9A-Za-z_])'(?:[^'\\\n]|\\.)+'""",   # character; 1'000 is a number
    re.DOTALL | re.VERBOSE)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(code):
    """Blanks comments; keeps strings, line numbers and columns."""
    return _CPP_TOKEN.sub(
        lambda m: _blank(m[0]) if m[0].startswith(("//", "/*")) else m[0], code)


def without_comments_and_strings(code):
    """Blanks comments and the inside of strings; keeps line numbers and columns."""
    def replace(match):
        text = match[0]
        if text.startswith(("//", "/*")):
            return _blank(text)
        return text[0] + _blank(text[1:-1]) + text[-1]
    return _CPP_TOKEN.sub(replace, code)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def allowances(files, path):
    """Reads an allow list of lines `word path  # reason` as {(word, path): line number}."""
    found = {}
    for number, line in enumerate(files.get(path, "").splitlines(), start=1):
        entry, _, reason = line.partition("#")
        if not entry.strip():
            continue
        word, allowed_path = entry.split()
        if not reason.strip():
            sys.exit(f"{path}:{number}: an allowance needs its reason after '#'")
        found[(word, allowed_path)] = number
    return found


def _self_test(check, good, bad):
    failures = []
    for name, sample in good.items():
        failures += [f"good sample '{name}' is refused: {f}" for f in check(sample)]
    for name, (sample, expected) in bad.items():
        messages = [str(finding) for finding in check(sample)]
        if not any(expected in message for message in messages):
            failures.append(f"bad sample '{name}': wanted '{expected}', got {messages}")
    if not good or not bad:
        failures.append("a lint needs good and bad samples")
    print("\n".join(failures) or f"{len(good)} good and {len(bad)} bad samples told apart")
    return 1 if failures else 0


def main(check, good, bad):
    """Runs a lint over the tree, or over its own samples with --self-test."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        sys.exit(_self_test(check, good, bad))
    files = tree_files(arguments.root)
    findings = check(files)
    for finding in findings:
        print(finding)
    print(f"{len(files)} files read, {len(findings)} findings")
    sys.exit(1 if findings else 0)
