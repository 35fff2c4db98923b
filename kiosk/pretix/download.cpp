// kiosk/pretix/download.cpp — which list, which page, and what a reply changes.
#include "kiosk/pretix/download.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/pretix/limits.hpp"

namespace kiosk::pretix {
namespace {

// What a door needs nothing of. Test orders admit nobody.
constexpr std::string_view kOrderFields =
    "testmode=false&exclude=downloads&exclude=payment_date&exclude=payment_provider&exclude=fees"
    "&exclude=positions.downloads&exclude=payments&exclude=refunds";

bool says_invalid_page(const Answer& answer) {
    return answer.kind == AnswerKind::not_found && answer.words == "Invalid page.";
}

}  // namespace

Download::Download(DownloadOptions options, Stamps stamps)
    : options_(std::move(options)), stamps_(std::move(stamps)) {
    enter(Stage::event);
}

std::string Download::event_path() const {
    return "/api/v1/organizers/" + options_.organizer + "/events/" + options_.event + "/";
}

std::string Download::stage_name() const {
    switch (stage_) {
        case Stage::event: return "";
        case Stage::dates: return "subevents";
        case Stage::items: return "items";
        case Stage::questions: return "questions";
        case Stage::lists: return "checkinlists";
        case Stage::revoked: return "revokedsecrets";
        case Stage::blocked: return "blockedsecrets";
        case Stage::orders: return "orders";
        case Stage::over: break;
    }
    KIOSK_UNREACHABLE();
}

bool Download::is_whole_list() const {
    return stage_ >= Stage::dates && stage_ <= Stage::lists;
}

std::string* Download::last_modified() {
    if (stage_ == Stage::items) return &stamps_.items;
    return stage_ == Stage::questions ? &stamps_.questions : nullptr;
}

// Newest change first: what changes meanwhile moves to the front and comes twice, never not at
// all. A first run goes by date of order, oldest first: what is new comes at the end.
std::string Download::orders_query() const {
    std::string query(kOrderFields);
    if (stamps_.orders_complete) {
        return query + "&ordering=-last_modified&modified_since=" + percent_encoded(stamps_.orders);
    }
    query += "&ordering=datetime";
    if (is_series_ && !options_.dates_after.empty()) {
        query += "&subevent_after=" + percent_encoded(options_.dates_after);
    }
    if (!stamps_.resume_from.empty()) {
        query += "&created_since=" + percent_encoded(stamps_.resume_from);
    }
    return query;
}

void Download::enter(Stage stage) {
    stage_ = stage;
    pages_ = 0;
    rows_ = 0;
    ids_.clear();
    stamp_.clear();
    staged_ = ShopEvent();
    staged_rows_.clear();
    if (stage == Stage::over) {
        state_ = DownloadState::over;
        return;
    }
    std::string query;
    if (stage == Stage::lists) query = "exclude=checkin_count&exclude=position_count";
    if (stage == Stage::orders) query = orders_query();
    if (stage == Stage::revoked || stage == Stage::blocked) {
        const bool is_revoked = stage == Stage::revoked;
        const std::string& since = is_revoked ? stamps_.revoked : stamps_.blocked;
        query = is_revoked ? "ordering=-created" : "ordering=-updated";
        if (!since.empty()) {
            query += (is_revoked ? "&created_since=" : "&updated_since=") + percent_encoded(since);
        }
    }
    const std::string name = stage_name();
    walk_ = PageWalk(options_.shop, event_path() + (name.empty() ? "" : name + "/"), query);
}

Request Download::request() const {
    Request made = get_request(walk_.target(), options_.api_token);
    const std::string& since = stage_ == Stage::items ? stamps_.items : stamps_.questions;
    const bool may_keep = stage_ == Stage::items || stage_ == Stage::questions;
    if (may_keep && pages_ == 0 && restarts_ == 0 && !since.empty()) {
        made.headers.push_back({"If-Modified-Since", since});
    }
    return made;
}

Fetched Download::take(const Reply& reply) {
    Fetched fetched;
    const Answer answer = read_answer(reply);
    state_ = DownloadState::asking;
    wait_ = std::chrono::seconds(0);
    switch (answer.kind) {
        case AnswerKind::good: take_page(reply, answer, fetched); break;
        case AnswerKind::not_modified:
            if (last_modified() != nullptr && pages_ == 0) {
                troubles_ = 0;
                leave(fetched);
            } else {
                be_patient(answer);
            }
            break;
        case AnswerKind::trouble:
        case AnswerKind::wait: be_patient(answer); break;
        case AnswerKind::not_found:
            if (says_invalid_page(answer) && pages_ > 0) {
                restart(fetched);
                break;
            }
            [[fallthrough]];
        case AnswerKind::revoked:
        case AnswerKind::token_refused:
        case AnswerKind::not_allowed:
        case AnswerKind::refused:
        case AnswerKind::moved: stop(DownloadState::stopped, answer, answer.words); break;
    }
    return fetched;
}

void Download::be_patient(const Answer& answer) {
    ++troubles_;
    if (troubles_ >= kTroublesMax) {
        stop(DownloadState::broken, answer, answer.words);
        return;
    }
    const auto growing = std::chrono::seconds(1U << std::min<std::size_t>(troubles_, 6));
    state_ = DownloadState::waiting;
    wait_ = std::max(answer.retry_after, growing);
    reason_ = answer.kind;
    words_ = answer.words;
}

void Download::stop(DownloadState state, const Answer& answer, const std::string& words) {
    state_ = state;
    reason_ = answer.kind;
    words_ = walk_.target().substr(0, walk_.target().find('?')) + ": " + words;
}

// A list that lost rows while we read it: some of them may have slipped to a page we had. The next
// look begins where the last one was sure.
void Download::restart(Fetched& fetched) {
    const bool newest_first = stage_ == Stage::revoked || stage_ == Stage::blocked ||
                              (stage_ == Stage::orders && stamps_.orders_complete);
    if (newest_first) {
        end_of_list(fetched);
        return;
    }
    ++restarts_;
    if (restarts_ > kRestartsMax) {
        stop(DownloadState::broken, Answer{}, "the list changes faster than it can be read");
        return;
    }
    enter(stage_);
}

void Download::leave(Fetched& fetched) {
    restarts_ = 0;
    const auto next = static_cast<Stage>(static_cast<std::uint8_t>(stage_) + 1);
    if (next != Stage::dates || is_series_) {
        enter(next);
        return;
    }
    fetched.dates.emplace();  // the event is no series (any more)
    fetched.texts["subevents"] = "[]";
    enter(Stage::items);
}

void Download::object(Fetched& fetched, const std::string& why) {
    ++objections_;
    if (objections_ <= kObjectionsMax) fetched.objections.push_back(stage_name() + ": " + why);
}

}  // namespace kiosk::pretix
