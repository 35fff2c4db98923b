// tests/fuzz/signed_ticket_fuzz.cpp — signed codes: one ticket has one text, whatever is sent.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/check.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"
#include "tests/builders/sig1_text.hpp"

namespace {

using namespace kiosk;

// Takes every signature, so that the payload of any well-formed text is read.
class EverythingIsGenuine final : public core::SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> message,
                                  std::span<const std::uint8_t> signature,
                                  const core::PublicKey&) const override {
        KIOSK_CHECK(signature.size() == core::kSignatureBytes, "signatures have 64 bytes");
        signature_.assign(signature.begin(), signature.end());
        message_.assign(message.begin(), message.end());
        return true;
    }

    // The one text that encodes what was read last.
    [[nodiscard]] std::string text() const {
        std::vector<std::uint8_t> bytes{1, static_cast<std::uint8_t>(message_.size() >> 8U),
                                        static_cast<std::uint8_t>(message_.size() & 0xFFU), 0, 64};
        bytes.insert(bytes.end(), message_.begin(), message_.end());
        bytes.insert(bytes.end(), signature_.begin(), signature_.end());
        return testing::sig1_text_of(bytes);
    }

  private:
    mutable std::vector<std::uint8_t> message_;
    mutable std::vector<std::uint8_t> signature_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const EverythingIsGenuine verifier;
    const std::vector<core::PublicKey> keys(1);
    const auto reading = core::read_signed_ticket(text, keys, verifier);
    if (reading.genuine()) {
        KIOSK_CHECK(size <= core::kSignedTextMax, "codes are bounded");
        KIOSK_CHECK(verifier.text() == text, "one ticket has one text");
    }
    KIOSK_CHECK(!core::name_of(reading.fault).empty(), "every refusal has a name");
    static_cast<void>(core::signing_key_from(text));
    return 0;
}
