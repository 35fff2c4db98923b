// kiosk/core/ticket/eci_prefix.cpp — four known marks.
#include "kiosk/core/ticket/eci_prefix.hpp"

#include <array>

namespace kiosk::core {

std::string_view without_eci_prefix(std::string_view text) {
    constexpr std::array<std::string_view, 4> kMarks{"\\000001", "\\000003", "\\000026",
                                                     "\\000027"};
    for (const auto mark : kMarks) {
        if (text.starts_with(mark)) return text.substr(mark.size());
    }
    return text;
}

}  // namespace kiosk::core
