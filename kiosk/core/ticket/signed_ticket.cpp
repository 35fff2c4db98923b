// kiosk/core/ticket/signed_ticket.cpp — envelope, signature, payload, in this order.
#include "kiosk/core/ticket/signed_ticket.hpp"

#include <algorithm>

#include "kiosk/core/ticket/base64.hpp"
#include "kiosk/core/ticket/signed_payload.hpp"

namespace kiosk::core {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kHeaderBytes = 5;
constexpr std::uint8_t kVersion = 1;

struct Envelope {
    TokenFault fault = TokenFault::none;
    std::vector<std::uint8_t> bytes;
    std::size_t payload_size = 0;

    [[nodiscard]] Bytes payload() const { return Bytes(bytes).subspan(kHeaderBytes, payload_size); }
    [[nodiscard]] Bytes signature() const {
        return Bytes(bytes).subspan(kHeaderBytes + payload_size);
    }
};

TokenFault fault_of(Base64Fault fault) {
    if (fault == Base64Fault::alphabet) return TokenFault::bad_alphabet;
    if (fault == Base64Fault::padding) return TokenFault::bad_padding;
    return fault == Base64Fault::none ? TokenFault::none : TokenFault::not_canonical;
}

std::size_t number_at(Bytes bytes, std::size_t at) {
    return static_cast<std::size_t>(bytes[at]) << 8U | bytes[at + 1];
}

// Of a text that is not empty, Base64 makes one byte at least.
TokenFault check_header(Bytes bytes) {
    if (bytes[0] != kVersion) return TokenFault::bad_version;
    if (bytes.size() < kHeaderBytes) return TokenFault::truncated;
    if (number_at(bytes, 3) != kSignatureBytes) return TokenFault::bad_signature_length;
    const std::size_t whole = kHeaderBytes + number_at(bytes, 1) + kSignatureBytes;
    if (bytes.size() < whole) return TokenFault::truncated;
    return bytes.size() > whole ? TokenFault::trailing_bytes : TokenFault::none;
}

Envelope open(std::string_view text) {
    Envelope envelope;
    if (text.empty()) return {TokenFault::empty, {}, 0};
    if (text.size() > kSignedTextMax) return {TokenFault::too_long, {}, 0};
    const std::string reversed(text.rbegin(), text.rend());
    auto decoded = read_base64(reversed);
    envelope.fault = fault_of(decoded.fault);
    if (envelope.fault != TokenFault::none) return envelope;
    envelope.fault = check_header(decoded.bytes);
    if (envelope.fault != TokenFault::none) return envelope;
    envelope.payload_size = number_at(decoded.bytes, 1);
    envelope.bytes = std::move(decoded.bytes);
    return envelope;
}

SignedReading refused(TokenFault fault) {
    SignedReading reading;
    reading.fault = fault;
    return reading;
}

// The text between the lines of a PEM, line ends taken out.
std::optional<std::string> inside_pem(std::string_view pem) {
    constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----";
    constexpr std::string_view kEnd = "-----END PUBLIC KEY-----";
    const auto begin = pem.find(kBegin);
    const auto end = pem.find(kEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
    const auto from = begin + kBegin.size();
    if (end < from) return std::nullopt;
    std::string text(pem.substr(from, end - from));
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return text;
}

}  // namespace

SignedReading read_signed_ticket(std::string_view text, std::span<const PublicKey> keys,
                                 const SignatureVerifier& verifier) {
    const Envelope envelope = open(text);
    if (envelope.fault != TokenFault::none) return refused(envelope.fault);
    keys = keys.first(std::min(keys.size(), kSigningKeysMax));
    if (keys.empty()) return refused(TokenFault::no_key);
    const auto fits = std::ranges::find_if(keys, [&](const PublicKey& key) {
        return verifier.is_genuine(envelope.payload(), envelope.signature(), key);
    });
    if (fits == keys.end()) return refused(TokenFault::bad_signature);
    auto ticket = read_signed_payload(envelope.payload());
    if (!ticket) return refused(TokenFault::bad_payload);
    SignedReading reading;
    reading.ticket = *std::move(ticket);
    reading.payload.assign(envelope.payload().begin(), envelope.payload().end());
    reading.key = static_cast<std::size_t>(fits - keys.begin());
    return reading;
}

std::string sig1_identity(std::span<const std::uint8_t> payload) {
    std::string identity = "sig1 ";
    identity.append(payload.begin(), payload.end());
    return identity;
}

std::optional<std::string> sig1_identity_in(std::string_view text) {
    const Envelope envelope = open(text);
    if (envelope.fault != TokenFault::none) return std::nullopt;
    return sig1_identity(envelope.payload());
}

std::optional<PublicKey> signing_key_from(std::string_view text) {
    constexpr std::size_t kTextMax = 4096;  // an RSA key, which is none of ours, has 604
    // RFC 8410, section 4: SubjectPublicKeyInfo of Ed25519 before the 32 bytes of the key.
    constexpr std::array<std::uint8_t, 12> kPrefix{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                   0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    if (text.size() > kTextMax) return std::nullopt;
    const auto pem = read_base64(text);
    const auto inner = inside_pem(std::string(pem.bytes.begin(), pem.bytes.end()));
    if (!inner) return std::nullopt;
    const auto der = read_base64(*inner);
    PublicKey key{};
    if (der.bytes.size() != kPrefix.size() + key.size() ||
        !std::equal(kPrefix.begin(), kPrefix.end(), der.bytes.begin())) {
        return std::nullopt;
    }
    std::copy(der.bytes.begin() + kPrefix.size(), der.bytes.end(), key.begin());
    return key;
}

}  // namespace kiosk::core
