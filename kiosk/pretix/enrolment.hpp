// kiosk/pretix/enrolment.hpp — makes this station a device of the shop, once; no sockets.
//
// The one-time token dies with the first success: where that answer is lost, the organiser must
// make a new one (observed on 2024.5 and 2026.5). The software brand must not contain "pretixscan":
// the server treats such clients in its own ways.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/answer.hpp"
#include "kiosk/pretix/exchange.hpp"
#include "kiosk/pretix/shop_address.hpp"

namespace kiosk::pretix {

struct Handshake {
    ShopAddress shop;
    std::string token;
};

// The text of the shop's QR code. Errc::unsupported for a later version than 1, and otherwise the
// errors of ShopAddress::parse().
[[nodiscard]] Result<Handshake> read_handshake(std::string_view text);

// Both typed by hand. Errc::invalid_input for a token that is none.
[[nodiscard]] Result<Handshake> make_handshake(std::string_view address, std::string_view token);

struct DeviceDescription {  // each at most 190 bytes, as the shop demands
    std::string hardware_brand;
    std::string hardware_model;
    std::string os_name;
    std::string os_version;
    std::string software_brand;
    std::string software_version;
};

struct Gate {
    std::int64_t id = 0;
    std::string name;
};

struct Device {
    std::string organizer;
    std::int64_t number = 0;  // "device_id", within the organiser
    std::string serial;
    std::string api_token;  // a secret; a file of its owner only
    std::string name;
    std::string security_profile;
    std::optional<Gate> gate;
};

[[nodiscard]] Request enrolment_request(const Handshake& handshake, const DeviceDescription& self);

struct EnrolmentAnswer {
    std::optional<Device> device;  // enrolled
    // Else: may the same token be tried again? Not where the shop refused it. Where no answer came
    // it may be spent already; the next answer tells.
    bool may_retry = false;
    std::string words;
    Answer answer;
};

[[nodiscard]] EnrolmentAnswer read_enrolment(const Reply& reply);

// Tells the shop of a new version; the reply is a Device again.
[[nodiscard]] Request update_request(const DeviceDescription& self, std::string_view api_token);

}  // namespace kiosk::pretix
