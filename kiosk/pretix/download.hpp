// kiosk/pretix/download.hpp — reads one event of the shop: first whole, then what changed.
//
// Says the next request and takes the reply; knows no socket and no clock. What a reply brought
// (Fetched) and the stamps as they then are belong into one transaction: a run that breaks goes on
// from there. Facts about the shop's lists: docs/pretix.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "kiosk/pretix/answer.hpp"
#include "kiosk/pretix/exchange.hpp"
#include "kiosk/pretix/page.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::pretix {

// The shop's own texts, handed back as they came.
struct Stamps {
    std::string items;             // Last-Modified
    std::string questions;         // Last-Modified
    std::string revoked;           // "created" of the newest
    std::string blocked;           // "updated" of the newest
    std::string orders;            // X-Page-Generated of the first page
    bool orders_complete = false;  // false: the first run has not come to its end
    std::string resume_from;       // "datetime" of the last order of a broken first run

    friend bool operator==(const Stamps&, const Stamps&) = default;
};

struct SecretNews {
    std::string secret;
    bool counts = true;  // false: the block is lifted
};

// What one reply brought. Lists, products, questions and dates come whole: what is not in them is
// gone. An order replaces the one of the same code: a ticket that is not in it is gone.
struct Fetched {
    std::optional<ShopEvent> event;  // its own facts only
    std::optional<std::map<std::int64_t, core::EventTimes>> dates;
    std::optional<std::vector<Item>> items;
    std::optional<std::vector<core::Question>> questions;
    std::optional<std::map<std::int64_t, NamedList>> lists;
    // The same as the shop wrote it, by the name of the list in its API ("event" for the first).
    std::map<std::string, std::string> texts;
    std::vector<SecretNews> revoked;
    std::vector<SecretNews> blocked;
    std::vector<Order> orders;            // no test orders
    std::vector<std::string> objections;  // objects that could not be read, by name
};

struct DownloadOptions {
    ShopAddress shop;
    std::string organizer;  // checked slugs
    std::string event;
    std::string api_token;
    ZoneLookup zone;
    std::string
        dates_after;  // of a series: no orders of earlier dates in the first run; ISO, or ""
};

enum class DownloadState : std::uint8_t {
    asking,   // request() is next
    waiting,  // the same, after `wait`
    over,     // everything is read
    broken,   // gave up for now; a new run goes on
    stopped,  // the shop does not let us: see `answer`; on AnswerKind::revoked remove personal data
};

class Download {
  public:
    Download(DownloadOptions options, Stamps stamps);

    [[nodiscard]] DownloadState state() const { return state_; }
    [[nodiscard]] const Stamps& stamps() const { return stamps_; }
    [[nodiscard]] std::chrono::seconds wait() const { return wait_; }
    [[nodiscard]] AnswerKind reason() const { return reason_; }
    [[nodiscard]] const std::string& words() const { return words_; }  // where not over
    [[nodiscard]] std::size_t objections() const { return objections_; }
    [[nodiscard]] std::size_t test_orders() const { return test_orders_; }  // left out

    [[nodiscard]] Request request() const;
    [[nodiscard]] Fetched take(const Reply& reply);

  private:
    enum class Stage : std::uint8_t {
        event,
        dates,
        items,
        questions,
        lists,
        revoked,
        blocked,
        orders,
        over
    };

    [[nodiscard]] std::string event_path() const;
    [[nodiscard]] std::string stage_name() const;
    [[nodiscard]] std::string orders_query() const;
    [[nodiscard]] bool is_whole_list() const;
    [[nodiscard]] std::string* last_modified();
    void enter(Stage stage);
    void leave(Fetched& fetched);
    void restart(Fetched& fetched);
    void take_page(const Reply& reply, const Answer& answer, Fetched& fetched);
    void take_row(const boost::json::value& row, Fetched& fetched);
    void take_order(const boost::json::value& row, Fetched& fetched);
    void take_secret(const boost::json::value& row, Fetched& fetched);
    void note_first_page(const Reply& reply, const boost::json::array& rows);
    void end_of_list(Fetched& fetched);
    void object(Fetched& fetched, const std::string& why);
    void be_patient(const Answer& answer);
    void stop(DownloadState state, const Answer& answer, const std::string& words);

    DownloadOptions options_;
    Stamps stamps_;
    Stage stage_ = Stage::event;
    PageWalk walk_;
    DownloadState state_ = DownloadState::asking;
    AnswerKind reason_ = AnswerKind::good;
    std::string words_;
    std::chrono::seconds wait_{0};
    std::size_t troubles_ = 0;  // in a row
    std::size_t restarts_ = 0;  // of this list
    std::size_t pages_ = 0;     // of this walk
    std::size_t objections_ = 0;
    std::size_t test_orders_ = 0;
    bool is_series_ = false;
    std::string stamp_;  // of this walk, once it is through
    ShopEvent staged_;   // a list that comes whole, so far
    boost::json::array staged_rows_;
    std::set<std::int64_t> ids_;
    std::size_t rows_ = 0;
};

}  // namespace kiosk::pretix
