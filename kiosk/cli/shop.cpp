// kiosk/cli/shop.cpp — kioskctl shop: the daemon does it, this says how it went.
#include <string>

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

// A token on the command line can be read by everybody on this computer; "-" keeps it to us.
std::string token_of(const ShopOptions& options, const Session& session) {
    if (options.token != "-") return options.token;
    std::string token;
    std::getline(session.in, token);
    return token;
}

Answer<json::value> ask(const ShopOptions& options, const Session& session) {
    switch (options.act) {
        case ShopAct::status: break;
        case ShopAct::enrol:
            return session.api.post(
                "shop/enrol",
                json::object{{"address", options.address}, {"token", token_of(options, session)}},
                Patience::enrolment);
        case ShopAct::fetch:
            return session.api.post("shop/fetch",
                                    json::object{{"may_shrink", options.confirm_shrink}});
        case ShopAct::retry: return session.api.post("shop/retry", json::object());
    }
    return session.api.get("shop");
}

std::string headline(const Terminal& terminal, const json::value& shop) {
    const std::string code = text_of(shop, "code");
    const std::string said = printable(text_of(shop, "sentence"));
    if (code.empty()) return good(terminal, said);
    const std::string state = text_of(shop, "state");
    const std::string told = said + " " + code;
    return state == "revoked" || state == "stopped" ? bad(terminal, told)
                                                    : doubtful(terminal, told);
}

void print(const Terminal& terminal, const json::value& shop) {
    terminal.out << headline(terminal, shop) << '\n';
    if (const auto device = text_of(shop, "device"); !device.empty()) {
        terminal.out << fmt::format("  {} of {}, event {}, at {}\n", printable(device),
                                    printable(text_of(shop, "organizer")),
                                    printable(text_of(shop, "event")),
                                    printable(text_of(shop, "address")));
    }
    const std::string read_at = text_of(shop, "read_at");
    terminal.out << fmt::format(
        "  {} orders, read {}\n", grouped(number_of(shop, "orders")),
        read_at.empty() ? "never in this run" : clock_text(read_at) + " UTC");
    terminal.out << fmt::format("  {} scans to tell, {} that the shop would not take\n",
                                grouped(number_of(shop, "to_tell")),
                                grouped(number_of(shop, "letters")));
    for (const json::value& letter : items_of(shop, "newest_letters")) {
        terminal.out << fmt::format("    record {}: {} {}\n", number_of(letter, "seq"),
                                    printable(text_of(letter, "settlement")),
                                    printable(text_of(letter, "words")));
    }
    for (const json::value& warning : items_of(shop, "warnings")) {
        if (!warning.is_string()) continue;
        const auto& text = warning.get_string();
        terminal.out << "  " << doubtful(terminal, printable({text.data(), text.size()})) << '\n';
    }
}

}  // namespace

ExitCode run(const ShopOptions& options, const Session& session) {
    const auto shop = ask(options, session);
    if (!shop) return session.fail(shop.error());
    if (!session.prints_json(*shop)) print(session.terminal, *shop);
    return ExitCode::done;
}

}  // namespace kiosk::cli
