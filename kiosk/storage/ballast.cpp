// kiosk/storage/ballast.cpp — making and giving up the ballast file.
#include "kiosk/storage/ballast.hpp"

namespace kiosk::storage {

bool Ballast::is_whole() const {
    const auto facts = files_->facts(path_);
    return facts.has_value() && facts->size == kBallastBytes;
}

Result<> Ballast::keep(std::uint64_t free_bytes) {
    if (is_whole() || free_bytes < kBallastFreeMin) return {};
    static_cast<void>(release());
    auto file = KIOSK_TRY(File::open(*files_, path_, OpenFor::creating));
    auto allocated = file.allocate(kBallastBytes);
    if (!allocated.has_value()) static_cast<void>(release());
    return allocated;
}

bool Ballast::release() {
    return files_->remove(path_).has_value();
}

}  // namespace kiosk::storage
