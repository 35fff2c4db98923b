// kiosk/http/listen_address.cpp — Asio judges the address, we the port.
#include "kiosk/http/listen_address.hpp"

#include <charconv>
#include <system_error>

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/format.h>

namespace kiosk::http {

std::string ListenAddress::host_text() const {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
    const auto wrong = [text] {
        return fail(Errc::invalid_input,
                    fmt::format("listen address \"{}\" is not like \"127.0.0.1:8080\"", text));
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong();
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed) host = host.substr(1, host.size() - 2);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    if (error || address.is_v6() != bracketed) return wrong();
    ListenAddress listen;
    listen.host = address.to_string();
    const auto read = std::from_chars(port.data(), port.data() + port.size(), listen.port);
    if (read.ec != std::errc{} || read.ptr != port.data() + port.size()) return wrong();
    return listen;
}

}  // namespace kiosk::http
