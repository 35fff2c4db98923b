// tests/unit/api/fake_station.cpp — answers at once, on the caller's thread.
#include "tests/unit/api/fake_station.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace kiosk::api {
namespace {

using namespace std::chrono_literals;

struct Person {
    const char* name;
    const char* product;
    const char* order;
    const char* company;
    const char* order_state;
    const char* status;
};

constexpr std::array kPeople{
    Person{"Ọlá Adébáyọ̀", "Conference", "K7M9P", "Acme", "paid", "not_arrived"},
    Person{"Gbémisọ́lá Adebayo", "Full pass", "Q2W8R", "", "paid", "inside"},
    Person{"Zoë N’Diaye", "Conference", "N1DYE", "École de Dakar", "paid", "left"},
    Person{"محمد عبد الله", "Workshop", "A9RAB", "", "paid", "not_arrived"},
    Person{"<img src=x onerror=alert(1)>", "Conference", "H4CKR", "", "paid", "not_arrived"},
    Person{"Kɔfi Adebayo-Mensah", "Conference", "KOF1M", "", "pending", "not_arrived"},
};

bool contains(const std::string& text, const std::string& part) {
    const auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
    return !std::ranges::search(text, part, same).empty();
}

}  // namespace

FakeStation::FakeStation(const ports::Clock& clock) : clock_(clock) {
    std::uint64_t number = 1;
    for (const Person& person : kPeople) {
        ports::AttendeeView view;
        view.card.ticket = core::TicketId{number++};
        view.card.name = person.name;
        view.card.product = person.product;
        view.card.order = person.order;
        view.card.company = person.company;
        view.order_state = person.order_state;
        view.status = person.status;
        if (view.status != "not_arrived") view.last_entry = clock_.now().utc - 47min;
        if (view.status == "left") view.last_exit = clock_.now().utc - 5min;
        people.push_back(view);
    }
    people.front().card.note = "Red lanyard, green room at 09:30";
}

core::Outcome FakeStation::decide(const ports::ScanRequest& request) const {
    core::Outcome outcome;
    outcome.station = request.station.empty() ? "desk-1" : request.station;
    outcome.list = "main";
    outcome.direction = request.direction.value_or(core::Direction::entry);
    if (outcome.station == "gate-n") outcome.zone = "hall";
    outcome.at = clock_.now();
    outcome.roster_version = 1;
    outcome.dry_run = request.dry_run;
    outcome.id.bytes.fill(static_cast<std::uint8_t>(log.size() + 1));
    const std::size_t dash = request.code.find('-');
    const auto reason = core::reason_from_name(
        dash == std::string::npos ? std::string_view()
                                  : std::string_view(request.code).substr(dash + 1));
    outcome.decision.reason = reason.value_or(core::Reason::invalid);
    if (reason && request.code.starts_with("code-")) outcome.holder = people.front().card;
    if (request.attendee) {
        outcome.decision.reason = core::Reason::ok;
        if (const auto person = attendee(*request.attendee)) outcome.holder = person->card;
    }
    outcome.decision.prior = core::PriorCheckIn{outcome.at.utc - 40min, "gate-n"};
    return outcome;
}

void FakeStation::record(core::Outcome& outcome) {
    ports::StoredScan stored;
    stored.seq = log.size() + 1;
    stored.scan.id = outcome.id;
    stored.scan.at = outcome.at;
    stored.scan.station = outcome.station;
    stored.scan.list = outcome.list;
    stored.scan.direction = outcome.direction;
    stored.scan.reason = outcome.decision.reason;
    stored.scan.zone = outcome.zone;
    stored.scan.let_in_by = "abena";
    if (outcome.holder) stored.scan.ticket = outcome.holder->ticket;
    recorded.count({stored.seq, stored.scan});
    log.push_back(stored);
    outcome.seq = stored.seq;
    outcome.recorded = true;
    if (shown) shown(outcome);
}

void FakeStation::scan(ports::ScanRequest request,
                       std::function<void(Result<core::Outcome>)> done) {
    scan_requests.push_back(request);
    core::Outcome outcome = decide(request);
    if (!request.dry_run) record(outcome);
    done(std::move(outcome));
}

void FakeStation::let_in(ports::OverrideRequest request,
                         std::function<void(Result<core::Outcome>)> done) {
    overrides.push_back(request);
    if (refuses) return done(fail(*refuses));
    core::Outcome outcome = decide({.station = "gate-n", .code = "code-ok_override"});
    record(outcome);
    done(std::move(outcome));
}

void FakeStation::act(ports::SupervisorRequest request,
                      std::function<void(Result<ports::SupervisorAnswer>)> done) {
    acts.push_back(request);
    if (refuses) return done(fail(*refuses));
    ports::SupervisorAnswer answer{.seq = 12, .at = clock_.now().utc, .holder = {}};
    if (request.act == core::SupervisorAct::begin_emergency) answer.emergency_since = answer.at;
    done(answer);
}

void FakeStation::undo(ports::UndoRequest request,
                       std::function<void(Result<ports::UndoAnswer>)> done) {
    undos.push_back(request);
    if (refuses) return done(fail(*refuses));
    ports::UndoAnswer answer{.seq = 12, .record = {}, .holder = people.front().card};
    answer.record.at = clock_.now();
    answer.record.scan.station = request.station;
    answer.record.cause = request.cause.value_or(core::UndoCause::slip);
    done(std::move(answer));
}

void FakeStation::muster(ports::MusterQuery query,
                         std::function<void(Result<ports::MusterView>)> done) {
    muster_queries.push_back(std::move(query));
    if (refuses) return done(fail(*refuses));
    done(muster_list);
}

std::vector<ports::AlertView> FakeStation::alerts(std::uint64_t after) const {
    std::vector<ports::AlertView> newer;
    for (const auto& alert : alert_list) {
        if (alert.number > after) newer.push_back(alert);
    }
    return newer;
}

void FakeStation::explain(ports::ScanReference scan,
                          std::function<void(Result<core::ReplayFinding>)> done) {
    explained.push_back(scan);
    if (refuses) return done(fail(*refuses));
    done(core::ReplayFinding{.seq = 7, .why = "its attendee list is not kept any more"});
}

ports::StatusView FakeStation::status() const {
    ports::StatusView view;
    view.node = "reception";
    view.event_name = "Pan-African Web Conference 2027";
    view.timezone = "Africa/Accra";
    view.software = "kioskd 0.1.0";
    view.now = clock_.now().utc;
    view.roster_loaded = list_loaded;
    if (list_loaded) view.roster_imported_at = clock_.now().utc - 41s;
    view.tickets = list_loaded ? 1204 : 0;
    if (!storage_works) {
        view.storage = {
            .state = core::StorageState::red, .code = "STO-FULL", .sentence = "disk is full"};
    }
    ports::StationView desk;
    desk.id = "desk-1";
    desk.name = {{"en", "Desk 1"}, {"fr", "Accueil 1"}};
    desk.profile = "desk";
    desk.list = "main";
    desk.send_to = {{"en", "Help desk, hall B"}, {"fr", "Guichet, hall B"}};
    desk.scans = log.size();
    desk.may_force = true;
    ports::StationView gate = desk;
    gate.id = "gate-n";
    gate.name = {{"en", "North gate"}, {"fr", "Portail nord"}};
    gate.profile = "gate";
    gate.zone = "hall";
    gate.may_force = false;
    view.zones = {{.id = "venue", .name = {}, .parent = "", .capacity = 900, .inside = 412},
                  {.id = "hall", .name = {}, .parent = "venue", .two_persons = true}};
    view.stations = {desk, gate};
    view.readers = readers;
    return view;
}

ports::SummaryView FakeStation::summary() const {
    ports::SummaryView view;
    view.as_of = clock_.now().utc;
    view.total.expected = 1204;
    view.total.entries = log.size();
    view.by_product = {{"Conference", 800, 0, 0, 0, 0, 0}};
    return view;
}

void FakeStation::search(ports::AttendeeQuery query,
                         std::function<void(Result<ports::AttendeePage>)> done) {
    searches.push_back(query);
    ports::AttendeePage page;
    for (const auto& person : people) {
        if (contains(person.card.name, query.search) || contains(person.card.order, query.search)) {
            page.items.push_back(person);
        }
    }
    done(std::move(page));
}

Result<ports::AttendeeView> FakeStation::attendee(core::TicketId id) const {
    for (const auto& person : people) {
        if (person.card.ticket == id) return person;
    }
    return fail(Errc::not_found, "there is no attendee of this id");
}

void FakeStation::order_of(core::TicketId id,
                           std::function<void(Result<std::vector<ports::AttendeeView>>)> done) {
    const auto own = attendee(id);
    if (!own) return done(fail(own.error()));
    std::vector<ports::AttendeeView> order;
    for (const auto& person : people) {
        if (person.card.order == own->card.order) order.push_back(person);
    }
    done(std::move(order));
}

void FakeStation::add_note(ports::NoteRequest request,
                           std::function<void(Result<ports::NoteView>)> done) {
    notes.push_back(request);
    if (refuses) return done(fail(*refuses));
    done(ports::NoteView{clock_.now().utc, request.by, request.text});
}

// The first person gets the ticket.
void FakeStation::add_walk_in(ports::WalkInRequest request,
                              std::function<void(Result<ports::WalkInAnswer>)> done) {
    walk_ins.push_back(request);
    if (refuses) return done(fail(*refuses));
    people.front().walk_in = ports::WalkInView{.code = "W-7K3QX9",
                                               .paid_by = request.paid_by,
                                               .at = clock_.now().utc,
                                               .station = request.station,
                                               .by = request.by,
                                               .language = request.texts.language};
    done(ports::WalkInAnswer{.ticket = people.front().card.ticket, .code = "W-7K3QX9"});
}

void FakeStation::scans(ports::ScanQuery query,
                        std::function<void(Result<std::vector<ports::StoredScan>>)> done) {
    log_queries.push_back(query);
    std::vector<ports::StoredScan> page;
    for (const auto& stored : log) {
        const bool inside = stored.seq > query.after_seq &&
                            (query.before_seq == 0 || stored.seq < query.before_seq);
        if (inside) page.push_back(stored);
    }
    if (query.newest_first) std::ranges::reverse(page);
    if (page.size() > query.limit) page.resize(query.limit);
    done(std::move(page));
}

void FakeStation::backup(std::filesystem::path to,
                         std::function<void(Result<ports::BackupAnswer>)> done) {
    backups.push_back(to);
    done(ports::BackupAnswer{to / "backup-1f0c93aa-000012", 412, "00ff", 7, 4'200'000});
}

void FakeStation::preview(const std::string& camera,
                          std::function<void(Result<std::string>)> done) {
    const auto found = pictures.find(camera);
    if (found == pictures.end()) {
        done(fail(Errc::not_found, "no camera \"" + camera + "\" is configured"));
    } else if (found->second.empty()) {
        done(fail(Errc::unavailable, "the camera has no picture yet; ask again"));
    } else {
        done(found->second);
    }
}

void FakeStation::import_list(ports::ImportRequest request,
                              std::function<void(Result<ports::ImportAnswer>)> done) {
    std::ifstream file(request.file, std::ios::binary);
    imported_text.assign(std::istreambuf_iterator<char>(file), {});
    imports.push_back(request);
    ports::ImportAnswer answer;
    answer.imported = !request.dry_run;
    answer.sentence = "1 ticket imported";
    done(std::move(answer));
}

}  // namespace kiosk::api
