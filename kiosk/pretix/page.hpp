// kiosk/pretix/page.hpp — one page of a list of the shop, and the walk through all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/shop_address.hpp"

namespace kiosk::pretix {

struct Page {
    std::int64_t count = 0;  // rows of all pages, as the shop counts now
    std::optional<std::string> next;
    boost::json::array rows;
};

// {"count", "next", "previous", "results"}. Errc::too_large past kPageRowsMax or kNextBytesMax,
// Errc::invalid_input for other things than a page.
[[nodiscard]] Result<Page> read_page(const boost::json::value& value);

class PageWalk {
  public:
    PageWalk() = default;
    PageWalk(ShopAddress shop, std::string path, const std::string& query);

    // Path and query of the page to ask for.
    [[nodiscard]] std::string target() const;

    // The rows; then either is_over() or target() is the next page. Errc::denied where `next` leads
    // elsewhere or in a circle, Errc::too_large past kPagesMax, else the errors of read_page(). An
    // error leaves the walk where it was.
    [[nodiscard]] Result<boost::json::array> take(const boost::json::value& body);

    [[nodiscard]] bool is_over() const { return over_; }

    // The shop counts fewer rows than on a page before: some may have slipped past us.
    [[nodiscard]] bool has_shrunk() const { return shrunk_; }
    [[nodiscard]] std::int64_t count() const { return count_; }

  private:
    ShopAddress shop_;
    std::string path_;
    std::string query_;
    std::set<std::string> queries_;  // asked for so far, this one included
    std::int64_t count_ = -1;
    bool shrunk_ = false;
    bool over_ = false;
};

}  // namespace kiosk::pretix
