// kiosk/cli/key_set_file.cpp — load and say.
#include "kiosk/cli/key_set_file.hpp"

#include "kiosk/config/key_set_toml.hpp"

namespace kiosk::cli {

std::optional<core::KeySet> key_set_from(const std::filesystem::path& file,
                                         const Session& session) {
    config::LoadedKeySet loaded = config::load_key_set(file);
    session.terminal.talk << config::to_text(loaded.problems);
    return std::move(loaded.keys);
}

}  // namespace kiosk::cli
