// kiosk/pretix/upload_items.cpp — JSON for each kind.
#include "kiosk/pretix/upload_items.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/core/ticket/base64.hpp"
#include "kiosk/pretix/limits.hpp"
#include "kiosk/pretix/shop_address.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

std::string digits(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string_view word_of(core::Direction direction) {
    return direction == core::Direction::exit ? "exit" : "entry";
}

std::string base64(std::string_view bytes) {
    return core::write_base64(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

// The parser knows UTF-8; marks that end or escape a JSON string are none of its matter here.
bool is_utf8(std::string_view text) {
    std::string inner(text);
    std::erase_if(inner, [](char c) { return c == '"' || c == '\\' || (c >= 0 && c < ' '); });
    boost::system::error_code error;
    static_cast<void>(json::parse("\"" + inner + "\"", error));
    return !error;
}

void put(json::object& body, std::string_view key, const std::optional<std::int64_t>& number) {
    if (number) body[key] = *number;
}

std::string organizer_path(std::string_view organizer) {
    return "/api/v1/organizers/" + std::string(organizer) + "/";
}

Request to_request(const CheckIn& item, std::string_view organizer, std::string_view token) {
    json::object body;
    body["secret"] = item.secret;
    body["source_type"] = "barcode";
    body["lists"] = json::array{item.list};
    body["type"] = word_of(item.direction);
    body["datetime"] = shop_time_text(item.at);
    body["force"] = true;
    body["ignore_unpaid"] = false;
    body["nonce"] = item.nonce;
    body["questions_supported"] = true;
    return post_request(organizer_path(organizer) + "checkinrpc/redeem/", token,
                        json::serialize(body));
}

Request to_request(const RefusedScan& item, std::string_view organizer, std::string_view token) {
    json::object body;
    body["raw_barcode"] = raw_barcode(item.code);
    body["nonce"] = item.nonce;
    body["datetime"] = shop_time_text(item.at);
    body["type"] = word_of(item.direction);
    body["error_reason"] = item.reason;
    put(body, "position", item.position);
    put(body, "raw_item", item.item);
    put(body, "raw_variation", item.variation);
    put(body, "raw_subevent", item.subevent);
    return post_request(organizer_path(organizer) + "events/" + item.event + "/checkinlists/" +
                            std::to_string(item.list) + "/failed_checkins/",
                        token, json::serialize(body));
}

Request to_request(const Annulment& item, std::string_view organizer, std::string_view token) {
    json::object body;
    body["nonce"] = item.nonce;
    body["lists"] = json::array{item.list};
    body["datetime"] = shop_time_text(item.at);
    body["error_explanation"] = item.explanation;
    return post_request(organizer_path(organizer) + "checkinrpc/annul/", token,
                        json::serialize(body));
}

Request to_request(const PrintLog& item, std::string_view organizer, std::string_view token) {
    json::object body;
    body["datetime"] = shop_time_text(item.at);
    body["source"] = item.source;
    body["type"] = "badge";
    return post_request(organizer_path(organizer) + "events/" + item.event + "/orderpositions/" +
                            std::to_string(item.position) + "/printlog/",
                        token, json::serialize(body));
}

Result<> check_nonce(std::string_view nonce) {
    if (nonce.empty()) return fail(Errc::invalid_input, "nonce is empty");
    if (nonce.size() <= kNonceBytesMax) return {};
    return fail(Errc::too_large, "nonce of " + std::to_string(nonce.size()) + " bytes, limit " +
                                     std::to_string(kNonceBytesMax));
}

Result<> check(const CheckIn& item) {
    const bool is_text = item.secret.find('\0') == std::string::npos && is_utf8(item.secret);
    if (item.secret.empty() || !is_text) return fail(Errc::invalid_input, "secret is no text");
    return check_nonce(item.nonce);
}

Result<> check(const RefusedScan& item) {
    KIOSK_TRY_VOID(check_slug("event", item.event));
    if (item.code.empty()) return fail(Errc::invalid_input, "code is empty");
    return check_nonce(item.nonce);
}

Result<> check(const Annulment& item) {
    return check_nonce(item.nonce);
}

Result<> check(const PrintLog& item) {
    return check_slug("event", item.event);
}

}  // namespace

Result<> check_item(const UploadItem& item) {
    return std::visit([](const auto& one) { return check(one); }, item);
}

Request upload_request(const UploadItem& item, std::string_view organizer,
                       std::string_view api_token) {
    return std::visit([&](const auto& one) { return to_request(one, organizer, api_token); }, item);
}

std::string shop_time_text(FineTime at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(at - day);
    return digits(static_cast<int>(date.year()), 4) + "-" +
           digits(static_cast<unsigned>(date.month()), 2) + "-" +
           digits(static_cast<unsigned>(date.day()), 2) + "T" + digits(clock.hours().count(), 2) +
           ":" + digits(clock.minutes().count(), 2) + ":" + digits(clock.seconds().count(), 2) +
           "." + digits(clock.subseconds().count(), 6) + "Z";
}

std::string raw_barcode(std::string_view code) {
    const bool is_plain =
        std::ranges::none_of(code, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
    return is_plain && is_utf8(code) ? std::string(code) : "binary:" + base64(code);
}

}  // namespace kiosk::pretix
