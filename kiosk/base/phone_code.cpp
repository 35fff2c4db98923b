// kiosk/base/phone_code.cpp — what phones offer to open, in the words its codes begin with.
#include "kiosk/base/phone_code.hpp"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

constexpr std::array<std::string_view, 18> kBeginnings{
    "begin:",   "bitcoin:", "bcd\n",   "facetime:", "geo:",      "http://",
    "https://", "mailto:",  "market:", "matmsg:",   "mecard:",   "otpauth:",
    "sms:",     "smsto:",   "tel:",    "upi:",      "whatsapp:", "wifi:"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_phone_code(std::string_view code) {
    return std::ranges::any_of(kBeginnings, [code](std::string_view word) {
        return std::ranges::equal(code.substr(0, word.size()), word, {}, lower);
    });
}

}  // namespace kiosk
