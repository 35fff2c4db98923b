// drivers/camera/camera_listing.cpp — names by the links that udev makes, the rest by the device.
#include "drivers/camera/camera_listing.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "drivers/camera/video_node.hpp"
#include "kiosk/base/error.hpp"

namespace kiosk::drivers {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "video";

// Of "video12" the 12.
std::optional<unsigned> number_of(const std::string& name) {
    if (!name.starts_with(kPrefix)) return std::nullopt;
    const char* end = name.data() + name.size();
    unsigned number = 0;
    const auto [stop, error] = std::from_chars(name.data() + kPrefix.size(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

// A folder that is missing or ends early gives what it has.
std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        entries.push_back(at->path());
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<std::pair<unsigned, fs::path>> video_nodes(const fs::path& devices) {
    std::vector<std::pair<unsigned, fs::path>> nodes;
    for (const fs::path& entry : entries_of(devices)) {
        if (const auto number = number_of(entry.filename())) nodes.emplace_back(*number, entry);
    }
    std::ranges::sort(nodes);
    if (nodes.size() > kVideoNodesMax) nodes.resize(kVideoNodesMax);
    return nodes;
}

fs::path lasting_name(const fs::path& node, const fs::path& devices) {
    for (const char* folder : {"v4l/by-id", "v4l/by-path"}) {
        for (const fs::path& link : entries_of(devices / folder)) {
            std::error_code broken;
            if (fs::equivalent(link, node, broken) && !broken) return link;
        }
    }
    return node;
}

class OpenNode {
  public:
    OpenNode(VideoCalls& calls, const fs::path& node)
        : calls_(calls), fd_(calls.open(node.c_str())) {}
    ~OpenNode() {
        if (fd_ >= 0) calls_.close(fd_);
    }
    OpenNode(const OpenNode&) = delete;
    OpenNode& operator=(const OpenNode&) = delete;

    [[nodiscard]] int fd() const { return fd_; }  // or -errno

  private:
    VideoCalls& calls_;
    int fd_;
};

void examine(VideoCalls& calls, ListedCamera& camera) {
    const OpenNode open(calls, camera.node);
    if (open.fd() < 0) {
        camera.why_not = system_error("cannot be opened", -open.fd()).context;
        return;
    }
    const auto node = identify_node(calls, open.fd());
    if (!node) {
        camera.why_not = node.error().context;
        return;
    }
    camera.model = node->name;
    camera.bus = node->bus;
    camera.modes = modes_in_order(offered_modes(calls, open.fd(), {}), {});
    if (camera.modes.empty()) {
        camera.why_not = no_usable_mode().context;
    } else if (!node->is_usb()) {
        camera.why_not = "is on no USB bus: used only where the configuration names it";
    }
}

}  // namespace

std::vector<ListedCamera> list_cameras(VideoCalls& calls, const fs::path& devices) {
    std::vector<ListedCamera> cameras;
    for (auto& [number, node] : video_nodes(devices)) {
        ListedCamera camera;
        camera.name = lasting_name(node, devices);
        camera.node = std::move(node);
        examine(calls, camera);
        cameras.push_back(std::move(camera));
    }
    return cameras;
}

}  // namespace kiosk::drivers
