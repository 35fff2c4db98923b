// kiosk/web/kiosk_keyboard.js — keys on the screen, in the letters of the visitor's language.
import { el } from "./dom.js";
import { language, words } from "./i18n.js";

// Order codes are Latin everywhere; names are written as people write them.
const kLetters = {
  fr: ["azertyuiop", "qsdfghjklm", "wxcvbnéèçâ-’"],
  ar: ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظذأإآ"],
  pt: ["qwertyuiop", "asdfghjklç", "zxcvbnmãéáõ-"],
};
const kLatin = ["qwertyuiop", "asdfghjkl", "zxcvbnm-'"];
const kDigits = "1234567890";

function rowsFor(input) {
  if (input.dataset.letters === "latin") return [kDigits, ...kLatin];
  return kLetters[language()] ?? kLatin;
}

function key(label, press) {
  const made = el("button", { type: "button", text: label });
  made.addEventListener("click", press);
  return made;
}

/**
 * A keyboard that writes into the field which had the focus last.
 * @param {HTMLInputElement[]} inputs
 * @returns {HTMLElement}
 */
export function keyboardFor(inputs) {
  let target = inputs[0];
  const keys = el("div", { class: "keys", role: "group" });
  const write = (text) => {
    target.setRangeText(text, target.selectionStart ?? target.value.length,
      target.selectionEnd ?? target.value.length, "end");
  };
  const erase = () => {
    const end = target.selectionEnd ?? target.value.length;
    const start = Math.min(target.selectionStart ?? end, end);
    target.setRangeText("", start === end ? Math.max(start - 1, 0) : start, end, "end");
  };
  const draw = () => {
    keys.setAttribute("aria-label", words("kiosk_keyboard"));
    keys.replaceChildren(
      ...rowsFor(target).map((row) => el("div", { dir: "ltr" },
        [...row].map((letter) => key(letter, () => write(letter))))),
      el("div", {}, [key(words("kiosk_space"), () => write(" ")),
        key(words("kiosk_delete"), erase)]));
  };
  for (const input of inputs) {
    input.addEventListener("focus", () => {
      if (target === input) return;
      target = input;
      draw();
    });
  }
  draw();
  return keys;
}
