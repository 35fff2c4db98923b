// kiosk/core/rules/rule_products.hpp — finds a rule's products by name in an attendee list.
//
// A rule names each product by the shop's number and its name: ["product", "12", "Day pass"]. A
// list from a file has numbers of its own; there the name counts.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

// No ticket has it.
inline constexpr ProductId kNoProduct{-1};

// The rule with every named product's number as in `products`, kNoProduct where no product has the
// name. Lookups without a name keep their number.
[[nodiscard]] std::shared_ptr<const Rule> with_products_of(const Rule& rule,
                                                           std::span<const Product> products);

// The names that a rule compares the product with, each as often as it stands there.
[[nodiscard]] std::vector<std::string> product_names_in(const Rule& rule);

}  // namespace kiosk::core
