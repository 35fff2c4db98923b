// tests/faults/power_cut/recording_file.cpp — bytes to entries.
#include "tests/faults/power_cut/recording_file.hpp"

#include <cstring>
#include <fstream>
#include <iterator>

#include "kiosk/base/check.hpp"

namespace kiosk::faults {

RecordingFile::RecordingFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    KIOSK_CHECK(in.is_open(), "the recording can be read");
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    std::uint64_t process_begins = 0;
    std::string_view rest = bytes_;
    while (rest.size() >= sizeof(EntryHead)) {
        Entry entry;
        std::memcpy(&entry.head, rest.data(), sizeof(EntryHead));
        KIOSK_CHECK(entry.head.magic == kEntryMagic, "entries follow each other");
        rest.remove_prefix(sizeof(EntryHead));
        const auto take = [&rest](std::size_t size) {
            const auto taken = rest.substr(0, size);
            rest.remove_prefix(taken.size());
            return taken;
        };
        entry.path = take(entry.head.path_bytes);
        entry.second_path = take(entry.head.second_path_bytes);
        entry.bytes = take(entry.head.bytes);
        if (entry.bytes.size() != entry.head.bytes) break;
        if (entry.head.step == Step::process) process_begins = entries_.size();
        entry.head.number += process_begins;
        entries_.push_back(entry);
    }
}

}  // namespace kiosk::faults
