// kiosk/web/i18n.js — the screen's words, out of the language pack that the station sends.
//
// The packs are kiosk/words/packs/*.json, one file a language; verdict texts come filled from the
// station, in all languages at once.

const kStored = "language";  // what a person chose here; nothing personal
const kFirst = "en";         // has every word

/** What one screen needs of a pack: {language, locale, direction, languages, words}. */
let pack = { language: kFirst, locale: kFirst, direction: "ltr", languages: [], words: {} };
let plurals = new Intl.PluralRules(kFirst);
let chosen = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(kStored);

async function load(language) {
  const answer = await fetch(`/i18n/${language}/${document.body.dataset.screen}.json`);
  if (!answer.ok) return false;  // there is no such pack
  pack = await answer.json();
  plurals = new Intl.PluralRules(pack.language);
  document.documentElement.lang = pack.language;
  document.documentElement.dir = pack.direction;
  return true;
}

// The first of these that the station has a pack of.
async function loadFirst(languages) {
  for (const language of languages) {
    if (await load(language).catch(() => false)) return;
  }
}

function isPlain(language) { return /^[A-Za-z][A-Za-z0-9-]{0,34}$/.test(language); }

export function language() { return pack.language; }

/** @returns {{language: string, name: string, draft: boolean}[]} */
export function languages() { return pack.languages; }

/** A person chose a language; it stays for this browser unless `keep` says no. */
export async function chooseLanguage(name, keep = true) {
  chosen = name;
  if (keep) localStorage.setItem(kStored, name);
  await load(name);
}

/** The station's own language, where no person has chosen. True if the words are others now. */
export async function preferLanguage(name) {
  if (chosen !== null || !name || name === pack.language) return false;
  return load(name);
}

/** The next person has not chosen anything. */
export async function forgetChoice(name) {
  chosen = null;
  localStorage.removeItem(kStored);
  const next = name || kFirst;
  if (next !== pack.language) await load(next);
}

// Among letters that run from right to left each value keeps its own direction.
function isolated(value) {
  return pack.direction === "rtl" ? `\u2068${value}\u2069` : value;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => isolated(String(values[name] ?? "")));
}

/** The words of this key, placeholders filled. */
export function words(key, values = {}) {
  return fill(String(pack.words[key] ?? key), values);
}

/** The words for this many; {n} is the count. */
export function counted(key, count, values = {}) {
  const forms = pack.words[key] ?? {};
  return fill(forms[plurals.select(count)] ?? forms.other ?? key, { ...values, n: number(count) });
}

/** One text out of {"en": …, "fr": …}. */
export function local(texts) {
  return texts?.[pack.language] ?? texts?.[kFirst] ?? "";
}

/** The language that `local` would give these texts in. */
export function languageOf(texts) {
  return texts && !(pack.language in texts) && kFirst in texts ? kFirst : pack.language;
}

/** HH:MM, and what is asked for beside, in the event's time zone. */
export function clock(time, timeZone, more = {}) {
  return new Intl.DateTimeFormat(pack.locale, {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timeZone || undefined, ...more,
  }).format(new Date(time));
}

export function number(value) { return new Intl.NumberFormat(pack.locale).format(value); }

// Before anything else runs: no screen draws without words.
await loadFirst([...new Set([chosen, ...navigator.languages.map((one) => one.split("-")[0]),
  kFirst])].filter((one) => one !== null && isPlain(one)));
