// kiosk/pretix/upload.hpp — tells the shop what happened, in order, until each item has its answer.
//
// One item at a time. What the shop finally refuses is settled and set before a person, never lost;
// what was only not answered is said again, which force and the nonce make harmless. An item that
// alone makes the shop fail is set aside once the one behind it gets through.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/answer.hpp"
#include "kiosk/pretix/upload_items.hpp"

namespace kiosk::pretix {

enum class Settlement : std::uint8_t {
    recorded,       // the shop has it
    unknown,        // no such ticket (404), or no such check-in to annul
    ambiguous,      // several tickets fit; force does not help
    refused,        // another refusal of the shop, in its words
    not_supported,  // this shop or this device's profile lacks it: nothing is wrong
    too_late,       // an annulment more than 15 minutes after its check-in; not sent
    set_aside,      // the shop fails on it, and on nothing else
};

struct Settled {
    std::uint64_t key = 0;
    Settlement settlement = Settlement::recorded;
    std::string words;  // of the shop
};

enum class UploadState : std::uint8_t {
    idle,     // nothing to send
    asking,   // request() is next
    waiting,  // the same, after wait()
    stopped,  // the shop does not let us: see reason(); on revoked remove personal data
};

class Upload {
  public:
    Upload(std::string organizer, std::string api_token);

    // Behind all others. An exit goes before an entry of the same ticket if it was before it: the
    // caller keeps the order of events. Errc::too_large past kUploadQueueMax, and the errors of
    // check_item(), after which the item can never be sent.
    [[nodiscard]] Result<> add(std::uint64_t key, UploadItem item);

    [[nodiscard]] UploadState state() const;
    [[nodiscard]] std::chrono::seconds wait() const { return wait_; }
    [[nodiscard]] AnswerKind reason() const { return reason_; }
    [[nodiscard]] const std::string& words() const { return words_; }
    [[nodiscard]] std::size_t queued() const { return queue_.size(); }

    [[nodiscard]] Request request() const;

    // What is settled now; usually one item, none where it has to be said again.
    [[nodiscard]] std::vector<Settled> take(const Reply& reply);

    // Annulments that are too late are settled without a word to the shop.
    [[nodiscard]] std::vector<Settled> drop_late();

  private:
    struct Entry {
        std::uint64_t key = 0;
        UploadItem item;
    };

    [[nodiscard]] std::size_t next() const;
    [[nodiscard]] bool may_probe() const;
    void say_again(const Answer& answer);

    std::string organizer_;
    std::string api_token_;
    std::deque<Entry> queue_;
    std::size_t failures_ = 0;  // of the first item, each with a status of 500 or more
    bool probing_ = false;      // the second is tried, for the first may be at fault
    std::size_t troubles_ = 0;  // answers in a row that were none
    bool stopped_ = false;
    std::chrono::seconds wait_{0};
    AnswerKind reason_ = AnswerKind::good;
    std::string words_;
};

// How often an item may make the shop fail before the next one is tried.
inline constexpr std::size_t kFailuresMax = 3;
inline constexpr std::chrono::minutes kAnnulmentTime{15};  // the shop's limit

}  // namespace kiosk::pretix
