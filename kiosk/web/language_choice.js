// kiosk/web/language_choice.js — every language by its own name; drafts say that they are drafts.
import { byId, el } from "./dom.js";
import { chooseLanguage, language, languages, words } from "./i18n.js";

/** Fills the list; again after each change of language. */
export function drawLanguages() {
  const choice = /** @type {HTMLSelectElement} */ (byId("language"));
  choice.setAttribute("aria-label", words("language_label"));
  choice.replaceChildren(...languages().map((one) => el("option", {
    value: one.language, lang: one.language,
    text: one.draft ? `${one.name} (${words("draft")})` : one.name,
  })));
  choice.value = language();
}

/** @param {() => void} redraw  the words are others now */
export function watchLanguages(redraw) {
  const choice = /** @type {HTMLSelectElement} */ (byId("language"));
  choice.addEventListener("change", async () => {
    await chooseLanguage(choice.value);
    redraw();
  });
}
