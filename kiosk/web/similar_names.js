// kiosk/web/similar_names.js — who is called like that already: said while it is typed.
import { get } from "./api.js";
import { counted } from "./i18n.js";

const kPause = 200;  // ms after the last letter
const kShown = 3;
const kLettersMin = 2;  // as the station asks for

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} line  where it is said
 * @returns {() => void} stops it
 */
export function showSimilar(input, line) {
  let timer = 0;
  const look = async () => {
    const text = input.value.trim();
    if (Array.from(text).length < kLettersMin) {
      line.textContent = "";
      return;
    }
    const page = await get("/api/v1/attendees", { search: text, limit: "20" })
      .catch(() => ({ items: [] }));
    if (input.value.trim() !== text) return;  // an older question
    const names = page.items.filter((one) => one.match === "name")
      .map((one) => (one.product ? `${one.display_name} (${one.product})` : one.display_name));
    const more = names.length > kShown ? " …" : "";
    line.textContent = names.length === 0 ? ""
      : counted("walk_in_similar", names.length,
        { names: names.slice(0, kShown).join(", ") + more });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, kPause);
  };
  input.addEventListener("input", later);
  later();
  return () => clearTimeout(timer);
}
