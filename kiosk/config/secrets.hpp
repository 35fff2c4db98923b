// kiosk/config/secrets.hpp — finds secrets that were written into a configuration file.
//
// Configuration files are copied, mailed and put under version control; secrets come as systemd
// credentials (systemd.exec(5), LoadCredential=). Private to this folder.
#pragma once

#include <string_view>

#include "kiosk/config/table_reader.hpp"

namespace kiosk::config {

// True for a text under a key such as "token" or "lead_pin".
[[nodiscard]] bool is_plain_secret(std::string_view key, const toml::node& value);

// Reports every secret in the table and below it; the value is never repeated.
void report_secrets(const toml::table& table, const Reading& reading);

}  // namespace kiosk::config
