// kiosk/core/ticket_code.hpp — from bytes as read to the code that is looked up.
//
// Cleaning is fixed and small: surrounding blanks and zero bytes, a byte order mark, an AIM
// symbology prefix, an address around the code ("https://tickets.example/t/CODE"). Nothing within a
// code is touched, group separators of GS1 included. What then has control characters, is longer
// than kCodeBytesMax or has not the shape of this event's codes was misread: a cut code must never
// be called "unknown ticket".
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

inline constexpr std::size_t kCodeBytesMax = 512;

// Computes the key under which a code is looked up. Pure for a given pepper; any thread.
class CodeHasher {
  public:
    virtual ~CodeHasher() = default;
    [[nodiscard]] virtual CodeKey key_of(std::string_view code) const = 0;
};

// The code within the bytes, a view into them.
[[nodiscard]] std::string_view clean_code(std::string_view bytes);

// Lengths and characters seen in an event's codes. Letters and digits count by class (if one digit
// occurs, all do), other characters one by one.
class CodeShape {
  public:
    // Widens the shape so that it covers `code`; longer codes than kCodeBytesMax are refused at
    // import and must not come here.
    void learn(std::string_view code);

    // True when a clean code may belong to this event. An empty shape covers every code without
    // control characters.
    [[nodiscard]] bool covers(std::string_view code) const;

    [[nodiscard]] bool empty() const { return lengths_.none(); }

    // Text form for storage: hexadecimal, 2 x (bits / 4) digits.
    [[nodiscard]] std::string to_text() const;
    [[nodiscard]] static Result<CodeShape> from_text(std::string_view text);

    friend bool operator==(const CodeShape&, const CodeShape&) = default;

  private:
    std::bitset<kCodeBytesMax + 1> lengths_;
    std::bitset<256> characters_;
};

}  // namespace kiosk::core
