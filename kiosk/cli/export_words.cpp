// kiosk/cli/export_words.cpp — which table, and how it is written.
#include "kiosk/cli/export_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <CLI/CLI.hpp>

namespace kiosk::cli {
namespace {

// The words of an option whose values have a number of their own, in its order.
constexpr std::array kKinds{"checkins", "attendees", "stats", "audit", "muster"};
constexpr std::array kFormats{"csv", "json", "ndjson", "xlsx"};

template <std::size_t N>
std::size_t index_in(const std::array<const char*, N>& words, const std::string& word) {
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

template <std::size_t N>
CLI::IsMember one_of(const std::array<const char*, N>& words) {
    return CLI::IsMember(std::vector<std::string>(words.begin(), words.end()));
}

}  // namespace

void ExportWords::add_to(CLI::App& app) {
    auto* const verb = app.add_subcommand("export", "Write a table for other programs");
    verb->add_option("WHAT", kind_, "Which table")->check(one_of(kKinds))->required();
    format_ = kFormats.front();
    verb->add_option("-f,--format", format_, "How it is written")->check(one_of(kFormats));
    verb->add_option("-o,--output", options_.output, "File to write; replaced only when complete");
    verb->add_flag("--raw", options_.raw, "No apostrophe before what a sheet takes for a formula");
    verb->add_flag("--anonymous", options_.anonymous, "Without personal columns");
}

ExportOptions ExportWords::chosen() {
    options_.kind = static_cast<ExportKind>(index_in(kKinds, kind_));
    options_.format = static_cast<ExportFormat>(index_in(kFormats, format_));
    return std::move(options_);
}

}  // namespace kiosk::cli
