// kiosk/pretix/page.cpp — one step at a time, never twice the same.
#include "kiosk/pretix/page.hpp"

#include <utility>

#include "kiosk/pretix/limits.hpp"
#include "kiosk/pretix/object_reader.hpp"

namespace kiosk::pretix {

namespace json = boost::json;

Result<Page> read_page(const json::value& value) {
    ObjectReader reader(value, "page");
    Page page;
    page.count = reader.integer("count");
    page.next = reader.text_or_absent("next");
    static_cast<void>(reader.at("results"));
    page.rows = reader.array("results");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (page.count < 0) return fail(Errc::invalid_input, "page.count is negative");
    if (page.rows.size() > kPageRowsMax) {
        return fail(Errc::too_large, "a page of " + std::to_string(page.rows.size()) +
                                         " rows, limit " + std::to_string(kPageRowsMax));
    }
    if (page.next && page.next->size() > kNextBytesMax) {
        return fail(Errc::too_large, "page.next of " + std::to_string(page.next->size()) +
                                         " bytes, limit " + std::to_string(kNextBytesMax));
    }
    return page;
}

PageWalk::PageWalk(ShopAddress shop, std::string path, const std::string& query)
    : shop_(std::move(shop)), path_(std::move(path)), query_(query), queries_{query} {}

std::string PageWalk::target() const {
    return query_.empty() ? path_ : path_ + "?" + query_;
}

Result<json::array> PageWalk::take(const json::value& body) {
    Page page = KIOSK_TRY(read_page(body));
    std::optional<std::string> next;
    if (page.next) {
        next = KIOSK_TRY(shop_.query_of_next(*page.next, path_));
        if (page.rows.empty() || queries_.contains(*next)) {
            return fail(Errc::denied, "next page: the shop leads in a circle at " + path_);
        }
        if (queries_.size() == kPagesMax) {
            return fail(Errc::too_large,
                        path_ + " has more pages than " + std::to_string(kPagesMax));
        }
    }
    shrunk_ = shrunk_ || page.count < count_;
    count_ = page.count;
    over_ = !next.has_value();
    if (next) {
        query_ = *next;
        queries_.insert(std::move(*next));
    }
    return std::move(page.rows);
}

}  // namespace kiosk::pretix
