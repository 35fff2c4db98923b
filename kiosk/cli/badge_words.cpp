// kiosk/cli/badge_words.cpp — options of `token verify`, `badge keygen` and `badge issue`.
#include "kiosk/cli/badge_words.hpp"

#include <utility>

#include <CLI/CLI.hpp>

namespace kiosk::cli {
namespace {

void add_verify(CLI::App& token, TokenVerifyOptions& options) {
    auto* const verb = token.add_subcommand("verify", "Check signed tickets; one JSON line each");
    verb->add_option("--keys", options.keys, "Key set (docs/badges.md)")->required();
    verb->add_option("--at", options.at, "Instant that counts, 2027-03-10T09:00:00Z; else now");
    verb->add_option("TOKEN", options.tokens, "The tokens, or - for one a line from standard input")
        ->required();
}

CLI::App* add_keygen(CLI::App& badge, BadgeKeygenOptions& options) {
    auto* const verb = badge.add_subcommand("keygen", "Make a key pair; prints the public half");
    verb->add_option("--id", options.id, "Name of the key: a-z, 0-9, - and _")->required();
    verb->add_option("--number", options.number, "As it stands in badges, 0 to 255")->required();
    verb->add_option("--event", options.events, "Events that it signs for, 0 to 65535")->required();
    verb->add_option("-o,--out", options.output, "Private key to write; never over a file")
        ->required();
    return verb;
}

void add_issue(CLI::App& badge, BadgeIssueOptions& options) {
    auto* const verb = badge.add_subcommand("issue", "Sign K1 badges; CSV in, CSV out");
    verb->add_option("--key", options.key, "Private key, readable by its owner only")->required();
    verb->add_option("--keys", options.keys, "Key set that the badges must verify under")
        ->required();
    verb->add_option("--event", options.event, "Needed where the key signs for several");
    verb->add_option("--from", options.from, "Valid from, 2027-03-10T06:00:00Z");
    verb->add_option("--until", options.until, "Valid until, that second included");
    verb->add_option("--product", options.product, "Product, 0 to 65535");
    verb->add_option("--flags", options.flags, "single_entry, photo_check, needs_rotating_code");
    verb->add_option("--csv", options.csv, "Holders, one a row; else one badge is made");
    verb->add_option("-o,--output", options.output, "File to write; replaced only when complete");
}

}  // namespace

void BadgeWords::add_to(CLI::App& app) {
    auto* const token = app.add_subcommand("token", "Check signed tickets");
    token->require_subcommand(1);
    add_verify(*token, verify_);
    auto* const badge = app.add_subcommand("badge", "Make K1 badges and their keys");
    badge->require_subcommand(1);
    keygen_verb_ = add_keygen(*badge, keygen_);
    add_issue(*badge, issue_);
}

Verb BadgeWords::chosen(std::string_view verb) {
    if (verb == "token") return std::move(verify_);
    if (keygen_verb_->parsed()) return std::move(keygen_);
    return std::move(issue_);
}

}  // namespace kiosk::cli
