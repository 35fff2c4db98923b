# tests/lint/cpp_blocks.py — which brackets enclose a place in C++, and which braces are functions.
#
# Works on code whose comments and strings are blanked (rule.without_comments_and_strings). It is
# a reader of our own style, not a C++ parser.
import bisect
import re
from dataclasses import dataclass, field

CLOSERS = {")": "(", "]": "[", "}": "{"}
_TRAILING = re.compile(
    r"([)\]])\s*(?:(?:const|noexcept|override|final|mutable|try)\s*|noexcept\s*\([^()]*\)\s*)*"
    r"(?:->\s*[\w:<>,\s*&]+)?$")
_CONTROL = re.compile(r"\b(?:if|for|while|switch|catch|constexpr|consteval)\s*$")


@dataclass
class Bracket:
    kind: str
    start: int
    end: int = -1
    parent: "Bracket | None" = None
    has_semicolon: bool = False
    is_function: bool = field(default=False)


class Blocks:
    """The brackets of one file."""

    def __init__(self, code):
        self.code = code
        self.brackets = []
        self._read()
        self._starts = [bracket.start for bracket in self.brackets]
        for bracket in self.brackets:
            bracket.is_function = bracket.kind == "{" and self._opens_function(bracket)

    def _read(self):
        top = None
        for position, character in enumerate(self.code):
            if character in "([{":
                top = Bracket(character, position, parent=top)
                self.brackets.append(top)
            elif character in CLOSERS:
                while top and top.kind != CLOSERS[character]:  # unbalanced by the preprocessor
                    top = top.parent
                if top:
                    top.end = position
                    top = top.parent
            elif character == ";" and top:
                top.has_semicolon = True

    def _opens_function(self, bracket):
        before = self.code[max(0, bracket.start - 300):bracket.start]
        match = _TRAILING.search(before)
        if not match:
            return False
        if match[1] == "]":
            return True  # a lambda without parameters
        close = bracket.start - len(before) + match.start()
        opener = next((b for b in self.brackets if b.end == close), None)
        return opener is not None and not _CONTROL.search(self.code[:opener.start][-40:])

    def innermost(self, position):
        """The closest bracket around a position, or None."""
        index = bisect.bisect_left(self._starts, position) - 1
        bracket = self.brackets[index] if index >= 0 else None
        while bracket and bracket.end < position and bracket.end != -1:
            bracket = bracket.parent
        return bracket

    def function_around(self, position):
        bracket = self.innermost(position)
        while bracket and not bracket.is_function:
            bracket = bracket.parent
        return bracket

    def functions(self):
        return [b for b in self.brackets if b.is_function and b.end != -1]
