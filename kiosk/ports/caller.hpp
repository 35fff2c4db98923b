// kiosk/ports/caller.hpp — who asks, what they may do, and how their name is known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ports {

// Each may do what those before it may. A station's token is bound to its own station beside.
enum class Role : std::uint8_t {
    nobody,   // has shown nothing
    viewer,   // counts and states
    station,  // scans at one station
    desk,     // finds people, checks them in
    gate,     // resolves at a door
    lead,     // sets a refusal aside, sees the deny list
    admin,    // lists, people, tokens
};

inline constexpr std::array<std::string_view, 7> kRoleNames{"nobody", "viewer", "station", "desk",
                                                            "gate",   "lead",   "admin"};

[[nodiscard]] constexpr std::string_view name_of(Role role) {
    return kRoleNames[static_cast<std::size_t>(role)];
}

// Nothing for an unknown name, and for "nobody", which is nobody's to give.
[[nodiscard]] constexpr std::optional<Role> role_from_name(std::string_view name) {
    for (std::size_t i = 1; i < kRoleNames.size(); ++i) {
        if (kRoleNames[i] == name) return static_cast<Role>(i);
    }
    return std::nullopt;
}

// A rights holder's name is what a session or token says; over the UNIX socket it is claimed by
// whoever may use the socket.
struct Caller {
    Role role = Role::nobody;
    std::string name{};     // proved by PIN or token; empty: nobody in particular
    std::string station{};  // id; a token that is good for this station alone

    friend bool operator==(const Caller&, const Caller&) = default;
};

}  // namespace kiosk::ports
