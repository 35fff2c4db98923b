# tests/lint/coroutine_forms.py — only the spellings of co_await that GCC 12.2 compiles correctly.
#
# GCC 12.2 loses the body of `if (co_await f())`, frees temporaries twice in `c ? co_await f() : x`,
# in `co_await f(Aggregate{...})` and in `co_await f([x] {...})`, rejects co_await in a braced list,
# and crashes on a statement expression (KIOSK_TRY) in a coroutine. Name the thing first, then
# await it: `auto x = co_await f(a);`, `co_await f(a);` or `co_return co_await f(a);`.
import re

import rule
from cpp_blocks import Blocks

AWAIT = re.compile(r"\bco_await\b")
COROUTINE = re.compile(r"\bco_(?:await|return|yield)\b")
TRY = re.compile(r"\bKIOSK_TRY\w*\s*\(")
DEFINE = re.compile(r"^[ \t]*#[ \t]*define\b(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
CONDITION = re.compile(r"\b(if|while|switch|for)(?:\s+constexpr)?\s*$")
HEAD = re.compile(r"\s*(?:(?:if(?:\s+constexpr)?|for|while)\s*\(|else\b|case [\w:]+:(?!:))")
MACRO = re.compile(r"\b([A-Z][A-Z0-9_]+)\s*$")
BEFORE = re.compile(
    r"(?:co_return\s*|(?:[\w:<>,*&\s]+?\s)?(?:\[[\w,\s]+\]|[\w.>-]+)\s*=\s*)?")
SUBSCRIPTED = re.compile(r"(?:[\w)\]])\s*$")


def statement_start(code, position):
    """After the ; { or } that ends what comes before this statement."""
    depth = 0
    for index in range(position - 1, -1, -1):
        character = code[index]
        if character in ")]":
            depth += 1
        elif character in "([":
            depth -= 1
        elif depth <= 0 and character in ";{}":
            return index + 1
    return 0


def statement_end(code, position):
    depth = 0
    for index in range(position, len(code)):
        character = code[index]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth < 0:
                return index
        elif character == ";" and depth == 0:
            return index
    return len(code)


def without_heads(before):
    """Drops `if (...)`, `else` and the like before a statement that has no braces."""
    while match := HEAD.match(before):
        if match[0].endswith("("):
            depth, end = 1, match.end()
            while end < len(before) and depth:
                depth += {"(": 1, ")": -1}.get(before[end], 0)
                end += 1
            if depth:
                return before
            before = before[end:]
        else:
            before = before[match.end():]
    return before


def place_problem(blocks, position):
    """What encloses the co_await, up to the block that its statement stands in."""
    code = blocks.code
    bracket = blocks.innermost(position)
    while bracket and not (bracket.kind == "{" and (bracket.is_function or bracket.has_semicolon)):
        before = code[:bracket.start][-60:]
        if bracket.kind == "{":
            return "co_await in a braced list"
        if control := CONDITION.search(before):
            return f"co_await in the head of {control[1]}"
        if macro := MACRO.search(before):
            return f"co_await in the macro {macro[1]}"
        bracket = bracket.parent
        if bracket is None or bracket.kind == "{":
            return "co_await nested in another expression"
    return None


def argument_problem(blocks, start, end):
    """Temporaries inside the awaited call: braces, and lambdas that capture."""
    code = blocks.code
    skip_to = start
    for bracket in (b for b in blocks.brackets if start <= b.start < end):
        if bracket.start < skip_to:
            continue
        if bracket.kind == "[" and not SUBSCRIPTED.search(code[start:bracket.start]):
            if code[bracket.start + 1:bracket.end].strip():
                return "a lambda that captures, inside the awaited call"
        elif bracket.kind == "{":
            if not bracket.is_function:
                return "a braced temporary inside the awaited call"
            skip_to = bracket.end
    return None


def await_problem(blocks, position):
    code = blocks.code
    if problem := place_problem(blocks, position):
        return problem
    start, end = statement_start(code, position), statement_end(code, position)
    before, after = without_heads(code[start:position]), code[position + len("co_await"):end]
    if "?" in re.sub(r"\([^()]*\)", "", before):
        return "co_await in a ternary"
    flat, depth = [], 0
    for character in after:
        depth += character in "([{"
        if depth == 0:
            flat.append(character)
        depth -= character in ")]}"
    if "?" in flat:
        return "co_await in a ternary"
    if AWAIT.search(after) or AWAIT.search(before):
        return "more than one co_await in a statement"
    if not BEFORE.fullmatch(before.strip() + " " if before.strip() else ""):
        return f"'{' '.join(before.split())} co_await' is not one of the three forms"
    return argument_problem(blocks, position, end)


def findings_of(path, text):
    if not COROUTINE.search(text):
        return
    code = rule.without_comments_and_strings(text)
    for definition in DEFINE.finditer(code):
        if COROUTINE.search(definition[0]):
            yield definition.start(), "co_await in a macro definition"
    code = DEFINE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), code)
    blocks = Blocks(code)
    for match in AWAIT.finditer(code):
        if problem := await_problem(blocks, match.start()):
            yield match.start(), f"{problem}: name it first, then await"
    coroutines = {id(blocks.function_around(m.start())) for m in COROUTINE.finditer(code)}
    for match in TRY.finditer(code):
        if id(blocks.function_around(match.start())) in coroutines:
            yield match.start(), "KIOSK_TRY in a coroutine: write the two-line check"


def check(files):
    return [rule.Finding(path, rule.line_of(text, position), message)
            for path, text in files.items() if rule.is_cpp(path)
            for position, message in findings_of(path, text)]


def body(statement):
    return {"kiosk/http/a.cpp": "awaitable<int> f() {\n    int x = 1;\n" + statement + "\n}\n"}


GOOD = {name: body(statement) for name, statement in {
    "declaration": "auto x = co_await f(a, std::string(b));",
    "typed": "const Result<std::vector<int>> x = co_await f(a);",
    "bare": "co_await timer.async_wait(asio::use_awaitable);",
    "return": "co_return co_await f(a);",
    "assignment": "reply.size_ = co_await f(g(a));",
    "after a condition": "if (ready)\n{ co_await f(a); }",
    "without braces": "if (a && f(b)) co_return co_await g();\nelse co_await h();",
    "case": "switch (x) { case Kind::a: co_await f(a); }",
    "in a loop": "for (;;) { auto x = co_await f(a); if (!x) co_return 1; }",
    "free lambda": "co_await f([](int n) { return Point{n}; });",
    "race": "auto first = co_await (f(a) || g(b));",
    "binding": "auto [error, size] = co_await f(as_tuple(use_awaitable));",
    "array": "co_await f(list[i]);",
    "in words": '// if (co_await f())\nlog("c ? co_await f() : x");',
    "try beside a coroutine": "co_return 1; }\nint g() { return KIOSK_TRY(h());",
    "try in a lambda": "auto g = [&]() -> Result<int> { return KIOSK_TRY(h()); };\nco_return;",
}.items()}
BAD = {name: (body(statement), expected) for name, (statement, expected) in {
    "if": ("if (co_await f(a)) g();", "a.cpp:3: co_await in the head of if"),
    "if not": ("if (!co_await f(a)) co_return 1;", "head of if"),
    "if with name": ("if (auto r = co_await f(a); !r) g();", "head of if"),
    "if call": ("if (ok(co_await f(a))) g();", "head of if"),
    "while": ("while (co_await f(a)) {}", "head of while"),
    "switch": ("switch (co_await f(a)) { case 1: g(); }", "head of switch"),
    "ternary": ("auto x = c ? co_await f(a) : 2;", "ternary"),
    "ternary without braces": ("if (a) x = c ? co_await f(a) : 2;", "ternary"),
    "ternary after": ("auto x = co_await f(a) ? 1 : 2;", "ternary"),
    "list": ("std::vector<int> v{co_await f(a)};", "braced list"),
    "list assigned": ("Point p = {1, co_await f(a)};", "braced list"),
    "macro": ("KIOSK_CHECK(co_await f(a), g);", "in the macro KIOSK_CHECK"),
    "aggregate": ("co_await f(Options{.host = h});", "braced temporary"),
    "braces": ("co_await f({h, 1});", "braced temporary"),
    "capture": ("co_await spawn(e, [x] { g(x); }, t);", "lambda that captures"),
    "capture all": ("co_await spawn(e,\n    [&](int n) { g(n); });", "lambda that captures"),
    "argument": ("g(co_await f(a));", "nested"),
    "negated": ("bool no = !co_await f(a);", "three forms"),
    "sum": ("auto n = co_await f(a) + co_await g(b);", "more than one"),
    "try": ("auto n = KIOSK_TRY(g()); co_await f(n);", "KIOSK_TRY in a coroutine"),
    "try void": ("KIOSK_TRY_VOID(g()); co_return 1;", "KIOSK_TRY in a coroutine"),
    "try in a lambda": ("run([]() -> awaitable<int> { co_return KIOSK_TRY(g()); });", "KIOSK_TRY"),
}.items()}
BAD["definition"] = ({"a.hpp": "#define AWAIT(x) \\\n    co_await x\n"}, "macro definition")

if __name__ == "__main__":
    rule.main(check, GOOD, BAD)
