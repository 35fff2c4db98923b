// kiosk/cli/supervisor_words.cpp — options of muster, emergency, forgive, override, undo, walkin,
// alerts.
#include "kiosk/cli/supervisor_words.hpp"

#include <utility>

#include <CLI/CLI.hpp>

namespace kiosk::cli {
namespace {

// Whoever may use the socket says whose name an act bears, and it is recorded.
void add_operator(CLI::App& verb, std::string& into) {
    verb.add_option("--operator", into, "Who says so; it is recorded")->required();
}

CLI::App* add_emergency(CLI::App& app, EmergencyOptions& options) {
    auto* const verb = app.add_subcommand("emergency", "People are to leave, or it is over");
    verb->require_subcommand(1);
    auto* const begin = verb->add_subcommand("begin", "People are to leave");
    auto* const end = verb->add_subcommand("end", "The emergency is over");
    for (auto* const one : {begin, end}) {
        add_operator(*one, options.operator_id);
    }
    // An alarm must not wait for words.
    begin->add_option("--note", options.note, "What happened; it is recorded");
    end->add_option("--note", options.note, "Why it is over; it is recorded")->required();
    return begin;
}

void add_forgive(CLI::App& app, ForgiveOptions& options) {
    auto* const verb = app.add_subcommand("forgive", "Let somebody's next entry pass");
    verb->add_option("WHO", options.who, "Attendee id such as csv:1f0c93aa00000012, or the code")
        ->required();
    verb->add_option("--zone", options.zone, "Only in this zone");
    add_operator(*verb, options.operator_id);
    verb->add_option("--note", options.note, "Why; it is recorded")->required();
}

void add_override(CLI::App& app, OverrideOptions& options) {
    auto* const verb = app.add_subcommand("override", "Let in whom a scan refused just now");
    verb->add_option("SCAN", options.scan, "Id of the scan, as `checkins --json` tells it")
        ->required();
    add_operator(*verb, options.operator_id);
    verb->add_option("--second", options.second, "The other operator, in a security zone");
    verb->add_option("--reason", options.reason, "Why; it is recorded")->required();
}

void add_undo(CLI::App& app, UndoOptions& options) {
    auto* const verb = app.add_subcommand("undo", "Take a check-in back");
    verb->add_option("CHECKIN", options.checkin,
                     "Number or id of its record, as `checkins` tells it, or: last")
        ->required();
    verb->add_option("--station", options.station, "Whose newest check-in `last` is");
    add_operator(*verb, options.operator_id);
    verb->add_option("--reason", options.reason, "Why; it is recorded")
        ->required()
        ->check(CLI::IsMember({"wrong_person", "duplicate", "test", "left_queue", "other"}));
    verb->add_option("--note", options.note, "More of why; needed with `other`");
}

void add_walk_in(CLI::App& app, WalkInOptions& options) {
    auto* const verb = app.add_subcommand("walkin", "Give somebody a ticket who has none");
    verb->add_option("--name", options.name, "Of the guest")->required();
    verb->add_option("--product", options.product, "One of [walk_in] in the configuration")
        ->required();
    verb->add_option("--paid-by", options.paid_by, "How it was paid for; later: not yet")
        ->capture_default_str()
        ->check(CLI::IsMember({"cash", "card", "transfer", "free", "later"}));
    verb->add_option("--email", options.email, "Of the guest");
    verb->add_option("--company", options.company, "Of the guest");
    verb->add_option("--language", options.language, "Of the guest, such as fr");
    verb->add_option("--note", options.note, "For the staff");
    verb->add_option("--check-in", options.station, "And check them in at this station");
    add_operator(*verb, options.operator_id);
}

}  // namespace

void SupervisorWords::add_to(CLI::App& app) {
    auto* const muster = app.add_subcommand("muster", "Who is inside, for an evacuation");
    muster->add_option("--zone", muster_.zone, "Only this zone, its sub-zones included");
    muster->add_flag("--csv", muster_.csv, "For other programs");
    begin_ = add_emergency(app, emergency_);
    add_forgive(app, forgive_);
    add_override(app, override_);
    add_undo(app, undo_);
    add_walk_in(app, walk_in_);
    app.add_subcommand("alerts", "Silent alerts, those of before a restart too")
        ->add_flag("-f,--follow", alerts_.follow, "Go on printing as they come");
    people_.add_to(app);
}

std::optional<Verb> SupervisorWords::chosen(std::string_view verb) {
    if (verb == "muster") return std::move(muster_);
    if (verb == "forgive") return std::move(forgive_);
    if (verb == "override") return std::move(override_);
    if (verb == "undo") return std::move(undo_);
    if (verb == "walkin") return std::move(walk_in_);
    if (verb == "alerts") return std::move(alerts_);
    if (verb != "emergency") return people_.chosen(verb);
    emergency_.begin = begin_->parsed();
    return std::move(emergency_);
}

}  // namespace kiosk::cli
