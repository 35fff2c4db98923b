// kiosk/core/ticket/key_set.cpp — what may be in a set together, and look-ups in it.
#include "kiosk/core/ticket/key_set.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::core {
namespace {

std::string quoted(const std::string& id) {
    return "key \"" + id + "\"";
}

std::string past_limit(std::size_t count, const char* what, std::size_t limit) {
    return std::to_string(count) + " " + what + ", limit " + std::to_string(limit);
}

// The first of these that has the number of an earlier one.
template <class Numbered>
const Numbered* numbered_twice(const std::vector<Numbered>& all) {
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (std::find_if(all.begin(), one, [&](const Numbered& other) {
                return other.number == one->number;
            }) != one) {
            return &*one;
        }
    }
    return nullptr;
}

Result<> check_products(const TicketKey& key) {
    if (const auto* product = numbered_twice(key.products)) {
        return fail(Errc::conflict,
                    quoted(key.id) + " has product " + std::to_string(product->number) + " twice");
    }
    for (const SignedProduct& product : key.products) {
        const std::string named = "product " + std::to_string(product.number);
        const bool bad_variation =
            std::ranges::any_of(product.variations, &std::string::empty, &SignedVariation::name);
        if (product.name.empty() || bad_variation) {
            return fail(Errc::invalid_input,
                        quoted(key.id) + ": " + named +
                            (bad_variation ? " has a variation with" : " has") + " an empty name");
        }
        if (const auto* variation = numbered_twice(product.variations)) {
            return fail(Errc::conflict, quoted(key.id) + " has variation " +
                                            std::to_string(variation->number) + " of product " +
                                            std::to_string(product.number) + " twice");
        }
    }
    return {};
}

Result<> check_alone(const TicketKey& key) {
    if (key.valid_from && key.valid_until && *key.valid_until < *key.valid_from) {
        return fail(Errc::invalid_input, quoted(key.id) + " ends before it begins");
    }
    if (key.kind == KeyKind::k1 && key.events.empty()) {
        return fail(Errc::invalid_input, quoted(key.id) + " signs for no event");
    }
    if (key.events.size() > kKeyEventsMax) {
        return fail(Errc::too_large,
                    quoted(key.id) + ": " + past_limit(key.events.size(), "events", kKeyEventsMax));
    }
    return {};
}

}  // namespace

std::string_view name_of(KeyKind kind) {
    return kind == KeyKind::k1 ? "k1" : "pretix_sig1";
}

TokenFault fault_of(const TicketKey& key, UtcTime now) {
    if (key.revoked) return TokenFault::key_revoked;
    if (key.valid_from && now < *key.valid_from) return TokenFault::key_not_yet_valid;
    if (key.valid_until && now > *key.valid_until) return TokenFault::key_expired;
    return TokenFault::none;
}

Result<> KeySet::check_conflicts(const TicketKey& key) const {
    for (const TicketKey& other : keys_) {
        if (other.id == key.id) {
            return fail(Errc::conflict, quoted(key.id) + " is there already");
        }
        if (other.kind != key.kind) continue;
        if (other.key == key.key) {
            return fail(Errc::conflict,
                        quoted(key.id) + " has the public key of " + quoted(other.id));
        }
        if (key.kind == KeyKind::k1 && other.number == key.number) {
            return fail(Errc::conflict, quoted(key.id) + " has the number " +
                                            std::to_string(key.number) + " of " + quoted(other.id));
        }
    }
    return {};
}

Result<> KeySet::add(TicketKey key) {
    KIOSK_TRY_VOID(check_alone(key));
    KIOSK_TRY_VOID(check_products(key));
    KIOSK_TRY_VOID(check_conflicts(key));
    if (keys_.size() == kKeysMax) {
        return fail(Errc::too_large, past_limit(kKeysMax + 1, "keys", kKeysMax));
    }
    const auto active = [&](const TicketKey& other) {
        return other.kind == key.kind && !other.revoked;
    };
    if (!key.revoked && std::ranges::count_if(keys_, active) == kActiveKeysMax) {
        return fail(Errc::too_large,
                    past_limit(kActiveKeysMax + 1, "keys of one kind that are not revoked",
                               kActiveKeysMax));
    }
    if (key.kind == KeyKind::pretix_sig1) {
        sig1_keys_.push_back(key.key);
        sig1_positions_.push_back(keys_.size());
    }
    keys_.push_back(std::move(key));
    return {};
}

Result<> KeySet::revoke_badges(std::vector<std::uint64_t> credentials) {
    if (credentials.size() > kRevokedBadgesMax) {
        return fail(Errc::too_large,
                    past_limit(credentials.size(), "revoked badges", kRevokedBadgesMax));
    }
    std::ranges::sort(credentials);
    const auto doubles = std::ranges::unique(credentials);
    credentials.erase(doubles.begin(), doubles.end());
    revoked_ = std::move(credentials);
    return {};
}

bool KeySet::has(KeyKind kind) const {
    return std::ranges::find(keys_, kind, &TicketKey::kind) != keys_.end();
}

const TicketKey* KeySet::key(std::string_view id) const {
    const auto found = std::ranges::find(keys_, id, &TicketKey::id);
    return found == keys_.end() ? nullptr : &*found;
}

const TicketKey* KeySet::k1_key(std::uint8_t number) const {
    const auto found = std::ranges::find_if(keys_, [number](const TicketKey& key) {
        return key.kind == KeyKind::k1 && key.number == number;
    });
    return found == keys_.end() ? nullptr : &*found;
}

const TicketKey& KeySet::sig1_key(std::size_t position) const {
    return keys_.at(sig1_positions_.at(position));
}

bool KeySet::is_revoked(std::uint64_t credential) const {
    return std::ranges::binary_search(revoked_, credential);
}

}  // namespace kiosk::core
