// tests/bench/list_walk.cpp — memory read from front to back.
#include "tests/bench/list_walk.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/search/words.hpp"

namespace kiosk::bench {

ListWalk::ListWalk(const core::Roster& roster) {
    for (std::uint32_t ticket = 0; ticket < roster.size(); ++ticket) {
        for (const auto& word : search::name_words(roster.holder(core::TicketIndex{ticket}).name)) {
            names_.append(" ").append(word);
        }
        names_ += '\n';
    }
}

std::size_t ListWalk::count(std::string_view query) const {
    std::vector<std::string> words = search::query_words(query, search::JoinersAre::dropped);
    for (auto& word : words) word.insert(0, 1, ' ');
    std::size_t found = 0;
    for (std::string_view rest = names_; !rest.empty();) {
        const std::string_view name = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(name.size() + 1);
        found += std::ranges::all_of(words, [&](const std::string& word) {
            return name.find(word) != std::string_view::npos;
        });
    }
    return found;
}

}  // namespace kiosk::bench
