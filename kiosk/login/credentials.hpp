// kiosk/login/credentials.hpp — the file of people and tokens, and what may stand in it.
//
// One entry a line, so that it can be read and mended by hand. It holds hashes, never PINs or
// tokens:
//
//   kiosk-credentials 1
//   person lead $argon2id$… Abena Owusu
//   token station <64 hexadecimal digits> gate-in North gate tablet
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/crypto/secret_token.hpp"
#include "kiosk/ports/caller.hpp"

namespace kiosk::login {

inline constexpr std::size_t kPeopleMax = 64;
inline constexpr std::size_t kTokensMax = 64;
inline constexpr std::size_t kCredentialsMax = 64 * 1024;  // bytes of the file
inline constexpr std::size_t kPinDigitsMin = 6;
inline constexpr std::size_t kPinDigitsMax = 16;

struct Person {
    std::string name;
    ports::Role role = ports::Role::nobody;
    std::string pin_hash;
};

struct Token {
    std::string name;
    ports::Role role = ports::Role::nobody;
    std::string station;  // id; of role station alone
    crypto::SecretDigest digest{};
};

struct Credentials {
    std::vector<Person> people;
    std::vector<Token> tokens;

    // Names are alike as everywhere (search/operator_names.hpp). nullptr for nobody.
    [[nodiscard]] Person* person(std::string_view name);
    [[nodiscard]] Token* token(std::string_view name);
};

// Errc::corrupt names the line.
[[nodiscard]] Result<Credentials> parse_credentials(std::string_view text);
[[nodiscard]] std::string print_credentials(const Credentials& credentials);

// Errc::invalid_input: 1 to core::kOperatorMax bytes of UTF-8 with a letter or digit, without
// control characters and without blanks around.
[[nodiscard]] Result<> check_name(std::string_view name);

// Errc::invalid_input: digits, kPinDigitsMin to kPinDigitsMax, not all one and not in a row.
[[nodiscard]] Result<> check_pin_rules(std::string_view pin);

}  // namespace kiosk::login
