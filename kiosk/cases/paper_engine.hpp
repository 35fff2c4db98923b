// kiosk/cases/paper_engine.hpp — the daemon's engine with the data of one of a shop's events.
//
// Asked whose code it is; the tickets have the shop's own numbers here.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/world.hpp"
#include "kiosk/core/engine/engine.hpp"

namespace kiosk::cases {

// Counts the texts it meets: no two have one key, and no key makes the number of a ticket of the
// shop. Knows them for as long as it lives.
class PaperHasher final : public core::CodeHasher {
  public:
    [[nodiscard]] core::CodeKey key_of(std::string_view code) const override;

  private:
    mutable std::map<std::string, std::uint64_t, std::less<>> met_;
};

// What the engine cannot know from its list: which kind of carrier was read, and what has expired
// within this very millisecond.
struct PaperMoment {
    std::string source_type;
    FineTime now;
};

// A station for each check-in list, of the list's name. Errors: two tickets of one number,
// or more keys than a station takes. The hasher and the verifier must outlive the engine.
[[nodiscard]] Result<std::unique_ptr<core::Engine>> make_paper_engine(
    const World& world, std::size_t event, const PaperMoment& moment, const PaperHasher& hasher,
    const core::SignatureVerifier& verifier);

}  // namespace kiosk::cases
