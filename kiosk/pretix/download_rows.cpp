// kiosk/pretix/download_rows.cpp — what a page holds, and what its end means.
#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>

#include "kiosk/pretix/download.hpp"
#include "kiosk/pretix/event_json.hpp"
#include "kiosk/pretix/kept_text.hpp"
#include "kiosk/pretix/limits.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/order_json.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

// A text of one field, short enough to be handed back; else empty.
std::string stamp_in(const json::value& row, std::string_view key) {
    ObjectReader reader(row, "row");
    std::string text = reader.text_or_absent(key).value_or("");
    return reader.finish(/*all_known=*/false) && text.size() <= kStampBytesMax ? text : "";
}

std::string stamp_of(std::optional<std::string_view> header) {
    return header && header->size() <= kStampBytesMax ? std::string(*header) : "";
}

}  // namespace

void Download::take_page(const Reply& reply, const Answer& answer, Fetched& fetched) {
    if (stage_ == Stage::event) {
        ShopEvent event;
        const auto read = read_event(answer.body, options_.zone, event);
        if (!read) return stop(DownloadState::broken, answer, read.error().context);
        troubles_ = 0;
        is_series_ = event.is_series;
        fetched.event = std::move(event);
        fetched.texts["event"] = json::serialize(answer.body);
        return leave(fetched);
    }
    auto rows = walk_.take(answer.body);
    if (!rows && rows.error().code == Errc::denied) {
        return stop(DownloadState::stopped, Answer{.words = {}}, rows.error().context);
    }
    if (!rows) return be_patient(Answer{.words = rows.error().context});
    troubles_ = 0;
    // Before its rows: what slipped past us stands before them, and a resumed run begins there.
    const bool oldest_first =
        is_whole_list() || (stage_ == Stage::orders && !stamps_.orders_complete);
    if (walk_.has_shrunk() && oldest_first) return restart(fetched);
    if (pages_ == 0) note_first_page(reply, *rows);
    ++pages_;
    rows_ += rows->size();
    for (const auto& row : *rows) take_row(row, fetched);
    if (walk_.is_over()) end_of_list(fetched);
}

void Download::note_first_page(const Reply& reply, const json::array& rows) {
    if (stage_ == Stage::items || stage_ == Stage::questions) {
        stamp_ = stamp_of(header_of(reply, "Last-Modified"));
    } else if (stage_ == Stage::orders) {
        stamp_ = stamp_of(header_of(reply, "X-Page-Generated"));
        // Kept even when this run breaks: what changes from now on is asked for later.
        if (!stamps_.orders_complete && stamps_.orders.empty()) stamps_.orders = stamp_;
    } else if (!rows.empty()) {
        if (stage_ == Stage::revoked) stamp_ = stamp_in(rows.front(), "created");
        if (stage_ == Stage::blocked) stamp_ = stamp_in(rows.front(), "updated");
    }
}

void Download::take_row(const json::value& row, Fetched& fetched) {
    if (stage_ == Stage::orders) return take_order(row, fetched);
    if (stage_ == Stage::revoked || stage_ == Stage::blocked) return take_secret(row, fetched);
    ObjectReader reader(row, "row");
    if (const auto id = reader.integer("id"); reader.finish(/*all_known=*/false)) ids_.insert(id);
    Result<> read;
    if (stage_ == Stage::dates) read = read_date(row, staged_);
    if (stage_ == Stage::items) read = read_item(row, staged_);
    if (stage_ == Stage::questions) read = read_question(row, staged_);
    if (stage_ == Stage::lists) read = read_list(row, staged_);
    if (!read) return object(fetched, read.error().context);
    staged_rows_.push_back(row);
}

void Download::take_order(const json::value& row, Fetched& fetched) {
    if (!stamps_.orders_complete) {
        if (auto at = stamp_in(row, "datetime"); !at.empty()) stamps_.resume_from = std::move(at);
    }
    auto order = read_order(row);
    if (!order) return object(fetched, order.error().context);
    if (order->is_test) {
        ++test_orders_;
    } else {
        order->text = kept_order(row);
        fetched.orders.push_back(std::move(*order));
    }
}

void Download::take_secret(const json::value& row, Fetched& fetched) {
    ObjectReader reader(row, "secret");
    SecretNews news;
    news.secret = reader.text("secret");
    news.counts = stage_ == Stage::revoked || reader.boolean("blocked");
    if (const auto read = reader.finish(/*all_known=*/false); !read) {
        return object(fetched, read.error().context);
    }
    auto& all = stage_ == Stage::revoked ? fetched.revoked : fetched.blocked;
    all.push_back(std::move(news));
}

// Whole lists: a row that moved from a later page to an earlier one would be taken for deleted.
void Download::end_of_list(Fetched& fetched) {
    const bool is_complete =
        rows_ == ids_.size() && walk_.count() == static_cast<std::int64_t>(rows_);
    if (is_whole_list() && !is_complete) return restart(fetched);
    if (is_whole_list()) fetched.texts[stage_name()] = json::serialize(staged_rows_);
    switch (stage_) {
        case Stage::dates: fetched.dates = std::move(staged_.subevents); break;
        case Stage::items: fetched.items = std::move(staged_.items); break;
        case Stage::questions: fetched.questions = std::move(staged_.questions); break;
        case Stage::lists: fetched.lists = std::move(staged_.lists); break;
        case Stage::revoked:
            if (!stamp_.empty()) stamps_.revoked = stamp_;
            break;
        case Stage::blocked:
            if (!stamp_.empty()) stamps_.blocked = stamp_;
            break;
        case Stage::orders:
            if (stamps_.orders_complete && !stamp_.empty()) stamps_.orders = stamp_;
            stamps_.orders_complete = !stamps_.orders.empty();
            stamps_.resume_from.clear();
            break;
        case Stage::event:
        case Stage::over: break;
    }
    if (auto* modified = last_modified()) *modified = stamp_;
    leave(fetched);
}

}  // namespace kiosk::pretix
