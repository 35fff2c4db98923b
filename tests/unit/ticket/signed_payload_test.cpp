// tests/unit/ticket/signed_payload_test.cpp — protobuf messages, well-formed and not, row by row.
#include "kiosk/core/ticket/signed_payload.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::core {
namespace {

using Bytes = std::vector<std::uint8_t>;

bool reads(const Bytes& payload) {
    return read_signed_payload(payload).has_value();
}

Bytes seed(const Bytes& text) {
    Bytes payload(2 + text.size());
    payload[0] = 0x0a;
    payload[1] = static_cast<std::uint8_t>(text.size());
    std::ranges::copy(text, payload.begin() + 2);
    return payload;
}

TEST(SignedPayload, fields_go_where_they_belong_and_zero_is_none) {
    const auto ticket =
        read_signed_payload(Bytes{0x0a, 1, 'a', 0x10, 5, 0x18, 6, 0x20, 7, 0x28, 8, 0x30, 9});
    ASSERT_TRUE(ticket);
    EXPECT_EQ(ticket->seed, "a");
    EXPECT_EQ(ticket->product, 5);
    EXPECT_EQ(ticket->variation->value, 6);
    EXPECT_EQ(ticket->subevent->value, 7);
    EXPECT_EQ(ticket->valid_from->time_since_epoch().count(), 8);
    EXPECT_EQ(ticket->valid_until->time_since_epoch().count(), 9);
    EXPECT_EQ(*read_signed_payload(Bytes{0x18, 0, 0x20, 0, 0x28, 0, 0x30, 0}), SignedTicket{});
    EXPECT_EQ(*read_signed_payload(Bytes{}), SignedTicket{});
}

TEST(SignedPayload, tickets_that_differ_in_one_field_are_different) {
    const Bytes rows[] = {{0x0a, 1, 'a'}, {0x10, 5}, {0x18, 6}, {0x20, 7}, {0x28, 8}, {0x30, 9}};
    for (const Bytes& row : rows) {
        EXPECT_FALSE(*read_signed_payload(row) == SignedTicket{}) << to_hex(row);
    }
}

TEST(SignedPayload, negative_and_far_times_stay_within_years_that_exist) {
    const Bytes far{0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F};
    EXPECT_EQ(read_signed_payload(far)->valid_until->time_since_epoch().count(), 253'402'300'799);
    const Bytes minus_one{0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01};
    EXPECT_EQ(read_signed_payload(minus_one)->valid_from->time_since_epoch().count(), -1);
}

TEST(SignedPayload, unknown_fields_of_every_kind_are_skipped) {
    EXPECT_TRUE(reads({0x38, 1}));                             // 7, number
    EXPECT_TRUE(reads({0x39, 1, 2, 3, 4, 5, 6, 7, 8}));        // 7, eight bytes
    EXPECT_TRUE(reads({0x3a, 2, 0xFF, 0xFF}));                 // 7, bytes that are no text
    EXPECT_TRUE(reads({0x3d, 1, 2, 3, 4}));                    // 7, four bytes
    EXPECT_TRUE(reads({0x3b, 0x10, 9, 0x0a, 1, 0xFF, 0x3c}));  // 7, a group with fields
    EXPECT_EQ(read_signed_payload(Bytes{0x3b, 0x10, 9, 0x3c})->product, 0);
    EXPECT_EQ(read_signed_payload(Bytes{0x10, 9, 0x10, 8})->product, 8);  // the last one counts
}

TEST(SignedPayload, what_is_not_well_formed_is_refused) {
    const Bytes rows[] = {
        {0x10},        // a number that is not there
        {0x10, 0x80},  // or not whole
        {0x10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01},  // or too long
        {0x80},                          // a field name that is cut
        {0x00},                          // field 0
        {0x02, 0x00},                    // field 0 with bytes
        {0x80, 0x80, 0x80, 0x80, 0x10},  // field number above 29 bits
        {0x16, 0},                       // a kind that there is not: 6
        {0x17, 0},                       // 7
        {0x0a},                          // bytes without length
        {0x0a, 2, 'a'},                  // less than the length says
        {0x39, 1, 2, 3},                 // cut eight bytes
        {0x3d, 1, 2, 3},                 // cut four bytes
        {0x3b},                          // a group that does not end
        {0x3c},                          // an end without a group
        {0x3b, 0x44},                    // the end of another group
    };
    for (const Bytes& row : rows) EXPECT_FALSE(reads(row)) << to_hex(row);
}

TEST(SignedPayload, groups_are_nested_8_deep_and_no_deeper) {
    const auto nested = [](std::size_t depth) {
        Bytes payload(2 * depth, 0x3c);
        std::fill_n(payload.begin(), depth, std::uint8_t{0x3b});
        return payload;
    };
    EXPECT_TRUE(reads(nested(8)));
    EXPECT_FALSE(reads(nested(9)));
}

// RFC 3629, section 4.
TEST(SignedPayload, the_seed_is_utf8) {
    const Bytes good[] = {{},
                          {'a'},
                          {0x7F},
                          {0xC2, 0x80},
                          {0xDF, 0xBF},
                          {0xE0, 0xA0, 0x80},
                          {0xED, 0x9F, 0xBF},
                          {0xEF, 0xBF, 0xBF},
                          {0xF0, 0x90, 0x80, 0x80},
                          {0xF4, 0x8F, 0xBF, 0xBF}};
    for (const Bytes& text : good) {
        const auto ticket = read_signed_payload(seed(text));
        ASSERT_TRUE(ticket) << to_hex(text);
        EXPECT_EQ(Bytes(ticket->seed.begin(), ticket->seed.end()), text);
    }
    const Bytes bad[] = {{0x80},
                         {0xC1, 0xBF},  // overlong
                         {0xC2},        // cut
                         {0xC2, 0x41},  // no continuation
                         {0xC2, 0xC0},
                         {0xE0, 0x9F, 0xBF},        // overlong
                         {0xED, 0xA0, 0x80},        // surrogate
                         {0xE1, 0x80},              // cut
                         {0xF0, 0x8F, 0xBF, 0xBF},  // overlong
                         {0xF1, 0x80, 0x80, 0x41},  // no continuation
                         {0xF4, 0x90, 0x80, 0x80},  // above U+10FFFF
                         {0xF5, 0x80, 0x80, 0x80}};
    for (const Bytes& text : bad) EXPECT_FALSE(reads(seed(text))) << to_hex(text);
}

}  // namespace
}  // namespace kiosk::core
