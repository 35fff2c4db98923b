// tests/unit/storage/signed_note_test.cpp — notes as other implementations write and read them.
#include "kiosk/storage/signed_note.hpp"

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/ticket/base64.hpp"
#include "tests/unit/storage/signing.hpp"

namespace kiosk::storage {
namespace {

// The published example of golang.org/x/mod/sumdb/note: key, seed, text and signature.
constexpr std::string_view kExampleKey =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kExampleSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr std::string_view kExampleText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr std::string_view kExampleSignature =
    "\n\xE2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
    "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const std::string kExampleNote = std::string(kExampleText) + std::string(kExampleSignature);

KeySeed example_seed() {
    const auto typed = core::read_base64(kExampleSeed).bytes;  // 0x01, seed
    KeySeed seed{};
    std::copy(typed.begin() + 1, typed.end(), seed.begin());
    return seed;
}

NoteKey example_key() {
    return read_note_key(kExampleKey).value();
}

TEST(SignedNote, is_written_as_the_published_example) {
    const auto signer = testing::signer_of(example_seed());
    EXPECT_EQ(sign_note(kExampleText, "PeterNeumann", signer), kExampleNote);
}

TEST(SignedNote, published_example_is_genuine) {
    const auto note = read_note(kExampleNote);
    ASSERT_TRUE(note.has_value());
    EXPECT_EQ(note->text, kExampleText);
    EXPECT_EQ(judge(*note, example_key(), crypto::Ed25519Verifier()), NoteTrust::genuine);
}

TEST(SignedNote, changed_text_is_forged) {
    std::string changed = kExampleNote;
    changed[0] = 'i';
    EXPECT_EQ(judge(*read_note(changed), example_key(), crypto::Ed25519Verifier()),
              NoteTrust::forged);
}

TEST(SignedNote, key_of_the_same_name_or_the_same_id_alone_is_a_stranger) {
    const auto note = read_note(kExampleNote);
    NoteKey other = example_key();
    other.key[0] ^= 1U;
    EXPECT_EQ(judge(*note, other, crypto::Ed25519Verifier()), NoteTrust::stranger);
    other = example_key();
    other.name = "Peter";
    EXPECT_EQ(judge(*note, other, crypto::Ed25519Verifier()), NoteTrust::stranger);
}

TEST(SignedNote, signatures_of_others_beside_ours_do_no_harm) {
    const std::string other = "\xE2\x80\x94 witness.example/w AAAAAAECAw==\n";
    const auto note = read_note(kExampleNote + other);
    ASSERT_TRUE(note.has_value());
    EXPECT_EQ(note->signatures.size(), 2U);
    EXPECT_EQ(judge(*note, example_key(), crypto::Ed25519Verifier()), NoteTrust::genuine);
}

TEST(SignedNote, sixteen_signatures_are_read_and_seventeen_are_not) {
    const std::string line = "\xE2\x80\x94 w AAAAAAECAw==\n";
    std::string note = "text\n\n";
    for (std::size_t i = 0; i < kNoteSignaturesMax; ++i) note += line;
    EXPECT_TRUE(read_note(note).has_value());
    EXPECT_EQ(read_note(note + line).error().code, Errc::too_large);
}

TEST(SignedNote, longest_note_is_read_and_a_longer_one_is_not) {
    const std::string end = "\n\n\xE2\x80\x94 w AAAAAAECAw==\n";
    EXPECT_TRUE(read_note(std::string(kNoteBytesMax - end.size(), 'x') + end).has_value());
    EXPECT_EQ(read_note(std::string(kNoteBytesMax - end.size() + 1, 'x') + end).error().code,
              Errc::too_large);
}

TEST(SignedNote, every_cut_of_a_note_is_refused) {
    for (std::size_t length = 0; length < kExampleNote.size(); ++length) {
        EXPECT_FALSE(read_note(kExampleNote.substr(0, length)).has_value()) << length;
    }
}

TEST(SignedNote, malformed_notes_are_refused) {
    for (const std::string_view bad :
         {"text\n\n- w AAAAAAECAw==\n", "text\n\n\xE2\x80\x94  AAAAAAECAw==\n",
          "text\n\n\xE2\x80\x94 a+b AAAAAAECAw==\n", "text\n\n\xE2\x80\x94 w\n",
          "text\n\n\xE2\x80\x94 w AAAAAA==\n", "text\n\n\xE2\x80\x94 w AAAAAAECAw\n",
          "te\rxt\n\n\xE2\x80\x94 w AAAAAAECAw==\n", "text\n"}) {
        EXPECT_FALSE(read_note(bad).has_value()) << bad;
    }
}

TEST(NoteKey, is_written_as_it_was_read) {
    EXPECT_EQ(to_text(example_key()), kExampleKey);
    EXPECT_EQ(to_hex(id_of(example_key())), "c74f20a3");
}

TEST(NoteKey, every_changed_character_is_refused) {
    for (std::size_t i = 0; i < kExampleKey.size(); ++i) {
        std::string changed(kExampleKey);
        ++changed[i];
        EXPECT_FALSE(read_note_key(changed).has_value()) << changed;
        EXPECT_FALSE(read_note_key(kExampleKey.substr(0, i)).has_value()) << i;
    }
}

}  // namespace
}  // namespace kiosk::storage
