// tests/bench/invent_list.cpp — writes a CSV list of invented attendees to standard output.
//
// Usage: invent_list ATTENDEES
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "tests/bench/invented_people.hpp"

int main(int argc, char** argv) {
    using namespace kiosk::bench;
    const std::string_view wanted = argc == 2 ? argv[1] : "";
    std::uint64_t persons = 0;
    const auto parsed = std::from_chars(wanted.data(), wanted.data() + wanted.size(), persons);
    if (wanted.empty() || parsed.ec != std::errc{}) {
        std::fputs("usage: invent_list ATTENDEES\n", stderr);
        return 2;
    }
    const InventedPeople people;
    std::string line = "code,name,email,company,order,product,status\n";
    for (std::uint64_t n = 0; n < persons; ++n) {
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
        const Face& face = people.face(n);
        line.clear();
        fmt::format_to(std::back_inserter(line), "{},\"{}\",{}.{}@example.org,{},{},{},paid\n",
                       code_of(n), face.name, face.slug, n, face.company, order_of(n),
                       n % 5 == 0 ? "Workshop" : "Conference");
    }
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() ? 0 : 1;
}
