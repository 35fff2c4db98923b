// kiosk/cases/world.cpp — which files, in which order.
#include "kiosk/cases/world.hpp"

#include <algorithm>
#include <fstream>
#include <functional>

#include <boost/json/parse.hpp>

#include "kiosk/pretix/event_json.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/order_json.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;

using TakeObject = std::function<Result<>(const json::value&)>;

Result<> each_file(pretix::ObjectReader& reader, std::string_view key, const CaseOptions& options,
                   const TakeObject& take) {
    for (const auto& name : reader.array(key)) {
        const auto* text = name.if_string();
        if (text == nullptr) {
            return fail(Errc::invalid_input, reader.path() + ": a file name is not a text");
        }
        const std::string file(text->data(), text->size());
        if (file.find("..") != std::string::npos || file.starts_with('/')) {
            return fail(Errc::denied, "file \"" + file + "\" is outside the fixtures");
        }
        const json::value object = KIOSK_TRY(load_json(options.fixtures / file));
        auto taken = take(object);
        if (!taken) return fail(std::move(taken.error()).in(file));
    }
    return {};
}

Result<> add_medium(const json::value& value, World& world) {
    world.media.push_back(KIOSK_TRY(pretix::read_medium(value)));
    return {};
}

Result<> load_event(const json::value& value, const CaseOptions& options, World& world) {
    pretix::ObjectReader reader(value, "events");
    const std::string slug = reader.text("slug");
    const std::filesystem::path file = options.fixtures / reader.text("event");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    pretix::ShopEvent event;
    KIOSK_TRY_VOID(pretix::read_event(KIOSK_TRY(load_json(file)), options.zone, event));
    event.slug = slug;
    KIOSK_TRY_VOID(each_file(reader, "subevents", options, [&](const json::value& one) {
        return pretix::read_date(one, event);
    }));
    KIOSK_TRY_VOID(each_file(reader, "items", options, [&](const json::value& one) {
        return pretix::read_item(one, event);
    }));
    KIOSK_TRY_VOID(each_file(reader, "checkinlists", options, [&](const json::value& one) {
        return pretix::read_list(one, event);
    }));
    KIOSK_TRY_VOID(each_file(reader, "questions", options, [&](const json::value& one) {
        return pretix::read_question(one, event);
    }));
    world.events.push_back(std::move(event));
    KIOSK_TRY_VOID(each_file(reader, "orders", options,
                             [&](const json::value& one) { return add_order(one, world); }));
    return reader.finish();
}

}  // namespace

Result<> add_order(const json::value& value, World& world) {
    auto order = KIOSK_TRY(pretix::read_order(value));
    for (auto& position : order.positions) {
        world.positions.push_back({std::move(position), world.events.size() - 1});
    }
    return {};
}

std::optional<std::size_t> World::event(const std::string& slug) const {
    const auto found = std::ranges::find(events, slug, &pretix::ShopEvent::slug);
    if (found == events.end()) return std::nullopt;
    return static_cast<std::size_t>(found - events.begin());
}

Result<json::value> load_json(const std::filesystem::path& file) {
    std::ifstream input(file, std::ios::binary);
    if (!input) return fail(Errc::not_found, file.string() + ": cannot be opened");
    std::string text(kCaseBytesMax + 1, '\0');
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(input.gcount()));
    if (text.size() > kCaseBytesMax) {
        return fail(Errc::too_large,
                    file.string() + ": over " + std::to_string(kCaseBytesMax) + " bytes");
    }
    json::parse_options options;
    options.max_depth = pretix::kRuleJsonDepthMax;
    boost::system::error_code error;
    json::value value = json::parse(text, error, {}, options);
    if (error) return fail(Errc::invalid_input, file.string() + ": " + error.message());
    return value;
}

Result<World> load_world(const json::value& needs, const CaseOptions& options) {
    pretix::ObjectReader reader(needs, "needs");
    World world;
    reader.ignore("organizer");
    for (const auto& event : reader.array("events")) {
        KIOSK_TRY_VOID(load_event(event, options, world));
    }
    KIOSK_TRY_VOID(each_file(reader, "reusablemedia", options,
                             [&](const json::value& one) { return add_medium(one, world); }));
    KIOSK_TRY_VOID(reader.finish());
    return world;
}

}  // namespace kiosk::cases
