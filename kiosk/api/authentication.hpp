// kiosk/api/authentication.hpp — who asks, by socket, token, cookie or place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/api/api_context.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/http/request_plan.hpp"

namespace kiosk::api {

inline constexpr std::string_view kSessionCookie = "kiosk_session";

// The UNIX socket is an admin's by its file permissions. Over TCP counts the token, else the
// session; a token that is none is refused, a session that is over is no session. Whoever has
// neither and sits at this machine is at its desk or gate, without a name; elsewhere nobody.
[[nodiscard]] http::Authenticate authenticate_by(SharedContext context);

// The secret of the session's cookie, where one is sent.
[[nodiscard]] std::optional<std::string_view> session_secret(const http::Request& request);

// Who may use the socket says whose name an act bears.
[[nodiscard]] bool is_at_the_socket(const http::Request& request);

// How the name of the caller, or over the UNIX socket that of the request, is known.
[[nodiscard]] core::NameProof proof_of(const http::Request& request);

// For what only some requests to a route may: nothing where the caller has the role.
[[nodiscard]] std::optional<http::Problem> role_objection(const http::Request& request,
                                                          ports::Role least);

// The operator whom the request names: over the UNIX socket whoever `claimed` says; else who is
// signed in, whom `claimed` may repeat. A problem for any other name.
[[nodiscard]] std::variant<std::string, http::Problem> operator_of(const http::Request& request,
                                                                   const std::string& claimed);

}  // namespace kiosk::api
