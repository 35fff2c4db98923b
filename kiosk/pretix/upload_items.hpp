// kiosk/pretix/upload_items.hpp — what a station has to tell the shop, as requests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/pretix/exchange.hpp"

namespace kiosk::pretix {

// Somebody went through. Sent with force: the door has decided; the shop keeps both its own opinion
// and ours.
struct CheckIn {
    std::string secret;
    std::int64_t list = 0;
    core::Direction direction = core::Direction::entry;
    FineTime at;
    std::string nonce;  // made at the scan; 1 to kNonceBytesMax bytes
};

// Somebody was sent away.
struct RefusedScan {
    std::string event;  // slug
    std::int64_t list = 0;
    std::string code;  // as scanned, any bytes
    core::Direction direction = core::Direction::entry;
    FineTime at;
    std::string reason;  // one of the shop's words
    std::string nonce;
    std::optional<std::int64_t> position;
    std::optional<std::int64_t> item;
    std::optional<std::int64_t> variation;
    std::optional<std::int64_t> subevent;
};

// An entry that was taken back.
struct Annulment {
    std::string nonce;  // of the check-in
    std::int64_t list = 0;
    FineTime checked_in_at;
    FineTime at;
    std::string explanation;
};

struct PrintLog {
    std::string event;
    std::int64_t position = 0;
    FineTime at;
    std::string source;  // the software
};

using UploadItem = std::variant<CheckIn, RefusedScan, Annulment, PrintLog>;

// Refuses what pretix would fail on: a nonce of more than kNonceBytesMax bytes, an empty secret,
// one with a NUL. Errc::invalid_input, Errc::too_large.
[[nodiscard]] Result<> check_item(const UploadItem& item);

[[nodiscard]] Request upload_request(const UploadItem& item, std::string_view organizer,
                                     std::string_view api_token);

// "2024-09-24T08:00:00.123456Z": what the shop stores, to the microsecond.
[[nodiscard]] std::string shop_time_text(FineTime at);

// The text itself; what is no text, "binary:" and Base64 (RFC 4648 section 4) of it.
[[nodiscard]] std::string raw_barcode(std::string_view code);

}  // namespace kiosk::pretix
