// tests/unit/camera/qr_samples_test.cpp — every sample picture: how many are read, none wrongly.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "drivers/camera/ladder.hpp"
#include "drivers/camera/picture_file.hpp"

namespace kiosk::drivers {
namespace {

const std::filesystem::path kSamples = KIOSK_TEST_DATA "/qr-samples";

struct Sample {
    std::string file;
    std::vector<std::string> expected;  // any one of them; empty: the picture holds no code
    [[nodiscard]] bool is_micro() const {
        return file.find("microqrcode") != std::string::npos ||
               file.find("rmqrcode") != std::string::npos;
    }
};

std::vector<std::string> split(const std::string& text, std::string_view separator) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t end = 0; end != std::string::npos; start = end + separator.size()) {
        end = text.find(separator, start);
        parts.push_back(text.substr(start, end == std::string::npos ? end : end - start));
    }
    return parts;
}

std::vector<Sample> samples() {
    std::vector<Sample> all;
    std::ifstream manifest(kSamples / "manifest.tsv");
    std::string line;
    std::getline(manifest, line);  // the header
    while (std::getline(manifest, line)) {
        const auto fields = split(line, "\t");
        Sample sample{fields.at(0), {}};
        if (!fields.at(1).empty()) sample.expected = split(fields.at(1), " || ");
        all.push_back(std::move(sample));
    }
    return all;
}

// As the manifest writes texts.
std::string escaped(const std::string& text) {
    static const std::map<char, std::string> kEscapes{
        {'\t', "\\t"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\\', "\\\\"}};
    std::string result;
    for (const char c : text) {
        const auto escape = kEscapes.find(c);
        result += escape == kEscapes.end() ? std::string(1, c) : escape->second;
    }
    return result;
}

enum class Outcome : std::uint8_t { read, nothing, wrong };

Outcome judge(const Sample& sample, const std::vector<DecodedCode>& codes) {
    if (codes.empty()) return Outcome::nothing;
    const bool all_expected = std::ranges::all_of(codes, [&](const DecodedCode& code) {
        return std::ranges::find(sample.expected, escaped(code.text)) != sample.expected.end();
    });
    return all_expected ? Outcome::read : Outcome::wrong;
}

// Runs the action and returns the milliseconds it took.
template <class Action>
double timed(Action action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double quantile(std::vector<double> values, double part) {
    std::ranges::sort(values);
    return values.at(static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part));
}

struct Floor {
    int raw;     // pictures that one pass reads: the reference in the same build
    int ladder;  // pictures that must be read
};

// Measured: with ZXing-cpp 1.4.0 of Debian 12, with 2.3.0 of Debian 13.
Floor floor_of_this_build() {
    return decoder_name().starts_with("ZXing-cpp 1.") ? Floor{212, 227} : Floor{227, 234};
}

TEST(QrSamples, the_ladder_reads_more_than_one_pass_and_nothing_wrongly) {
    int raw_read = 0;
    int ladder_read = 0;
    int with_code = 0;
    std::vector<double> raw_ms;
    std::vector<double> ladder_ms;
    std::map<std::string, int> by_pass;
    for (const Sample& sample : samples()) {
        if (sample.is_micro()) continue;
        with_code += sample.expected.empty() ? 0 : 1;
        const auto frame = load_picture(kSamples / sample.file);
        ASSERT_TRUE(frame.has_value()) << frame.error().context;

        std::vector<DecodedCode> raw;
        raw_ms.push_back(timed([&] { raw = decode_codes(*frame, {}); }));
        raw_read += judge(sample, raw) == Outcome::read ? 1 : 0;

        Reading reading;
        ladder_ms.push_back(timed([&] { reading = read_codes(*frame); }));
        const Outcome outcome = judge(sample, reading.codes);
        EXPECT_NE(outcome, Outcome::wrong)
            << sample.file << " by " << reading.pass << ": " << reading.codes[0].text;
        ladder_read += outcome == Outcome::read ? 1 : 0;
        ++by_pass[std::string(reading.pass)];
    }
    fmt::print(
        "{}: {} pictures with a code; one pass reads {} (p50 {:.2f} ms, p95 {:.2f} ms), "
        "the ladder {} (p50 {:.2f} ms, p95 {:.2f} ms)\n",
        decoder_name(), with_code, raw_read, quantile(raw_ms, 0.5), quantile(raw_ms, 0.95),
        ladder_read, quantile(ladder_ms, 0.5), quantile(ladder_ms, 0.95));
    for (const auto& [pass, count] : by_pass) {
        fmt::print("  {:4} {}\n", count, pass.empty() ? "nothing found" : pass);
    }
    EXPECT_GE(raw_read, floor_of_this_build().raw);
    EXPECT_GE(ladder_read, floor_of_this_build().ladder);
}

TEST(QrSamples, micro_codes_are_read_where_switched_on_and_none_wrongly) {
    int read = 0;
    for (const Sample& sample : samples()) {
        if (!sample.is_micro()) continue;
        const auto frame = load_picture(kSamples / sample.file);
        ASSERT_TRUE(frame.has_value()) << frame.error().context;
        EXPECT_TRUE(read_codes(*frame).codes.empty()) << sample.file << " is read uncalled";
        const Reading reading = read_codes(*frame, /*micro_qr=*/true);
        const Outcome outcome = judge(sample, reading.codes);
        EXPECT_NE(outcome, Outcome::wrong) << sample.file << ": " << reading.codes[0].text;
        read += outcome == Outcome::read ? 1 : 0;
    }
    fmt::print("{}: {} Micro QR and rMQR pictures read\n", decoder_name(), read);
    EXPECT_GE(read, 1);
}

}  // namespace
}  // namespace kiosk::drivers
