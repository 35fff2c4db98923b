// kiosk/storage/signed_note.hpp — a text with signature lines, as C2SP signed-note v1.0.0 has it.
//
//   text, one or more lines
//   (empty line)
//   — key name base64(key id 4 bytes big-endian + signature)
// The signature covers the text with its last line break, not the empty line. Pure but for the
// hash of libsodium; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/ports/message_signer.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kNoteBytesMax = 16'384;
inline constexpr std::size_t kNoteSignaturesMax = 16;
inline constexpr std::size_t kKeyNameMax = 200;  // bytes

using KeyId = std::array<std::uint8_t, 4>;

// The public half of a key that signs notes, with the name it signs under.
struct NoteKey {
    std::string name;  // not empty; no space, no plus
    core::PublicKey key{};

    friend bool operator==(const NoteKey&, const NoteKey&) = default;
};

// The first four bytes of SHA-256(name, line break, 0x01, key).
[[nodiscard]] KeyId id_of(const NoteKey& key);

// "name+c74f20a3+base64(0x01, key)": the vkey form in which such keys are handed on.
[[nodiscard]] std::string to_text(const NoteKey& key);

// Strict; Errc::invalid_input for anything that to_text() would not have written.
[[nodiscard]] Result<NoteKey> read_note_key(std::string_view text);

struct NoteSignature {
    std::string name;
    KeyId key_id{};
    std::vector<std::uint8_t> signature;
};

struct SignedNote {
    std::string text;  // with its last line break
    std::vector<NoteSignature> signatures;
};

// `text` ends in a line break and has no control characters else.
[[nodiscard]] std::string sign_note(std::string_view text, const std::string& key_name,
                                    const ports::MessageSigner& signer);

// Strict; Errc::invalid_input, Errc::too_large above kNoteBytesMax.
[[nodiscard]] Result<SignedNote> read_note(std::string_view note);

enum class NoteTrust : std::uint8_t {
    genuine,
    forged,    // names the key, but the signature is not its
    stranger,  // no signature names the key
};

[[nodiscard]] NoteTrust judge(const SignedNote& note, const NoteKey& key,
                              const core::SignatureVerifier& verifier);

}  // namespace kiosk::storage
