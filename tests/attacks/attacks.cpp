// tests/attacks/attacks.cpp — edits, deletions, insertions, reordering, forks, rollbacks, cuts.
#include "tests/attacks/attacks.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <span>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/little_endian.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::testing {
namespace {

using storage::StatePaths;

std::string record_name(std::uint64_t seq) {
    return "record " + std::to_string(seq);
}

// Any record up to the witnessed head.
std::uint64_t any_seq(const Scene& scene, Dice& dice) {
    return 1 + dice.roll(scene.witnessed);
}

// Another scan than any of the history.
Payload invented(Dice& dice) {
    auto scan = a_scan(1 + dice.roll(1'000'000), core::Reason::blocked, "south");
    scan.nonce = std::to_string(dice.roll(1'000'000'000));
    return core::encode(scan);
}

std::vector<std::byte> bytes_at(const Place& place) {
    std::ifstream file(place.segment, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(place.offset));
    std::vector<std::byte> bytes(place.size);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(place.size));
    return bytes;
}

void put_bytes(const Place& place, std::span<const std::byte> bytes) {
    std::fstream file(place.segment, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(place.offset));
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

Deed flip_in_journal(Scene& scene, Dice& dice) {
    const auto places = places_of_records(scene.state);
    const auto seq = 1 + dice.roll(places.size());
    const Place& place = places[seq - 1];
    flip_bit(place.segment, place.offset + dice.roll(place.size),
             static_cast<unsigned>(dice.roll(8)));
    return {record_name(seq), seq};
}

// Payload changed, checksum made right again, chain left as it was.
Deed edit_with_checksum(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    const Place place = places_of_records(scene.state)[seq - 1];
    std::vector<std::byte> out;
    storage::append_record(out, seq, invented(dice), scene.history.chains[seq - 1]);
    if (out.size() != place.size) {  // keeps its length: one byte of the old payload
        Payload payload = scene.history.payloads[seq - 1];
        payload[dice.roll(payload.size())] ^= std::byte{1};
        out.clear();
        storage::append_record(out, seq, payload, scene.history.chains[seq - 1]);
    }
    put_bytes(place, out);
    return {record_name(seq), seq};
}

// Payload, chain and checksum of one record made right; those behind it are left.
Deed edit_with_chain(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    Payload payload = scene.history.payloads[seq - 1];
    payload[dice.roll(payload.size())] ^= static_cast<std::byte>(1U << dice.roll(8));
    std::vector<std::byte> out;
    storage::append_record(out, seq, payload,
                           storage::next_chain(scene.history.head_at(seq - 1).chain, seq, payload));
    put_bytes(places_of_records(scene.state)[seq - 1], out);
    return {record_name(seq), seq};
}

Deed swap_bytes_of_neighbours(Scene& scene, Dice& dice) {
    const auto places = places_of_records(scene.state);
    const auto seq = 1 + dice.roll(scene.witnessed - 1);
    const auto first = bytes_at(places[seq - 1]);
    auto both = bytes_at(places[seq]);
    both.insert(both.end(), first.begin(), first.end());
    put_bytes(places[seq - 1], both);
    return {record_name(seq), seq};
}

Deed cut_out_of_journal(Scene& scene, Dice& dice) {
    const auto places = places_of_records(scene.state);
    const auto seq = any_seq(scene, dice);
    const Place& from = places[seq - 1];
    auto content = content_of(from.segment);
    const auto begin = content.begin() + static_cast<std::ptrdiff_t>(from.offset);
    content.erase(begin, begin + static_cast<std::ptrdiff_t>(from.size));
    content.resize(storage::kSegmentBytes, '\0');
    set_content(from.segment, content);
    return {record_name(seq), seq};
}

// A later segment says that the records from here on do not count.
Deed supersede(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    const auto header = storage::encode_header(
        {scene.history.station, scene.history.epoch, seq, scene.history.head_at(seq - 1).chain});
    std::vector<char> segment(storage::kSegmentBytes, '\0');
    std::ranges::transform(header, segment.begin(),
                           [](std::byte byte) { return static_cast<char>(byte); });
    set_content(StatePaths{scene.state}.journal() / storage::segment_name(2), segment);
    return {"from " + record_name(seq), seq};
}

Deed edit_row(Scene& scene, Dice& dice) {
    constexpr std::array<std::string_view, 8> kEdits{
        "at_ms = at_ms + 1",   "reason = 'unpaid'",    "verdict = 'stop'", "admitted = 2",
        "ticket = ticket + 1", "nonce = nonce || 'x'", "reader = NULL",    "kind = 'start'"};
    const auto seq = any_seq(scene, dice);
    const std::string edit(kEdits[dice.roll(kEdits.size())]);
    run_sql(scene.state, "UPDATE events SET " + edit + " WHERE seq = " + std::to_string(seq));
    return {record_name(seq) + ": " + edit, seq};
}

Deed edit_payload_of_row(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    const auto other = 1 + seq % scene.witnessed;
    run_sql(scene.state, "UPDATE events SET payload = (SELECT payload FROM events WHERE seq = " +
                             std::to_string(other) + ") WHERE seq = " + std::to_string(seq));
    return {record_name(seq), seq};
}

Deed delete_row(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    run_sql(scene.state, "DELETE FROM events WHERE seq = " + std::to_string(seq));
    return {record_name(seq), seq};
}

Deed delete_last_rows(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    run_sql(scene.state, "DELETE FROM events WHERE seq >= " + std::to_string(seq));
    return {"from " + record_name(seq), seq};
}

Deed rewrite_journal_only(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    History forged = scene.history;
    forged.payloads[seq - 1] = invented(dice);
    write_journal(scene.state, forged);
    return {record_name(seq), seq};
}

// How much care the forger takes with the station's own checkpoints.
std::string cover_tracks(Scene& scene, Dice& dice) {
    switch (dice.roll(4)) {
        case 0: sign_history(scene.state, scene.seed, 64); return ", signed with the stolen key";
        case 1:
            std::filesystem::remove(StatePaths{scene.state}.checkpoints());
            return ", none left";
        case 2: {
            storage::KeySeed own{};
            own.fill(static_cast<std::uint8_t>(1 + dice.roll(255)));
            const auto* const bytes = reinterpret_cast<const char*>(own.data());
            set_content(StatePaths{scene.state}.checkpoint_key(), {bytes, bytes + own.size()});
            sign_history(scene.state, own, 64);
            return ", signed with a key of his own";
        }
        default: return ", checkpoints left as they were";
    }
}

std::string write_both(Scene& scene, Dice& dice, const std::vector<Payload>& payloads) {
    write_history(scene.state, payloads);
    return cover_tracks(scene, dice);
}

Deed edit_everywhere(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    auto payloads = scene.history.payloads;
    payloads[seq - 1] = invented(dice);
    return {record_name(seq) + write_both(scene, dice, payloads), seq};
}

Deed delete_everywhere(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    auto payloads = scene.history.payloads;
    payloads.erase(payloads.begin() + static_cast<std::ptrdiff_t>(seq - 1));
    return {record_name(seq) + write_both(scene, dice, payloads), seq};
}

Deed insert_everywhere(Scene& scene, Dice& dice) {
    const auto seq = any_seq(scene, dice);
    auto payloads = scene.history.payloads;
    payloads.insert(payloads.begin() + static_cast<std::ptrdiff_t>(seq - 1), invented(dice));
    return {record_name(seq) + write_both(scene, dice, payloads), seq};
}

Deed reorder_everywhere(Scene& scene, Dice& dice) {
    const auto first = any_seq(scene, dice);
    const auto second = 1 + (first + dice.roll(scene.witnessed - 1)) % scene.witnessed;
    auto payloads = scene.history.payloads;
    std::swap(payloads[first - 1], payloads[second - 1]);
    return {
        record_name(first) + " and " + std::to_string(second) + write_both(scene, dice, payloads),
        std::min(first, second)};
}

Deed cut_end_everywhere(Scene& scene, Dice& dice) {
    auto payloads = scene.history.payloads;
    payloads.resize(1 + dice.roll(scene.witnessed - 1));
    const std::string where = "behind " + record_name(payloads.size());
    return {where + write_both(scene, dice, payloads), payloads.size() + 1};
}

// What is missing at the end must not pass for the only thing that is wrong.
Deed edit_and_cut_everywhere(Scene& scene, Dice& dice) {
    const auto seq = 1 + dice.roll(scene.witnessed - 2);
    auto payloads = scene.history.payloads;
    payloads[seq - 1] = invented(dice);
    payloads.resize(seq + dice.roll(scene.witnessed - seq));
    const std::string where = record_name(seq) + ", cut behind " + std::to_string(payloads.size());
    return {where + write_both(scene, dice, payloads), seq};
}

Deed roll_back(Scene& scene, Dice& /*dice*/) {
    std::filesystem::remove_all(scene.state);
    std::filesystem::copy(scene.older, scene.state, std::filesystem::copy_options::recursive);
    return {"to the older copy", read_history(scene.state).payloads.size() + 1};
}

// The older copy goes on with other records, past the witnessed head.
Deed fork_history(Scene& scene, Dice& dice) {
    auto payloads = read_history(scene.older).payloads;
    const auto older = payloads.size();
    const auto length = payloads.size() + 1 + dice.roll(2 * scene.witnessed);
    while (payloads.size() < length) payloads.push_back(invented(dice));
    return {"to " + record_name(length) + write_both(scene, dice, payloads), older + 1};
}

Deed other_epoch(Scene& scene, Dice& dice) {
    History forged = scene.history;
    forged.epoch ^= 1U + dice.roll(1'000'000);
    write_journal(scene.state, forged);
    write_rows(scene.state, forged);
    return {"all records" + cover_tracks(scene, dice), 1};
}

Deed edit_own_checkpoints(Scene& scene, Dice& dice) {
    const auto path = StatePaths{scene.state}.checkpoints();
    const auto size = std::filesystem::file_size(path);
    const auto offset = dice.roll(size - 2);  // without its last line break it is torn, no more
    flip_bit(path, offset, static_cast<unsigned>(dice.roll(8)));
    return {"byte " + std::to_string(offset), 0};
}

}  // namespace

const std::array<Attack, kAttackKinds>& all_attacks() {
    static constexpr std::array<Attack, kAttackKinds> kAttacks{{
        {"bit in the journal", flip_in_journal},
        {"edit in the journal, checksum right", edit_with_checksum},
        {"edit in the journal, checksum and link right", edit_with_chain},
        {"two records of the journal swapped", swap_bytes_of_neighbours},
        {"record cut out of the journal", cut_out_of_journal},
        {"segment that supersedes records", supersede},
        {"journal re-hashed, database left", rewrite_journal_only},
        {"column in the database", edit_row},
        {"payload in the database", edit_payload_of_row},
        {"row deleted", delete_row},
        {"last rows deleted", delete_last_rows},
        {"edit in both, re-hashed", edit_everywhere},
        {"deletion in both, re-hashed", delete_everywhere},
        {"insertion in both, re-hashed", insert_everywhere},
        {"reordering in both, re-hashed", reorder_everywhere},
        {"end cut off in both", cut_end_everywhere},
        {"edit in both, re-hashed, and the end cut off", edit_and_cut_everywhere},
        {"rollback to an older copy", roll_back},
        {"fork from an older copy", fork_history},
        {"history under another epoch", other_epoch},
        {"the station's own checkpoints", edit_own_checkpoints},
    }};
    return kAttacks;
}

}  // namespace kiosk::testing
