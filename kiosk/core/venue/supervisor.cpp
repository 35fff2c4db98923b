// kiosk/core/venue/supervisor.cpp — what no supervisor sets aside, and who is one person.
#include "kiosk/core/venue/supervisor.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

// The security lead's alone; or nobody knows who it is, or nothing can be stored.
constexpr std::array kNeverOverridden{Reason::denylisted, Reason::misread, Reason::ambiguous,
                                      Reason::error, Reason::not_stored};

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view name_of(NameProof proof) {
    switch (proof) {
        case NameProof::claimed: return "claimed";
        case NameProof::pin: return "pin";
        case NameProof::token: return "token";
    }
    KIOSK_UNREACHABLE();
}

bool may_be_overridden(Reason reason) {
    return std::ranges::find(kNeverOverridden, reason) == kNeverOverridden.end();
}

bool is_same_operator(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lowered, lowered);
}

}  // namespace kiosk::core
