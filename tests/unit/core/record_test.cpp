// tests/unit/core/record_test.cpp — journal payloads: one spelling, strict reading.
#include "kiosk/core/record.hpp"

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::core {
namespace {

ScanRecord full_scan() {
    ScanRecord scan;
    scan.id.bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    scan.at = testing::at(std::chrono::minutes(2));
    scan.boot.bytes.fill(0xb0);
    scan.at.clock = ClockState::holdover;
    scan.station = "gate-north-in";
    scan.reader = "qr-1";
    scan.list = "venue";
    scan.source = ScanSource::camera;
    scan.direction = Direction::exit;
    scan.reason = Reason::ok_exit;
    scan.list_objection = Reason::product;
    scan.code.bytes.fill(0xc0);
    scan.code_length = 32;
    scan.ticket = TicketId{UINT64_MAX};
    scan.roster_version = 7;
    scan.nonce = "n-1";
    scan.staff_choice = StaffChoice::ignore_unpaid;
    scan.at.error_bound = std::chrono::milliseconds(1200);
    scan.one_copy = true;
    scan.zone = "auditorium";
    scan.set_aside = Reason::zone_full;
    scan.let_in_by = "abena";
    scan.seconded_by = "kofi";
    scan.note = "badge forgotten";
    scan.let_in_proof = NameProof::token;
    scan.second_proof = NameProof::claimed;
    return scan;
}

std::vector<std::byte> from_hex_bytes(const std::string& text) {
    std::vector<std::uint8_t> bytes(text.size() / 2);
    EXPECT_TRUE(from_hex(text, bytes));
    const auto view = std::as_bytes(std::span(bytes));
    return {view.begin(), view.end()};
}

void expect_round_trip(const Record& record) {
    const auto payload = encode(record);
    const auto back = decode_record(payload);
    ASSERT_TRUE(back.has_value()) << back.error().context;
    EXPECT_EQ(*back, record);
    EXPECT_EQ(encode(*back), payload);
}

TEST(Record, every_kind_comes_back_as_it_was) {
    expect_round_trip(full_scan());
    ScanRecord sparse = full_scan();
    sparse.list_objection.reset();
    sparse.ticket.reset();
    sparse.nonce.clear();
    sparse.staff_choice.reset();
    expect_round_trip(sparse);
    ScanRecord by_its_word = full_scan();
    by_its_word.by_signature = true;
    by_its_word.word = {.key = "shop",
                        .product = ProductId{INT64_MAX},
                        .variation = VariationId{-7},
                        .subevent = SubeventId{12},
                        .valid_from = UtcTime{},
                        .valid_until = testing::kNine,
                        .single_entry = true};
    expect_round_trip(by_its_word);
    expect_round_trip(StartRecord{testing::at({}), {}, "kioskd 0.1.0"});
    expect_round_trip(RosterRecord{testing::at({}), {}, 3, 1204});
    RepairedRecord repaired{testing::at({}), {}, StoredCopy::database, "STO-ROT", 7, 93, {}, {}};
    expect_round_trip(repaired);
    repaired.found.emplace().fill(0xf0);
    repaired.restored.emplace().fill(0xe0);
    expect_round_trip(repaired);
    expect_round_trip(RestoredRecord{testing::at({}), {}, ~0ULL, testing::at({}).utc});
    SupervisorRecord forgiven{.at = testing::at({}), .boot = {}, .by = "abena"};
    forgiven.ticket = TicketId{9};
    forgiven.zone = "venue";
    forgiven.note = "left by the window";
    forgiven.proof = NameProof::pin;
    expect_round_trip(forgiven);
    expect_round_trip(SupervisorRecord{.at = testing::at({}),
                                       .boot = {},
                                       .act = SupervisorAct::end_emergency,
                                       .by = "fire-panel"});
    expect_round_trip(DrainedRecord{testing::at({}), {}, "usb-1", 3});
}

TEST(Record, an_annulment_comes_back_as_it_was) {
    AnnulmentRecord undone{.at = testing::at({}), .boot = {}, .scan = {}, .proof = {}};
    expect_round_trip(undone);
    undone.scan = {.seq = 48213,
                   .id = full_scan().id,
                   .at = testing::kNine,
                   .station = "desk-1",
                   .reader = "usb-1",
                   .list = "main",
                   .zone = "venue",
                   .direction = Direction::exit,
                   .code = full_scan().code,
                   .ticket = TicketId{9},
                   .stood_by = true};
    undone.cause = UndoCause::other;
    undone.desk = "desk-2";
    undone.by = "abena";
    undone.proof = NameProof::pin;
    undone.note = "changed her mind";
    undone.nonce = "n-2";
    expect_round_trip(undone);
}

TEST(Record, a_walk_in_comes_back_as_it_was) {
    WalkInRecord made{.at = testing::at({}), .boot = {}, .proof = {}};
    expect_round_trip(made);
    made.station = "desk-1";
    made.code = full_scan().code;
    made.ticket = TicketId{9};
    made.product = "Day ticket";
    made.paid_by = PaidBy::later;
    made.by = "abena";
    made.proof = NameProof::pin;
    made.nonce = "n-3";
    expect_round_trip(made);
}

TEST(Record, the_longest_walk_in_has_room) {
    const WalkInRecord longest{.at = testing::at({}),
                               .boot = {},
                               .station = std::string(64, 's'),
                               .code = full_scan().code,
                               .ticket = TicketId{~0ULL},
                               .product = std::string(kWalkInProductMax, 'p'),
                               .paid_by = PaidBy::later,
                               .by = std::string(kOperatorMax, 'o'),
                               .proof = NameProof::token,
                               .nonce = std::string(kNonceMax, 'n')};
    EXPECT_LT(encode(longest).size(), kRecordPayloadMax / 2);
}

// A replay compares what was decided by; a field that did not count would hide a difference.
TEST(Record, each_part_of_a_codes_word_counts) {
    ScanRecord scan = full_scan();
    scan.by_signature = true;
    scan.word.key = "shop";
    std::vector<SignedWord> others(7, scan.word);
    others[0].key = "badges";
    others[1].product = ProductId{0};
    others[2].variation = VariationId{0};
    others[3].subevent = SubeventId{0};
    others[4].valid_from = UtcTime{};
    others[5].valid_until = UtcTime{};
    others[6].single_entry = true;
    for (const auto& other : others) {
        EXPECT_NE(other, scan.word);
        ScanRecord changed = scan;
        changed.word = other;
        expect_round_trip(changed);
    }
}

TEST(Record, times_before_1970_and_in_2107_come_back) {
    ScanRecord scan = full_scan();
    for (const std::int64_t ms : {std::int64_t{-1}, std::int64_t{4'323'000'000'000}}) {
        scan.at.utc = UtcTime(std::chrono::milliseconds(ms));
        expect_round_trip(scan);
    }
}

TEST(Record, every_kind_keeps_how_well_the_clock_was_known) {
    Timestamp doubtful = testing::at({});
    doubtful.error_bound = kUnknownError;
    for (const auto state : {ClockState::synced, ClockState::holdover, ClockState::saved,
                             ClockState::unsynced, ClockState::stepped}) {
        doubtful.clock = state;
        ScanRecord scan = full_scan();
        scan.at = doubtful;
        expect_round_trip(scan);
        expect_round_trip(StartRecord{doubtful, {}, "kioskd 0.1.0"});
        expect_round_trip(RosterRecord{doubtful, {}, 3, 1204});
        expect_round_trip(RepairedRecord{.at = doubtful, .code = "STO-GONE"});
        expect_round_trip(RestoredRecord{.at = doubtful, .epoch = 7});
        expect_round_trip(DrainedRecord{.at = doubtful, .reader = "usb-1", .codes = 1});
        expect_round_trip(AnnulmentRecord{.at = doubtful, .boot = {}, .scan = {}, .proof = {}});
    }
}

TEST(Record, a_start_written_before_clocks_were_noted_is_of_unknown_time) {
    // Kind 2, utc 5, mono 6, boot of zeros, software "k": as the first journals have it.
    const auto payload = from_hex_bytes("a50002010502060350" + std::string(32, '0') + "12616b");
    const auto read = decode_record(payload);
    ASSERT_TRUE(read.has_value()) << read.error().context;
    EXPECT_EQ(time_of(*read).clock, ClockState::unsynced);
}

TEST(Record, what_goes_without_saying_must_not_be_written) {
    // The same start with clock 3 (unsynced) spelled out.
    const auto payload = from_hex_bytes("a60002010502060350" + std::string(32, '0') + "040312616b");
    const auto read = decode_record(payload);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().context, "record: field 4: written although it goes without saying");
}

TEST(Record, every_cut_payload_is_refused) {
    const auto payload = encode(full_scan());
    for (std::size_t length = 0; length < payload.size(); ++length) {
        EXPECT_FALSE(decode_record(std::span(payload).first(length)).has_value()) << length;
    }
}

TEST(Record, trailing_bytes_are_refused) {
    auto payload = encode(full_scan());
    payload.push_back(std::byte{0});
    const auto read = decode_record(payload);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, Errc::corrupt);
}

TEST(Record, no_changed_bit_is_read_as_the_same_record) {
    const Record original = full_scan();
    const auto payload = encode(original);
    for (std::size_t bit = 0; bit < payload.size() * 8; ++bit) {
        auto damaged = payload;
        damaged[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        const auto read = decode_record(damaged);
        if (read) {
            EXPECT_NE(*read, original) << "bit " << bit;
        }
    }
}

TEST(Record, a_reason_of_a_newer_version_is_refused_not_guessed) {
    auto payload = encode(full_scan());
    // Field 11 (reason): key 0x0b, then the number; 255 has its byte behind 0x18.
    for (std::size_t i = 0; i + 1 < payload.size(); ++i) {
        const bool is_reason = payload[i] == std::byte{0x0b} &&
                               payload[i + 1] == static_cast<std::byte>(Reason::ok_exit) &&
                               payload[i - 2] == std::byte{0x0a};
        if (!is_reason) continue;
        payload[i + 1] = std::byte{0x18};
        payload.insert(payload.begin() + static_cast<std::ptrdiff_t>(i) + 2, std::byte{0xff});
        const auto read = decode_record(payload);
        ASSERT_FALSE(read.has_value());
        EXPECT_NE(read.error().context.find("field 11"), std::string::npos) << read.error().context;
        return;
    }
    FAIL() << "field 11 not found";
}

TEST(Record, a_staff_choice_of_a_newer_version_is_refused_not_guessed) {
    ScanRecord scan = full_scan();
    auto payload = encode(scan);
    scan.staff_choice.reset();
    const auto without = encode(scan);
    // Field 20 (key 0x14) with the number 0 stands where the two first differ, behind the count,
    // which takes two bytes from 24 fields on.
    const auto [here, there] =
        std::mismatch(payload.begin() + 2, payload.end(), without.begin() + 2, without.end());
    ASSERT_EQ(*here, std::byte{0x14});
    ASSERT_EQ(*(here + 1), std::byte{0x00});
    EXPECT_TRUE(decode_record(payload).has_value());
    *(here + 1) = std::byte{0x02};
    EXPECT_FALSE(decode_record(payload).has_value());
}

TEST(Record, the_longest_texts_fit_the_payload_limit) {
    ScanRecord scan = full_scan();
    scan.nonce = std::string(kNonceMax, 'n');
    scan.station = scan.reader = scan.list = scan.zone = std::string(64, 's');
    scan.let_in_by = scan.seconded_by = std::string(kOperatorMax, 'o');
    scan.note = std::string(kNoteMax, 'w');
    EXPECT_LE(encode(scan).size(), kRecordPayloadMax);
}

TEST(Record, a_payload_above_the_limit_is_refused_by_name) {
    const std::vector<std::byte> huge(kRecordPayloadMax + 1);
    const auto read = decode_record(huge);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().context, "record: 4097 bytes, limit 4096");
}

}  // namespace
}  // namespace kiosk::core
