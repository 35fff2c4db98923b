// tests/fuzz/k1_fuzz.cpp — badges and whatever a scanner sends: one badge has one text.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "kiosk/base/check.hpp"
#include "kiosk/core/ticket/ticket_reader.hpp"

namespace {

using namespace kiosk;

// Takes every signature, so that the content of any well-formed text is judged.
class EverythingIsGenuine final : public core::SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t>,
                                  std::span<const std::uint8_t> signature,
                                  const core::PublicKey&) const override {
        KIOSK_CHECK(signature.size() == core::kSignatureBytes, "signatures have 64 bytes");
        return true;
    }
};

// Keys of both kinds: current, out of their period, withdrawn.
const core::KeySet& keys() {
    static const core::KeySet set = [] {
        core::KeySet made;
        for (std::uint8_t number = 7; number < 10; ++number) {
            core::TicketKey key{.id = {static_cast<char>('a' + number)}, .number = number};
            key.key[0] = number;
            key.events = {0, 66, 65535};
            key.revoked = number == 8;
            if (number == 9) key.valid_until = UtcTime{};
            KIOSK_CHECK(made.add(key).has_value(), "the key is right");
        }
        const core::TicketKey shop{.id = "shop", .kind = core::KeyKind::pretix_sig1};
        KIOSK_CHECK(made.add(shop).has_value(), "the key is right");
        KIOSK_CHECK(made.revoke_badges({1, 0xdeadbeef}).has_value(), "the list is short");
        return made;
    }();
    return set;
}

void check_one_text(std::string_view text) {
    const core::K1Envelope envelope = core::open_k1(text);
    if (envelope.fault != core::TokenFault::none) return;
    KIOSK_CHECK(text.size() == core::kK1TextLength, "badges have one length");
    KIOSK_CHECK(core::k1_text(envelope.payload(), envelope.signature()) == text,
                "one badge has one text");
    const core::K1Content content = core::read_k1_payload(envelope.payload());
    if (content.fault != core::TokenFault::none) return;
    const auto again = core::encode_k1(content.badge);
    KIOSK_CHECK(again && std::ranges::equal(*again, envelope.payload()),
                "what was read is written alike");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    check_one_text(text);
    const UtcTime now{std::chrono::seconds(1'764'700'000)};
    const EverythingIsGenuine verifier;
    const auto check = core::check_token(text, keys(), now, verifier);
    const auto reading = core::read_ticket(text, keys(), now, verifier);
    KIOSK_CHECK(!name_of(check.fault).empty(), "every refusal has a name");
    const bool admits = std::holds_alternative<core::SignedFacts>(reading);
    KIOSK_CHECK(!admits || check.genuine(), "only genuine tickets have facts");
    KIOSK_CHECK(!check.genuine() || check.kind != core::TokenKind::opaque,
                "a genuine ticket bears its mark");
    static_cast<void>(core::gate_reason(reading, now));
    return 0;
}
