// tests/bench/invented_people.cpp — faces from the demo's names, codes from a counter.
#include "tests/bench/invented_people.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/demo/names.hpp"

namespace kiosk::bench {
namespace {

constexpr std::uint64_t kSeed = 20270310;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::array<std::string_view, 12> kCompanies{
    "Ashesi University",         "Kumasi Open Data Lab",    "Volta Water Works",
    "Institut Pasteur de Dakar", "Blue Nile Software plc",  "Makola Market Union",
    "Université de Lomé",        "Gulf of Guinea Shipping", "Sahel Solar",
    "Tema Harbour Authority",    "Oyo State Libraries",     "Maputo Public Health Institute"};

// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): one well mixed number for each counter.
std::uint64_t mixed(std::uint64_t counter) {
    std::uint64_t z = counter * 0x9E3779B97F4A7C15ULL + kSeed;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

std::string letters(std::uint64_t person, std::uint64_t stream, std::size_t length) {
    constexpr std::size_t kPerNumber = 12;  // five bits each
    std::string text;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (i % kPerNumber == 0) bits = mixed(person * 8 + stream + i / kPerNumber);
        text += kLetters[bits & 31U];
        bits >>= 5U;
    }
    return text;
}

}  // namespace

InventedPeople::InventedPeople() {
    demo::Dice dice(kSeed);
    faces_.reserve(kFaces);
    for (std::size_t i = 0; i < kFaces; ++i) {
        Face face;
        face.name = demo::pick_name(demo::pick_stock(dice), dice);
        face.slug = demo::slug_of(face.name);
        face.email = face.slug + "." + std::to_string(100'000 + i) + "@example.org";
        if (i % 3 != 0) face.company = kCompanies[dice.below(kCompanies.size())];
        faces_.push_back(std::move(face));
    }
}

std::string code_of(std::uint64_t person) {
    return letters(person, 0, 32);
}

std::string order_of(std::uint64_t person) {
    return letters(person / 2, 4, 6);  // two tickets an order
}

std::vector<core::CodeKey> keys_of(std::uint64_t persons, const core::CodeHasher& hasher) {
    std::vector<core::CodeKey> keys;
    keys.reserve(persons);
    for (std::uint64_t n = 0; n < persons; ++n) keys.push_back(hasher.key_of(code_of(n)));
    return keys;
}

core::Roster roster_of(const InventedPeople& people, const std::vector<core::CodeKey>& keys) {
    core::CodeShape shape;
    for (std::uint64_t n = 0; n < 1000; ++n) shape.learn(code_of(n));
    core::RosterBuilder builder(1, UtcTime{}, shape, {{{1}, "Conference", {}}}, keys.size());
    core::RosterRow row;
    row.facts.product = {1};
    for (std::size_t n = 0; n < keys.size(); ++n) {
        const Face& face = people.face(n);
        const std::string order = order_of(n);
        row.code = keys[n];
        row.facts.id = crypto::ticket_id_of(row.code);
        row.holder = {face.name, face.email, face.company, order, "", ""};
        if (const auto added = builder.add(row); !added) {
            std::fprintf(stderr, "person %zu: %s\n", n, added.error().context.c_str());
            std::abort();
        }
    }
    return std::move(builder).build();
}

}  // namespace kiosk::bench
