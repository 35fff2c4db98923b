// kiosk/app/repair_words.cpp — one sentence for one repair.
#include "kiosk/app/repair_words.hpp"

namespace kiosk::app {

std::string words_of(const core::RepairedRecord& repair) {
    const std::string copy =
        repair.copy == core::StoredCopy::journal ? "the journal" : "the database";
    if (repair.records == 0) return copy + " is in use again; it lacked nothing";
    const bool is_one = repair.records == 1;
    const std::string from = repair.first_seq == 0
                                 ? ""
                                 : ", the first of them " + std::to_string(repair.first_seq) + ",";
    return std::to_string(repair.records) + (is_one ? " record" : " records") + from +
           (is_one ? " was" : " were") + " stored anew in " + copy;
}

}  // namespace kiosk::app
