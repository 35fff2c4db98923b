// kiosk/core/engine/signed_products.hpp — the products that signed codes name by numbers of their
// own.
//
// The key set says what a number stands for; the name is looked up on the attendee list, which
// numbers its products itself. A name that the list lacks is a product all the same: a station must
// be able to tell tickets apart whose list it never got.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kiosk/core/record.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket/key_set.hpp"

namespace kiosk::core {

// The products of a list, and behind them those that only the keys name, with numbers that no list
// has.
[[nodiscard]] std::vector<Product> with_signed_products(std::vector<Product> listed,
                                                        const KeySet& keys);

// What a code says its product is, found in with_signed_products().
struct NamedProduct {
    ProductId product;  // kSignedProduct where the key set has no name for the number
    std::optional<VariationId> variation;
    std::string_view product_name;  // empty where there is none; into `known`
    std::string_view variation_name;
};
[[nodiscard]] NamedProduct named_product(const SignedWord& word, const KeySet& keys,
                                         std::span<const Product> known);

}  // namespace kiosk::core
