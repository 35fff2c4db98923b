// kiosk/cli/device_list.cpp — one row a device, and the sentence that says why.
#include "kiosk/cli/device_list.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include <boost/json/array.hpp>

#include "drivers/usb_scanner/usb_reader.hpp"
#include "kiosk/cli/json_fields.hpp"

namespace kiosk::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t kNodesMax = 256;
constexpr const char* kNobodyAnswers = "kioskd does not answer.";

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

// "/sys/…/1-2/1-2:1.0" is an interface of the USB device at 1-2; bridges have "ttyUSB0" below it.
std::string usb_port_of(const fs::path& node) {
    std::error_code nowhere;
    auto device = fs::canonical("/sys/class/tty" / node.filename() / "device", nowhere);
    if (nowhere) return "";
    if (device.filename() == node.filename()) device = device.parent_path();
    const std::string interface = device.filename().string();
    return interface.substr(0, interface.find(':'));
}

void add_nodes(std::string kind, const fs::path& folder, std::vector<DeviceNode>& nodes) {
    std::error_code nothing;
    for (fs::directory_iterator entry(folder, nothing), end;
         !nothing && entry != end && nodes.size() < kNodesMax; entry.increment(nothing)) {
        std::error_code dangling;
        const fs::path node = fs::canonical(entry->path(), dangling);
        if (dangling) continue;
        nodes.push_back({kind, entry->path(), node, usb_port_of(node)});
    }
}

bool is_same(const fs::path& configured, const DeviceNode& node) {
    std::error_code missing;
    return configured == node.name || fs::canonical(configured, missing) == node.node;
}

// Puts rows together; a reader is given away once.
class Join {
  public:
    Join(const std::optional<config::Config>& config, const json::value& status)
        : config_(config), status_(status) {}

    json::object usb_row(const drivers::UsbAttached& one, const std::vector<DeviceNode>& nodes) {
        const auto& device = one.description;
        json::object row{{"port", device.port},
                         {"id", device.id()},
                         {"name", text_or_null(device.name)},
                         {"serial", text_or_null(device.serial)}};
        const auto* plan = std::get_if<drivers::UsbPlan>(&one.reading);
        row["mode"] = plan == nullptr ? json::value() : json::value(name_of(plan->mode));
        if (config_) {
            const auto* reader = reader_of(device, *config_);
            if (reader != nullptr && given_.insert(reader->id).second) {
                add_state(row, reader->id);
                return row;
            }
            for (const DeviceNode& node : nodes) {
                if (node.usb_port != device.port) continue;
                const std::string id = reader_of_node(node);
                if (id.empty()) continue;
                add_state(row, id);
                return row;
            }
        }
        add_nobody(row, why_nobody(one.reading));
        return row;
    }

    json::object node_row(const DeviceNode& node) {
        json::object row{{"kind", node.kind},
                         {"path", node.name.string()},
                         {"name", text_or_null(node.model)},
                         {"mode", text_or_null(node.mode)}};
        const std::string id = reader_of_node(node);
        if (id.empty()) {
            const bool is_free = node.kind == "camera" && node.why_not.empty();
            add_nobody(row,
                       is_free ? "Nobody reads it: name it in a [[camera]] table." : node.why_not);
        } else {
            given_.insert(id);
            add_state(row, id);
        }
        return row;
    }

    [[nodiscard]] json::array absent() const {
        json::array rows;
        const auto add = [&](const std::string& id) {
            if (given_.contains(id)) return;
            json::object row;
            add_state(row, id);
            rows.push_back(std::move(row));
        };
        if (!config_) return rows;
        for (const auto& scanner : config_->scanners) add(scanner.id);
        for (const auto& camera : config_->cameras) {
            if (!camera.device.empty()) add(camera.id);
        }
        return rows;
    }

  private:
    static std::string why_nobody(const drivers::UsbReading& reading) {
        if (const auto* refusal = std::get_if<drivers::UsbRefusal>(&reading)) {
            return refusal->sentence;
        }
        const auto* plan = std::get_if<drivers::UsbPlan>(&reading);
        if (plan == nullptr) return "No scanner.";
        return plan->mode == drivers::UsbMode::keyboard
                   ? "A keyboard, or a scanner that types: if so, kioskctl devices pair."
                   : "Nobody reads it: kioskctl devices pair.";
    }

    static void add_nobody(json::object& row, const std::string& why) {
        row["reader"] = nullptr;
        row["state"] = nullptr;
        row["sentence"] = text_or_null(why);
    }

    void add_state(json::object& row, const std::string& id) const {
        row["reader"] = id;
        row["state"] = nullptr;
        if (status_.is_null()) {
            row["sentence"] = kNobodyAnswers;
            return;
        }
        row["sentence"] = "kioskd was started without it: restart kioskd.";
        for (const json::value& reader : items_of(status_, "readers")) {
            if (text_of(reader, "id") != id) continue;
            row["state"] = text_of(reader, "state");
            row["sentence"] = text_of(reader, "sentence");
        }
    }

    [[nodiscard]] std::string reader_of_node(const DeviceNode& node) const {
        if (!config_) return "";
        for (const auto& scanner : config_->scanners) {
            if (!scanner.usb && is_same(scanner.device, node)) return scanner.id;
        }
        for (const auto& camera : config_->cameras) {
            if (!camera.device.empty() && is_same(camera.device, node)) return camera.id;
        }
        return "";
    }

    const std::optional<config::Config>& config_;
    const json::value& status_;
    std::set<std::string> given_;
};

}  // namespace

std::vector<DeviceNode> device_nodes() {
    std::vector<DeviceNode> nodes;
    add_nodes("serial line", "/dev/serial/by-id", nodes);
    std::ranges::sort(nodes, {}, &DeviceNode::name);
    for (const auto& listed : drivers::list_cameras()) nodes.push_back(video_node_of(listed));
    return nodes;
}

DeviceNode video_node_of(const drivers::ListedCamera& listed) {
    std::error_code dangling;
    DeviceNode node{.kind = listed.modes.empty() ? "video node" : "camera",
                    .name = listed.name,
                    .node = fs::canonical(listed.node, dangling),
                    .model = listed.model};
    if (dangling) node.node = listed.node;
    if (!listed.modes.empty()) node.mode = to_text(listed.modes.front());
    if (!listed.why_not.empty()) node.why_not = "It " + listed.why_not + ".";
    return node;
}

const config::ScannerSettings* reader_of(const drivers::UsbDescription& device,
                                         const config::Config& config) {
    const auto fits = [&](const config::ScannerSettings& scanner) {
        if (!scanner.usb) return false;
        const drivers::UsbMatch match{scanner.usb->id, scanner.usb->serial, scanner.usb->port};
        return match.fits(device);
    };
    const auto found = std::ranges::find_if(config.scanners, fits);
    return found == config.scanners.end() ? nullptr : &*found;
}

json::object devices_document(const Attached& attached, const std::optional<config::Config>& config,
                              const json::value& status) {
    Join join(config, status);
    json::array usb;
    for (const auto& one : attached.usb) usb.push_back(join.usb_row(one, attached.nodes));
    json::array nodes;
    for (const DeviceNode& node : attached.nodes) nodes.push_back(join.node_row(node));
    json::object document;
    document["usb"] = std::move(usb);
    document["nodes"] = std::move(nodes);
    document["absent"] = join.absent();
    return document;
}

}  // namespace kiosk::cli
