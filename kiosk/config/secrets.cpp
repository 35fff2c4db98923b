// kiosk/config/secrets.cpp — the names under which people keep secrets.
#include "kiosk/config/secrets.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace kiosk::config {
namespace {

constexpr std::array<std::string_view, 7> kSecretWords{"token",  "password", "passwd",    "pin",
                                                       "secret", "pepper",   "passphrase"};

}  // namespace

bool is_plain_secret(std::string_view key, const toml::node& value) {
    const std::string_view last_word = key.substr(key.rfind('_') + 1);  // npos + 1 is 0
    const bool scalar = value.is_string() || value.is_integer();
    return scalar && std::ranges::find(kSecretWords, last_word) != kSecretWords.end();
}

void report_secrets(const toml::table& table, const Reading& reading) {
    for (const auto& [key, value] : table) {
        if (is_plain_secret(key.str(), value)) {
            reading.error(
                value.source().begin,
                fmt::format("\"{0}\" is a secret and must not stand in this file; give it "
                            "as a systemd credential: {0} = {{ credential = \"name\" }}",
                            key.str()));
        } else if (const toml::table* const inner = value.as_table()) {
            report_secrets(*inner, reading);
        } else if (const toml::array* const array = value.as_array()) {
            for (const toml::node& item : *array) {
                if (item.is_table()) {
                    report_secrets(*item.as_table(), reading);
                }
            }
        }
    }
}

}  // namespace kiosk::config
