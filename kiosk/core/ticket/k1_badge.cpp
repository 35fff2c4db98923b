// kiosk/core/ticket/k1_badge.cpp — the K1 layout, written and read.
#include "kiosk/core/ticket/k1_badge.hpp"

#include <algorithm>

#include "kiosk/core/ticket/base32.hpp"

namespace kiosk::core {
namespace {

constexpr std::uint8_t kVersion = 0x01;
constexpr std::uint8_t kSingleEntry = 0x01;
constexpr std::uint8_t kPhotoCheck = 0x02;
constexpr std::uint8_t kNeedsRotatingCode = 0x04;
constexpr std::uint8_t kKnownFlags = kSingleEntry | kPhotoCheck | kNeedsRotatingCode;
constexpr std::string_view kPurpose{"kiosk-badge-v1\0", 15};

static_assert(kK1MessageBytes == kPurpose.size() + kK1PayloadBytes);
static_assert(kK1TextLength == kK1Prefix.size() + base32_length(kK1Bytes));

// Appends numbers, high byte first.
class Writer {
  public:
    explicit Writer(K1Payload& out) : out_(out) {}

    template <class Number>
    void put(Number number) {
        for (std::size_t i = sizeof(Number); i-- > 0;) {
            out_[at_++] = static_cast<std::uint8_t>(number >> (8 * i));
        }
    }

  private:
    K1Payload& out_;
    std::size_t at_ = 0;
};

class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t, kK1PayloadBytes> bytes) : bytes_(bytes) {}

    template <class Number>
    Number take() {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < sizeof(Number); ++i) number = number << 8U | bytes_[at_++];
        return static_cast<Number>(number);
    }

    std::chrono::sys_seconds take_time() {
        return std::chrono::sys_seconds(std::chrono::seconds(take<std::uint32_t>()));
    }

  private:
    std::span<const std::uint8_t, kK1PayloadBytes> bytes_;
    std::size_t at_ = 0;
};

std::uint8_t flags_of(const K1Badge& badge) {
    unsigned flags = 0;
    if (badge.single_entry) flags |= kSingleEntry;
    if (badge.photo_check) flags |= kPhotoCheck;
    if (badge.needs_rotating_code) flags |= kNeedsRotatingCode;
    return static_cast<std::uint8_t>(flags);
}

std::int64_t unix_seconds(std::chrono::sys_seconds at) {
    return at.time_since_epoch().count();
}

bool fits(std::chrono::sys_seconds at) {
    return unix_seconds(at) >= 0 && unix_seconds(at) <= UINT32_MAX;
}

TokenFault fault_of(Base32Fault fault) {
    if (fault == Base32Fault::none) return TokenFault::none;
    return fault == Base32Fault::alphabet ? TokenFault::bad_alphabet : TokenFault::not_canonical;
}

}  // namespace

Result<K1Payload> encode_k1(const K1Badge& badge) {
    for (const auto at : {badge.valid_from, badge.valid_until}) {
        if (fits(at)) continue;
        return fail(Errc::invalid_input, "badge: time " + std::to_string(unix_seconds(at)) +
                                             " is outside 0 to 4294967295 Unix seconds");
    }
    if (badge.valid_until < badge.valid_from) {
        return fail(Errc::invalid_input,
                    "badge: valid until " + std::to_string(unix_seconds(badge.valid_until)) +
                        ", before it begins at " + std::to_string(unix_seconds(badge.valid_from)));
    }
    K1Payload payload{};
    Writer out(payload);
    out.put(kVersion);
    out.put(badge.key_number);
    out.put(badge.event);
    out.put(badge.credential);
    out.put(badge.product);
    out.put(badge.zones);
    out.put(static_cast<std::uint32_t>(unix_seconds(badge.valid_from)));
    out.put(static_cast<std::uint32_t>(unix_seconds(badge.valid_until)));
    out.put(flags_of(badge));
    out.put(badge.issue);
    return payload;
}

std::array<std::uint8_t, kK1MessageBytes> k1_message(
    std::span<const std::uint8_t, kK1PayloadBytes> payload) {
    std::array<std::uint8_t, kK1MessageBytes> message{};
    std::ranges::copy(payload, std::ranges::copy(kPurpose, message.begin()).out);
    return message;
}

std::string k1_text(std::span<const std::uint8_t, kK1PayloadBytes> payload,
                    std::span<const std::uint8_t, kSignatureBytes> signature) {
    std::array<std::uint8_t, kK1Bytes> bytes{};
    std::ranges::copy(signature, std::ranges::copy(payload, bytes.begin()).out);
    return std::string(kK1Prefix) + base32_text(bytes);
}

std::string identity_of(const K1Badge& badge) {
    std::string identity = "k1 ";
    const auto append = [&](auto number) {
        for (std::size_t i = sizeof(number); i-- > 0;) {
            identity += static_cast<char>(number >> (8 * i));
        }
    };
    append(badge.event);
    append(badge.credential);
    return identity;
}

K1Envelope open_k1(std::string_view text) {
    K1Envelope envelope;
    if (text.empty()) {
        envelope.fault = TokenFault::empty;
    } else if (text.size() != kK1TextLength) {
        envelope.fault = TokenFault::bad_length;
    } else if (!text.starts_with(kK1Prefix)) {
        envelope.fault = TokenFault::bad_prefix;
    } else {
        envelope.fault = fault_of(read_base32(text.substr(kK1Prefix.size()), envelope.bytes));
        const bool readable = envelope.fault == TokenFault::none;
        if (readable && envelope.bytes[0] != kVersion) envelope.fault = TokenFault::bad_version;
    }
    return envelope;
}

K1Content read_k1_payload(std::span<const std::uint8_t, kK1PayloadBytes> payload) {
    Reader in(payload);
    K1Content content;
    K1Badge& badge = content.badge;
    static_cast<void>(in.take<std::uint8_t>());  // the version, judged by open_k1
    badge.key_number = in.take<std::uint8_t>();
    badge.event = in.take<std::uint16_t>();
    badge.credential = in.take<std::uint64_t>();
    badge.product = in.take<std::uint16_t>();
    badge.zones = in.take<std::uint32_t>();
    badge.valid_from = in.take_time();
    badge.valid_until = in.take_time();
    const auto flags = in.take<std::uint8_t>();
    badge.single_entry = (flags & kSingleEntry) != 0;
    badge.photo_check = (flags & kPhotoCheck) != 0;
    badge.needs_rotating_code = (flags & kNeedsRotatingCode) != 0;
    badge.issue = in.take<std::uint8_t>();
    if ((flags & ~kKnownFlags) != 0) {
        content.fault = TokenFault::bad_flags;
    } else if (badge.valid_until < badge.valid_from) {
        content.fault = TokenFault::bad_period;
    }
    return content;
}

}  // namespace kiosk::core
