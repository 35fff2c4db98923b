// kiosk/core/record.cpp — the journal's payload: fields by number, for ever.
//
// A record is a map from small numbers to values. One list of fields per kind, below, serves
// counting, writing and reading alike. A field keeps its number and meaning for ever; a new one
// takes the next number and is optional, so that old journals stay readable.
#include "kiosk/core/record.hpp"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "kiosk/base/cbor.hpp"
#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

enum class Kind : std::uint8_t { scan = 1, start = 2, roster = 3 };

// The highest number each enumeration may have in a payload.
template <class Enum>
constexpr std::uint64_t kLastOf = 0;
template <>
constexpr std::uint64_t kLastOf<Kind> = 3;
template <>
constexpr std::uint64_t kLastOf<ClockState> = 4;
template <>
constexpr std::uint64_t kLastOf<ScanSource> = 3;
template <>
constexpr std::uint64_t kLastOf<Direction> = 1;
template <>
constexpr std::uint64_t kLastOf<Reason> = kReasonCount - 1;

template <class Fields, class R>
void common_fields(Fields& fields, R& record) {
    fields(1, record.at.utc);
    fields(2, record.at.mono);
    fields(3, record.boot.bytes);
}

template <class Fields>
void list_fields(Fields& fields, ScanRecord& record) {
    common_fields(fields, record);
    fields(4, record.clock);
    fields(5, record.id.bytes);
    fields(6, record.station);
    fields(7, record.reader);
    fields(8, record.list);
    fields(9, record.source);
    fields(10, record.direction);
    fields(11, record.reason);
    fields(12, record.list_objection);
    fields(13, record.code.bytes);
    fields(14, record.code_length);
    fields(15, record.ticket);
    fields(16, record.roster_version);
    fields(17, record.nonce);
    fields(20, record.staff_choice);
}

template <class Fields>
void list_fields(Fields& fields, StartRecord& record) {
    common_fields(fields, record);
    fields(18, record.software);
}

template <class Fields>
void list_fields(Fields& fields, RosterRecord& record) {
    common_fields(fields, record);
    fields(16, record.version);
    fields(19, record.tickets);
}

// Empty optionals and empty texts are left out.
template <class T>
bool is_left_out(const T&) {
    return false;
}
template <class T>
bool is_left_out(const std::optional<T>& value) {
    return !value.has_value();
}
bool is_left_out(const std::string& value) {
    return value.empty();
}

void write(CborWriter& out, std::uint64_t value) {
    out.number(value);
}
void write(CborWriter& out, std::uint16_t value) {
    out.number(value);
}
void write(CborWriter& out, UtcTime value) {
    out.signed_number(value.time_since_epoch().count());
}
void write(CborWriter& out, Instant value) {
    out.signed_number(value.time_since_epoch().count());
}
void write(CborWriter& out, TicketId value) {
    out.number(value.value);
}
void write(CborWriter& out, const std::string& value) {
    out.text(value);
}
void write(CborWriter& out, const std::array<std::uint8_t, 16>& value) {
    out.bytes(value);
}
template <class Enum>
    requires std::is_enum_v<Enum>
void write(CborWriter& out, Enum value) {
    out.number(std::to_underlying(value));
}
template <class T>
void write(CborWriter& out, const std::optional<T>& value) {
    write(out, *value);
}

Result<> read(CborReader& in, std::uint64_t& value) {
    value = KIOSK_TRY(in.number());
    return {};
}
Result<> read(CborReader& in, std::uint16_t& value) {
    const std::uint64_t wide = KIOSK_TRY(in.number());
    if (wide > UINT16_MAX) return fail(Errc::corrupt, "number above 65535");
    value = static_cast<std::uint16_t>(wide);
    return {};
}
Result<> read(CborReader& in, UtcTime& value) {
    value = UtcTime(std::chrono::milliseconds(KIOSK_TRY(in.signed_number())));
    return {};
}
Result<> read(CborReader& in, Instant& value) {
    value = Instant(std::chrono::nanoseconds(KIOSK_TRY(in.signed_number())));
    return {};
}
Result<> read(CborReader& in, TicketId& value) {
    value = TicketId{KIOSK_TRY(in.number())};
    return {};
}
Result<> read(CborReader& in, std::string& value) {
    value = KIOSK_TRY(in.text());
    if (value.empty()) return fail(Errc::corrupt, "an empty text is written by leaving it out");
    return {};
}
Result<> read(CborReader& in, std::array<std::uint8_t, 16>& value) {
    const auto found = KIOSK_TRY(in.bytes());
    if (found.size() != value.size()) return fail(Errc::corrupt, "not 16 bytes");
    std::ranges::copy(found, value.begin());
    return {};
}
template <class Enum>
    requires std::is_enum_v<Enum>
Result<> read(CborReader& in, Enum& value) {
    const std::uint64_t number = KIOSK_TRY(in.number());
    if (number > kLastOf<Enum>) return fail(Errc::corrupt, "number unknown to this version");
    value = static_cast<Enum>(number);
    return {};
}
template <class T>
Result<> read(CborReader& in, std::optional<T>& value) {
    return read(in, value.emplace());
}

template <class T>
constexpr bool may_be_left_out = std::is_same_v<T, std::string>;
template <class T>
constexpr bool may_be_left_out<std::optional<T>> = true;

struct FieldCounter {
    std::uint64_t count = 0;

    template <class T>
    void operator()(std::uint64_t /*field*/, const T& value) {
        if (!is_left_out(value)) ++count;
    }
};

struct FieldWriter {
    CborWriter out;

    template <class T>
    void operator()(std::uint64_t field, const T& value) {
        if (is_left_out(value)) return;
        out.number(field);
        write(out, value);
    }
};

// Takes the fields in their order; the first problem is kept and ends the reading.
class FieldReader {
  public:
    FieldReader(CborReader in, std::uint64_t fields) : in_(in), left_(fields) { next_key(); }

    template <class T>
    void operator()(std::uint64_t field, T& value) {
        if (problem_) return;
        if (key_ != field) {
            if (!may_be_left_out<T>) note("missing", field);
            return;
        }
        if (auto done = read(in_, value); !done) {
            note(done.error().context, field);
            return;
        }
        next_key();
    }

    [[nodiscard]] Result<> finish() {
        if (!problem_ && key_) note("unknown", *key_);
        if (!problem_ && !in_.at_end()) problem_ = Error{Errc::corrupt, "record: trailing bytes"};
        if (problem_) return fail(*std::move(problem_));
        return {};
    }

  private:
    void next_key() {
        key_.reset();
        if (left_ == 0) return;
        --left_;
        auto key = in_.number();
        if (key)
            key_ = *key;
        else
            problem_ = std::move(key).error();
    }

    void note(std::string_view what, std::uint64_t field) {
        problem_ = Error{Errc::corrupt,
                         "record: field " + std::to_string(field) + ": " + std::string(what)};
    }

    CborReader in_;
    std::uint64_t left_;
    std::optional<std::uint64_t> key_;
    std::optional<Error> problem_;
};

Kind kind_of(const ScanRecord&) {
    return Kind::scan;
}
Kind kind_of(const StartRecord&) {
    return Kind::start;
}
Kind kind_of(const RosterRecord&) {
    return Kind::roster;
}

template <class R>
Result<Record> decode_as(FieldReader& fields) {
    R record;
    list_fields(fields, record);
    KIOSK_TRY_VOID(fields.finish());
    return Record(std::move(record));
}

}  // namespace

std::vector<std::byte> encode(const Record& record) {
    const auto write_one = [](auto copy) {
        FieldCounter counter{.count = 1};  // the kind
        list_fields(counter, copy);
        FieldWriter writer;
        writer.out.map(counter.count);
        writer(0, kind_of(copy));
        list_fields(writer, copy);
        return std::move(writer.out).take();
    };
    auto payload = std::visit(write_one, record);
    KIOSK_CHECK(payload.size() <= kRecordPayloadMax, "texts in records are bounded");
    return payload;
}

Result<Record> decode_record(std::span<const std::byte> payload) {
    if (payload.size() > kRecordPayloadMax) {
        return fail(Errc::too_large, "record: " + std::to_string(payload.size()) +
                                         " bytes, limit " + std::to_string(kRecordPayloadMax));
    }
    CborReader in(payload);
    const std::uint64_t count = KIOSK_TRY(in.map());
    FieldReader fields(in, count);
    Kind kind{};
    fields(0, kind);
    switch (kind) {
        case Kind::scan: return decode_as<ScanRecord>(fields);
        case Kind::start: return decode_as<StartRecord>(fields);
        case Kind::roster: return decode_as<RosterRecord>(fields);
    }
    KIOSK_TRY_VOID(fields.finish());
    return fail(Errc::corrupt, "record: no kind");
}

Timestamp time_of(const Record& record) {
    return std::visit([](const auto& one) { return one.at; }, record);
}

}  // namespace kiosk::core
