// kiosk/cli/devices.cpp — kioskctl devices: what is attached, on one screen.
#include <string>

#include <fmt/core.h>

#include "kiosk/cli/device_list.hpp"
#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/readers_config.hpp"
#include "kiosk/cli/table.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

void print_usb(const json::value& document, const Terminal& terminal) {
    Table table({{"PORT"}, {"ID"}, {"MODE"}, {"READER"}, {"STATE"}, {"NAME"}, {"WHY"}});
    for (const json::value& row : items_of(document, "usb")) {
        table.add({text_of(row, "port"), text_of(row, "id"), text_of(row, "mode"),
                   text_of(row, "reader"), text_of(row, "state"), text_of(row, "name"),
                   text_of(row, "sentence")});
    }
    terminal.out << (table.empty() ? "no USB device\n" : table.to_text());
}

void print_nodes(const json::value& document, const Terminal& terminal) {
    Table table({{"KIND"}, {"READER"}, {"STATE"}, {"PATH"}, {"NAME"}, {"MODE"}, {"WHY"}});
    for (const json::value& row : items_of(document, "nodes")) {
        table.add({text_of(row, "kind"), text_of(row, "reader"), text_of(row, "state"),
                   text_of(row, "path"), text_of(row, "name"), text_of(row, "mode"),
                   text_of(row, "sentence")});
    }
    if (!table.empty()) terminal.out << table.to_text();
}

}  // namespace

ExitCode run(const DevicesOptions& options, const Session& session) {
    Attached attached{.usb = {}, .nodes = device_nodes()};
    auto usb = drivers::attached_usb_devices();
    if (usb) {
        attached.usb = *std::move(usb);
    } else {
        session.terminal.complain(usb.error().context);
    }
    const auto config = readers_config(options.config, session.terminal);
    const auto status = session.api.get("status");
    const json::value document = devices_document(attached, config, status.value_or(json::value()));
    if (session.prints_json(document)) return ExitCode::done;
    const Terminal& terminal = session.terminal;
    print_usb(document, terminal);
    print_nodes(document, terminal);
    for (const json::value& row : items_of(document, "absent")) {
        terminal.out << doubtful(terminal, fmt::format("reader {} has none of these: {}",
                                                       printable(text_of(row, "reader")),
                                                       printable(text_of(row, "sentence"))))
                     << '\n';
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
