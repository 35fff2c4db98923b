// kiosk/cli/badge_issue.cpp — kioskctl badge issue: signed badges that surely verify, or none.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <ranges>
#include <set>
#include <string>
#include <utility>

#include <fmt/core.h>
#include <sys/random.h>

#include "kiosk/cli/badge_rows.hpp"
#include "kiosk/cli/badge_text.hpp"
#include "kiosk/cli/key_set_file.hpp"
#include "kiosk/cli/output_file.hpp"
#include "kiosk/cli/private_key_file.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/config/bounded_file.hpp"
#include "kiosk/core/ticket/token_check.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/wire/csv_text.hpp"

namespace kiosk::cli {
namespace {

// The set's entry of this key, and the event that is signed for.
struct Issuer {
    const core::TicketKey* key = nullptr;
    std::uint16_t event = 0;
};

Result<Issuer> choose_issuer(const core::KeySet& keys, const core::PublicKey& key,
                             std::optional<std::uint16_t> event) {
    const auto found = std::ranges::find_if(keys.keys(), [&](const core::TicketKey& entry) {
        return entry.kind == core::KeyKind::k1 && entry.key == key;
    });
    if (found == keys.keys().end()) {
        return fail(Errc::not_found, "the key set does not have the public half of this key");
    }
    if (found->revoked) {
        return fail(Errc::denied, fmt::format("key \"{}\" is revoked", found->id));
    }
    if (!event && found->events.size() > 1) {
        return fail(Errc::invalid_input,
                    fmt::format("key \"{}\" signs for several events: say --event", found->id));
    }
    return Issuer{&*found, event.value_or(found->events.front())};
}

Result<core::K1Badge> usual_badge(const BadgeIssueOptions& options, const Issuer& issuer) {
    core::K1Badge badge;
    badge.key_number = issuer.key->number;
    badge.event = issuer.event;
    badge.product = options.product;
    if (!options.from.empty()) badge.valid_from = KIOSK_TRY(read_time(options.from));
    badge.valid_until = std::chrono::sys_seconds(std::chrono::seconds(UINT32_MAX));
    if (!options.until.empty()) badge.valid_until = KIOSK_TRY(read_time(options.until));
    KIOSK_TRY_VOID(read_flags(options.flags, badge));
    return badge;
}

Result<> draw_credentials(std::vector<BadgeRow>& rows) {
    for (BadgeRow& row : rows) {
        if (row.has_credential) continue;
        constexpr ssize_t kBytes = sizeof row.badge.credential;
        if (::getrandom(&row.badge.credential, kBytes, 0) != kBytes) {
            return fail(Errc::io_failure, "no random bytes");
        }
    }
    return {};
}

// A badge must not outlive its key: it would be refused in the middle of its own period.
Result<> check_period(const core::K1Badge& badge, const core::TicketKey& key) {
    if (key.valid_from && badge.valid_from < *key.valid_from) {
        return fail(Errc::invalid_input,
                    fmt::format("valid from {}, before key \"{}\" is: give a later --from",
                                time_text(badge.valid_from), key.id));
    }
    if (key.valid_until && badge.valid_until > *key.valid_until) {
        return fail(Errc::invalid_input,
                    fmt::format("valid until {}, longer than key \"{}\" is: give an earlier "
                                "--until",
                                time_text(badge.valid_until), key.id));
    }
    return {};
}

// As the key set names it, which is what stations make of the number; empty where it does not.
std::string product_name(const core::TicketKey& key, std::uint16_t number) {
    const auto found = std::ranges::find(key.products, number, &core::SignedProduct::number);
    return found == key.products.end() ? std::string() : found->name;
}

// A number would be imported as a name that no list, rule or zone knows.
void tell_nameless_products(const BadgeRows& found, const core::TicketKey& key,
                            const Session& session) {
    std::set<std::uint16_t> nameless;
    for (const BadgeRow& row : found.rows) {
        const auto number = row.badge.product;
        if (number != 0 && product_name(key, number).empty()) nameless.insert(number);
    }
    constexpr std::size_t kToldMax = 10;
    for (const auto number : nameless | std::views::take(kToldMax)) {
        session.terminal.say(fmt::format(
            "product {} has no name in key \"{}\": its badges are of no product", number, key.id));
    }
    if (nameless.size() > kToldMax) {
        session.terminal.say(fmt::format("{} products without a name in all", nameless.size()));
    }
}

class Issuing {
  public:
    Issuing(const core::KeySet& keys, const core::TicketKey& key,
            const crypto::Ed25519Signer& signer)
        : keys_(keys), key_(key), signer_(signer) {}

    // The badge's text; it verifies under the key set.
    [[nodiscard]] Result<std::string> issue(const core::K1Badge& badge) const {
        KIOSK_TRY_VOID(check_period(badge, key_));
        const core::K1Payload payload = KIOSK_TRY(core::encode_k1(badge));
        const std::string text = core::k1_text(payload, signer_.sign(core::k1_message(payload)));
        const auto check = core::check_token(text, keys_, badge.valid_from, verifier_);
        if (!check.genuine()) {
            return fail(Errc::conflict,
                        fmt::format("credential {} would be refused: {}",
                                    credential_text(badge.credential), name_of(check.fault)));
        }
        return text;
    }

    // The whole output, and every row that cannot be issued.
    [[nodiscard]] std::string issue_all(BadgeRows& found) const {
        std::string csv = "code,name,product,valid_from,valid_until,credential,issue\r\n";
        for (const BadgeRow& row : found.rows) {
            const core::K1Badge& badge = row.badge;
            const auto text = issue(badge);
            if (!text) {
                const std::string where = row.line == 0 ? "" : fmt::format("line {}: ", row.line);
                found.note(where + text.error().context);
                continue;
            }
            const std::array<std::string, 7> cells{*text,
                                                   row.name,
                                                   product_name(key_, badge.product),
                                                   time_text(badge.valid_from),
                                                   time_text(badge.valid_until),
                                                   credential_text(badge.credential),
                                                   std::to_string(badge.issue)};
            csv += wire::csv_row(cells, wire::FormulaGuard::on);
        }
        return csv;
    }

  private:
    const core::KeySet& keys_;
    const core::TicketKey& key_;
    const crypto::Ed25519Signer& signer_;
    crypto::Ed25519Verifier verifier_;
};

Result<BadgeRows> rows_for(const BadgeIssueOptions& options, const core::K1Badge& usual) {
    BadgeRows found;
    if (options.csv.empty()) {
        found.rows.push_back({.badge = usual});
    } else {
        auto text = config::read_bounded_file(options.csv, kHoldersBytesMax);
        if (!text) return fail(std::move(text).error().in(options.csv.string()));
        found = read_badge_rows(*text, usual);
    }
    KIOSK_TRY_VOID(draw_credentials(found.rows));
    return found;
}

ExitCode complain(const BadgeRows& found, const BadgeIssueOptions& options,
                  const Session& session) {
    const std::string file = options.csv.empty() ? "" : options.csv.string() + ": ";
    for (const std::string& mistake : found.mistakes) {
        session.terminal.complain(printable(file + mistake));
    }
    if (found.mistake_count > found.mistakes.size()) {
        session.terminal.complain(fmt::format("{} mistakes in all", found.mistake_count));
    }
    session.terminal.complain("no badge was issued");
    return ExitCode::failed;
}

Result<> write(const std::string& csv, const BadgeIssueOptions& options, const Session& session) {
    if (options.output.empty()) {
        session.terminal.out << csv;
        return {};
    }
    auto file = KIOSK_TRY(OutputFile::create(options.output));
    KIOSK_TRY_VOID(file.write(csv));
    return file.commit();
}

}  // namespace

ExitCode run(const BadgeIssueOptions& options, const Session& session) {
    const auto seed = read_private_key(options.key);
    if (!seed) return session.fail(failure_of(seed.error()));
    const auto keys = key_set_from(options.keys, session);
    if (!keys) return ExitCode::usage;
    const crypto::Ed25519Signer signer(seed->bytes);
    const auto issuer = choose_issuer(*keys, signer.public_key(), options.event);
    if (!issuer) return session.fail(failure_of(issuer.error()));
    const auto usual = usual_badge(options, *issuer);
    if (!usual) return session.fail({ExitCode::usage, usual.error().context});
    auto found = rows_for(options, *usual);
    if (!found) return session.fail(failure_of(found.error()));
    const std::string csv = Issuing(*keys, *issuer->key, signer).issue_all(*found);
    if (found->mistake_count > 0) return complain(*found, options, session);
    if (const auto written = write(csv, options, session); !written) {
        return session.fail(failure_of(written.error()));
    }
    tell_nameless_products(*found, *issuer->key, session);
    session.terminal.say(fmt::format("{} badge{} issued with key \"{}\"", found->rows.size(),
                                     found->rows.size() == 1 ? "" : "s", issuer->key->id));
    return ExitCode::done;
}

}  // namespace kiosk::cli
