// kiosk/core/engine/signed_products.cpp — names for numbers, numbers for names.
#include "kiosk/core/engine/signed_products.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/core/rules/rule_products.hpp"

namespace kiosk::core {
namespace {

// Not the product of any list, rule or question, nor kNoProduct, which rules and questions have for
// names that nobody knows.
constexpr ProductId kSignedProduct{kNoProduct.value - 1};

// The entry of this name, or a new one with the next number below.
template <class Named>
Named& entry_for(std::vector<Named>& known, const std::string& name, std::int64_t& next) {
    const auto found = std::ranges::find(known, name, &Named::name);
    if (found != known.end()) return *found;
    Named& added = known.emplace_back();
    added.id.value = next--;
    added.name = name;
    return added;
}

}  // namespace

std::vector<Product> with_signed_products(std::vector<Product> listed, const KeySet& keys) {
    std::int64_t next = kSignedProduct.value - 1;
    for (const TicketKey& key : keys.keys()) {
        for (const SignedProduct& signed_product : key.products) {
            Product& product = entry_for(listed, signed_product.name, next);
            for (const SignedVariation& variation : signed_product.variations) {
                static_cast<void>(entry_for(product.variations, variation.name, next));
            }
        }
    }
    return listed;
}

NamedProduct named_product(const SignedWord& word, const KeySet& keys,
                           std::span<const Product> known) {
    NamedProduct named{kSignedProduct, {}, {}, {}};
    const TicketKey* key = keys.key(word.key);
    if (key == nullptr || !word.product) return named;
    const auto entry =
        std::ranges::find(key->products, word.product->value, &SignedProduct::number);
    if (entry == key->products.end()) return named;
    const auto product = std::ranges::find(known, entry->name, &Product::name);
    if (product == known.end()) return named;
    named.product = product->id;
    named.product_name = product->name;
    if (!word.variation) return named;
    const auto number =
        std::ranges::find(entry->variations, word.variation->value, &SignedVariation::number);
    if (number == entry->variations.end()) return named;
    const auto variation = std::ranges::find(product->variations, number->name, &Variation::name);
    if (variation == product->variations.end()) return named;
    named.variation = variation->id;
    named.variation_name = variation->name;
    return named;
}

}  // namespace kiosk::core
