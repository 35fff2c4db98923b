// tests/unit/pretix/recordings.cpp — one file an exchange.
#include "tests/unit/pretix/recordings.hpp"

#include <fstream>
#include <sstream>

#include <boost/json/parse.hpp>

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) {
    return value.is_string() ? std::string(value.get_string().c_str()) : std::string();
}

}  // namespace

Recorded recorded(const std::string& version, const std::string& name) {
    std::ifstream input(std::string(KIOSK_TEST_DATA "/pretix/recordings/") + version + "/" + name +
                        ".json");
    std::ostringstream all;
    all << input.rdbuf();
    const json::value value = json::parse(all.str());
    Recorded exchange;
    exchange.target = text(value.at("request").at("path"));
    exchange.body = text(value.at("request").at("body"));
    const auto& response = value.at("response");
    exchange.reply.status = static_cast<int>(response.at("status").as_int64());
    exchange.reply.body = text(response.at("body"));
    for (const auto& header : response.at("headers").as_array()) {
        exchange.reply.headers.push_back({text(header.at(0)), text(header.at(1))});
    }
    return exchange;
}

Reply json_reply(int status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = std::move(body)};
}

}  // namespace kiosk::pretix
