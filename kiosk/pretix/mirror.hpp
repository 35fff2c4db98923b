// kiosk/pretix/mirror.hpp — what we know of one event of the shop, kept over restarts as lines.
//
// Each reply that brought something is one line, and stands with the stamps as they then were: a
// line that was not written whole is as if the reply had not come. Knows no file. One thread.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/download.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::pretix {

inline constexpr std::size_t kMirrorOrdersMax = 2'000'000;

class Mirror {
  public:
    [[nodiscard]] const Stamps& stamps() const { return stamps_; }

    // Takes what a reply brought, and gives the line to be kept. Errc::too_large past
    // kMirrorOrdersMax, when nothing was taken.
    [[nodiscard]] Result<std::string> take(const Fetched& fetched, const Stamps& stamps);

    // Takes a line that take() or write() gave before. Errc::corrupt for any other.
    [[nodiscard]] Result<> take_line(std::string_view line);

    // All of it in as few lines as there are hundreds of orders; the stamps come last.
    void write(const std::function<void(std::string)>& each) const;

    // Everything but orders. Errc::not_found before the event was read; what is wrong with kept
    // lists is Errc::corrupt.
    [[nodiscard]] Result<ShopEvent> event(const ZoneLookup& zone) const;

    // Every order, by code. Errors: Errc::corrupt, and those of `visit`.
    [[nodiscard]] Result<> visit_orders(const std::function<Result<>(const Order&)>& visit) const;

    [[nodiscard]] std::size_t orders() const { return orders_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of the orders' texts
    [[nodiscard]] bool has_lists() const { return texts_.contains("checkinlists"); }

  private:
    void keep_order(std::string code, std::string text);

    Stamps stamps_;
    std::map<std::string, std::string> texts_;   // by the name of the list in the shop's API
    std::map<std::string, std::string> orders_;  // by code
    std::set<std::string> revoked_;
    std::set<std::string> blocked_;
    std::size_t bytes_ = 0;
};

}  // namespace kiosk::pretix
