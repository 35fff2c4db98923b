// kiosk/pretix/upload.cpp — which answers are final.
#include "kiosk/pretix/upload.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/pretix/limits.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

std::string text_in(const json::value& body, std::string_view key) {
    const auto* object = body.if_object();
    const auto* value = object == nullptr ? nullptr : object->if_contains(key);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

// Nothing where the answer is not about this item.
std::optional<Settlement> settlement_of(const UploadItem& item, const Answer& answer) {
    const bool is_scan = std::holds_alternative<CheckIn>(item);
    switch (answer.kind) {
        case AnswerKind::good: return Settlement::recorded;
        case AnswerKind::refused:
            return text_in(answer.body, "reason") == "ambiguous" ? Settlement::ambiguous
                                                                 : Settlement::refused;
        case AnswerKind::not_found:
            if (is_scan) {
                const bool is_unknown = text_in(answer.body, "reason") == "invalid";
                return is_unknown ? std::optional(Settlement::unknown) : std::nullopt;
            }
            if (std::holds_alternative<Annulment>(item)) return Settlement::unknown;
            return Settlement::not_supported;
        case AnswerKind::not_allowed:
            return is_scan ? std::nullopt : std::optional(Settlement::not_supported);
        case AnswerKind::not_modified:
        case AnswerKind::revoked:
        case AnswerKind::token_refused:
        case AnswerKind::wait:
        case AnswerKind::moved:
        case AnswerKind::trouble: return std::nullopt;
    }
    KIOSK_UNREACHABLE();
}

const std::string* nonce_of(const UploadItem& item) {
    if (const auto* scan = std::get_if<CheckIn>(&item)) return &scan->nonce;
    if (const auto* annulment = std::get_if<Annulment>(&item)) return &annulment->nonce;
    return nullptr;
}

bool is_late(const UploadItem& item) {
    const auto* annulment = std::get_if<Annulment>(&item);
    return annulment != nullptr && annulment->at - annulment->checked_in_at > kAnnulmentTime;
}

}  // namespace

Upload::Upload(std::string organizer, std::string api_token)
    : organizer_(std::move(organizer)), api_token_(std::move(api_token)) {}

Result<> Upload::add(std::uint64_t key, UploadItem item) {
    KIOSK_TRY_VOID(check_item(item));
    if (queue_.size() == kUploadQueueMax) {
        return fail(Errc::too_large,
                    "the queue holds " + std::to_string(kUploadQueueMax) + " items, its limit");
    }
    queue_.push_back({key, std::move(item)});
    return {};
}

UploadState Upload::state() const {
    if (stopped_) return UploadState::stopped;
    if (queue_.empty()) return UploadState::idle;
    return wait_.count() > 0 ? UploadState::waiting : UploadState::asking;
}

std::size_t Upload::next() const {
    return probing_ ? 1 : 0;
}

// What belongs to the first item cannot go before it.
bool Upload::may_probe() const {
    if (queue_.size() < 2) return false;
    const auto* first = nonce_of(queue_[0].item);
    const auto* second = nonce_of(queue_[1].item);
    return first == nullptr || second == nullptr || *first != *second;
}

Request Upload::request() const {
    KIOSK_CHECK(!queue_.empty(), "there is something to send");
    return upload_request(queue_[next()].item, organizer_, api_token_);
}

std::vector<Settled> Upload::drop_late() {
    std::vector<Settled> settled;
    while (!queue_.empty() && !probing_ && is_late(queue_.front().item)) {
        settled.push_back({queue_.front().key, Settlement::too_late, {}});
        queue_.pop_front();
    }
    return settled;
}

std::vector<Settled> Upload::take(const Reply& reply) {
    KIOSK_CHECK(!queue_.empty(), "an answer has its request");
    const Answer answer = read_answer(reply);
    const auto settlement = settlement_of(queue_[next()].item, answer);
    wait_ = std::chrono::seconds(0);
    if (!settlement) {
        say_again(answer);
        return {};
    }
    troubles_ = 0;
    failures_ = 0;
    std::vector<Settled> settled;
    if (probing_) {
        // The shop is well, so it was the first item.
        settled.push_back({queue_[0].key, Settlement::set_aside, words_});
        queue_.pop_front();
        probing_ = false;
    }
    settled.push_back({queue_[0].key, *settlement, answer.words});
    queue_.pop_front();
    for (auto& late : drop_late()) settled.push_back(std::move(late));
    return settled;
}

void Upload::say_again(const Answer& answer) {
    reason_ = answer.kind;
    words_ = answer.words;
    const bool passes = answer.kind == AnswerKind::trouble || answer.kind == AnswerKind::wait;
    if (!passes) {
        stopped_ = true;
        return;
    }
    ++troubles_;
    const auto growing = std::chrono::seconds(1U << std::min<std::size_t>(troubles_, 6));
    wait_ = std::max(answer.retry_after, growing);
    if (probing_) {
        probing_ = false;  // the shop fails on both: nobody's fault
        failures_ = 0;
    } else if (answer.status >= 500) {
        ++failures_;
        probing_ = failures_ >= kFailuresMax && may_probe();
    }
}

}  // namespace kiosk::pretix
