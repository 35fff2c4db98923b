// kiosk/core/engine/engine_walk_in.cpp — a ticket made at the desk: good once it is durable.
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {

Effects Engine::on(const WalkInMade& made) {
    WalkInRecord record = made.record;
    record.boot = settings_.boot;
    const std::size_t before = walk_ins_.all().size() + walk_ins_.awaited();
    KIOSK_CHECK(before < kWalkInsMax, "whoever makes walk-ins counts them");
    AppendRecord append = note(record);
    walk_ins_.await({append.record.seq, std::move(record), made.texts});
    return {std::move(append)};
}

void Engine::name_walk_in(WalkInTexts texts) {
    const CodeKey code = hasher_.key_of(texts.code);
    walk_ins_.name(code, std::move(texts));
}

}  // namespace kiosk::core
