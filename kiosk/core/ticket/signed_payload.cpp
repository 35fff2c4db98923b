// kiosk/core/ticket/signed_payload.cpp — a bounded cursor over protobuf fields.
#include "kiosk/core/ticket/signed_payload.hpp"

#include <algorithm>
#include <array>

namespace kiosk::core {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr int kVarintBytesMax = 10;
constexpr std::size_t kGroupDepthMax = 8;  // no ticket has groups

enum class Kind : std::uint8_t {
    varint = 0,
    fixed64 = 1,
    bytes = 2,
    group = 3,
    group_end = 4,
    fixed32 = 5,
};

struct Tag {
    std::uint32_t field = 0;
    std::uint8_t kind = 0;
};

class Cursor {
  public:
    explicit Cursor(Bytes bytes) : bytes_(bytes) {}

    [[nodiscard]] bool at_end() const { return bytes_.empty(); }

    std::optional<std::uint64_t> varint() {
        std::uint64_t value = 0;
        for (int i = 0; i < kVarintBytesMax; ++i) {
            if (bytes_.empty()) return std::nullopt;
            const std::uint8_t byte = bytes_.front();
            bytes_ = bytes_.subspan(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << static_cast<unsigned>(7 * i);
            if ((byte & 0x80U) == 0) return value;
        }
        return std::nullopt;
    }

    std::optional<Bytes> take(std::uint64_t count) {
        if (count > bytes_.size()) return std::nullopt;
        const Bytes taken = bytes_.first(static_cast<std::size_t>(count));
        bytes_ = bytes_.subspan(static_cast<std::size_t>(count));
        return taken;
    }

    std::optional<Tag> tag() {
        const auto value = varint();
        if (!value || *value > UINT32_MAX) return std::nullopt;
        const Tag tag{static_cast<std::uint32_t>(*value >> 3U),
                      static_cast<std::uint8_t>(*value & 7U)};
        if (tag.field == 0) return std::nullopt;
        return tag;
    }

  private:
    Bytes bytes_;
};

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(Bytes text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::uint8_t lead = text[i];
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || length > text.size() - i) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((text[i + k] & 0xC0U) != 0x80U) return false;
        }
        if (length > 2) {
            const std::uint8_t second = text[i + 1];
            if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
                return false;
            }
        }
        i += length;
    }
    return true;
}

// Absent and zero mean the same (proto3).
template <class Id>
std::optional<Id> id_or_none(std::int64_t number) {
    if (number == 0) return std::nullopt;
    return Id{number};
}

std::optional<std::chrono::sys_seconds> time_or_none(std::int64_t number) {
    // 9999-12-31T23:59:59Z: nobody means a later time, and sums must not overflow.
    constexpr std::int64_t kSecondsMax = 253'402'300'799;
    if (number == 0) return std::nullopt;
    return std::chrono::sys_seconds(
        std::chrono::seconds(std::clamp(number, -kSecondsMax, kSecondsMax)));
}

void set_number(SignedTicket& ticket, std::uint32_t field, std::uint64_t raw) {
    const auto number = static_cast<std::int64_t>(raw);
    switch (field) {
        case 2: ticket.product = number; break;
        case 3: ticket.variation = id_or_none<VariationId>(number); break;
        case 4: ticket.subevent = id_or_none<SubeventId>(number); break;
        case 5: ticket.valid_from = time_or_none(number); break;
        case 6: ticket.valid_until = time_or_none(number); break;
        default: break;
    }
}

// The groups that are open while unknown ones are skipped.
class Groups {
  public:
    bool open(std::uint32_t field) {
        if (depth_ == fields_.size()) return false;
        fields_.at(depth_++) = field;
        return true;
    }
    bool close(std::uint32_t field) { return depth_ > 0 && fields_.at(--depth_) == field; }
    [[nodiscard]] bool inside() const { return depth_ > 0; }

  private:
    std::array<std::uint32_t, kGroupDepthMax> fields_{};
    std::size_t depth_ = 0;
};

bool read_bytes(Cursor& cursor, bool is_seed, SignedTicket& ticket) {
    const auto length = cursor.varint();
    if (!length) return false;
    const auto bytes = cursor.take(*length);
    if (!bytes) return false;
    if (!is_seed) return true;
    if (!is_utf8(*bytes)) return false;
    ticket.seed.assign(bytes->begin(), bytes->end());
    return true;
}

bool read_field(Cursor& cursor, Groups& groups, SignedTicket& ticket) {
    const auto tag = cursor.tag();
    if (!tag) return false;
    switch (static_cast<Kind>(tag->kind)) {
        case Kind::varint: {
            const auto number = cursor.varint();
            if (!number) return false;
            if (!groups.inside()) set_number(ticket, tag->field, *number);
            return true;
        }
        case Kind::fixed64: return cursor.take(8).has_value();
        case Kind::bytes: return read_bytes(cursor, tag->field == 1 && !groups.inside(), ticket);
        case Kind::group: return groups.open(tag->field);
        case Kind::group_end: return groups.close(tag->field);
        case Kind::fixed32: return cursor.take(4).has_value();
    }
    return false;  // 6 and 7 are no kinds
}

}  // namespace

std::optional<SignedTicket> read_signed_payload(Bytes payload) {
    Cursor cursor(payload);
    Groups groups;
    SignedTicket ticket;
    while (!cursor.at_end()) {
        if (!read_field(cursor, groups, ticket)) return std::nullopt;
    }
    if (groups.inside()) return std::nullopt;
    return ticket;
}

}  // namespace kiosk::core
