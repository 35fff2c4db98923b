// tests/unit/core/signed_fixture.hpp — a station with a key set; signatures are easy here.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include "kiosk/core/ticket/k1_badge.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"
#include "tests/builders/sig1_text.hpp"
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::testing {

// Takes every signature that begins with a 1.
class EasyVerifier final : public core::SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> /*message*/,
                                  std::span<const std::uint8_t> signature,
                                  const core::PublicKey& /*key*/) const override {
        return signature[0] == 1;
    }
};

inline core::K1Badge a_badge() {
    core::K1Badge badge;
    badge.key_number = 3;
    badge.event = 7;
    badge.credential = 42;
    badge.product = 2;
    badge.valid_from = std::chrono::floor<std::chrono::seconds>(kNine - std::chrono::hours(1));
    badge.valid_until = badge.valid_from + std::chrono::hours(10);
    return badge;
}

inline std::string text_of(const core::K1Badge& badge, std::uint8_t first_of_signature = 1) {
    const std::array<std::uint8_t, core::kSignatureBytes> signature{first_of_signature};
    return core::k1_text(core::encode_k1(badge).value(), signature);
}

// A pretix_sig1 text of this product and variation, each below 128; the signature after the first
// byte is `filler`, so that one payload has several genuine texts.
inline std::string sig1_of(std::uint8_t product, std::uint8_t variation, std::uint8_t filler = 1) {
    std::vector<std::uint8_t> bytes(5 + 4 + core::kSignatureBytes, filler);
    std::ranges::copy(
        std::array<std::uint8_t, 10>{1, 0, 4, 0, 64, 0x10, product, 0x18, variation, 1},
        bytes.begin());
    return sig1_text_of(bytes);
}

}  // namespace kiosk::testing

namespace kiosk::core {

class EngineSignedTest : public EngineTest {
  protected:
    EngineSignedTest() {
        start([](EngineSettings&) {});
    }

    void start(const std::function<void(EngineSettings&)>& change) {
        EngineSettings s = settings();
        TicketKey key;
        key.id = "badges";
        key.number = 3;
        key.events = {7};
        EXPECT_TRUE(s.keys.add(key).has_value());
        s.verifier = &verifier;
        change(s);
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
    }

    testing::EasyVerifier verifier;
};

}  // namespace kiosk::core
