// tests/js/typed_scan.test.js — what a scanner types, under keyboards of many countries.
import assert from "node:assert/strict";
import { test } from "node:test";

import { TypedScan, characterAt } from "../../kiosk/web/typed_scan.js";

// What a US scanner presses for a character: the key's place, and whether Shift is held.
const kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const kOthers = {
  "-": ["Minus", false], "_": ["Minus", true], "=": ["Equal", false], "+": ["Equal", true],
  ".": ["Period", false], "/": ["Slash", false], "?": ["Slash", true], ":": ["Semicolon", true],
  "@": ["Digit2", true], "&": ["Digit7", true], "%": ["Digit5", true], "#": ["Digit3", true],
};

function keyOf(character) {
  if (kUpper.includes(character)) return [`Key${character}`, true];
  if (/[a-z]/.test(character)) return [`Key${character.toUpperCase()}`, false];
  if (/[0-9]/.test(character)) return [`Digit${character}`, false];
  return kOthers[character];
}

// `key` is what the system's layout makes of it: never looked at.
function type(scan, text, end = "Enter", key = "ش") {
  for (const character of text) {
    const [code, shiftKey] = keyOf(character);
    scan.key({ code, shiftKey, key });
  }
  return scan.key({ code: end, shiftKey: false, key: end });
}

function reader() {
  const codes = [];
  return { codes, scan: new TypedScan((code) => codes.push(code)) };
}

test("every character of a code is read by the place of its key", () => {
  const { codes, scan } = reader();
  const code = "https://x.example/T?c=AbZ9-_.+@&%#0";
  type(scan, code);
  assert.deepEqual(codes, [code]);
});

test("Tab and the number pad's Enter end a code like Enter", () => {
  const { codes, scan } = reader();
  for (const end of ["Enter", "NumpadEnter", "Tab"]) type(scan, "abc123", end);
  assert.deepEqual(codes, ["abc123", "abc123", "abc123"]);
});

test("an Enter on its own belongs to the page", () => {
  const { codes, scan } = reader();
  assert.equal(scan.key({ code: "Enter", shiftKey: false, key: "Enter" }), false);
  assert.deepEqual(codes, []);
});

test("a first blank puts a verdict away; within a code it is a character", () => {
  const { codes, scan } = reader();
  assert.equal(scan.key({ code: "Space", shiftKey: false, key: " " }), false);
  scan.key({ code: "KeyA", shiftKey: false, key: "a" });
  assert.equal(scan.key({ code: "Space", shiftKey: false, key: " " }), true);
  type(scan, "b");
  assert.deepEqual(codes, ["a b"]);
});

test("Ctrl, Alt and Meta are the browser's and the screen's", () => {
  const { codes, scan } = reader();
  for (const held of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(scan.key({ code: "KeyN", shiftKey: false, key: "n", [held]: true }), false);
  }
  type(scan, "x");
  assert.deepEqual(codes, ["x"]);
});

test("half a code is not glued to the next one, two seconds later", (context) => {
  const { setTimeout } = globalThis;
  context.after(() => { globalThis.setTimeout = setTimeout; });
  const due = [];
  globalThis.setTimeout = (call, after) => due.push({ call, after });
  const { codes, scan } = reader();
  scan.key({ code: "KeyA", shiftKey: false, key: "a" });
  assert.equal(due.at(-1).after, 2_000);
  due.at(-1).call();
  type(scan, "next");
  assert.deepEqual(codes, ["next"]);
});

test("8,192 characters are read, what comes beyond is not", () => {
  const { codes, scan } = reader();
  type(scan, "a".repeat(8_191) + "bc");
  assert.equal(codes[0], "a".repeat(8_191) + "b");
});

test("Caps Lock, dead keys and keys without a character are no part of a code", () => {
  for (const code of ["CapsLock", "Dead", "F9", "ArrowUp", "Unidentified", ""]) {
    assert.equal(characterAt(code, false), "", code);
  }
});
