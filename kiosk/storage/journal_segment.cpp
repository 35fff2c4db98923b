// kiosk/storage/journal_segment.cpp — segment files on disk.
#include "kiosk/storage/journal_segment.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kSuffix = ".kj";
constexpr std::size_t kNumberDigits = 8;
constexpr std::size_t kBlockBytes = 4096;  // what disks lose at once

// A spare is good when it is as long as it must be and nothing was ever written into it.
bool is_good_spare(FileSystem& files, const Path& spare) {
    const auto bytes = read_file(files, spare, kSegmentBytes);
    return bytes.has_value() && bytes->size() == kSegmentBytes && all_zero(*bytes);
}

// No file takes the place of a directory.
Result<> make_spare(FileSystem& files, const Path& directory) {
    static const std::vector<std::byte> zeroes(kSegmentBytes);
    std::error_code ignored;  // what cannot be looked at is told by who writes there
    if (std::filesystem::is_directory(directory / kSpareName, ignored)) {
        const StatePaths paths{directory.parent_path()};
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, directory / kSpareName));
    }
    return write_file_durably(files, directory / kSpareName, zeroes);
}

Result<File> use_spare(FileSystem& files, const Path& directory, std::uint64_t number,
                       std::span<const std::byte> content) {
    const Path spare = directory / kSpareName;
    auto file = KIOSK_TRY(File::open(files, spare, OpenFor::writing));
    KIOSK_TRY_VOID(file.write_at(content, 0));
    // The header is durable before the file gets its name: a named segment has a good header.
    KIOSK_TRY_VOID(file.sync());
    KIOSK_TRY_VOID(files.rename(spare, directory / segment_name(number)));
    KIOSK_TRY_VOID(files.sync_directory(directory));
    return file;
}

Result<File> turn_spare_into(FileSystem& files, const Path& directory, std::uint64_t number,
                             std::span<const std::byte> content) {
    KIOSK_TRY_VOID(prepare_spare(files, directory));
    auto file = use_spare(files, directory, number, content);
    if (file.has_value()) return file;
    const auto removed = files.remove(directory / kSpareName);
    static_cast<void>(removed);  // gone already where the rename had worked
    return fail(std::move(file).error().in("activate " + segment_name(number)));
}

}  // namespace

std::string segment_name(std::uint64_t number) {
    std::string digits = std::to_string(number);
    if (digits.size() < kNumberDigits) digits.insert(0, kNumberDigits - digits.size(), '0');
    return digits.append(kSuffix);
}

std::optional<std::uint64_t> segment_number(std::string_view name) {
    if (!name.ends_with(kSuffix)) return std::nullopt;
    name.remove_suffix(kSuffix.size());
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool whole = parsed.ec == std::errc{} && parsed.ptr == name.data() + name.size();
    if (!whole || number == 0 || name.size() < kNumberDigits) return std::nullopt;
    return number;
}

Result<std::vector<std::uint64_t>> list_segments(FileSystem& files, const Path& directory) {
    std::vector<std::uint64_t> numbers;
    const auto names = files.list(directory);
    if (!names.has_value()) {
        if (names.error().code == Errc::not_found) return numbers;
        return fail(names.error());
    }
    for (const auto& name : *names) {
        if (const auto number = segment_number(name)) numbers.push_back(*number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<> prepare_spare(FileSystem& files, const Path& directory) {
    if (is_good_spare(files, directory / kSpareName)) return {};
    return make_spare(files, directory);
}

Result<File> activate_segment(FileSystem& files, const Path& directory, std::uint64_t number,
                              const SegmentHeader& header) {
    return turn_spare_into(files, directory, number, encode_header(header));
}

Result<File> renew_segment(FileSystem& files, const Path& directory, std::uint64_t number) {
    const auto bytes = KIOSK_TRY(read_segment(files, directory, number));
    const auto last = std::find_if(bytes.rbegin(), bytes.rend(),
                                   [](std::byte byte) { return byte != std::byte{}; });
    const auto used = static_cast<std::size_t>(bytes.rend() - last);
    return turn_spare_into(files, directory, number, std::span(bytes).first(used));
}

Result<SegmentHeader> read_header(FileSystem& files, const Path& directory, std::uint64_t number) {
    const std::string name = segment_name(number);
    auto file = KIOSK_TRY(File::open(files, directory / name, OpenFor::reading));
    std::vector<std::byte> bytes(kSegmentHeaderBytes);
    bytes.resize(KIOSK_TRY(file.read_at(bytes, 0)));
    auto header = decode_header(bytes);
    if (!header.has_value()) return fail(std::move(header).error().in(name));
    return header;
}

Result<> refuse_later_format(FileSystem& files, const Path& directory) {
    const auto numbers = list_segments(files, directory);
    if (!numbers.has_value()) return {};
    for (const auto number : *numbers) {
        const auto header = read_header(files, directory, number);
        if (header.has_value() || header.error().code != Errc::unsupported) continue;
        return fail(Errc::unsupported, std::string(kNewer) + ": " + directory.string() + ": " +
                                           header.error().context + "; it was left as it is");
    }
    return {};
}

Result<std::optional<std::uint64_t>> read_first_seq(FileSystem& files, const Path& directory,
                                                    std::uint64_t number) {
    const auto header = read_header(files, directory, number);
    if (header.has_value()) return std::optional(header->first_seq);
    const auto bytes = KIOSK_TRY(read_what_is_left(files, directory, number)).bytes;
    std::size_t offset = find_record_magic(bytes, kSegmentHeaderBytes);
    while (offset < bytes.size()) {
        const auto record = parse_record(std::span(bytes).subspan(offset));
        if (record.has_value()) return std::optional(record->seq);
        offset = find_record_magic(bytes, offset + kRecordAlignment);
    }
    return std::optional<std::uint64_t>();
}

std::uint64_t read_claimed_epoch(FileSystem& files, const Path& directory, std::uint64_t number) {
    const auto left = read_what_is_left(files, directory, number);
    if (!left.has_value() || left->bytes.size() < kSegmentHeaderBytes) return 0;
    return claimed_epoch(left->bytes);
}

Result<std::vector<std::byte>> read_segment(FileSystem& files, const Path& directory,
                                            std::uint64_t number) {
    const Path path = directory / segment_name(number);
    auto file = KIOSK_TRY(File::open(files, path, OpenFor::reading));
    const auto size = KIOSK_TRY(file.size());
    if (size != kSegmentBytes) {
        return fail(Errc::corrupt, path.string() + " has " + std::to_string(size) +
                                       " bytes, expected " + std::to_string(kSegmentBytes));
    }
    std::vector<std::byte> bytes(kSegmentBytes);
    bytes.resize(KIOSK_TRY(file.read_at(bytes, 0)));
    if (bytes.size() != kSegmentBytes) return fail(Errc::corrupt, path.string() + " was cut");
    return bytes;
}

Result<Remains> read_what_is_left(FileSystem& files, const Path& directory, std::uint64_t number) {
    auto file = File::open(files, directory / segment_name(number), OpenFor::reading);
    if (!file.has_value() && is_refusal(file.error())) return fail(file.error());
    const bool is_gone = !file.has_value() && file.error().code == Errc::not_found;
    if (!file.has_value()) return Remains{{}, is_gone ? 0 : kSegmentBytes};
    Remains left{std::vector<std::byte>(kSegmentBytes)};
    for (std::size_t offset = 0; offset < left.bytes.size(); offset += kBlockBytes) {
        const auto read = file->read_at(std::span(left.bytes).subspan(offset, kBlockBytes), offset);
        if (!read.has_value() && is_refusal(read.error())) return fail(read.error());
        if (!read.has_value()) left.gap_end = offset + kBlockBytes;
    }
    return left;
}

}  // namespace kiosk::storage
