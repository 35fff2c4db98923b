// kiosk/config/engine_settings.cpp — copying, and numbers for names.
#include "kiosk/config/engine_settings.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::config {
namespace {

std::string text_in(const LocalText& text, const std::string& language) {
    const auto found = text.find(language);
    if (found != text.end()) return found->second;
    return text.empty() ? std::string() : text.begin()->second;
}

core::ListSettings list_of(const ListSettings& list) {
    core::ListSettings settings;
    settings.list.id = list.id;
    settings.list.all_products = list.all_products;
    settings.list.include_pending = list.include_pending;
    settings.list.allow_multiple_entries = list.allow_multiple_entries;
    settings.list.allow_entry_after_exit = list.allow_entry_after_exit;
    settings.list.addon_match = list.addon_match;
    if (list.subevent) settings.list.subevent = core::SubeventId{*list.subevent};
    settings.products = list.products;
    settings.rules = list.rules;
    settings.rules_by_name = true;  // an attendee list from a file numbers its products itself
    settings.exit_all_at = list.exit_all_at;
    return settings;
}

core::QuestionSettings question_of(const Config& config, const QuestionSettings& written) {
    core::QuestionSettings settings;
    core::Question& question = settings.question;
    question.id = *question_number(config, written.id);
    question.type = written.type;
    question.required = written.required;
    question.ask_during_checkin = true;
    for (const auto& option : written.options) {
        const auto number = static_cast<std::int64_t>(question.options.size()) + 1;
        question.options.push_back({.id = number, .identifier = option});
    }
    question.limits = written.limits;
    if (!written.only_if.empty()) {
        question.depends_on = question_number(config, written.only_if);
        question.dependency_values = written.only_if_answers;
    }
    settings.products = written.products;
    return settings;
}

}  // namespace

std::optional<core::QuestionId> question_number(const Config& config, std::string_view id) {
    const auto found = std::ranges::find(config.questions, id, &QuestionSettings::id);
    if (found == config.questions.end()) return std::nullopt;
    return core::QuestionId{found - config.questions.begin() + 1};
}

core::VenueSettings venue_settings(const Config& config) {
    core::VenueSettings settings;
    for (const auto& zone : config.zones) settings.zones.push_back(zone.zone);
    for (const auto& station : config.stations) {
        if (!station.zone.empty()) settings.access_points.push_back({station.id, station.zone});
    }
    settings.entitlements = config.entitlements;
    settings.denied = config.denied;
    return settings;
}

core::EngineSettings engine_settings(const Config& config, const ZoneOffsets& zone) {
    core::EngineSettings settings;
    for (const auto& station : config.stations) {
        core::Station& added = settings.stations.emplace_back();
        added.id = station.id;
        added.list = station.list;
        added.direction = station.direction;
        added.when_unstored = station.when_unstored;
        if (station.gate) added.gate = core::GateId{*station.gate};
        added.name = {text_in(station.name, "en"), text_in(station.name, "fr")};
    }
    for (const auto& list : config.lists) settings.lists.push_back(list_of(list));
    for (const auto& question : config.questions) {
        settings.questions.push_back(question_of(config, question));
    }
    settings.same_code_window = config.same_code_window;
    settings.zone = zone;
    settings.times = {
        .from = config.event.starts, .to = config.event.ends, .admission = config.event.admission};
    for (const auto& date : config.subevents) {
        settings.subevent_times[{date.id}] = {
            .from = date.starts, .to = date.ends, .admission = date.admission};
    }
    settings.keys = config.keys.set;
    settings.venue = venue_settings(config);
    return settings;
}

}  // namespace kiosk::config
