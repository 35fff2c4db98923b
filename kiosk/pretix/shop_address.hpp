// kiosk/pretix/shop_address.hpp — where the shop is, and whether a link still points there.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::pretix {

class ShopAddress {
  public:
    // "https://pretix.eu" with or without a slash behind it. Without TLS only this machine itself
    // ("localhost", 127.0.0.1, [::1]). Errc::invalid_input says what is wrong; Errc::too_large past
    // kAddressBytesMax.
    [[nodiscard]] static Result<ShopAddress> parse(std::string_view text);

    [[nodiscard]] const std::string& scheme() const { return scheme_; }
    [[nodiscard]] const std::string& authority() const { return authority_; }  // host, port if any

    // The query of a `next` link, which must point to this host and path. A proxy that hides TLS
    // from the shop makes it write http: that is no matter, for only the query is used.
    // Errc::denied where it points elsewhere, Errc::too_large past kNextBytesMax.
    [[nodiscard]] Result<std::string> query_of_next(std::string_view next,
                                                    std::string_view path) const;

  private:
    std::string scheme_;
    std::string authority_;
};

// A part of a path as the shop names organisers and events: 1 to kSlugBytesMax letters, digits,
// points, hyphens and underscores.
[[nodiscard]] Result<> check_slug(std::string_view what, std::string_view slug);

}  // namespace kiosk::pretix
