// kiosk/pretix/enrolment.cpp — the shop's /device/ calls, which have no slash at the end.
#include "kiosk/pretix/enrolment.hpp"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/pretix/limits.hpp"
#include "kiosk/pretix/object_reader.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

constexpr std::int64_t kHandshakeVersion = 1;
constexpr std::size_t kDescriptionBytesMax = 190;

// It goes into a header: nothing there may end the line.
bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= kTokenBytesMax &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

json::object described(const DeviceDescription& self) {
    const auto part = [](const std::string& text) { return text.substr(0, kDescriptionBytesMax); };
    json::object object;
    object["hardware_brand"] = part(self.hardware_brand);
    object["hardware_model"] = part(self.hardware_model);
    object["os_name"] = part(self.os_name);
    object["os_version"] = part(self.os_version);
    object["software_brand"] = part(self.software_brand);
    object["software_version"] = part(self.software_version);
    return object;
}

Result<Device> read_device(const json::value& value) {
    ObjectReader reader(value, "device");
    Device device;
    device.organizer = reader.text("organizer");
    device.number = reader.integer("device_id");
    device.serial = reader.text("unique_serial");
    device.api_token = reader.text("api_token");
    device.name = reader.text("name");
    device.security_profile = reader.text_or_absent("security_profile").value_or("full");
    if (const auto* gate = reader.find("gate"); gate != nullptr && !gate->is_null()) {
        ObjectReader part(*gate, "device.gate");
        device.gate = Gate{.id = part.integer("id"), .name = part.text("name")};
        KIOSK_TRY_VOID(part.finish(/*all_known=*/false));
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    KIOSK_TRY_VOID(check_slug("device.organizer", device.organizer));
    if (!is_token(device.api_token)) {
        return fail(Errc::invalid_input, "device.api_token is not 1 to " +
                                             std::to_string(kTokenBytesMax) +
                                             " characters without blanks");
    }
    return device;
}

}  // namespace

Result<Handshake> make_handshake(std::string_view address, std::string_view token) {
    Handshake handshake{.shop = KIOSK_TRY(ShopAddress::parse(address)),
                        .token = std::string(token)};
    if (!is_token(token)) {
        return fail(Errc::invalid_input, "the token is not 1 to " + std::to_string(kTokenBytesMax) +
                                             " characters without blanks");
    }
    return handshake;
}

Result<Handshake> read_handshake(std::string_view text) {
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error);
    if (error) return fail(Errc::invalid_input, "this is not the shop's code for a new device");
    ObjectReader reader(value, "code");
    const auto version = reader.integer("handshake_version");
    const std::string address = reader.text("url");
    const std::string token = reader.text("token");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (version > kHandshakeVersion) {
        return fail(Errc::unsupported, "the shop speaks handshake " + std::to_string(version) +
                                           ", this program " + std::to_string(kHandshakeVersion) +
                                           ": it needs an update");
    }
    return make_handshake(address, token);
}

Request enrolment_request(const Handshake& handshake, const DeviceDescription& self) {
    json::object body = described(self);
    body["token"] = handshake.token;
    return post_request("/api/v1/device/initialize", {}, json::serialize(body));
}

Request update_request(const DeviceDescription& self, std::string_view api_token) {
    return post_request("/api/v1/device/update", api_token, json::serialize(described(self)));
}

EnrolmentAnswer read_enrolment(const Reply& reply) {
    EnrolmentAnswer result{.device = {}, .words = {}, .answer = read_answer(reply)};
    result.words = result.answer.words;
    if (result.answer.kind == AnswerKind::good) {
        auto device = read_device(result.answer.body);
        if (device) {
            result.device = std::move(*device);
        } else {
            result.words = device.error().context;  // and the token is spent
        }
        return result;
    }
    result.may_retry =
        result.answer.kind == AnswerKind::trouble || result.answer.kind == AnswerKind::wait;
    return result;
}

}  // namespace kiosk::pretix
