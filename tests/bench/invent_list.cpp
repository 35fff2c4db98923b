// tests/bench/invent_list.cpp — writes a CSV list of invented attendees to standard output.
//
// Usage: invent_list ATTENDEES [CHANGED]   (the last CHANGED of them are of another company)
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "tests/bench/invented_people.hpp"

namespace {

// False where the text is no number.
bool read_number(std::string_view text, std::uint64_t& number) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
    using namespace kiosk::bench;
    std::uint64_t persons = 0;
    std::uint64_t changed = 0;
    const bool understood = (argc == 2 || argc == 3) && read_number(argv[1], persons) &&
                            (argc == 2 || read_number(argv[2], changed)) && changed <= persons;
    if (!understood) {
        std::fputs("usage: invent_list ATTENDEES [CHANGED]\n", stderr);
        return 2;
    }
    const InventedPeople people;
    std::string line = "code,name,email,company,order,product,status\n";
    for (std::uint64_t n = 0; n < persons; ++n) {
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
        const Face& face = people.face(n);
        line.clear();
        fmt::format_to(std::back_inserter(line), "{},\"{}\",{}.{}@example.org,{},{},{},paid\n",
                       code_of(n), face.name, face.slug, n,
                       n < persons - changed ? face.company : "Another Company Ltd", order_of(n),
                       n % 5 == 0 ? "Workshop" : "Conference");
    }
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() ? 0 : 1;
}
