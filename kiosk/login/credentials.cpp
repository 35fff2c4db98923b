// kiosk/login/credentials.cpp — lines to entries and back.
#include "kiosk/login/credentials.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/crypto/pin_hash.hpp"
#include "kiosk/search/operator_names.hpp"

namespace kiosk::login {
namespace {

constexpr std::string_view kFirstLine = "kiosk-credentials 1";
constexpr std::size_t kStationMax = 64;  // bytes; longest id that the configuration takes
constexpr std::string_view kNoStation = "-";

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

// The text before the next blank, and `rest` behind it.
std::string_view next_word(std::string_view& rest) {
    const std::size_t blank = rest.find(' ');
    const std::string_view word = rest.substr(0, blank);
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    return word;
}

bool read_person(std::string_view line, Credentials& into) {
    const auto role = ports::role_from_name(next_word(line));
    const std::string hash(next_word(line));
    if (!role || !crypto::is_pin_hash(hash) || !check_name(line)) return false;
    if (into.people.size() >= kPeopleMax || into.person(line) != nullptr) return false;
    into.people.push_back({std::string(line), *role, hash});
    return true;
}

bool read_token(std::string_view line, Credentials& into) {
    Token token;
    const auto role = ports::role_from_name(next_word(line));
    const bool whole = from_hex(next_word(line), token.digest);
    const std::string_view station = next_word(line);
    if (!role || !whole || station.empty() || station.size() > kStationMax) return false;
    if (!check_name(line) || into.token(line) != nullptr) return false;
    if (into.tokens.size() >= kTokensMax) return false;
    token.role = *role;
    token.name = line;
    if (station != kNoStation) token.station = station;
    into.tokens.push_back(std::move(token));
    return true;
}

bool read_line(std::string_view line, Credentials& into) {
    const std::string_view kind = next_word(line);
    if (kind == "person") return read_person(line, into);
    if (kind == "token") return read_token(line, into);
    return false;
}

template <class Entry>
Entry* find_alike(std::vector<Entry>& entries, std::string_view name) {
    const auto found = std::ranges::find_if(
        entries, [&](const Entry& entry) { return search::is_same_name(entry.name, name); });
    return found == entries.end() ? nullptr : &*found;
}

bool is_in_a_row(std::string_view pin, int step) {
    return std::ranges::adjacent_find(
               pin, [step](char one, char next) { return next - one != step; }) == pin.end();
}

}  // namespace

Person* Credentials::person(std::string_view name) {
    return find_alike(people, name);
}

Token* Credentials::token(std::string_view name) {
    return find_alike(tokens, name);
}

Result<Credentials> parse_credentials(std::string_view text) {
    Credentials credentials;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        ++number;
        const bool good = number == 1 ? line == kFirstLine : read_line(line, credentials);
        if (!good) {
            return fail(Errc::corrupt,
                        fmt::format("credentials: line {} is not understood", number));
        }
    }
    return credentials;
}

std::string print_credentials(const Credentials& credentials) {
    std::string text = fmt::format("{}\n", kFirstLine);
    for (const Person& person : credentials.people) {
        text +=
            fmt::format("person {} {} {}\n", name_of(person.role), person.pin_hash, person.name);
    }
    for (const Token& token : credentials.tokens) {
        text += fmt::format("token {} {} {} {}\n", name_of(token.role), to_hex(token.digest),
                            token.station.empty() ? kNoStation : token.station, token.name);
    }
    return text;
}

Result<> check_name(std::string_view name) {
    if (name.size() > core::kOperatorMax) {
        return fail(Errc::invalid_input,
                    fmt::format("the name is {} bytes, limit {}", name.size(), core::kOperatorMax));
    }
    if (std::ranges::any_of(name, is_control)) {
        return fail(Errc::invalid_input, "the name has a control character");
    }
    if (search::says_nothing(name)) {
        return fail(Errc::invalid_input, "the name is empty: it needs a letter or digit");
    }
    if (name.starts_with(' ') || name.ends_with(' ')) {
        return fail(Errc::invalid_input, "the name has blanks around it");
    }
    return {};
}

Result<> check_pin_rules(std::string_view pin) {
    const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < kPinDigitsMin || pin.size() > kPinDigitsMax) {
        return fail(Errc::invalid_input,
                    fmt::format("a PIN is {} to {} digits", kPinDigitsMin, kPinDigitsMax));
    }
    if (is_in_a_row(pin, 0) || is_in_a_row(pin, 1) || is_in_a_row(pin, -1)) {
        return fail(Errc::invalid_input,
                    "a PIN of one digit, or of digits in a row, is guessed "
                    "first: choose another");
    }
    return {};
}

}  // namespace kiosk::login
