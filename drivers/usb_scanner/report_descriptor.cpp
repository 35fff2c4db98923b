// drivers/usb_scanner/report_descriptor.cpp — items one after the other, with their three scopes.
#include "drivers/usb_scanner/report_descriptor.hpp"

#include <algorithm>
#include <string>

namespace kiosk::drivers {
namespace {

constexpr std::uint32_t kCollectionApplication = 1;
constexpr std::uint32_t kFlagConstant = 1;
constexpr std::uint8_t kLongItem = 0xFE;

enum class ItemType : std::uint8_t { main = 0, global = 1, local = 2, reserved = 3 };

struct Item {
    ItemType type = ItemType::main;
    std::uint8_t tag = 0;
    std::uint8_t size = 0;
    std::uint32_t value = 0;
    std::size_t at = 0;  // offset of its prefix byte

    [[nodiscard]] std::int32_t signed_value() const {
        switch (size) {
            case 1: return static_cast<std::int8_t>(value);
            case 2: return static_cast<std::int16_t>(value);
            default: return static_cast<std::int32_t>(value);
        }
    }
};

struct Globals {
    std::uint32_t usage_page = 0;
    std::int32_t logical_min = 0;
    std::uint32_t report_size = 0;
    std::uint32_t report_count = 0;
    std::uint8_t report_id = 0;
};

// A usage without its page: that comes with the main item (6.2.2.8).
struct LocalUsage {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool has_page = false;
};

struct Locals {
    std::vector<LocalUsage> usages;
    std::uint32_t range_first = 0;
    bool range_has_page = false;
    bool alternatives = false;  // inside a delimited set: its first usage is the preferred one
    bool alternative_taken = false;
};

class Parser {
  public:
    explicit Parser(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    Result<ReportDescriptor> run();

  private:
    [[nodiscard]] Result<Item> next_item();
    [[nodiscard]] Result<> take(const Item& item);
    [[nodiscard]] Result<> take_main(const Item& item);
    [[nodiscard]] Result<> take_global(const Item& item);
    void take_local(const Item& item);
    [[nodiscard]] Result<> add_field(const Item& item, ReportKind kind);
    [[nodiscard]] Result<> open_collection(const Item& item);
    [[nodiscard]] std::vector<UsageRange> usages() const;
    [[nodiscard]] static std::unexpected<Error> broken(const Item& item, const std::string& why);

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    Globals globals_;
    std::vector<Globals> pushed_;
    Locals locals_;
    std::vector<Usage> collections_;
    ReportDescriptor result_;
};

std::unexpected<Error> Parser::broken(const Item& item, const std::string& why) {
    return fail(Errc::invalid_input,
                "report descriptor: byte " + std::to_string(item.at) + ": " + why);
}

Result<Item> Parser::next_item() {
    Item item{.at = at_};
    const std::uint8_t prefix = bytes_[at_++];
    const std::size_t left = bytes_.size() - at_;
    if (prefix == kLongItem) {
        if (left < 2 || left - 2 < bytes_[at_]) return broken(item, "long item is cut");
        at_ += 2U + bytes_[at_];
        item.type = ItemType::reserved;
        return item;
    }
    item.type = static_cast<ItemType>(prefix >> 2U & 3U);
    item.tag = static_cast<std::uint8_t>(prefix >> 4U);
    item.size = (prefix & 3U) == 3 ? 4 : prefix & 3U;
    if (left < item.size) return broken(item, "item is cut");
    for (std::uint8_t i = 0; i < item.size; ++i) {
        item.value |= static_cast<std::uint32_t>(bytes_[at_++]) << 8U * i;
    }
    return item;
}

Result<ReportDescriptor> Parser::run() {
    Item item;
    while (at_ < bytes_.size()) {
        item = KIOSK_TRY(next_item());
        KIOSK_TRY_VOID(take(item));
    }
    if (!collections_.empty()) return broken(item, "a collection is not ended");
    return std::move(result_);
}

Result<> Parser::take(const Item& item) {
    switch (item.type) {
        case ItemType::main: {
            auto result = take_main(item);
            locals_ = {};
            return result;
        }
        case ItemType::global: return take_global(item);
        case ItemType::local: take_local(item); return {};
        case ItemType::reserved: return {};
    }
    return {};
}

Result<> Parser::take_main(const Item& item) {
    switch (item.tag) {
        case 0x8: return add_field(item, ReportKind::input);
        case 0x9: return add_field(item, ReportKind::output);
        case 0xB: return add_field(item, ReportKind::feature);
        case 0xA: return open_collection(item);
        case 0xC:
            if (collections_.empty()) return broken(item, "end of a collection that was not begun");
            collections_.pop_back();
            return {};
        default: return {};  // reserved: 6.2.2.4 lets parsers pass over them
    }
}

Result<> Parser::open_collection(const Item& item) {
    if (collections_.size() >= kCollectionDepthMax) {
        return broken(item,
                      "collections nested deeper than " + std::to_string(kCollectionDepthMax));
    }
    const auto named = usages();
    const Usage usage = named.empty() ? 0 : named.front().first;
    collections_.push_back(usage);
    if (item.value == kCollectionApplication) result_.applications.push_back(usage);
    return {};
}

Result<> Parser::add_field(const Item& item, ReportKind kind) {
    const std::uint64_t wide = std::uint64_t{globals_.report_size} * globals_.report_count;
    std::uint32_t& bits = result_.report_bits[{kind, globals_.report_id}];
    if (wide > kReportBitsMax - bits) {
        return broken(item, "report of more than " + std::to_string(kReportBitsMax) + " bits");
    }
    const std::uint32_t offset = bits;
    bits += static_cast<std::uint32_t>(wide);
    if ((item.value & kFlagConstant) != 0 || wide == 0) return {};
    result_.fields.push_back({.kind = kind,
                              .report_id = globals_.report_id,
                              .bit_offset = offset,
                              .bit_size = globals_.report_size,
                              .count = globals_.report_count,
                              .logical_min = globals_.logical_min,
                              .flags = item.value,
                              .usages = usages(),
                              .collections = collections_});
    return {};
}

Result<> Parser::take_global(const Item& item) {
    switch (item.tag) {
        case 0x0: globals_.usage_page = item.value & 0xFFFF; return {};
        case 0x1: globals_.logical_min = item.signed_value(); return {};
        case 0x7: globals_.report_size = item.value; return {};
        case 0x8:
            // 6.2.2.7: id 0 is reserved.
            if (item.value == 0 || item.value > 0xFF) return broken(item, "report id is not 1-255");
            globals_.report_id = static_cast<std::uint8_t>(item.value);
            result_.has_report_ids = true;
            return {};
        case 0x9: globals_.report_count = item.value; return {};
        case 0xA:
            if (pushed_.size() >= kPushDepthMax) {
                return broken(item, "pushed deeper than " + std::to_string(kPushDepthMax));
            }
            pushed_.push_back(globals_);
            return {};
        case 0xB:
            if (pushed_.empty()) return broken(item, "pop without push");
            globals_ = pushed_.back();
            pushed_.pop_back();
            return {};
        default: return {};  // logical maximum, physical range, units: nothing we read
    }
}

void Parser::take_local(const Item& item) {
    const bool has_page = item.size == 4;
    switch (item.tag) {
        case 0x0:
            if (locals_.alternatives && locals_.alternative_taken) return;
            locals_.alternative_taken = true;
            locals_.usages.push_back({item.value, item.value, has_page});
            return;
        case 0x1:
            locals_.range_first = item.value;
            locals_.range_has_page = has_page;
            return;
        case 0x2:
            if (locals_.alternatives && locals_.alternative_taken) return;
            locals_.alternative_taken = true;
            locals_.usages.push_back(
                {locals_.range_first, item.value, has_page || locals_.range_has_page});
            return;
        case 0xA:
            locals_.alternatives = item.value == 1;
            locals_.alternative_taken = false;
            return;
        default: return;  // designators and strings: nothing we read
    }
}

// Within one page, the first not above the last.
std::vector<UsageRange> Parser::usages() const {
    std::vector<UsageRange> ranges;
    for (const LocalUsage& local : locals_.usages) {
        const std::uint32_t page =
            local.has_page ? std::max(local.first >> 16U, local.last >> 16U) : globals_.usage_page;
        const Usage first = page << 16U | (local.first & 0xFFFF);
        const Usage last = page << 16U | (local.last & 0xFFFF);
        ranges.push_back({std::min(first, last), last});
    }
    return ranges;
}

}  // namespace

bool ReportField::is_inside(Usage collection) const {
    return std::ranges::find(collections, collection) != collections.end();
}

Usage ReportField::usage_of(std::uint32_t element) const {
    for (const UsageRange& range : usages) {
        const std::uint32_t more = range.last - range.first;
        if (element <= more) return range.first + element;
        element -= more + 1;
    }
    return usages.empty() ? 0 : usages.back().last;
}

std::uint32_t ReportField::element_with(Usage usage) const {
    std::uint32_t passed = 0;
    for (const UsageRange& range : usages) {
        if (usage >= range.first && usage <= range.last) {
            return std::min(count, passed + (usage - range.first));
        }
        passed += range.last - range.first + 1;
    }
    return count;
}

std::size_t ReportDescriptor::report_bytes(ReportKind kind, std::uint8_t report_id) const {
    const auto found = report_bits.find({kind, report_id});
    if (found == report_bits.end()) return 0;
    return (found->second + 7) / 8 + (has_report_ids ? 1 : 0);
}

Result<ReportDescriptor> parse_report_descriptor(std::span<const std::uint8_t> bytes) {
    if (bytes.size() > kReportDescriptorMax) {
        return fail(Errc::too_large, "report descriptor is " + std::to_string(bytes.size()) +
                                         " bytes, limit " + std::to_string(kReportDescriptorMax));
    }
    return Parser(bytes).run();
}

}  // namespace kiosk::drivers
