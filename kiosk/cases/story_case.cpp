// kiosk/cases/story_case.cpp — sets the scene, plays the steps, twice.
#include "kiosk/cases/story_case.hpp"

#include <algorithm>

#include "kiosk/cases/story_steps.hpp"
#include "kiosk/pretix/object_reader.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;

// The world's entry with the questions that the case brings (worlds hold none).
Result<json::value> whole_world(const json::value& needs, const std::string& name,
                                const std::filesystem::path& file) {
    json::value worlds = KIOSK_TRY(load_json(file));
    if (!worlds.is_object() || !worlds.get_object().contains(name)) {
        return fail(Errc::not_found, "worlds.json has no world \"" + name + "\"");
    }
    json::value world = worlds.get_object().at(name);
    pretix::ObjectReader reader(needs, "needs");
    for (const auto& event : reader.array("events")) {
        pretix::ObjectReader wanted(event, "events");
        const std::string slug = wanted.text("slug");
        const auto& questions = wanted.array("questions");
        if (!world.is_object() || !world.get_object().contains("events")) continue;
        for (auto& entry : world.get_object().at("events").as_array()) {
            if (entry.as_object().at("slug").as_string() == slug) {
                entry.as_object()["questions"] = questions;
            }
        }
    }
    return world;
}

Result<> add_secret(const json::value& value, bool revoked, World& world) {
    pretix::ObjectReader reader(value, "setup");
    const std::string slug = reader.text("event");
    pretix::ObjectReader object(reader.at("object"), "setup.object");
    const std::string secret = object.text("secret");
    const bool lifted = !revoked && !object.boolean_or("blocked", true);
    KIOSK_TRY_VOID(object.finish(/*all_known=*/false));
    KIOSK_TRY_VOID(reader.finish());
    const auto event = world.event(slug);
    if (!event) return fail(Errc::not_found, "setup: no event \"" + slug + "\"");
    pretix::ShopEvent& shop = world.events[*event];
    if (lifted) {
        std::erase(shop.blocked, secret);
    } else {
        (revoked ? shop.revoked : shop.blocked).push_back(secret);
    }
    return {};
}

Result<> set_up(const json::array& setup, World& world) {
    for (const auto& element : setup) {
        pretix::ObjectReader reader(element, "setup");
        if (const auto* revoked = reader.find("add_revoked_secret")) {
            KIOSK_TRY_VOID(add_secret(*revoked, /*revoked=*/true, world));
        } else if (const auto* blocked = reader.find("add_blocked_secret")) {
            KIOSK_TRY_VOID(add_secret(*blocked, /*revoked=*/false, world));
        }
        KIOSK_TRY_VOID(reader.finish());
    }
    return {};
}

struct Story {
    std::string id;
    std::string world;
    const json::value* needs = nullptr;
    const json::array* setup = nullptr;
    const json::array* steps = nullptr;
};

Result<CaseResult> play(const Story& story, const json::value& needs, const CaseOptions& options) {
    World world = KIOSK_TRY(load_world(needs, options));
    if (story.setup != nullptr) KIOSK_TRY_VOID(set_up(*story.setup, world));
    PaperStation station(std::move(world), *options.verifier);
    if (options.fold_case) station.fold_case_by(options.fold_case);
    CaseResult result;
    result.id = story.id;
    result.status = "ok";
    for (std::size_t i = 0; i < story.steps->size(); ++i) {
        const std::string where = "step " + std::to_string(i + 1);
        KIOSK_TRY_VOID(play_step((*story.steps)[i], where, station, result));
        if (!result.match()) break;
    }
    return result;
}

Result<Story> read_story(const json::value& value) {
    pretix::ObjectReader reader(value, "case");
    Story story;
    story.id = reader.text("id");
    reader.ignore("kind");
    reader.ignore("title");
    reader.ignore("source");
    reader.ignore("timezone");  // the event files say it too
    reader.ignore("note");
    story.world = reader.text("world");
    story.needs = &reader.at("needs");
    if (reader.find("setup") != nullptr) story.setup = &reader.array("setup");
    story.steps = &reader.array("steps");
    KIOSK_TRY_VOID(reader.finish());
    return story;
}

}  // namespace

bool is_story(const json::value& value) {
    return value.is_object() && value.get_object().contains("steps");
}

Result<CaseResult> run_story_case(const json::value& value, const CaseOptions& options) {
    if (options.verifier == nullptr) {
        return fail(Errc::unsupported, "signed codes need a signature verifier");
    }
    const Story story = KIOSK_TRY(read_story(value));
    CaseResult alone = KIOSK_TRY(play(story, *story.needs, options));
    if (!alone.match() || !std::filesystem::exists(options.worlds)) return alone;
    const json::value world = KIOSK_TRY(whole_world(*story.needs, story.world, options.worlds));
    CaseResult whole = KIOSK_TRY(play(story, world, options));
    if (!whole.match()) whole.difference = "in the whole world: " + whole.difference;
    return whole;
}

}  // namespace kiosk::cases
