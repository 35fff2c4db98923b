// kiosk/core/access/access_policy.cpp — each check in its place.
#include "kiosk/core/access/access_policy.hpp"

#include <algorithm>
#include <array>

#include "kiosk/core/rules/rule_eval.hpp"

namespace kiosk::core {
namespace {

using Objection = std::optional<Decision>;

Decision refuse(Reason reason) {
    return Decision{.reason = reason};
}

// What is told of a time has milliseconds; what is compared has all of it.
std::optional<UtcTime> whole(const std::optional<FineTime>& time) {
    if (!time) return std::nullopt;
    return std::chrono::floor<UtcTime::duration>(*time);
}

Objection canceled(const Facts& f) {
    const bool order_is_dead =
        f.ticket.order_state != OrderState::paid && f.ticket.order_state != OrderState::pending;
    if (f.ticket.canceled || order_is_dead) return refuse(Reason::canceled);
    return std::nullopt;
}

Objection blocked(const Facts& f) {
    if (f.ticket.blocked) return refuse(Reason::blocked);
    return std::nullopt;
}

Objection unapproved(const Facts& f) {
    if (f.ticket.order_state == OrderState::pending && f.ticket.require_approval) {
        return refuse(Reason::unapproved);
    }
    return std::nullopt;
}

Objection outside_validity(const Facts& f) {
    if (f.direction == Direction::exit) return std::nullopt;
    const bool early = f.ticket.valid_from && f.now < *f.ticket.valid_from;
    const bool late = f.ticket.valid_until && f.now > *f.ticket.valid_until;
    if (!early && !late) return std::nullopt;
    Decision decision = refuse(Reason::invalid_time);
    decision.valid_from = whole(f.ticket.valid_from);
    decision.valid_until = whole(f.ticket.valid_until);
    return decision;
}

Objection wrong_product(const Facts& f) {
    if (f.list.all_products) return std::nullopt;
    if (std::ranges::binary_search(f.list.limit_products, f.ticket.product)) return std::nullopt;
    return refuse(Reason::product);
}

Objection wrong_date(const Facts& f) {
    if (!f.list.subevent || f.list.subevent == f.ticket.subevent) return std::nullopt;
    return refuse(Reason::product);
}

Objection unpaid(const Facts& f) {
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

Objection rules(const Facts& f) {
    if (f.direction == Direction::exit || !f.list.rules) return std::nullopt;
    if (holds(*f.list.rules, rule_facts(f)) == Truth::yes) return std::nullopt;
    return refuse(Reason::rules);
}

// Forced scans do not ask; the server does not count that as overriding the list.
Objection incomplete(const Facts& f) {
    if (f.direction == Direction::exit || !f.questions_supported || f.force) return std::nullopt;
    auto open = open_questions(f.questions, f.ticket.product, f.answers);
    if (open.empty()) return std::nullopt;
    Decision decision = refuse(Reason::incomplete);
    decision.open_questions = std::move(open);
    return decision;
}

// A repeated request is not a second visit.
Objection already_redeemed(const Facts& f) {
    if (f.direction == Direction::exit || f.list.allow_multiple_entries) return std::nullopt;
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
            .zone = f.zone != nullptr ? *f.zone : utc,
            .times = f.times != nullptr ? *f.times : none,
            .history = f.history};
}

Decision decide_by_list(const Facts& facts) {
    bool forced = false;
    for (const auto& check : kListChecks) {
        auto objection = check.objection(facts);
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
    return exit;
}

}  // namespace kiosk::core
