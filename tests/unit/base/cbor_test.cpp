// tests/unit/base/cbor_test.cpp — canonical CBOR, with the standard's own examples.
#include "kiosk/base/cbor.hpp"

#include <initializer_list>
#include <string>

#include <gtest/gtest.h>

namespace kiosk {
namespace {

std::vector<std::byte> bytes_of(std::initializer_list<int> values) {
    std::vector<std::byte> out;
    for (const int value : values) out.push_back(static_cast<std::byte>(value));
    return out;
}

std::vector<std::byte> number(std::uint64_t value) {
    CborWriter out;
    out.number(value);
    return std::move(out).take();
}

TEST(Cbor, numbers_are_written_as_in_rfc_8949_appendix_a) {
    EXPECT_EQ(number(0), bytes_of({0x00}));
    EXPECT_EQ(number(23), bytes_of({0x17}));
    EXPECT_EQ(number(24), bytes_of({0x18, 0x18}));
    EXPECT_EQ(number(255), bytes_of({0x18, 0xff}));
    EXPECT_EQ(number(256), bytes_of({0x19, 0x01, 0x00}));
    EXPECT_EQ(number(1000000), bytes_of({0x1a, 0x00, 0x0f, 0x42, 0x40}));
    EXPECT_EQ(number(1000000000000),
              bytes_of({0x1b, 0x00, 0x00, 0x00, 0xe8, 0xd4, 0xa5, 0x10, 0x00}));
    EXPECT_EQ(number(UINT64_MAX), bytes_of({0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
}

TEST(Cbor, signed_numbers_come_back_at_both_ends_of_their_range) {
    for (const std::int64_t value : {INT64_MIN, std::int64_t{-1000}, std::int64_t{-1},
                                     std::int64_t{0}, std::int64_t{1}, INT64_MAX}) {
        CborWriter out;
        out.signed_number(value);
        const auto written = std::move(out).take();
        CborReader in(written);
        const auto read = in.signed_number();
        ASSERT_TRUE(read.has_value()) << value;
        EXPECT_EQ(*read, value);
        EXPECT_TRUE(in.at_end());
    }
}

TEST(Cbor, every_width_of_number_comes_back) {
    for (unsigned bit = 0; bit < 64; ++bit) {
        for (const std::uint64_t value : {std::uint64_t{1} << bit, (std::uint64_t{1} << bit) - 1}) {
            const auto written = number(value);
            CborReader in(written);
            ASSERT_EQ(in.number().value_or(~value), value) << value;
        }
    }
}

TEST(Cbor, a_number_that_is_not_in_its_shortest_form_is_refused) {
    for (const auto& bad :
         {bytes_of({0x18, 0x17}), bytes_of({0x19, 0x00, 0xff}), bytes_of({0x1a, 0, 0, 0xff, 0xff}),
          bytes_of({0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff})}) {
        CborReader in(bad);
        const auto read = in.number();
        ASSERT_FALSE(read.has_value());
        EXPECT_EQ(read.error().code, Errc::corrupt);
    }
}

TEST(Cbor, cut_and_indefinite_items_are_refused) {
    const auto cut_number = bytes_of({0x19, 0x01});
    EXPECT_FALSE(CborReader(cut_number).number().has_value());
    const auto cut_text = bytes_of({0x63, 'a', 'b'});
    EXPECT_FALSE(CborReader(cut_text).text().has_value());
    const auto indefinite_map = bytes_of({0xbf});
    EXPECT_FALSE(CborReader(indefinite_map).map().has_value());
    const auto huge_text = bytes_of({0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    EXPECT_FALSE(CborReader(huge_text).text().has_value());
    EXPECT_FALSE(CborReader({}).number().has_value());
}

TEST(Cbor, another_item_than_the_wanted_one_is_refused) {
    const auto text = bytes_of({0x61, 'a'});
    EXPECT_FALSE(CborReader(text).number().has_value());
    EXPECT_FALSE(CborReader(text).bytes().has_value());
    EXPECT_FALSE(CborReader(text).map().has_value());
    const auto huge_negative = bytes_of({0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    EXPECT_FALSE(CborReader(huge_negative).signed_number().has_value());
}

}  // namespace
}  // namespace kiosk
