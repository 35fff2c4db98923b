// kiosk/web/i18n.js — the screens' own words; verdict texts come from the station.

const kWords = {
  en: {
    other_language: "Français",
    go: "GO", check: "CHECK", stop: "STOP", busy: "…",
    search_label: "Scan a ticket, or type a name, e-mail or order code",
    ready: "Ready. Scan a ticket or start typing.",
    found_one: "1 found", found_many: "{n} found", found_more: "{n} and more found",
    none: "No match for “{text}”. Try part of the name, the e-mail or the order code.",
    not_arrived: "Not arrived", inside: "Arrived {time}", left: "Out since {time}",
    pending: "Not paid", expired: "Cancelled", canceled: "Cancelled", blocked: "Blocked",
    check_in: "Check in", check_out: "Check out", back: "Back (Esc)", dismiss: "Done (Esc)",
    entry: "Entry", exit: "Exit",
    no_list_title: "No attendee list yet",
    no_list_text: "Nobody can be checked in before there is a list. Load one on this computer:",
    recent: "Last scans", nobody: "Unknown", nothing_yet: "Nothing scanned yet",
    list_from: "List from {time} · {n} tickets", storage_ok: "Stored safely",
    storage_bad: "Storage problem", storage_once: "One copy only", storage_slow: "Saving…",
    storage_low: "Disk nearly full", backup_bad: "No new backup", clock_bad: "Clock not set",
    storage_bar: "Storage problem: do not admit by this screen. {text}",
    link_lost: "No answer from this device. What you see is old. Reconnecting…",
    old: "old", failed: "Not decided: {text}", no_answer: "No answer yet. Hold; scan again in 3 s.",
    reader: "Reader {id}: {text}", reader_absent: "not connected: plug it in or type",
    counts: "Scans at this desk: {scans} · refused: {refused}", order: "Order {code}",
    exit_allowed: "Exits are never refused",
    required: "required", save_and_check_in: "Save and check in", yes: "Yes",
    answer_wrong: "This answer was not taken. Please check it.",
    override: "Let in…", override_second: "Second supervisor", override_second_pin: "Their PIN",
    override_reason: "Reason", override_submit: "Let in",
    two_supervisors: "Two supervisors let in here. The second one signs too:",
    sign_in: "Sign in", sign_in_name: "Name", sign_in_pin: "PIN", sign_out: "Sign out",
    signed_in: "{name} · {sign_out}", sign_in_wrong: "Name or PIN is wrong.",
    sign_in_nobody: "Nobody can sign in yet. Add somebody on the station itself:",
    questions_first: "Ask the open questions first",
    waiting: "1 more scan: press Esc to see it",
    emergency: "EMERGENCY since {time}. Let everybody out. Who is inside: kioskctl muster",
    zone: "{zone}: {inside} inside", zone_of: "{zone}: {inside} of {capacity}",
    scan: "SCAN", scan_out: "SCAN OUT", show_code: "Show the QR code to the reader",
    out_of_order: "CLOSED", readers_absent: "No reader is connected: plug it in or type",
    nearly_full: "Nearly full", full: "Full", last: "Last:", history: "Last scans", close: "Close",
    sound_on: "Sound on", sound_muted: "Muted", sound_blocked: "Sound blocked: tap to allow",
  },
  fr: {
    other_language: "English",
    go: "PASSEZ", check: "VÉRIF.", stop: "STOP", busy: "…",
    search_label: "Scannez un billet, ou tapez un nom, un e-mail ou une commande",
    ready: "Prêt. Scannez un billet ou commencez à taper.",
    found_one: "1 résultat", found_many: "{n} résultats", found_more: "{n} résultats et plus",
    none: "Aucun résultat pour « {text} ». Essayez une partie du nom, l’e-mail ou la commande.",
    not_arrived: "Pas arrivé", inside: "Arrivé {time}", left: "Sorti depuis {time}",
    pending: "Non payé", expired: "Annulé", canceled: "Annulé", blocked: "Bloqué",
    check_in: "Enregistrer l’entrée", check_out: "Enregistrer la sortie",
    back: "Retour (Échap)", dismiss: "Terminé (Échap)",
    entry: "Entrée", exit: "Sortie",
    no_list_title: "Pas encore de liste",
    no_list_text: "Personne ne peut entrer sans liste. Chargez-en une sur cet ordinateur :",
    recent: "Derniers scans", nobody: "Inconnu", nothing_yet: "Rien de scanné",
    list_from: "Liste de {time} · {n} billets", storage_ok: "Bien enregistré",
    storage_bad: "Problème de stockage", storage_once: "Une seule copie",
    storage_slow: "Enregistrement…", storage_low: "Disque presque plein",
    backup_bad: "Pas de nouvelle sauvegarde", clock_bad: "Horloge non réglée",
    storage_bar: "Problème de stockage : n’admettez personne par cet écran. {text}",
    link_lost: "Pas de réponse de l’appareil. L’affichage est ancien. Reconnexion…",
    old: "ancien", failed: "Pas de décision : {text}",
    no_answer: "Pas de réponse. Patientez ; rescannez dans 3 s.",
    reader: "Lecteur {id} : {text}", reader_absent: "non connecté : branchez-le ou tapez",
    counts: "Scans à ce poste : {scans} · refusés : {refused}", order: "Commande {code}",
    exit_allowed: "Une sortie n’est jamais refusée",
    required: "obligatoire", save_and_check_in: "Enregistrer et admettre", yes: "Oui",
    answer_wrong: "Cette réponse n’a pas été acceptée. Vérifiez-la.",
    override: "Laisser entrer…", override_second: "Deuxième responsable",
    override_second_pin: "Son PIN", override_reason: "Motif", override_submit: "Laisser entrer",
    two_supervisors: "Il faut deux responsables ici. Le deuxième signe aussi :",
    sign_in: "S’identifier", sign_in_name: "Nom", sign_in_pin: "PIN", sign_out: "Quitter",
    signed_in: "{name} · {sign_out}", sign_in_wrong: "Le nom ou le PIN est faux.",
    sign_in_nobody: "Personne ne peut encore s’identifier. Ajoutez quelqu’un sur la station :",
    questions_first: "Poser d’abord les questions ouvertes",
    waiting: "1 autre scan : Échap pour le voir",
    emergency: "URGENCE depuis {time}. Laissez sortir tout le monde. Présents : kioskctl muster",
    zone: "{zone} : {inside} présents", zone_of: "{zone} : {inside} sur {capacity}",
    scan: "SCANNEZ", scan_out: "SORTIE", show_code: "Présentez le code QR au lecteur",
    out_of_order: "FERMÉ", readers_absent: "Aucun lecteur connecté : branchez-le ou tapez",
    nearly_full: "Presque plein", full: "Plein", last: "Derniers :", history: "Derniers scans",
    close: "Fermer", sound_on: "Son actif", sound_muted: "Son coupé",
    sound_blocked: "Son bloqué : touchez pour l’activer",
  },
};

/** Words that one screen alone needs. */
export function addWords(more) {
  for (const name of Object.keys(kWords)) Object.assign(kWords[name], more[name]);
}

const kStored = "language";  // nothing personal

function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(kStored);
  if (asked !== null && asked in kWords) return asked;
  return navigator.language.startsWith("fr") ? "fr" : "en";
}

let current = firstLanguage();

export function language() { return current; }

export function switchLanguage() {
  current = current === "en" ? "fr" : "en";
  localStorage.setItem(kStored, current);
}

/** The words of this key, placeholders filled. */
export function words(key, values = {}) {
  const text = kWords[current][key] ?? kWords.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** One text out of {"en": …, "fr": …}. */
export function local(texts) {
  return texts?.[current] ?? texts?.en ?? "";
}

/** HH:MM, and what is asked for beside, in the event's time zone. */
export function clock(time, timeZone, more = {}) {
  return new Intl.DateTimeFormat(current === "fr" ? "fr-FR" : "en-GB", {
    hour: "2-digit", minute: "2-digit", timeZone: timeZone || undefined, ...more,
  }).format(new Date(time));
}

export function number(value) { return new Intl.NumberFormat(current).format(value); }
