// kiosk/cases/story_expectations.cpp — field by field.
#include "kiosk/cases/story_expectations.hpp"

#include <algorithm>

#include "kiosk/pretix/object_reader.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;
using OptionalText = std::optional<std::string>;

std::int64_t whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

OptionalText name_of(const pretix::Item* item) {
    return item == nullptr ? OptionalText() : OptionalText(item->name);
}

OptionalText name_of(const pretix::ItemVariation* variation) {
    return variation == nullptr ? OptionalText() : OptionalText(variation->name);
}

// Calls `check` where the field is present.
template <class Check>
void if_stated(pretix::ObjectReader& reader, std::string_view field, Check check) {
    if (reader.find(field) != nullptr) check(field);
}

Result<> compare_queued_answers(const json::array& wanted, const QueuedScan& last,
                                Comparison& comparison) {
    comparison.number("last_queued.answers", whole(wanted.size()), whole(last.answers.size()));
    for (const auto& entry : wanted) {
        pretix::ObjectReader reader(entry, "last_queued.answers");
        const core::QuestionId question{reader.integer("question")};
        const std::string text = reader.text("answer");
        KIOSK_TRY_VOID(reader.finish());
        const auto found = std::ranges::find(last.answers, question, &core::Answer::question);
        comparison.text("last_queued.answer", text,
                        found == last.answers.end() ? "none" : found->text);
    }
    return {};
}

Result<> compare_last_queued(const json::value& value, const PaperStation& station,
                             Comparison& comparison) {
    pretix::ObjectReader reader(value, "last_queued");
    if (station.queue().empty()) {
        comparison.differ("last_queued", "a scan", "none");
        return {};
    }
    const QueuedScan& last = station.queue().back();
    if_stated(reader, "secret", [&](std::string_view field) {
        comparison.text(field, reader.text(field), last.secret);
    });
    if_stated(reader, "type", [&](std::string_view field) {
        comparison.text(field, reader.text(field),
                        last.direction == core::Direction::entry ? "entry" : "exit");
    });
    if (reader.find("answers") != nullptr) {
        KIOSK_TRY_VOID(compare_queued_answers(reader.array("answers"), last, comparison));
    }
    return reader.finish();
}

std::vector<std::int64_t> numbers_of(const std::vector<core::QuestionId>& questions) {
    std::vector<std::int64_t> numbers;
    for (const auto question : questions) numbers.push_back(question.value);
    return numbers;
}

void compare_ticket(pretix::ObjectReader& reader, const PaperOutcome& outcome, const World& world,
                    Comparison& comparison) {
    const Position* position = outcome.position;
    if_stated(reader, "item_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), name_of(outcome.item));
    });
    if_stated(reader, "variation_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), name_of(outcome.variation));
    });
    if_stated(reader, "attendee_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field),
                                 position ? position->attendee_name : OptionalText());
    });
    if_stated(reader, "attention", [&](std::string_view field) {
        comparison.yes_no(field, reader.boolean(field),
                          position && needs_attention(*position, outcome.item, outcome.variation));
    });
    if_stated(reader, "event", [&](std::string_view field) {
        comparison.optional_text(
            field, reader.text_or_absent(field),
            outcome.event ? OptionalText(world.events[*outcome.event].slug) : OptionalText());
    });
    if_stated(reader, "order", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field),
                                 position ? OptionalText(position->order) : OptionalText());
    });
    if_stated(reader, "positionid", [&](std::string_view field) {
        comparison.number(field, reader.integer_or_absent(field).value_or(0),
                          position ? position->number : 0);
    });
}

Result<> compare_scan(pretix::ObjectReader& reader, const PaperOutcome& outcome,
                      const PaperStation& station, const CaseResult& said, Comparison& comparison) {
    if_stated(reader, "status", [&](std::string_view field) {
        comparison.text(field, reader.text(field), said.status);
    });
    if_stated(reader, "reason", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), said.reason);
    });
    if_stated(reader, "questions", [&](std::string_view field) {
        comparison.numbers(field, reader.integers(field),
                           numbers_of(outcome.decision.open_questions));
    });
    if_stated(reader, "queued", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(station.queue().size()));
    });
    if_stated(reader, "may_be_overridden", [&](std::string_view field) {
        comparison.yes_no(field, reader.boolean(field), outcome.may_be_overridden);
    });
    if_stated(reader, "checkins_of_secret", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(outcome.check_ins));
    });
    compare_ticket(reader, outcome, station.world(), comparison);
    if (const auto* last = reader.find("last_queued")) {
        KIOSK_TRY_VOID(compare_last_queued(*last, station, comparison));
    }
    return {};
}

Result<> compare_hit(const json::value& value, const SearchHit& hit, Comparison& comparison) {
    pretix::ObjectReader reader(value, "results");
    if_stated(reader, "secret", [&](std::string_view field) {
        comparison.text(field, reader.text(field), hit.position->secret);
    });
    if_stated(reader, "item_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), name_of(hit.item));
    });
    if_stated(reader, "variation_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), name_of(hit.variation));
    });
    if_stated(reader, "attendee_name", [&](std::string_view field) {
        comparison.optional_text(field, reader.text_or_absent(field), hit.position->attendee_name);
    });
    if_stated(reader, "redeemed", [&](std::string_view field) {
        comparison.yes_no(field, reader.boolean(field), hit.redeemed);
    });
    if_stated(reader, "order_status", [&](std::string_view field) {
        comparison.text(field, reader.text(field), hit.position->order_status);
    });
    if_stated(reader, "attention", [&](std::string_view field) {
        comparison.yes_no(field, reader.boolean(field), hit.attention);
    });
    return reader.finish();
}

Result<> compare_hits(pretix::ObjectReader& reader, const std::vector<SearchHit>& hits,
                      Comparison& comparison) {
    if_stated(reader, "count", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(hits.size()));
    });
    if (reader.find("results") != nullptr) {
        const auto& wanted = reader.array("results");
        if (wanted.size() > hits.size()) {
            comparison.number("results", whole(wanted.size()), whole(hits.size()));
        }
        for (std::size_t i = 0; i < std::min(wanted.size(), hits.size()); ++i) {
            KIOSK_TRY_VOID(compare_hit(wanted[i], hits[i], comparison));
        }
    }
    if (reader.find("contains_once") != nullptr) {
        for (const auto& entry : reader.array("contains_once")) {
            const std::string secret(entry.is_string() ? entry.get_string().c_str() : "");
            const auto times = std::ranges::count_if(
                hits, [&](const SearchHit& hit) { return hit.position->secret == secret; });
            comparison.number("contains_once", 1, times);
        }
    }
    return {};
}

Result<> compare_first_item(const json::value& value, const ListCounts& counts,
                            Comparison& comparison) {
    if (counts.products.empty()) {
        comparison.differ("first_item", "a product", "none");
        return {};
    }
    const ProductCount& first = counts.products.front();
    pretix::ObjectReader reader(value, "first_item");
    if_stated(reader, "id", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), first.id);
    });
    if_stated(reader, "tickets", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(first.tickets));
    });
    if_stated(reader, "entered", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(first.entered));
    });
    if_stated(reader, "admission", [&](std::string_view field) {
        comparison.yes_no(field, reader.boolean(field), first.admission);
    });
    if_stated(reader, "variations", [&](std::string_view field) {
        comparison.number(field, whole(reader.array(field).size()), whole(first.variations));
    });
    return reader.finish();
}

Result<> compare_counts(pretix::ObjectReader& reader, const ListCounts& counts,
                        Comparison& comparison) {
    if_stated(reader, "list_name", [&](std::string_view field) {
        comparison.text(field, reader.text(field), counts.name);
    });
    if_stated(reader, "tickets", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(counts.tickets));
    });
    if_stated(reader, "entered", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(counts.entered));
    });
    if_stated(reader, "item_count", [&](std::string_view field) {
        comparison.number(field, reader.integer(field), whole(counts.products.size()));
    });
    if (const auto* first = reader.find("first_item")) {
        KIOSK_TRY_VOID(compare_first_item(*first, counts, comparison));
    }
    return {};
}

}  // namespace

Result<> compare(const Stated& stated, const Answered& answered, const PaperStation& station,
                 CaseResult& result) {
    pretix::ObjectReader reader(stated.fields, stated.step + ": " + std::string(stated.key));
    const CaseResult said = result;
    Comparison comparison(result, stated.step + ": ");
    const auto compared = [&]() -> Result<> {
        if (answered.scan) {
            KIOSK_TRY_VOID(compare_scan(reader, *answered.scan, station, said, comparison));
        }
        if (answered.hits) KIOSK_TRY_VOID(compare_hits(reader, *answered.hits, comparison));
        if (answered.counts) KIOSK_TRY_VOID(compare_counts(reader, *answered.counts, comparison));
        return {};
    }();
    if (!compared) return fail(Error(compared.error()).in(reader.path()));
    return reader.finish();
}

}  // namespace kiosk::cases
