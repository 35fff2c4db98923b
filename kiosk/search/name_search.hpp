// kiosk/search/name_search.hpp — finds tickets by name, e-mail, order code or company.
//
// Walks the whole roster, which is immutable: safe on any thread while the station goes on. Every
// word of the query must match; the best matches come first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/core/roster.hpp"

namespace kiosk::search {

inline constexpr std::size_t kQueryBytesMax = 200;

enum class MatchedField : std::uint8_t { name, email, order, company };

[[nodiscard]] std::string_view name_of(MatchedField field);

struct Hit {
    core::TicketIndex ticket;
    int score = 0;  // 100 for whole words down to 1
    MatchedField field = MatchedField::name;
};

// The best `limit` hits after skipping `skip`; equal scores in list order. Longer queries than
// kQueryBytesMax are cut.
[[nodiscard]] std::vector<Hit> search(const core::Roster& roster, std::string_view query,
                                      std::size_t limit, std::size_t skip = 0);

}  // namespace kiosk::search
