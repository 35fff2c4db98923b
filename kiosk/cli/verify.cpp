// kiosk/cli/verify.cpp — kioskctl verify: is the journal whole, in order and unchanged?
#include "kiosk/storage/verify.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kDefaultState = "/var/lib/kioskd";

json::object document_of(const storage::VerifyReport& report) {
    json::object document;
    document["intact"] = report.exit_code() == 0;
    document["records"] = report.records;
    document["segments"] = report.segments;
    document["head_seq"] = report.head.seq;
    document["head_chain"] = to_hex(report.head.chain);
    document["first_bad"] =
        report.first_bad ? json::value(describe(*report.first_bad)) : json::value();
    document["torn_tail"] =
        report.torn_tail ? json::value(describe(*report.torn_tail)) : json::value();
    document["rows_compared"] =
        report.rows_compared ? json::value(*report.rows_compared) : json::value();
    document["rows_bad"] = report.rows_bad ? json::value(*report.rows_bad) : json::value();
    json::array notes;
    for (const std::string& note : report.notes) {
        notes.push_back(json::value(note));
    }
    document["notes"] = std::move(notes);
    document["not_detectable"] = storage::kVerifyCannotDetect;
    return document;
}

void print(const storage::VerifyReport& report, const Terminal& terminal) {
    const std::string size = fmt::format("{} records, segments: {}, head {}",
                                         grouped(static_cast<std::int64_t>(report.records)),
                                         report.segments, to_hex(report.head.chain).substr(0, 16));
    if (report.first_bad) {
        terminal.out << bad(terminal, "journal  " + describe(*report.first_bad)) << '\n';
    } else {
        terminal.out << good(terminal, "journal  " + size) << '\n';
    }
    if (report.rows_bad) {
        terminal.out << bad(terminal, "database " + *report.rows_bad) << '\n';
    } else if (report.rows_compared) {
        terminal.out << good(terminal,
                             fmt::format("database {} rows agree with the journal",
                                         grouped(static_cast<std::int64_t>(*report.rows_compared))))
                     << '\n';
    }
    if (report.torn_tail) {
        terminal.out << "  torn tail, not an error: " << describe(*report.torn_tail) << '\n';
    }
    for (const std::string& note : report.notes) {
        terminal.out << "  " << note << '\n';
    }
    terminal.say(storage::kVerifyCannotDetect);
}

}  // namespace

ExitCode run(const VerifyOptions& /*options*/, const Session& session) {
    storage::FileSystem files;
    const auto& given = session.global.state;
    const auto report = storage::verify_journal(files, given.empty() ? kDefaultState : given);
    if (!report) {
        return session.fail(
            {ExitCode::usage, "cannot be checked: " + failure_of(report.error()).text});
    }
    if (!session.prints_json(document_of(*report))) {
        print(*report, session.terminal);
    }
    return static_cast<ExitCode>(report->exit_code());
}

}  // namespace kiosk::cli
