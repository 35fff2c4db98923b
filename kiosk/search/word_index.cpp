// kiosk/search/word_index.cpp — one sorted run of bytes, walked with a matcher.
//
// An entry is: letters shared with the word before (a byte; 0 where a block begins), bytes that
// follow (a byte), these, length of the tickets in bytes, tickets: the first, then each one's
// distance from the one before. Numbers of any size are LEB128 (DWARF 5, 7.6).
#include "kiosk/search/word_index.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

#include "kiosk/search/letters.hpp"

namespace kiosk::search {
namespace {

constexpr std::uint32_t kNoRest = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kRecentTexts = 1U << 16U;
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
constexpr unsigned kLebBits = 7;
constexpr unsigned kLebMore = 0x80;

void append_number(std::string& out, std::size_t number) {
    while (number >= kLebMore) {
        out += static_cast<char>((number & (kLebMore - 1)) | kLebMore);
        number >>= kLebBits;
    }
    out += static_cast<char>(number);
}

std::size_t take_number(std::string_view& bytes) {
    std::size_t number = 0;
    for (unsigned shift = 0;; shift += kLebBits) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::size_t>(byte & (kLebMore - 1)) << shift;
        if (byte < kLebMore) return number;
    }
}

std::size_t take_byte(std::string_view& bytes) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return byte;
}

std::string_view take(std::string_view& bytes, std::size_t length) {
    const std::string_view taken = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return taken;
}

struct Entry {
    std::size_t shared;  // letters
    std::string_view rest;
    std::string_view tickets;
};

Entry take_entry(std::string_view& bytes) {
    Entry entry{};
    entry.shared = take_byte(bytes);
    const std::size_t length = take_byte(bytes);
    entry.rest = take(bytes, length);
    const std::size_t tickets = take_number(bytes);
    entry.tickets = take(bytes, tickets);
    return entry;
}

void raise(std::span<std::uint8_t> scores, std::string_view tickets, int score) {
    const auto least = static_cast<std::uint8_t>(score);
    std::size_t ticket = 0;
    while (!tickets.empty()) {
        ticket += take_number(tickets);
        scores[ticket] = std::max(scores[ticket], least);
    }
}

// Reads on from the letters shared with the word before. Returns the letters after which there was
// no hope, or kNowhere and the length in letters.
std::pair<std::size_t, std::size_t> read_on(WordMatcher& matcher, const Entry& entry) {
    std::size_t letters = entry.shared;
    for (std::string_view rest = entry.rest; !rest.empty();) {
        matcher.read(letters++, take_letter(rest));
        if (matcher.hopeless(letters)) return {letters, letters};
    }
    return {kNowhere, letters};
}

// How many letters two words begin with alike.
std::size_t shared_letters(std::u32string_view a, std::u32string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

void WordIndex::find(WordMatcher& matcher, std::span<std::uint8_t> scores) const {
    for (std::size_t block = 0; block < blocks_.size();) {
        const std::size_t end = block + 1 < blocks_.size() ? blocks_[block + 1] : bytes_.size();
        std::string_view bytes(bytes_.data() + blocks_[block], end - blocks_[block]);
        std::size_t hopeless_at = kNowhere;
        while (!bytes.empty()) {
            const Entry entry = take_entry(bytes);
            if (entry.shared >= hopeless_at) continue;
            std::size_t letters = 0;
            std::tie(hopeless_at, letters) = read_on(matcher, entry);
            if (hopeless_at != kNowhere) continue;
            if (const int score = matcher.score(letters)) raise(scores, entry.tickets, score);
        }
        ++block;
        if (hopeless_at == kNowhere) continue;
        block = end_of_prefix(block, utf8_of(matcher.letters_read(hopeless_at)));
    }
}

std::string_view WordIndex::head_of(std::size_t block) const {
    std::string_view bytes = std::string_view(bytes_).substr(blocks_[block]);
    return take_entry(bytes).rest;
}

// The block, from `block` on, in which the words of this prefix end, when a word of it stands
// before `block`. Steps grow: most such runs are short.
std::size_t WordIndex::end_of_prefix(std::size_t block, std::string_view prefix) const {
    const auto begins_within = [&](std::size_t at) {
        return at < blocks_.size() && head_of(at).starts_with(prefix);
    };
    const std::size_t first = block;
    std::size_t step = 1;
    while (begins_within(block + step - 1)) {
        block += step;
        step *= 2;
    }
    for (; step > 0; step /= 2) {
        if (begins_within(block + step - 1)) block += step;
    }
    return std::max(first, block - 1);  // the last that begins within it may hold others too
}

std::size_t WordIndex::resident_bytes() const {
    return bytes_.capacity() + blocks_.capacity() * sizeof(std::size_t);
}

WordIndexBuilder::WordIndexBuilder() : recent_(kRecentTexts, kNoRest) {}

void WordIndexBuilder::add(std::string_view word, std::uint32_t ticket) {
    Seen seen{.begins = 0, .rest = kNoRest, .ticket = ticket};
    for (std::size_t at = 0; at < sizeof seen.begins; ++at) {
        const auto byte = at < word.size() ? static_cast<unsigned char>(word[at]) : 0U;
        seen.begins = seen.begins << 8U | byte;
    }
    if (word.size() > sizeof seen.begins) {
        seen.rest = address_of(word.substr(sizeof seen.begins));
        if (seen.rest == kNoRest) return;  // 4 GiB of them: such a list is found by short words
    }
    seen_.push_back(seen);
}

// Names repeat: most texts were seen not long ago, and one address for all of them makes sorting
// quick.
std::uint32_t WordIndexBuilder::address_of(std::string_view rest) {
    std::uint32_t& recent = recent_[std::hash<std::string_view>()(rest) % recent_.size()];
    if (recent != kNoRest && text_at(recent) == rest) return recent;
    recent = rests_.add(std::array{rest}).value_or(kNoRest);
    return recent;
}

std::string_view WordIndexBuilder::text_at(std::uint32_t address) const {
    std::string_view text;
    rests_.read(address, std::array{&text});
    return text;
}

std::string_view WordIndexBuilder::rest_of(const Seen& seen) const {
    return seen.rest == kNoRest ? std::string_view() : text_at(seen.rest);
}

bool WordIndexBuilder::is_same_word(const Seen& a, const Seen& b) const {
    return a.begins == b.begins && (a.rest == b.rest || rest_of(a) == rest_of(b));
}

bool WordIndexBuilder::comes_before(const Seen& a, const Seen& b) const {
    if (a.begins != b.begins) return a.begins < b.begins;
    if (a.rest != b.rest) {
        if (const int order = rest_of(a).compare(rest_of(b))) return order < 0;
    }
    return a.ticket < b.ticket;
}

std::string WordIndexBuilder::text_of(const Seen& seen) const {
    std::string text;
    for (std::uint64_t bytes = seen.begins; bytes != 0; bytes <<= 8U) {
        text += static_cast<char>(bytes >> 56U);
    }
    return text.append(rest_of(seen));
}

void WordIndex::append(std::string_view before, std::string_view word, std::string_view tickets) {
    const bool begins_block = words_ % kBlockWords == 0;
    if (begins_block) blocks_.push_back(bytes_.size());
    const std::u32string letters = letters_of(word);
    const std::size_t shared = begins_block ? 0 : shared_letters(letters_of(before), letters);
    const std::string rest = utf8_of(std::u32string_view(letters).substr(shared));
    bytes_ += static_cast<char>(shared);
    bytes_ += static_cast<char>(rest.size());
    bytes_ += rest;
    append_number(bytes_, tickets.size());
    bytes_ += tickets;
    ++words_;
}

// The tickets of the word at `at`, which moves to the next word.
std::string WordIndexBuilder::take_tickets(std::size_t& at) const {
    const Seen& first = seen_[at];
    std::string tickets;
    append_number(tickets, first.ticket);
    for (++at; at < seen_.size(); ++at) {
        const Seen& one = seen_[at];
        if (!is_same_word(one, first)) break;
        const std::uint32_t more = one.ticket - seen_[at - 1].ticket;
        if (more > 0) append_number(tickets, more);
    }
    return tickets;
}

WordIndex WordIndexBuilder::build() && {
    std::ranges::sort(seen_, [this](const Seen& a, const Seen& b) { return comes_before(a, b); });
    WordIndex index;
    std::string before;
    for (std::size_t at = 0; at < seen_.size();) {
        std::string word = text_of(seen_[at]);
        index.append(before, word, take_tickets(at));
        before = std::move(word);
    }
    index.bytes_.shrink_to_fit();
    index.blocks_.shrink_to_fit();
    return index;
}

}  // namespace kiosk::search
