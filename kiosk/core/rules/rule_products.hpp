// kiosk/core/rules/rule_products.hpp — finds a rule's products and variations by name in a list.
//
// A rule names each product by the shop's number and its name: ["product", "12", "Day pass"]. A
// list from a file has numbers of its own; there the name counts, and a number alone would be
// somebody else's. A variation's name may stand behind its product's, as the shop's editor writes
// it: "Day pass – Tuesday".
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

// No ticket has it; nor is it the number of a variation.
inline constexpr ProductId kNoProduct{-1};

// Errc::invalid_input with the path of the first place where a number of the shop's would be
// compared with a number of the list's own: a product or variation without a name, or one that is
// more than equal to another. Null ("no variation") and yes/no (any) are no numbers.
[[nodiscard]] Result<> check_products_are_named(const Rule& rule);

// The rule with the number of every named product and variation as in `products`, kNoProduct where
// none has the name. A name that several variations have stands for all of them, as far as the
// rule's limits allow. Lookups without a name keep their number.
[[nodiscard]] std::shared_ptr<const Rule> with_products_of(const Rule& rule,
                                                           std::span<const Product> products);

// The names that a rule compares the product with, each as often as it stands there.
[[nodiscard]] std::vector<std::string> product_names_in(const Rule& rule);

}  // namespace kiosk::core
