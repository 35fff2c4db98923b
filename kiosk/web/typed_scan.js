// kiosk/web/typed_scan.js — a scanner that types into the page, whatever the keyboard's layout.
//
// A scanner presses the keys of a US keyboard, so the key's place is read (`code`), not what the
// system's layout makes of it. The time between two keys says nothing about who types.

const kSilence = 2_000;  // ms; a code that was cut off is not glued to the next one
const kLongest = 8_192;  // characters, as the station takes them

const kPlaces = {
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|",
  Semicolon: ";:", Quote: "'\"", Backquote: "\x60~", Comma: ",<", Period: ".>", Slash: "/?",
  Space: "  ", NumpadAdd: "++", NumpadSubtract: "--", NumpadMultiply: "**", NumpadDivide: "//",
  NumpadDecimal: "..",
};
const kOverDigits = ")!@#$%^&*(";

/** The character of a US keyboard at this place, or "". Caps Lock is not the scanner's. */
export function characterAt(code, shifted) {
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter) return shifted ? letter[1] : letter[1].toLowerCase();
  const digit = /^(Digit|Numpad)([0-9])$/.exec(code);
  if (digit) return shifted && digit[1] === "Digit" ? kOverDigits[Number(digit[2])] : digit[2];
  return kPlaces[code]?.[shifted ? 1 : 0] ?? "";
}

export class TypedScan {
  /** @param {(code: string) => void} scan  what was typed before Enter or Tab */
  constructor(scan) {
    this.scan = scan;
    this.text = "";
    this.timer = 0;
  }

  /** Whether this key belonged to a code. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") this.forget();
    const ends = ["Enter", "NumpadEnter", "Tab"].includes(event.code);
    if (ends && this.text !== "") {
      const code = this.text;
      this.forget();
      this.scan(code);
      return true;
    }
    const character = characterAt(event.code, event.shiftKey);
    // A first space is the key that puts a verdict away.
    if (character === "" || this.text === "" && character === " ") return false;
    this.text = (this.text + character).slice(0, kLongest);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(), kSilence);
    return true;
  }

  forget() {
    clearTimeout(this.timer);
    this.text = "";
  }
}
