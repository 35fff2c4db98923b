// kiosk/wire/wording.cpp — the table and how its placeholders are filled.
#include "kiosk/wire/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/day_words.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/station_names.hpp"

namespace kiosk::wire {
namespace {

using core::Reason;

struct Row {
    Reason reason;
    std::string_view message_en;
    std::string_view message_fr;
    std::string_view next_en;
    std::string_view next_fr;
};

constexpr std::array<Row, core::kReasonCount> kRows{{
    {Reason::ok, "Welcome", "Bienvenue", "{product}", "{product}"},
    {Reason::ok_reentry, "Welcome back", "Bon retour", "Last out {time}", "Dernière sortie {time}"},
    {Reason::ok_exit, "Exit recorded", "Sortie enregistrée", "Inside {minutes} min",
     "Présence : {minutes} min"},
    {Reason::ok_exit_unmatched, "Exit recorded", "Sortie enregistrée", "No entry was seen",
     "Aucune entrée connue"},
    {Reason::misread, "Code not read", "Code illisible", "Scan again", "Rescannez"},
    {Reason::invalid, "Unknown ticket", "Billet inconnu", "→ {desk}", "→ {desk}"},
    {Reason::canceled, "Ticket cancelled", "Billet annulé", "→ {desk}", "→ {desk}"},
    {Reason::blocked, "Ticket blocked", "Billet bloqué", "→ {desk}", "→ {desk}"},
    {Reason::unapproved, "Not approved yet", "Pas encore approuvé", "→ {desk}", "→ {desk}"},
    {Reason::unpaid, "Ticket not paid", "Billet non payé", "→ {desk}", "→ {desk}"},
    {Reason::invalid_time, "Not valid now", "Pas valable maintenant", "Valid {from} to {until}",
     "Valable {from} à {until}"},
    {Reason::product, "Wrong ticket type here", "Type de billet non valable",
     "{product}; go to {desk}", "{product} ; aller à {desk}"},
    {Reason::already_redeemed, "Already scanned", "Déjà scanné", "{time}, {station} → {desk}",
     "{time}, {station} → {desk}"},
    {Reason::already_inside, "Already inside", "Déjà à l’intérieur",
     "Since {time}, {station}, no exit seen; ask the supervisor",
     "Depuis {time}, {station}, sans sortie ; demander au responsable"},
    {Reason::clock_untrusted, "Clock not set", "Horloge non réglée", "Check the date on the ticket",
     "Vérifier la date du billet"},
    {Reason::error, "System error", "Erreur système", "Use the paper list; note {id}",
     "Liste papier ; noter {id}"},
    {Reason::rules, "Rules say no here", "Refusé par les règles", "→ {desk}", "→ {desk}"},
    {Reason::incomplete, "Information needed", "Information requise", "Ask the questions",
     "Poser les questions"},
    {Reason::ambiguous, "Several tickets match", "Plusieurs billets", "Choose one by name",
     "En choisir un par le nom"},
    {Reason::revoked, "Code was replaced", "Code remplacé", "Ask for the newest e-mail",
     "Demander le dernier e-mail"},
    {Reason::not_stored, "Cannot be saved", "Enregistrement impossible",
     "Let out; let in by the paper list only", "Laisser sortir ; entrée par liste papier"},
    {Reason::zone_full, "This area is full", "Zone complète",
     "{zone}: {inside} of {places}; hold the line", "{zone} : {inside} sur {places} ; patientez"},
    {Reason::zone_full_ask, "This area is full", "Zone complète",
     "{zone}: {inside} of {places}; ask the supervisor",
     "{zone} : {inside} sur {places} ; demander au responsable"},
    {Reason::passback, "Already inside", "Déjà à l’intérieur",
     "Since {time}, {station}; call the supervisor",
     "Depuis {time}, {station} ; appeler le responsable"},
    {Reason::route, "Not scanned in today yet", "Pas encore scanné à l’entrée",
     "Scan in first: {zone}", "Scanner d’abord à l’entrée : {zone}"},
    {Reason::wrong_zone, "Not with this ticket", "Pas avec ce billet",
     "{product} leads to {leads_to}; → {desk}", "{product} mène à : {leads_to} ; → {desk}"},
    {Reason::wrong_day, "Not today with this ticket", "Pas aujourd’hui avec ce billet",
     "Valid on {days}", "Valable {days}"},
    {Reason::not_open, "Not open now", "Fermé pour le moment", "Opens at {from}", "Ouvre à {from}"},
    {Reason::denylisted, "Please wait", "Veuillez patienter", "Please see the supervisor",
     "Adressez-vous au responsable"},
    {Reason::second_person, "Second supervisor needed", "Second responsable requis",
     "Call another supervisor", "Appeler un autre responsable"},
    {Reason::ok_override, "Let in by the supervisor", "Admis par le responsable", "{product}",
     "{product}"},
    {Reason::bad_signature, "Code is not genuine", "Code non authentique",
     "Keep the ticket → {desk}", "Garder le billet → {desk}"},
    {Reason::wrong_event, "Ticket for another event", "Autre événement", "→ {desk}", "→ {desk}"},
    {Reason::old_badge, "Older copy of this badge", "Ancien exemplaire du badge",
     "Newer one seen {time}, {station}; keep this one → {desk}",
     "Plus récent vu {time}, {station} ; garder celui-ci → {desk}"},
}};

constexpr bool rows_stand_at_their_number() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows.at(i).reason) != i) return false;
    }
    return true;
}
static_assert(rows_stand_at_their_number());

const Row& row_of(Reason reason) {
    return kRows.at(static_cast<std::size_t>(reason));
}

struct Language {
    std::string_view code;
    bool french;
};
constexpr std::array kLanguages{Language{"en", false}, Language{"fr", true}};

constexpr std::size_t kNotedDigits = 8;  // of the scan's id: enough to find it again on paper

using Values = std::map<std::string_view, std::string, std::less<>>;

// Nothing where a value that the text needs is not known.
std::optional<std::string> filled(std::string_view text, const Values& values) {
    std::string line;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        line += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = text.find('}', open);
        KIOSK_CHECK(close != std::string_view::npos, "every placeholder of the table is closed");
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        if (value == values.end() || value->second.empty()) return std::nullopt;
        line += value->second;
        text.remove_prefix(close + 1);
    }
    return line;
}

// The time of day; with the day before it where that is not today.
std::string when(UtcTime time, UtcTime now, const TimeText& local) {
    if (!local.time_of_day) return {};
    std::string text = local.time_of_day(time);
    if (local.day && local.day(time) != local.day(now)) text = local.day(time) + " " + text;
    return text;
}

std::string desk_of(const core::Outcome& outcome, const ports::StatusView& status,
                    const Language& language) {
    std::string desk;
    if (const auto* station = find_station(status, outcome.station)) {
        desk = text_in(station->send_to, language.code);
    }
    if (desk.empty()) desk = language.french ? "accueil" : "help desk";
    return desk;
}

std::string zones_in(const std::vector<std::string>& ids, const ports::StatusView& status,
                     const Language& language) {
    constexpr std::size_t kNamesMax = 3;  // then an ellipsis; a screen has one line
    if (ids.empty()) return language.french ? "aucune zone" : "no zone";
    std::string names;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i == kNamesMax) return names + " …";
        if (i > 0) names += ", ";
        names += zone_name(status, ids[i], language.code);
    }
    return names;
}

Values values_of(const core::Outcome& outcome, const ports::StatusView& status,
                 const TimeText& local, const Language& language) {
    const UtcTime now = outcome.at.utc;
    Values values;
    values["desk"] = desk_of(outcome, status, language);
    const std::string id = to_text(outcome.id);
    values["id"] = id.substr(id.size() - kNotedDigits);
    if (outcome.holder) values["product"] = outcome.holder->product;
    if (const auto& prior = outcome.decision.prior) {
        values["time"] = when(prior->at, now, local);
        values["station"] = station_name(status, prior->station, language.code);
        const auto inside = std::chrono::floor<std::chrono::minutes>(now - prior->at).count();
        values["minutes"] = std::to_string(std::max<std::int64_t>(inside, 0));
    }
    const auto& decision = outcome.decision;
    values["zone"] = zone_name(status, decision.zone, language.code);
    values["inside"] = std::to_string(decision.inside);
    values["places"] = std::to_string(decision.places);
    values["leads_to"] = zones_in(decision.leads_to, status, language);
    values["days"] = day_words(decision.days, language.french);
    if (decision.valid_from) values["from"] = when(*decision.valid_from, now, local);
    if (decision.valid_until) values["until"] = when(*decision.valid_until, now, local);
    return values;
}

// Where the same reason has more to say, or means something else; else nothing.
std::string_view special_next(const core::Outcome& outcome, bool french) {
    const auto& decision = outcome.decision;
    if (decision.reason == Reason::passback && decision.valid_from) {
        return french ? "Depuis {time}, {station} ; de nouveau à {from}, ou appeler le responsable"
                      : "Since {time}, {station}; again from {from}, or call the supervisor";
    }
    const bool over = decision.valid_until && *decision.valid_until <= outcome.at.utc;
    if (decision.reason == Reason::wrong_day && over) {
        return french ? "Était valable {days}" : "Was valid on {days}";
    }
    return {};
}

// What is said where a value of the table's own text is missing.
std::string_view next_without_values(const core::Outcome& outcome, bool french) {
    const auto& decision = outcome.decision;
    switch (decision.verdict()) {
        case core::Verdict::go: return "";
        case core::Verdict::check:
        case core::Verdict::stop: break;
    }
    if (decision.reason == Reason::invalid_time && decision.valid_from) {
        return french ? "Valable à partir de {from}" : "Valid from {from}";
    }
    if (decision.reason == Reason::invalid_time && decision.valid_until) {
        return french ? "Valable jusqu’à {until}" : "Valid until {until}";
    }
    if (decision.reason == Reason::old_badge) {
        return french ? "Un plus récent existe ; garder celui-ci → {desk}"
                      : "A newer one was printed; keep this one → {desk}";
    }
    return "→ {desk}";
}

// What would have to be true, where a rule says no.
std::string joined(const std::vector<std::string>& sentences, bool french) {
    std::string text;
    for (const auto& sentence : sentences) {
        if (!text.empty()) text += french ? " ; " : "; ";
        text += sentence;
    }
    return text;
}

// Only a desk has the time and the keys to ask; a gate sends there.
std::string questions_step(const core::Outcome& outcome, const ports::StatusView& status,
                           const Values& values, bool french) {
    const auto* station = find_station(status, outcome.station);
    if (station == nullptr || station->profile != "desk") return *filled("→ {desk}", values);
    const auto count = outcome.decision.open_questions.size();
    const std::string many = count == 1 ? "" : "s";
    return (french ? "Poser " : "Ask ") + std::to_string(count) + " question" + many;
}

std::string next_of(const core::Outcome& outcome, const Values& values, bool french) {
    const Row& row = row_of(outcome.decision.reason);
    std::string_view text = special_next(outcome, french);
    if (text.empty()) text = french ? row.next_fr : row.next_en;
    auto line = filled(text, values);
    if (!line) line = filled(next_without_values(outcome, french), values);
    std::string next = std::move(line).value_or("");
    // An exit is never refused, but staff should know why the list would have.
    if (const auto objection = outcome.decision.list_objection) {
        const Row& other = row_of(*objection);
        if (!next.empty()) next += " · ";
        next += french ? "Liste : " : "List: ";
        next += french ? other.message_fr : other.message_en;
    }
    // What was let pass is told, except that somebody is on the deny list: they may be reading.
    const auto noted = outcome.decision.set_aside;
    if (noted && *noted != Reason::denylisted) {
        const Row& other = row_of(*noted);
        if (!next.empty()) next += " · ";
        next += french ? "Noté : " : "Noted: ";
        next += french ? other.message_fr : other.message_en;
    }
    return next;
}

}  // namespace

ports::LocalText message_of(Reason reason) {
    const Row& row = row_of(reason);
    return {{"en", std::string(row.message_en)}, {"fr", std::string(row.message_fr)}};
}

Wording wording_of(const core::Outcome& outcome, const ports::StatusView& status,
                   const TimeText& time_text) {
    Wording wording{message_of(outcome.decision.reason), {}};
    if (!outcome.rule_words.english.empty()) {
        wording.message = {{"en", joined(outcome.rule_words.english, false)},
                           {"fr", joined(outcome.rule_words.french, true)}};
    }
    for (const auto& language : kLanguages) {
        const Values values = values_of(outcome, status, time_text, language);
        wording.next[std::string(language.code)] =
            outcome.decision.reason == Reason::incomplete
                ? questions_step(outcome, status, values, language.french)
                : next_of(outcome, values, language.french);
    }
    return wording;
}

}  // namespace kiosk::wire
