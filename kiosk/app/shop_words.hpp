// kiosk/app/shop_words.hpp — how the dealings with the shop are said, to people and to the shop.
#pragma once

#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/ports/shop_view.hpp"
#include "kiosk/pretix/enrolment.hpp"
#include "kiosk/pretix/shop_notes.hpp"
#include "kiosk/sync/shop_link.hpp"

namespace kiosk::app {

// "akwaaba/kioskd 0.1.0" as a header, and as the shop shows its devices.
[[nodiscard]] std::string user_agent(const std::string& software);
[[nodiscard]] pretix::DeviceDescription description_of(const std::string& software);

// Dates of a series from two weeks ago on are read; the others are over.
[[nodiscard]] std::string dates_after(UtcTime now);

// Each fills its part of the view.
void describe(const pretix::ShopDevice& device, ports::ShopView& view);
void describe(const sync::LinkStatus& status, ports::ShopView& view);
void describe(const pretix::Told& told, std::size_t to_tell, ports::ShopView& view);
void describe_none(ports::ShopView& view);
void describe_revoked(ports::ShopView& view);
void describe_problem(const std::string& problem, bool held, ports::ShopView& view);

}  // namespace kiosk::app
