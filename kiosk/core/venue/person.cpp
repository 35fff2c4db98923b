// kiosk/core/venue/person.cpp — the ticket where there is one, else the code.
#include "kiosk/core/venue/person.hpp"

#include <cstdint>
#include <cstring>
#include <functional>

namespace kiosk::core {

Person person_of(const ScanRecord& scan) {
    if (scan.ticket) return *scan.ticket;
    return scan.code;
}

std::size_t PersonHash::operator()(const Person& person) const {
    if (const auto* ticket = std::get_if<TicketId>(&person)) {
        return std::hash<TicketId>{}(*ticket);
    }
    std::uint64_t head = 0;  // a keyed hash is as good in its first bytes as in all
    std::memcpy(&head, std::get<CodeKey>(person).bytes.data(), sizeof head);
    return std::hash<std::uint64_t>{}(head);
}

}  // namespace kiosk::core
