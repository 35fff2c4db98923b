// kiosk/wire/audience.cpp — the one secret that a verdict may hold.
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {
namespace {

constexpr std::string_view kNeutral = "see_supervisor";

}  // namespace

bool is_hidden(core::Reason set_aside, Audience audience) {
    return audience == Audience::lane && set_aside == core::Reason::denylisted;
}

std::string_view reason_name(core::Reason reason, Audience audience) {
    return is_hidden(reason, audience) ? kNeutral : core::name_of(reason);
}

std::optional<core::Reason> reason_from_name(std::string_view name, Audience audience) {
    if (audience == Audience::lane && name == kNeutral) return core::Reason::denylisted;
    const auto reason = core::reason_from_name(name);
    if (reason && is_hidden(*reason, audience)) return std::nullopt;
    return reason;
}

}  // namespace kiosk::wire
