// kiosk/cli/verify.cpp — kioskctl verify: is the journal whole, in order and unchanged?
#include "kiosk/storage/verify.hpp"

#include <optional>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/cli/evidence.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kWitnessBytesMax = 1U << 20U;

json::array texts_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const std::string& text : texts) {
        array.push_back(json::value(text));
    }
    return array;
}

json::value seq_of(const std::optional<storage::Head>& head) {
    return head ? json::value(head->seq) : json::value();
}

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
    document["checkpoints"] = report.checkpoints;
    document["newest_checkpoint"] = seq_of(report.newest_checkpoint);
    document["witnesses"] = report.witnesses;
    document["newest_witness"] = seq_of(report.newest_witness);
    document["findings"] = texts_of(report.findings);
    document["first_bad_from"] =
        report.suspects ? json::value(report.suspects->from) : json::value();
    document["first_bad_to"] = report.suspects ? json::value(report.suspects->to) : json::value();
    document["notes"] = texts_of(report.notes);
    document["not_detectable"] = storage::kVerifyCannotDetect;
    return document;
}

void print_heads(const storage::VerifyReport& report, const Terminal& terminal) {
    for (const std::string& finding : report.findings) {
        terminal.out << bad(terminal, "history  " + finding) << '\n';
    }
    if (report.newest_checkpoint) {
        terminal.out << good(terminal,
                             fmt::format("history  {} checkpoints of the station hold,"
                                         " the newest of record {}",
                                         report.checkpoints, report.newest_checkpoint->seq))
                     << '\n';
    }
    if (report.newest_witness) {
        terminal.out << good(terminal,
                             fmt::format("witness  all up to record {} is as it was when its head"
                                         " was taken elsewhere",
                                         report.newest_witness->seq))
                     << '\n';
    }
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
    print_heads(report, terminal);
    if (report.suspects) {
        const auto& [from, to] = *report.suspects;
        terminal.out << bad(terminal, from == to
                                          ? fmt::format("first bad record: {}", from)
                                          : fmt::format("first bad record: between {} and {}; all"
                                                        " before it is as it was signed",
                                                        from, to))
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

// Without --key the one in the state directory, if it is there.
Result<storage::VerifyRequest> request_of(storage::FileSystem& files, const VerifyOptions& options,
                                          const std::filesystem::path& state) {
    storage::VerifyRequest request{state, {}, {}};
    if (!options.key.empty()) {
        request.key = KIOSK_TRY(storage::read_note_key(options.key));
    } else if (auto key = station_key(files, state)) {
        request.key = std::move(*key);
    }
    for (const auto& path : options.witnesses) {
        const auto bytes = KIOSK_TRY(storage::read_file(files, path, kWitnessBytesMax));
        request.witnesses.push_back({path.filename().string(),
                                     {reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
    }
    return request;
}

Result<storage::VerifyReport> verify(const VerifyOptions& options,
                                     const std::filesystem::path& state) {
    storage::FileSystem files;
    const auto request = KIOSK_TRY(request_of(files, options, state));
    return storage::verify_state(files, request, crypto::Ed25519Verifier());
}

}  // namespace

ExitCode run(const VerifyOptions& options, const Session& session) {
    const auto report = verify(options, state_of(session.global));
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
