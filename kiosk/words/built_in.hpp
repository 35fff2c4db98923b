// kiosk/words/built_in.hpp — the languages of this program, and their texts with values filled in.
//
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/words/pack.hpp"

namespace kiosk::words {

// English first; it has every text.
[[nodiscard]] std::span<const Pack> packs();

// English where there is no such language.
[[nodiscard]] const Pack& pack_of(std::string_view language);

// The text of this key, in English where the pack has none; nothing where English has none either.
[[nodiscard]] std::optional<std::string_view> find_text(const Pack& pack, std::string_view key);

// The same of a key that exists.
[[nodiscard]] std::string_view text_of(const Pack& pack, std::string_view key);

// `text` with its placeholders filled. Nothing where a value is missing or empty. Among letters
// that run from right to left each value keeps its own direction (Unicode TR 9: isolates).
[[nodiscard]] std::optional<std::string> fill(const Pack& pack, std::string_view text,
                                              const Values& values);

// The same of a key whose values are all there.
[[nodiscard]] std::string say(const Pack& pack, std::string_view key, const Values& values = {});

// The plural form for `count`, which fills {n} too.
[[nodiscard]] std::string say_count(const Pack& pack, std::string_view key, std::uint64_t count);

}  // namespace kiosk::words
