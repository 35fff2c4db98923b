// kiosk/cli/recount_report.cpp — one line a difference, and one for all.
#include "kiosk/cli/recount_report.hpp"

#include <utility>

#include <boost/json/array.hpp>
#include <fmt/core.h>

#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShownMax = 50;

}  // namespace

json::object document_of(const Report& report) {
    json::array rows;
    for (const auto& one : report.differences) {
        rows.push_back(
            json::object{{"number", one.what}, {"daemon", one.told}, {"recount", one.counted}});
    }
    return {{"equal", report.differences.empty()},
            {"through_seq", report.through_seq},
            {"numbers", report.numbers},
            {"differences", std::move(rows)}};
}

void print(const Report& report, const Terminal& terminal) {
    std::size_t shown = 0;
    for (const auto& one : report.differences) {
        if (++shown > kShownMax) break;
        terminal.out << bad(terminal, fmt::format("{}: the daemon says {}, the log {}",
                                                  printable(one.what), one.told, one.counted))
                     << '\n';
    }
    const auto count = [](std::size_t number) {
        return grouped(static_cast<std::int64_t>(number));
    };
    const std::string through =
        fmt::format("up to record {}", grouped(static_cast<std::int64_t>(report.through_seq)));
    terminal.out << (report.differences.empty()
                         ? good(terminal,
                                fmt::format("{} numbers equal {}", count(report.numbers), through))
                         : bad(terminal, fmt::format("{} of {} numbers differ {}",
                                                     count(report.differences.size()),
                                                     count(report.numbers), through)))
                 << '\n';
}

}  // namespace kiosk::cli
