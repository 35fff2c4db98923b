// kiosk/core/access/access_policy.cpp — each check in its place.
#include "kiosk/core/access/access_policy.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/core/rules/rule_eval.hpp"

namespace kiosk::core {
namespace {

using Objection = std::optional<Decision>;
using std::to_string;

std::string_view words(OrderState state) {
    switch (state) {
        case OrderState::paid: return "paid";
        case OrderState::pending: return "pending";
        case OrderState::expired: return "expired";
        case OrderState::canceled: return "canceled";
    }
    return "";
}

void tell_order(const Facts& f, const Telling& tell) {
    tell("order", [&] { return words(f.ticket.order_state); });
}

void tell_truth(const Telling& tell, std::string_view name, bool truth) {
    tell(name, [&] { return truth ? "yes" : "no"; });
}

// The name, and the number that rules and the shop have for it.
std::string named(std::string_view name, std::int64_t number) {
    if (name.empty()) return to_string(number);
    return std::string(name) + " (" + to_string(number) + ")";
}

Decision refuse(Reason reason) {
    return Decision{.reason = reason};
}

std::string local_text(const Facts& f, FineTime at) {
    static const ZoneOffsets utc;
    return to_minute_text((f.zone != nullptr ? *f.zone : utc).to_local(at));
}

// Most checks ask nothing of whoever leaves.
bool is_exit(const Facts& f, const Telling& tell) {
    if (f.direction == Direction::entry) return false;
    tell("direction", [] { return "exit: not looked at"; });
    return true;
}

std::string products_of_list(const Facts& f) {
    if (f.list.all_products) return "all";
    std::string text;
    for (const auto& name : f.names.list_products) text += (text.empty() ? "" : ", ") + name;
    if (!text.empty()) return text;
    for (const ProductId id : f.list.limit_products) {
        text += (text.empty() ? "" : ", ") + to_string(id.value);
    }
    return text.empty() ? "none" : text;
}

std::string history_text(const Facts& f) {
    std::string text;
    for (const auto& past : f.history) {
        text += text.empty() ? "" : "; ";
        text += past.direction == Direction::entry ? "entry " : "exit ";
        text += local_text(f, past.at);
        if (!past.station.empty()) text += " at " + std::string(past.station);
    }
    return text.empty() ? "none" : text;
}

// What is told of a time has milliseconds; what is compared has all of it.
std::optional<UtcTime> whole(const std::optional<FineTime>& time) {
    if (!time) return std::nullopt;
    return std::chrono::floor<UtcTime::duration>(*time);
}

Objection canceled(const Facts& f, const Telling& tell) {
    tell_order(f, tell);
    tell_truth(tell, "ticket canceled", f.ticket.canceled);
    const bool order_is_dead =
        f.ticket.order_state != OrderState::paid && f.ticket.order_state != OrderState::pending;
    if (f.ticket.canceled || order_is_dead) return refuse(Reason::canceled);
    return std::nullopt;
}

Objection blocked(const Facts& f, const Telling& tell) {
    tell_truth(tell, "ticket blocked", f.ticket.blocked);
    if (f.ticket.blocked) return refuse(Reason::blocked);
    return std::nullopt;
}

Objection unapproved(const Facts& f, const Telling& tell) {
    tell_order(f, tell);
    tell_truth(tell, "needs approval", f.ticket.require_approval);
    if (f.ticket.order_state == OrderState::pending && f.ticket.require_approval) {
        return refuse(Reason::unapproved);
    }
    return std::nullopt;
}

Objection outside_validity(const Facts& f, const Telling& tell) {
    if (is_exit(f, tell)) return std::nullopt;
    const auto tell_end = [&](std::string_view name, const std::optional<FineTime>& end) {
        tell(name, [&] { return end ? local_text(f, *end) : "any time"; });
    };
    tell("time", [&] { return local_text(f, f.now); });
    tell_end("valid from", f.ticket.valid_from);
    tell_end("valid until", f.ticket.valid_until);
    const bool early = f.ticket.valid_from && f.now < *f.ticket.valid_from;
    const bool late = f.ticket.valid_until && f.now > *f.ticket.valid_until;
    if (!early && !late) return std::nullopt;
    Decision decision = refuse(Reason::invalid_time);
    decision.valid_from = whole(f.ticket.valid_from);
    decision.valid_until = whole(f.ticket.valid_until);
    return decision;
}

Objection wrong_product(const Facts& f, const Telling& tell) {
    tell("product", [&] { return named(f.names.product, f.ticket.product.value); });
    tell("products of the list", [&] { return products_of_list(f); });
    if (f.list.all_products) return std::nullopt;
    if (std::ranges::binary_search(f.list.limit_products, f.ticket.product)) return std::nullopt;
    return refuse(Reason::product);
}

Objection wrong_date(const Facts& f, const Telling& tell) {
    const auto tell_date = [&](std::string_view name, std::optional<SubeventId> date,
                               std::string_view none) {
        tell(name, [&] { return date ? to_string(date->value) : std::string(none); });
    };
    tell_date("date of the ticket", f.ticket.subevent, "none");
    tell_date("date of the list", f.list.subevent, "every date");
    if (!f.list.subevent || f.list.subevent == f.ticket.subevent) return std::nullopt;
    Decision decision = refuse(Reason::product);
    decision.other_date = f.ticket.subevent.has_value();
    return decision;
}

Objection unpaid(const Facts& f, const Telling& tell) {
    tell_order(f, tell);
    tell_truth(tell, "valid while pending", f.ticket.valid_if_pending);
    tell_truth(tell, "list takes pending orders", f.list.include_pending);
    tell_truth(tell, "unpaid ignored", f.ignore_unpaid);
    if (f.ticket.order_state == OrderState::paid || f.ticket.valid_if_pending) return std::nullopt;
    if (f.list.include_pending && f.ignore_unpaid) return std::nullopt;
    return refuse(Reason::unpaid);
}

// By scan time, as pretix judges it; among equals the one recorded last.
const PastCheckIn* latest(const Facts& f) {
    const PastCheckIn* found = nullptr;
    for (const auto& past : f.history) {
        if (found == nullptr || found->at <= past.at) found = &past;
    }
    return found;
}

std::optional<PriorCheckIn> prior_of(const PastCheckIn* past) {
    if (past == nullptr) return std::nullopt;
    const auto at = std::chrono::floor<UtcTime::duration>(past->at);
    return PriorCheckIn{at, std::string(past->station)};
}

const PastCheckIn* latest_entry(const Facts& f) {
    const PastCheckIn* found = nullptr;
    for (const auto& past : f.history) {
        if (past.direction != Direction::entry) continue;
        if (found == nullptr || found->at <= past.at) found = &past;
    }
    return found;
}

Objection rules(const Facts& f, const Telling& tell) {
    tell_truth(tell, "custom rules", f.list.rules != nullptr);
    if (!f.list.rules || is_exit(f, tell)) return std::nullopt;
    if (holds(*f.list.rules, rule_facts(f)) == Truth::yes) return std::nullopt;
    return refuse(Reason::rules);
}

// Forced scans do not ask; the server does not count that as overriding the list.
Objection incomplete(const Facts& f, const Telling& tell) {
    if (is_exit(f, tell)) return std::nullopt;
    tell("questions of the list", [&] { return to_string(f.questions.size()); });
    if (!f.questions_supported || f.force) return std::nullopt;
    auto open = open_questions(f.questions, f.ticket.product, f.answers);
    tell("not answered", [&] { return to_string(open.size()); });
    if (open.empty()) return std::nullopt;
    Decision decision = refuse(Reason::incomplete);
    decision.open_questions = std::move(open);
    return decision;
}

// A repeated request is not a second visit.
Objection already_redeemed(const Facts& f, const Telling& tell) {
    if (is_exit(f, tell)) return std::nullopt;
    tell_truth(tell, "several entries", f.list.allow_multiple_entries);
    tell_truth(tell, "entry after exit", f.list.allow_entry_after_exit);
    tell("check-ins before", [&] { return history_text(f); });
    if (f.list.allow_multiple_entries) return std::nullopt;
    if (is_known_nonce(f)) return std::nullopt;
    const PastCheckIn* entry = latest_entry(f);
    if (entry == nullptr) return std::nullopt;
    if (f.list.allow_entry_after_exit && latest(f)->direction == Direction::exit) {
        return std::nullopt;
    }
    Decision decision = refuse(Reason::already_redeemed);
    decision.prior = prior_of(entry);
    return decision;
}

constexpr std::array kListChecks{
    Check{"order is alive", canceled},
    Check{"ticket is not blocked", blocked},
    Check{"order is approved", unapproved},
    Check{"ticket is valid now", outside_validity},
    Check{"product is on the list", wrong_product},
    Check{"date is the list's", wrong_date},
    Check{"order is paid", unpaid},
    Check{"custom rules hold", rules},
    Check{"questions are answered", incomplete},
    Check{"ticket is not used up", already_redeemed},
};

Decision admitted(const Facts& f) {
    const PastCheckIn* last = latest(f);
    Decision decision;
    const bool was_inside = last != nullptr && last->direction == Direction::entry;
    // On an exit the entry before it is told, on a return the exit before it.
    if (was_inside == (f.direction == Direction::exit)) decision.prior = prior_of(last);
    if (f.direction == Direction::exit) {
        decision.reason = was_inside ? Reason::ok_exit : Reason::ok_exit_unmatched;
    } else {
        decision.reason = last == nullptr ? Reason::ok : Reason::ok_reentry;
    }
    return decision;
}

}  // namespace

std::span<const Check> list_checks() {
    return kListChecks;
}

// The newest check-in is compared whoever sent it, older ones only of the same sender and kind.
bool is_known_nonce(const Facts& f) {
    if (f.nonce.empty()) return false;
    const PastCheckIn* last = latest(f);
    if (last != nullptr && last->nonce == f.nonce) return true;
    return std::ranges::any_of(f.history, [&](const PastCheckIn& past) {
        return past.direction == f.direction && past.device == f.device && past.nonce == f.nonce;
    });
}

RuleFacts rule_facts(const Facts& f) {
    static const ZoneOffsets utc;
    static const EventTimes none;
    return {.product = f.ticket.product,
            .variation = f.ticket.variation,
            .gate = f.gate,
            .now = f.now,
            .by_clock = f.by_clock,
            .zone = f.zone != nullptr ? *f.zone : utc,
            .times = f.times != nullptr ? *f.times : none,
            .history = f.history};
}

Decision decide_by_list(const Facts& facts) {
    bool forced = false;
    for (const auto& check : kListChecks) {
        auto objection = check.objection(facts, Telling());
        if (objection && !facts.force) return *std::move(objection);
        forced = forced || objection.has_value();
    }
    Decision decision = admitted(facts);
    decision.repeated = is_known_nonce(facts);
    decision.forced = forced && !decision.repeated;
    return decision;
}

Decision decide_at_door(const Facts& facts) {
    Decision decision = decide_by_list(facts);
    if (facts.direction == Direction::entry || decision.verdict() == Verdict::go) {
        return decision;
    }
    Decision exit = admitted(facts);
    exit.repeated = is_known_nonce(facts);
    exit.list_objection = decision.reason;
    exit.other_date = decision.other_date;
    return exit;
}

}  // namespace kiosk::core
