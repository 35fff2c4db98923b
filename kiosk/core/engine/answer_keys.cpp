// kiosk/core/engine/answer_keys.cpp — one text for each request that may come twice.
#include "kiosk/core/engine/answer_keys.hpp"

namespace kiosk::core {
namespace {

void append(std::string& text, const CodeKey& key) {
    for (const std::uint8_t byte : key.bytes) text.push_back(static_cast<char>(byte));
}

}  // namespace

std::string nonce_key(std::string_view nonce, std::string_view station, Direction direction,
                      const CodeKey& key) {
    std::string text = "nonce ";
    text += direction == Direction::entry ? "entry " : "exit ";
    append(text, key);
    text += station;
    text += ' ';
    text += nonce;
    return text;
}

std::string nonce_key(const ScanRecord& scan) {
    return nonce_key(scan.nonce, scan.station, scan.direction, scan.code);
}

std::string place_key(std::string_view place, Direction direction) {
    return std::string(place) + (direction == Direction::entry ? " entry" : " exit");
}

std::string repeat_key(std::string_view place_and_direction, const CodeKey& key) {
    std::string text = "place " + std::string(place_and_direction) + ' ';
    append(text, key);
    return text;
}

}  // namespace kiosk::core
