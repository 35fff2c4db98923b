// tests/fuzz/stories_fuzz.cpp — a shop's objects and the steps of a story, in one text, no files.
//
// {"events": [{"slug": "e", "event": {…}, "subevents": […], "items": […], "checkinlists": […],
// "questions": […], "orders": […]}], "reusablemedia": […], "steps": […]}, each object as the shop's
// API writes it. What cannot be read is left out, so that the rest is reached.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/parse.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/cases/story_steps.hpp"
#include "kiosk/pretix/event_json.hpp"
#include "kiosk/pretix/rule_json.hpp"

using namespace kiosk;

namespace {

namespace json = boost::json;

// Of half of all codes the signature is good.
class SomeSignatures final : public core::SignatureVerifier {
  public:
    bool is_genuine(std::span<const std::uint8_t> message, std::span<const std::uint8_t>,
                    const core::PublicKey&) const override {
        return message.size() % 2 == 0;
    }
};

template <class Take>
void each(const json::object& object, std::string_view key, const Take& take) {
    const auto* value = object.if_contains({key.data(), key.size()});
    if (value == nullptr || !value->is_array()) return;
    for (const auto& one : value->get_array()) take(one);
}

void expect_reason(const Result<>& read) {
    if (!read) KIOSK_CHECK(!read.error().context.empty(), "a refusal says why");
}

void expect_medium(const json::value& one, cases::World& world) {
    auto medium = pretix::read_medium(one);
    if (medium) {
        world.media.push_back(std::move(*medium));
    } else {
        KIOSK_CHECK(!medium.error().context.empty(), "a refusal says why");
    }
}

void read_story_event(const json::object& object, const cases::CaseOptions& options,
                      cases::World& world) {
    pretix::ShopEvent event;
    if (const auto* slug = object.if_contains("slug"); slug != nullptr && slug->is_string()) {
        event.slug = slug->get_string().c_str();
    }
    if (const auto* own = object.if_contains("event")) {
        expect_reason(pretix::read_event(*own, options.zone, event));
    }
    const auto into_event = [&](auto read) {
        return [&event, read](const json::value& one) { expect_reason(read(one, event)); };
    };
    each(object, "subevents", into_event(pretix::read_date));
    each(object, "items", into_event(pretix::read_item));
    each(object, "checkinlists", into_event(pretix::read_list));
    each(object, "questions", into_event(pretix::read_question));
    world.events.push_back(std::move(event));
    each(object, "orders",
         [&](const json::value& one) { expect_reason(cases::add_order(one, world)); });
}

void play(const json::object& story, cases::World world) {
    const SomeSignatures verifier;
    cases::PaperStation station(std::move(world), verifier);
    each(story, "steps", [&](const json::value& step) {
        cases::CaseResult result;
        const auto played = cases::play_step(step, "step", station, result);
        expect_reason(played);
        if (!played) return;
        KIOSK_CHECK(result.match() || !result.difference.empty(), "a difference is named");
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > cases::kCaseBytesMax) return 0;
    json::parse_options parse_options;
    parse_options.max_depth = pretix::kRuleJsonDepthMax;
    boost::system::error_code error;
    const json::value value =
        json::parse({reinterpret_cast<const char*>(bytes), size}, error, {}, parse_options);
    if (error || !value.is_object()) return 0;
    const cases::CaseOptions options{
        .fixtures = {},
        .worlds = {},
        .zone = [](const std::string&) -> Result<ZoneOffsets> { return ZoneOffsets(); },
        .fold_case = {},
        .verifier = nullptr};
    const json::object& story = value.get_object();
    cases::World world;
    each(story, "events", [&](const json::value& one) {
        if (one.is_object()) read_story_event(one.get_object(), options, world);
    });
    if (world.events.empty()) return 0;
    each(story, "reusablemedia", [&](const json::value& one) { expect_medium(one, world); });
    play(story, std::move(world));
    return 0;
}
