// kiosk/storage/signed_note.cpp — writing, reading and judging signed notes.
#include "kiosk/storage/signed_note.hpp"

#include <algorithm>

#include <sodium.h>

#include "kiosk/base/check.hpp"
#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/ticket/base64.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint8_t kEd25519 = 0x01;                       // signature type
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // em dash, space

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool is_key_name(std::string_view name) {
    return !name.empty() && name.size() <= kKeyNameMax &&
           std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7F' && c != '+'; });
}

bool has_control_characters(std::string_view note) {
    return std::ranges::any_of(
        note, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

std::unexpected<Error> refuse(std::string what) {
    return fail(Errc::invalid_input, "signed note: " + std::move(what));
}

Result<NoteSignature> read_signature(std::string_view line) {
    if (!line.starts_with(kSignatureMark)) return refuse("a signature line has no dash in front");
    line.remove_prefix(kSignatureMark.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return refuse("a signature line has no signature");
    NoteSignature signature;
    signature.name = line.substr(0, space);
    if (!is_key_name(signature.name)) return refuse("a key name is empty or has a bad character");
    auto decoded = core::read_base64(line.substr(space + 1));
    if (decoded.fault != core::Base64Fault::none) return refuse("a signature is not Base64");
    if (decoded.bytes.size() <= signature.key_id.size()) return refuse("a signature is too short");
    const auto body = decoded.bytes.begin() + static_cast<int>(signature.key_id.size());
    std::copy(decoded.bytes.begin(), body, signature.key_id.begin());
    signature.signature.assign(body, decoded.bytes.end());
    return signature;
}

}  // namespace

KeyId id_of(const NoteKey& key) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    const std::string head = key.name + "\n" + static_cast<char>(kEd25519);
    crypto_hash_sha256_update(&state, bytes_of(head).data(), head.size());
    crypto_hash_sha256_update(&state, key.key.data(), key.key.size());
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state, digest.data());
    KeyId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::string to_text(const NoteKey& key) {
    std::vector<std::uint8_t> typed{kEd25519};
    typed.insert(typed.end(), key.key.begin(), key.key.end());
    return key.name + "+" + to_hex(id_of(key)) + "+" + core::write_base64(typed);
}

Result<NoteKey> read_note_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = text.find('+', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos) {
        return fail(Errc::invalid_input, "a key is written name+id+base64");
    }
    NoteKey key;
    key.name = text.substr(0, first);
    const auto decoded = core::read_base64(text.substr(second + 1));
    if (!is_key_name(key.name) || decoded.fault != core::Base64Fault::none ||
        decoded.bytes.size() != key.key.size() + 1 || decoded.bytes.front() != kEd25519) {
        return fail(Errc::invalid_input, "the key has no name or is no Ed25519 key");
    }
    std::copy(decoded.bytes.begin() + 1, decoded.bytes.end(), key.key.begin());
    if (to_text(key) != text) return fail(Errc::invalid_input, "the key's id is not its own");
    return key;
}

std::string sign_note(std::string_view text, const std::string& key_name,
                      const ports::MessageSigner& signer) {
    KIOSK_CHECK(text.ends_with('\n') && !has_control_characters(text), "a note's text is lines");
    KIOSK_CHECK(is_key_name(key_name), "key names have no space and no plus");
    const auto id = id_of({key_name, signer.public_key()});
    const auto signature = signer.sign(bytes_of(text));
    std::vector<std::uint8_t> signed_bytes(id.begin(), id.end());
    signed_bytes.insert(signed_bytes.end(), signature.begin(), signature.end());
    std::string note(text);
    note.append("\n").append(kSignatureMark).append(key_name).append(" ");
    return note.append(core::write_base64(signed_bytes)).append("\n");
}

Result<SignedNote> read_note(std::string_view note) {
    if (note.size() > kNoteBytesMax) {
        return fail(Errc::too_large, "signed note: " + std::to_string(note.size()) +
                                         " bytes, limit " + std::to_string(kNoteBytesMax));
    }
    if (has_control_characters(note)) return refuse("it has control characters");
    const auto split = note.rfind("\n\n");
    if (split == std::string_view::npos) return refuse("no empty line before the signatures");
    SignedNote read;
    read.text = note.substr(0, split + 1);
    std::string_view lines = note.substr(split + 2);
    if (!lines.ends_with('\n')) return refuse("the last line is not complete");
    while (!lines.empty()) {
        if (read.signatures.size() == kNoteSignaturesMax) {
            return fail(Errc::too_large, "signed note: more than " +
                                             std::to_string(kNoteSignaturesMax) + " signatures");
        }
        const auto end = lines.find('\n');
        read.signatures.push_back(KIOSK_TRY(read_signature(lines.substr(0, end))));
        lines.remove_prefix(end + 1);
    }
    return read;
}

NoteTrust judge(const SignedNote& note, const NoteKey& key,
                const core::SignatureVerifier& verifier) {
    const auto id = id_of(key);
    const auto found = std::ranges::find_if(note.signatures, [&](const NoteSignature& signature) {
        return signature.name == key.name && signature.key_id == id;
    });
    if (found == note.signatures.end()) return NoteTrust::stranger;
    const bool genuine = verifier.is_genuine(bytes_of(note.text), found->signature, key.key);
    return genuine ? NoteTrust::genuine : NoteTrust::forged;
}

}  // namespace kiosk::storage
