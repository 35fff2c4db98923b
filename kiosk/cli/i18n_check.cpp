// kiosk/cli/i18n_check.cpp — kioskctl i18n check: what translators have still to do.
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/config/bounded_file.hpp"
#include "kiosk/words/built_in.hpp"
#include "kiosk/words/pack_check.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

Result<words::Pack> pack_from(const std::filesystem::path& file) {
    const std::string text = KIOSK_TRY(config::read_bounded_file(file, words::kPackBytesMax));
    return words::parse_pack(text);
}

json::object object_of(const words::Pack& pack, const std::vector<words::PackFinding>& findings) {
    json::array rows;
    for (const auto& finding : findings) {
        rows.push_back(json::object{
            {"kind", finding.kind}, {"key", finding.key}, {"sentence", finding.sentence}});
    }
    return {{"language", pack.language},
            {"name", pack.name},
            {"draft", pack.draft},
            {"texts", pack.texts.size()},
            {"findings", std::move(rows)}};
}

void print(const words::Pack& pack, const std::vector<words::PackFinding>& findings,
           const Terminal& terminal) {
    for (const auto& finding : findings) {
        terminal.out << fmt::format("{}: {} {}\n", pack.language, printable(finding.key),
                                    printable(finding.sentence));
    }
    const std::string line =
        fmt::format("{} {}{}: {} texts, {} to mend", pack.language, printable(pack.name),
                    pack.draft ? " (draft)" : "", pack.texts.size(), findings.size());
    terminal.out << (findings.empty() ? good(terminal, line) : bad(terminal, line)) << '\n';
}

}  // namespace

ExitCode run(const I18nOptions& options, const Session& session) {
    std::vector<words::Pack> packs;
    for (const auto& file : options.packs) {
        auto pack = pack_from(file);
        if (!pack) {
            return session.fail({ExitCode::usage, printable(file.string()) + ": " +
                                                      printable(pack.error().context)});
        }
        packs.push_back(std::move(*pack));
    }
    if (options.packs.empty()) packs.assign(words::packs().begin(), words::packs().end());
    bool all_well = true;
    json::array documents;
    for (const words::Pack& pack : packs) {
        const auto findings = words::check_pack(pack);
        all_well = all_well && findings.empty();
        documents.push_back(object_of(pack, findings));
        if (!session.wants_json()) print(pack, findings, session.terminal);
    }
    static_cast<void>(session.prints_json(json::object{{"packs", std::move(documents)}}));
    return all_well ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
