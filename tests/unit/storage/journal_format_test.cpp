// tests/unit/storage/journal_format_test.cpp — bytes of headers and records, against the standard.
#include "kiosk/storage/journal_format.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "tests/unit/storage/sample_records.hpp"

namespace kiosk::storage {
namespace {

using testing::kEpoch;
using testing::kStation;

std::span<const std::byte> bytes(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

TEST(JournalFormat, crc32c_gives_the_published_check_value) {
    EXPECT_EQ(crc32c(bytes("123456789")), 0xE3069283U);
}

TEST(JournalFormat, crc32c_of_32_zeroes_is_that_of_rfc_3720) {
    const std::vector<std::byte> zeroes(32);  // RFC 3720, appendix B.4
    EXPECT_EQ(crc32c(zeroes), 0x8A9136AAU);
}

TEST(JournalFormat, header_has_80_bytes_and_comes_back) {
    const SegmentHeader header{kStation, kEpoch, 12, genesis_chain(kStation, kEpoch)};
    const auto encoded = encode_header(header);
    ASSERT_EQ(encoded.size(), 80U);
    EXPECT_TRUE(std::ranges::equal(std::span(encoded).first(8), bytes({"KIOSKJ1\0", 8})));
    const auto decoded = decode_header(encoded);
    ASSERT_TRUE(decoded.has_value()) << decoded.error().context;
    EXPECT_EQ(*decoded, header);
}

TEST(JournalFormat, every_flipped_bit_of_a_header_is_refused) {
    const auto good = encode_header({kStation, kEpoch, 12, {}});
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        auto bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        EXPECT_FALSE(decode_header(bad).has_value()) << "bit " << bit;
    }
}

TEST(JournalFormat, record_follows_the_layout_of_the_design) {
    std::vector<std::byte> out;
    const auto chain = next_chain({}, 7, bytes("payload"));
    append_record(out, 7, bytes("payload"), chain);
    ASSERT_EQ(out.size(), 64U);  // 52 + 7 bytes, padded to 8
    EXPECT_TRUE(std::ranges::equal(std::span(out).first(4), bytes("KJRE")));
    EXPECT_EQ(out[4], std::byte{7});
    EXPECT_EQ(out[8], std::byte{7});
    EXPECT_TRUE(std::ranges::equal(std::span(out).subspan(16, 7), bytes("payload")));
    EXPECT_TRUE(
        std::ranges::equal(std::span(out).subspan(23, 32), std::as_bytes(std::span(chain))));
    const auto parsed = parse_record(out);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->seq, 7U);
    EXPECT_EQ(parsed->chain, chain);
    EXPECT_EQ(parsed->size, 64U);
}

TEST(JournalFormat, every_flipped_bit_of_a_record_is_noticed) {
    std::vector<std::byte> good;
    append_record(good, 7, bytes("payload"), next_chain({}, 7, bytes("payload")));
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        auto bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        EXPECT_FALSE(parse_record(bad).has_value()) << "bit " << bit;
    }
}

TEST(JournalFormat, payload_of_4096_bytes_is_a_record_and_4097_is_not) {
    std::vector<std::byte> out;
    append_record(out, 1, std::vector<std::byte>(4096, std::byte{1}), {});
    EXPECT_TRUE(parse_record(out).has_value());
    out.resize(out.size() + 64);
    out[4] = std::byte{0x01};  // length 4097
    EXPECT_EQ(parse_record(out).error(), RecordFault::bad_length);
}

TEST(JournalFormat, record_cut_at_any_byte_is_refused) {
    std::vector<std::byte> out;
    append_record(out, 1, bytes("payload"), {});
    for (std::size_t size = 0; size < out.size(); ++size) {
        EXPECT_FALSE(parse_record(std::span(out).first(size)).has_value()) << size;
    }
}

TEST(JournalFormat, chain_depends_on_each_of_its_parts) {
    const auto chain = next_chain({}, 7, bytes("payload"));
    EXPECT_NE(chain, next_chain({1}, 7, bytes("payload")));
    EXPECT_NE(chain, next_chain({}, 8, bytes("payload")));
    EXPECT_NE(chain, next_chain({}, 7, bytes("paylobd")));
    EXPECT_NE(genesis_chain(kStation, 1), genesis_chain(kStation, 2));
    EXPECT_NE(genesis_chain(kStation, 1), genesis_chain({}, 1));
}

}  // namespace
}  // namespace kiosk::storage
