// kiosk/base/result.hpp — a value or an Error, which the compiler does not let you ignore.
//
// libstdc++ 12 does not mark std::expected [[nodiscard]]; deriving makes ignored results warn.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "kiosk/base/error.hpp"

namespace kiosk {

template <class T = void>
class [[nodiscard]] Result : public std::expected<T, Error> {
  public:
    using std::expected<T, Error>::expected;
};

// Builds the unexpected side: `return fail(Errc::too_large, "code is 9000 bytes, limit 8192");`
[[nodiscard]] inline std::unexpected<Error> fail(Errc code, std::string context) {
    return std::unexpected(Error{code, std::move(context)});
}

[[nodiscard]] inline std::unexpected<Error> fail(Error error) {
    return std::unexpected(std::move(error));
}

}  // namespace kiosk

#define KIOSK_JOIN_NOW(a, b) a##b
#define KIOSK_JOIN(a, b) KIOSK_JOIN_NOW(a, b)

#define KIOSK_TRY_AS(result, ...)                              \
    __extension__({                                            \
        auto result = (__VA_ARGS__);                           \
        if (!result.has_value()) {                             \
            return std::unexpected(std::move(result).error()); \
        }                                                      \
        std::move(result).value();                             \
    })

// Evaluates to the value, or returns the error from the enclosing plain function. Works for
// results without a value too. Never in a coroutine: GCC 12 stops with an internal error on
// co_return inside an expression.
#define KIOSK_TRY(...) KIOSK_TRY_AS(KIOSK_JOIN(kiosk_try_, __COUNTER__), __VA_ARGS__)

// The same where no value is wanted.
#define KIOSK_TRY_VOID(...) static_cast<void>(KIOSK_TRY(__VA_ARGS__))
