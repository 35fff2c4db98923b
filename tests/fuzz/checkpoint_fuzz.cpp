// tests/fuzz/checkpoint_fuzz.cpp — any bytes as checkpoints, notes and keys.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/checkpoint.hpp"

// What is read must be what would have been written: one form for each value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace storage = kiosk::storage;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto list = storage::read_checkpoints(text);
    KIOSK_CHECK(list.good_bytes <= size, "no more is read than there is");
    KIOSK_CHECK(list.problem.has_value() || list.good_bytes == size, "all is read or explained");
    for (const auto& read : list.checkpoints) {
        KIOSK_CHECK(storage::to_text(read.checkpoint) == read.note.text, "one text a checkpoint");
    }
    if (const auto key = storage::read_note_key(text)) {
        KIOSK_CHECK(storage::to_text(*key) == text, "one text a key");
    }
    return 0;
}
