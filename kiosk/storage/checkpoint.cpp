// kiosk/storage/checkpoint.cpp — the three lines of a checkpoint, and lists of them.
#include "kiosk/storage/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/ticket/base64.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kPrefix = "kiosk/";

std::array<std::uint8_t, 8> big_endian(std::uint64_t number) {
    std::array<std::uint8_t, 8> bytes{};
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U) {
        *byte = static_cast<std::uint8_t>(number & 0xFFU);
    }
    return bytes;
}

bool read_origin(std::string_view line, Checkpoint& into) {
    if (!line.starts_with(kPrefix)) return false;
    line.remove_prefix(kPrefix.size());
    const std::size_t digits = into.station.bytes.size() * 2;
    if (line.size() <= digits || line[digits] != '/') return false;
    std::array<std::uint8_t, 8> epoch{};
    if (!from_hex(line.substr(0, digits), into.station.bytes)) return false;
    if (!from_hex(line.substr(digits + 1), epoch)) return false;
    for (const std::uint8_t byte : epoch) into.epoch = into.epoch << 8U | byte;
    return true;
}

bool read_size(std::string_view line, std::uint64_t& into) {
    const auto parsed = std::from_chars(line.data(), line.data() + line.size(), into);
    return parsed.ec == std::errc{} && parsed.ptr == line.data() + line.size() &&
           std::to_string(into) == line;
}

bool read_hash(std::string_view line, Chain& into) {
    const auto decoded = core::read_base64(line);
    if (decoded.fault != core::Base64Fault::none || decoded.bytes.size() != into.size()) {
        return false;
    }
    std::ranges::copy(decoded.bytes, into.begin());
    return true;
}

// The line at the front of `text`, without its break; nothing where no break ends it.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

// Where the note at the front ends: before the empty line behind its signatures. Nothing where
// that line is missing.
std::optional<std::size_t> note_end(std::string_view text) {
    const auto signatures = text.find("\n\n");
    if (signatures == std::string_view::npos) return std::nullopt;
    const auto end = text.find("\n\n", signatures + 2);
    return end == std::string_view::npos ? std::nullopt : std::optional(end + 1);
}

// What is cut short is the beginning of a note, with an empty line behind the third; anything else
// is no write of ours.
bool may_begin_note(std::string_view text) {
    if (!text.starts_with(kPrefix)) return kPrefix.starts_with(text);
    for (int line = 0; line < 3; ++line) {
        if (!take_line(text)) return true;
    }
    return text.empty() || text.front() == '\n';
}

Result<SignedCheckpoint> read_signed(std::string_view text) {
    SignedCheckpoint read;
    read.note = KIOSK_TRY(read_note(text));
    read.checkpoint = KIOSK_TRY(read_checkpoint(read.note.text));
    return read;
}

}  // namespace

std::string key_name_of(const StationId& station) {
    return std::string(kPrefix) + to_hex(station.bytes);
}

std::string to_text(const Checkpoint& checkpoint) {
    return key_name_of(checkpoint.station) + "/" + to_hex(big_endian(checkpoint.epoch)) + "\n" +
           std::to_string(checkpoint.head.seq) + "\n" + core::write_base64(checkpoint.head.chain) +
           "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view text) {
    Checkpoint checkpoint;
    const auto origin = take_line(text);
    if (!origin || !read_origin(*origin, checkpoint)) {
        return fail(Errc::invalid_input, "checkpoint: line 1 is not kiosk/<station>/<epoch>");
    }
    const auto size = take_line(text);
    if (!size || !read_size(*size, checkpoint.head.seq)) {
        return fail(Errc::invalid_input, "checkpoint: line 2 is not a whole number");
    }
    const auto hash = take_line(text);
    if (!hash || !read_hash(*hash, checkpoint.head.chain)) {
        return fail(Errc::invalid_input, "checkpoint: line 3 is not the Base64 of 32 bytes");
    }
    if (!text.empty()) return fail(Errc::invalid_input, "checkpoint: more than three lines");
    return checkpoint;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const ports::MessageSigner& signer) {
    return sign_note(to_text(checkpoint), key_name_of(checkpoint.station), signer);
}

// Most records are scans; the kind is the first value of the map (record.cpp).
Result<std::optional<std::uint64_t>> epoch_begun_by(std::span<const std::byte> payload) {
    constexpr std::array kRestored{std::byte{0}, std::byte{5}};
    const bool is_restored =
        payload.size() >= 3 && std::ranges::equal(payload.subspan(1, 2), kRestored);
    if (!is_restored) return std::nullopt;
    const auto record = KIOSK_TRY(core::decode_record(payload));
    const auto* restored = std::get_if<core::RestoredRecord>(&record);
    return restored == nullptr ? std::nullopt : std::optional(restored->epoch);
}

CheckpointList read_checkpoints(std::string_view text) {
    CheckpointList list;
    const std::size_t all = text.size();
    while (true) {
        while (text.starts_with('\n')) text.remove_prefix(1);
        list.good_bytes = all - text.size();
        if (text.empty()) return list;
        const auto end = note_end(text);
        const std::size_t length = end.value_or(text.size());
        auto read = read_signed(text.substr(0, length));
        if (!read.has_value()) {
            list.problem = std::move(read).error().context;
            list.is_torn = !end.has_value() && may_begin_note(text);
            return list;
        }
        read->begin = list.good_bytes;
        read->end = read->begin + length;
        list.checkpoints.push_back(std::move(*read));
        text.remove_prefix(length);
    }
}

}  // namespace kiosk::storage
