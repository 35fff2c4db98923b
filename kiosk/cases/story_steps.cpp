// kiosk/cases/story_steps.cpp — reading steps and handing their expectations to be compared.
#include "kiosk/cases/story_steps.hpp"

#include "kiosk/cases/answer_json.hpp"
#include "kiosk/cases/story_expectations.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/rule_json.hpp"
#include "kiosk/pretix/shop_words.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;

Result<ListInUse> read_list_in_use(const json::value& value) {
    pretix::ObjectReader reader(value, "lists");
    ListInUse used{.event = reader.text("event"), .list = reader.integer("list")};
    KIOSK_TRY_VOID(reader.finish());
    return used;
}

Result<std::vector<ListInUse>> read_lists(const json::array& values) {
    std::vector<ListInUse> lists;
    for (const auto& value : values) lists.push_back(KIOSK_TRY(read_list_in_use(value)));
    return lists;
}

Result<PaperScan> read_scan(const json::value& value) {
    pretix::ObjectReader reader(value, "scan");
    PaperScan scan;
    scan.secret = reader.text("secret");
    scan.lists = KIOSK_TRY(read_lists(reader.array("lists")));
    const auto direction = pretix::direction_from(reader.text_or_absent("type").value_or("entry"));
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    scan.direction = direction.value_or(core::Direction::entry);
    scan.source_type = reader.text_or_absent("source_type").value_or("barcode");
    scan.ignore_unpaid = reader.boolean_or("ignore_unpaid", false);
    scan.questions_supported = reader.boolean_or("questions_supported", true);
    scan.force = reader.boolean_or("force", false);
    if (const auto* answers = reader.find("answers")) {
        scan.answers = KIOSK_TRY(read_answers(*answers));
    }
    KIOSK_TRY_VOID(reader.finish());
    return scan;
}

Result<> set_rules(const json::value& value, PaperStation& station) {
    pretix::ObjectReader reader(value, "set_rules");
    const std::string slug = reader.text("event");
    const auto id = reader.integer("list");
    auto rule = KIOSK_TRY(pretix::read_rule(reader.at("rules")));
    KIOSK_TRY_VOID(reader.finish());
    const auto event = station.world().event(slug);
    if (!event || !station.world().events[*event].lists.contains(id)) {
        return fail(Errc::not_found, "set_rules: no list " + std::to_string(id));
    }
    station.world().events[*event].lists[id].list.rules = std::move(rule);
    return {};
}

Result<Answered> do_scan(pretix::ObjectReader& step, const json::value& value,
                         PaperStation& station, CaseResult& result) {
    PaperScan scan = KIOSK_TRY(read_scan(value));
    scan.now = step.time("now");
    if (const auto gate = step.integer_or_absent("gate")) scan.gate = core::GateId{*gate};
    Answered answered;
    answered.scan = KIOSK_TRY(station.scan(scan));
    const CaseResult said = result_of(result.id, answered.scan->decision);
    result.status = said.status;
    result.reason = said.reason;
    result.explanation = answered.scan->explanation;
    return answered;
}

Result<Answered> do_search(const json::value& value, const PaperStation& station) {
    pretix::ObjectReader reader(value, "search");
    const std::string query = reader.text("query");
    const auto lists = KIOSK_TRY(read_lists(reader.array("lists")));
    KIOSK_TRY_VOID(reader.finish());
    Answered answered;
    answered.hits = search(station, query, lists);
    return answered;
}

Result<Answered> do_counts(const json::value& value, const PaperStation& station) {
    Answered answered;
    answered.counts = KIOSK_TRY(counts(station, KIOSK_TRY(read_list_in_use(value))));
    return answered;
}

// Does the one thing that the step names.
Result<Answered> act(pretix::ObjectReader& step, PaperStation& station, CaseResult& result) {
    if (const auto* scan = step.find("scan")) return do_scan(step, *scan, station, result);
    if (const auto* query = step.find("search")) return do_search(*query, station);
    if (const auto* list = step.find("status")) return do_counts(*list, station);
    if (const auto* rules = step.find("set_rules")) {
        KIOSK_TRY_VOID(set_rules(*rules, station));
        return Answered{};
    }
    if (step.boolean("forget_checkins")) station.forget_check_ins();
    return Answered{};
}

}  // namespace

Result<> play_step(const json::value& value, const std::string& where, PaperStation& station,
                   CaseResult& result) {
    pretix::ObjectReader step(value, where);
    auto answered = act(step, station, result);
    if (!answered) return fail(std::move(answered.error()).in(where));
    step.ignore("server_differs");  // a remark in words
    const auto* expect = step.find("expect");
    const auto* also = step.find("also");
    KIOSK_TRY_VOID(step.finish());
    if (expect != nullptr) {
        result.expected = *expect;
        KIOSK_TRY_VOID(compare({*expect, where, "expect"}, *answered, station, result));
    }
    if (also != nullptr) {
        KIOSK_TRY_VOID(compare({*also, where, "also"}, *answered, station, result));
    }
    return {};
}

}  // namespace kiosk::cases
