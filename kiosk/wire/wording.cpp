// kiosk/wire/wording.cpp — how the placeholders of the table are filled.
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
#include "kiosk/wire/wording_table.hpp"

namespace kiosk::wire {
namespace {

using core::Reason;

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

bool is_another_day(UtcTime time, UtcTime now, const TimeText& local) {
    return local.day && local.day(time) != local.day(now);
}

// The time of day; with the day before it where that is not today.
std::string when(UtcTime time, UtcTime now, const TimeText& local, bool french) {
    if (!local.time_of_day) return {};
    std::string text = local.time_of_day(time);
    if (is_another_day(time, now, local)) text = day_word(local.day(time), french) + " " + text;
    return text;
}

// The same as part of a sentence: "at 08:30", "le mer. 10 mars à 08:30".
std::string at_when(UtcTime time, UtcTime now, const TimeText& local, bool french) {
    if (!local.time_of_day) return {};
    const std::string clock = (french ? "à " : "at ") + local.time_of_day(time);
    if (!is_another_day(time, now, local)) return clock;
    return (french ? "le " : "") + day_word(local.day(time), french) + " " + clock;
}

std::string stay_words(UtcTime since, UtcTime now) {
    using namespace std::chrono_literals;
    const auto inside = std::max(std::chrono::floor<std::chrono::minutes>(now - since), 0min);
    const std::string minutes = std::to_string(inside % 1h / 1min) + " min";
    return inside < 1h ? minutes : std::to_string(inside / 1h) + " h " + minutes;
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
        values["time"] = when(prior->at, now, local, language.french);
        values["station"] = station_name(status, prior->station, language.code);
        values["stay"] = stay_words(prior->at, now);
    }
    const auto& decision = outcome.decision;
    values["zone"] = zone_name(status, decision.zone, language.code);
    values["inside"] = std::to_string(decision.inside);
    values["places"] = std::to_string(decision.places);
    values["leads_to"] = zones_in(decision.leads_to, status, language);
    values["days"] = day_words(decision.days, language.french);
    if (const auto& from = decision.valid_from) {
        values["from"] = when(*from, now, local, language.french);
        values["at_from"] = at_when(*from, now, local, language.french);
        if (local.day) values["date"] = day_words(std::array{local.day(*from)}, language.french);
    }
    if (decision.valid_until) {
        values["until"] = when(*decision.valid_until, now, local, language.french);
    }
    return values;
}

// Where the same reason means something else; else nothing.
std::string_view special_message(const core::Outcome& outcome, Reason reason, bool french) {
    if (reason == Reason::product && outcome.decision.other_date) {
        return french ? "Billet pour une autre date" : "Ticket for another date";
    }
    if (reason == Reason::revoked && outcome.by_badge) {
        return french ? "Badge remplacé" : "Badge was replaced";
    }
    // Timed: the holder may have left since.
    if (reason == Reason::passback && outcome.decision.valid_from) {
        return french ? "Trop tôt pour revenir" : "Too soon to come in again";
    }
    return {};
}

std::string message_for(const core::Outcome& outcome, Reason reason, bool french) {
    const std::string_view special = special_message(outcome, reason, french);
    if (!special.empty()) return std::string(special);
    const WordingRow& row = wording_row(reason);
    return std::string(french ? row.message_fr : row.message_en);
}

// Where the same reason has more to say, or means something else; else nothing.
std::string_view special_next(const core::Outcome& outcome, bool french) {
    const auto& decision = outcome.decision;
    if (decision.reason == Reason::passback && decision.valid_from) {
        return french ? "Entrée {time}, {station} ; de nouveau {at_from}, ou appeler le responsable"
                      : "Came in {time}, {station}; again from {from}, or call the supervisor";
    }
    if (decision.reason == Reason::product && decision.other_date) {
        return french ? "Valable {date} → {desk}" : "Valid on {date} → {desk}";
    }
    if (decision.reason == Reason::revoked && outcome.by_badge) return "→ {desk}";
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

void add_step(std::string& next, std::string_view step) {
    if (!next.empty()) next += " · ";
    next += step;
}

std::string next_of(const core::Outcome& outcome, const Values& values, bool french) {
    const WordingRow& row = wording_row(outcome.decision.reason);
    std::string_view text = special_next(outcome, french);
    if (text.empty()) text = french ? row.next_fr : row.next_en;
    auto line = filled(text, values);
    if (!line) line = filled(next_without_values(outcome, french), values);
    std::string next;
    const bool enters = outcome.direction == core::Direction::entry &&
                        outcome.decision.verdict() == core::Verdict::go;
    if (enters && outcome.holder && outcome.holder->compare_photo) {
        next = french ? "Comparer la photo au visage" : "Compare the photo with the face";
    }
    if (line && !line->empty()) add_step(next, *line);
    // An exit is never refused, but staff should know why the list would have.
    if (const auto objection = outcome.decision.list_objection) {
        add_step(next, (french ? "Liste : " : "List: ") + message_for(outcome, *objection, french));
    }
    // What was let pass is told, except that somebody is on the deny list: they may be reading.
    const auto noted = outcome.decision.set_aside;
    if (noted && *noted != Reason::denylisted) {
        add_step(next, (french ? "Noté : " : "Noted: ") + message_for(outcome, *noted, french));
    }
    return next;
}

}  // namespace

ports::LocalText message_of(Reason reason) {
    const WordingRow& row = wording_row(reason);
    return {{"en", std::string(row.message_en)}, {"fr", std::string(row.message_fr)}};
}

Wording wording_of(const core::Outcome& outcome, const ports::StatusView& status,
                   const TimeText& time_text) {
    const Reason reason = outcome.decision.reason;
    Wording wording{
        {{"en", message_for(outcome, reason, false)}, {"fr", message_for(outcome, reason, true)}},
        {}};
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
