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
#include "kiosk/core/record_fields.hpp"
#include "kiosk/core/record_values.hpp"

namespace kiosk::core {
namespace {

enum class Kind : std::uint8_t {
    scan = 1,
    start = 2,
    roster = 3,
    repaired = 4,
    restored = 5,
    supervisor = 6,
    drained = 7,
    annulment = 8,
    walk_in = 9,
};

}  // namespace

template <>
inline constexpr std::uint64_t record_values::kLastOf<Kind> = 9;
template <>
inline constexpr std::uint64_t record_values::kLastOf<ScanSource> = 4;
template <>
inline constexpr std::uint64_t record_values::kLastOf<Direction> = 1;
template <>
inline constexpr std::uint64_t record_values::kLastOf<Reason> = kReasonCount - 1;
template <>
inline constexpr std::uint64_t record_values::kLastOf<StaffChoice> = 1;
template <>
inline constexpr std::uint64_t record_values::kLastOf<StoredCopy> = 1;
template <>
inline constexpr std::uint64_t record_values::kLastOf<SupervisorAct> = 2;
template <>
inline constexpr std::uint64_t record_values::kLastOf<NameProof> = 2;
template <>
inline constexpr std::uint64_t record_values::kLastOf<UndoCause> = kUndoCauses - 1;
template <>
inline constexpr std::uint64_t record_values::kLastOf<PaidBy> = kWaysToPay - 1;

namespace {

using namespace record_values;

template <class Fields, class R>
void common_fields(Fields& fields, R& record) {
    fields(1, record.at.utc);
    fields(2, record.at.mono);
    fields(3, record.boot.bytes);
    fields(4, record.at.clock);
}

template <class Fields>
void list_fields(Fields& fields, ScanRecord& record) {
    common_fields(fields, record);
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
    fields(21, record.at.error_bound);
    fields(22, record.one_copy);
    fields(31, record.answered);
    fields(32, record.by_signature);
    fields(33, record.zone);
    fields(34, record.set_aside);
    fields(35, record.let_in_by);
    fields(36, record.seconded_by);
    fields(37, record.note);
    fields(39, record.issue);
    fields(41, record.word.key);
    fields(42, record.word.product);
    fields(43, record.word.variation);
    fields(44, record.word.subevent);
    fields(45, record.word.valid_from);
    fields(46, record.word.valid_until);
    fields(47, record.word.single_entry);
    fields(48, record.let_in_proof);
    fields(49, record.second_proof);
}

template <class Fields>
void list_fields(Fields& fields, StartRecord& record) {
    common_fields(fields, record);
    fields(18, record.software);
    fields(21, record.at.error_bound);
}

template <class Fields>
void list_fields(Fields& fields, RosterRecord& record) {
    common_fields(fields, record);
    fields(16, record.version);
    fields(19, record.tickets);
    fields(21, record.at.error_bound);
}

template <class Fields>
void list_fields(Fields& fields, RepairedRecord& record) {
    common_fields(fields, record);
    fields(21, record.at.error_bound);
    fields(23, record.copy);
    fields(24, record.code);
    fields(25, record.first_seq);
    fields(26, record.records);
    fields(27, record.found);
    fields(28, record.restored);
}

template <class Fields>
void list_fields(Fields& fields, RestoredRecord& record) {
    common_fields(fields, record);
    fields(21, record.at.error_bound);
    fields(29, record.epoch);
    fields(30, record.backup_made);
}

template <class Fields>
void list_fields(Fields& fields, SupervisorRecord& record) {
    common_fields(fields, record);
    fields(15, record.ticket);
    fields(21, record.at.error_bound);
    fields(33, record.zone);
    fields(35, record.by);
    fields(37, record.note);
    fields(38, record.act);
    fields(48, record.proof);
}

template <class Fields>
void list_fields(Fields& fields, DrainedRecord& record) {
    common_fields(fields, record);
    fields(7, record.reader);
    fields(21, record.at.error_bound);
    fields(40, record.codes);
}

// What it shares with a scan's record is the scan's that is taken back.
template <class Fields>
void list_fields(Fields& fields, AnnulmentRecord& record) {
    common_fields(fields, record);
    fields(5, record.scan.id.bytes);
    fields(6, record.scan.station);
    fields(7, record.scan.reader);
    fields(8, record.scan.list);
    fields(10, record.scan.direction);
    fields(13, record.scan.code.bytes);
    fields(15, record.scan.ticket);
    fields(17, record.nonce);
    fields(21, record.at.error_bound);
    fields(33, record.scan.zone);
    fields(35, record.by);
    fields(37, record.note);
    fields(48, record.proof);
    fields(50, record.scan.seq);
    fields(51, record.scan.at);
    fields(52, record.scan.stood_by);
    fields(53, record.cause);
    fields(54, record.desk);
}

template <class Fields>
void list_fields(Fields& fields, WalkInRecord& record) {
    common_fields(fields, record);
    fields(6, record.station);
    fields(13, record.code.bytes);
    fields(15, record.ticket);
    fields(17, record.nonce);
    fields(21, record.at.error_bound);
    fields(35, record.by);
    fields(48, record.proof);
    fields(55, record.product);
    fields(56, record.paid_by);
}

template <class R>
constexpr Kind kKindOf = Kind::scan;
template <>
constexpr Kind kKindOf<StartRecord> = Kind::start;
template <>
constexpr Kind kKindOf<RosterRecord> = Kind::roster;
template <>
constexpr Kind kKindOf<RepairedRecord> = Kind::repaired;
template <>
constexpr Kind kKindOf<RestoredRecord> = Kind::restored;
template <>
constexpr Kind kKindOf<SupervisorRecord> = Kind::supervisor;
template <>
constexpr Kind kKindOf<DrainedRecord> = Kind::drained;
template <>
constexpr Kind kKindOf<AnnulmentRecord> = Kind::annulment;
template <>
constexpr Kind kKindOf<WalkInRecord> = Kind::walk_in;

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
        writer(0, kKindOf<decltype(copy)>);
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
        case Kind::repaired: return decode_as<RepairedRecord>(fields);
        case Kind::restored: return decode_as<RestoredRecord>(fields);
        case Kind::supervisor: return decode_as<SupervisorRecord>(fields);
        case Kind::drained: return decode_as<DrainedRecord>(fields);
        case Kind::annulment: return decode_as<AnnulmentRecord>(fields);
        case Kind::walk_in: return decode_as<WalkInRecord>(fields);
    }
    KIOSK_TRY_VOID(fields.finish());
    return fail(Errc::corrupt, "record: no kind");
}

Timestamp time_of(const Record& record) {
    return std::visit([](const auto& one) { return one.at; }, record);
}

}  // namespace kiosk::core
