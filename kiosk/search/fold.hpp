// kiosk/search/fold.hpp — names as a queue hears them: without case, accents and joiners.
//
// NFKD, marks dropped, case folded (ICU, Unicode 15), then letters that do not decompose are
// mapped (ɛ to e, ŋ to n, ø to o ...) and Arabic variants joined. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::search {

// Folded text; bytes that are not UTF-8 count as blanks. Joiners and punctuation stay.
[[nodiscard]] std::string fold(std::string_view utf8);

// The words of a query, folded: split at blanks only, joiners removed ("N'Diaye" is "ndiaye").
[[nodiscard]] std::vector<std::string> query_words(std::string_view query);

// What a name can be found by: each word split at blanks and joiners, the same with joiners
// removed, and neighbours joined; each preceded by one blank. Starts with a blank unless empty.
[[nodiscard]] std::string search_text(std::string_view name);

}  // namespace kiosk::search
