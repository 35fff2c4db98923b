// kiosk/cli/badge_keygen.cpp — kioskctl badge keygen: a private key file, and its public entry.
#include <fmt/format.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/cli/private_key_file.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/config/key_set_toml.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"

namespace kiosk::cli {

ExitCode run(const BadgeKeygenOptions& options, const Session& session) {
    const auto seed = random_seed();
    if (!seed) return session.fail(failure_of(seed.error()));
    const std::string entry = fmt::format(
        "[[key]]\nid = \"{}\"\nkind = \"k1\"\nnumber = {}\nevents = [{}]\n"
        "public_key = \"{}\"\n",
        options.id, options.number, fmt::join(options.events, ", "),
        to_hex(crypto::Ed25519Signer(seed->bytes).public_key()));
    // The entry goes through the reader that will read it, before any file is there.
    if (const auto check = config::read_key_set(entry, "the new key"); !check.keys) {
        session.terminal.talk << config::to_text(check.problems);
        return ExitCode::usage;
    }
    if (const auto written = write_private_key(options.output, *seed); !written) {
        return session.fail(failure_of(written.error()));
    }
    session.terminal.out << entry;
    session.terminal.say(
        fmt::format("{} is the private key: keep it off the stations.", options.output.string()));
    return ExitCode::done;
}

}  // namespace kiosk::cli
