// kiosk/app/shop_files.cpp — small files replaced whole, and one that grows by lines.
#include "kiosk/app/shop_files.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace kiosk::app {
namespace {

constexpr std::size_t kDeviceBytesMax = 16UL << 10;
constexpr std::size_t kToldBytesMax = 16UL << 20;

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

Result<> ShopFiles::open() {
    return files_.make_directory(folder_);
}

Result<std::optional<pretix::ShopDevice>> ShopFiles::device() const {
    const auto path = folder_ / "device";
    if (!storage::is_there(path)) return std::optional<pretix::ShopDevice>();
    const auto bytes = KIOSK_TRY(storage::read_file(files_, path, kDeviceBytesMax));
    return std::optional(KIOSK_TRY(pretix::read_shop_device(text_of(bytes))));
}

Result<> ShopFiles::keep(const pretix::ShopDevice& device) {
    return storage::write_file_durably(files_, folder_ / "device",
                                       bytes_of(pretix::print_shop_device(device)));
}

Result<pretix::Told> ShopFiles::told() const {
    const auto path = folder_ / "told";
    if (!storage::is_there(path)) return pretix::Told();
    return pretix::read_told(text_of(KIOSK_TRY(storage::read_file(files_, path, kToldBytesMax))));
}

Result<> ShopFiles::keep(const pretix::Told& told) {
    return storage::write_file_durably(files_, folder_ / "told",
                                       bytes_of(pretix::print_told(told)));
}

Result<pretix::Mirror> ShopFiles::open_mirror(const std::string& organizer,
                                              const std::string& event, std::string& note) {
    mirror_.close();
    mirror_path_ = folder_ / ("mirror-" + organizer + "-" + event + ".ndjson");
    KIOSK_TRY_VOID(remove_mirrors(mirror_path_));
    pretix::Mirror mirror;
    end_ = 0;
    if (storage::is_there(mirror_path_)) {
        const auto bytes = KIOSK_TRY(storage::read_file(files_, mirror_path_, kMirrorBytesMax));
        const std::string text = text_of(bytes);
        for (auto next = text.find('\n'); next != std::string::npos; next = text.find('\n', end_)) {
            const auto taken = mirror.take_line(std::string_view(text).substr(end_, next - end_));
            if (!taken) {
                note = "shop: what was kept of its list cannot be read; it is fetched anew";
                mirror = {};
                end_ = 0;
                KIOSK_TRY_VOID(files_.remove(mirror_path_));
                break;
            }
            end_ = next + 1;
        }
    }
    const bool exists = storage::is_there(mirror_path_);
    mirror_ = KIOSK_TRY(storage::File::open(
        files_, mirror_path_, exists ? storage::OpenFor::writing : storage::OpenFor::creating));
    KIOSK_TRY_VOID(files_.sync_directory(folder_));
    return mirror;
}

Result<> ShopFiles::append(const std::string& line, const pretix::Mirror& mirror) {
    const std::string text = line + "\n";
    // A line that was cut by a crash and was longer than this one must not show behind it.
    const auto size = KIOSK_TRY(mirror_.size());
    if (size > end_ + text.size() || end_ + text.size() > 2 * mirror.bytes() + kMirrorSlack) {
        return compact(mirror);
    }
    KIOSK_TRY_VOID(mirror_.write_at(bytes_of(text), end_));
    KIOSK_TRY_VOID(mirror_.sync());
    end_ += text.size();
    return {};
}

Result<> ShopFiles::compact(const pretix::Mirror& mirror) {
    std::string text;
    mirror.write([&text](const std::string& line) { text += line + "\n"; });
    mirror_.close();
    KIOSK_TRY_VOID(storage::write_file_durably(files_, mirror_path_, bytes_of(text)));
    mirror_ = KIOSK_TRY(storage::File::open(files_, mirror_path_, storage::OpenFor::writing));
    end_ = text.size();
    return {};
}

Result<> ShopFiles::remove_mirrors(const storage::Path& but) {
    for (const auto& name : KIOSK_TRY(files_.list(folder_))) {
        if (name.starts_with("mirror-") && folder_ / name != but) {
            KIOSK_TRY_VOID(files_.remove(folder_ / name));
        }
    }
    return {};
}

Result<> ShopFiles::forget_people() {
    mirror_.close();
    KIOSK_TRY_VOID(remove_mirrors({}));
    auto device = KIOSK_TRY(this->device());
    if (device && !device->device.api_token.empty()) {
        device->device.api_token.clear();  // who we were stays, for whoever asks why
        KIOSK_TRY_VOID(keep(*device));
    }
    return files_.sync_directory(folder_);
}

}  // namespace kiosk::app
