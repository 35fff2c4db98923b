// kiosk/search/people_index.cpp — one pass over the list for each field.
#include "kiosk/search/people_index.hpp"

#include <string>
#include <utility>

#include "kiosk/search/words.hpp"

namespace kiosk::search {
namespace {

WordIndex index_words(const core::Roster& roster, HolderText text) {
    WordIndexBuilder builder;
    for (std::uint32_t ticket = 0; ticket < roster.size(); ++ticket) {
        const core::Holder holder = roster.holder(core::TicketIndex{ticket});
        for (const std::string& word : name_words(holder.*text)) builder.add(word, ticket);
    }
    return std::move(builder).build();
}

}  // namespace

PeopleIndex::PeopleIndex(std::shared_ptr<const core::Roster> roster)
    : roster_(std::move(roster)),
      names_(index_words(*roster_, &core::Holder::name)),
      companies_(index_words(*roster_, &core::Holder::company)),
      emails_(*roster_, &core::Holder::email),
      orders_(*roster_, &core::Holder::order) {}

std::size_t PeopleIndex::resident_bytes() const {
    return names_.resident_bytes() + companies_.resident_bytes() + emails_.resident_bytes() +
           orders_.resident_bytes();
}

}  // namespace kiosk::search
