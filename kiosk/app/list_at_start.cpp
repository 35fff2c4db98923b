// kiosk/app/list_at_start.cpp — the stored list, else the configured file, else none.
#include "kiosk/app/list_at_start.hpp"

#include <memory>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/daemon_settings.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::app {
namespace {

// The file that the configuration names is taken once; later changes come by kioskctl import, so
// that nothing replaces a list behind the organiser's back.
void import_first_list(StationService& service, const config::SourceSettings& source) {
    ports::ImportRequest request{.file = source.path, .columns = source.columns};
    service.import_list(std::move(request), [](const Result<ports::ImportAnswer>& answer) {
        if (!answer)
            spdlog::error(
                "no attendee list yet: once the cause is gone, restart kioskd or import it:"
                " kioskctl import FILE.csv");
    });
}

}  // namespace

void take_list_at_start(StationService& service, storage::FileSystem& files,
                        const config::Config& config, const std::filesystem::path& directory) {
    auto found = storage::load_roster(files, directory);
    if (!found) {
        spdlog::error("attendee list: {}; import it again: kioskctl import FILE.csv",
                      found.error().context);
        return;
    }
    if (!*found) {
        if (config.source.type == config::SourceType::csv)
            import_first_list(service, config.source);
        else
            spdlog::warn("no attendee list yet: {}",
                         config.source.type == config::SourceType::pretix
                             ? "kioskctl shop enrol ADDRESS TOKEN"
                             : "kioskctl import FILE.csv");
        return;
    }
    auto& loaded = *found;
    for (const auto& note : loaded->notes) spdlog::error("attendee list: {}", note);
    auto roster = std::make_shared<const core::Roster>(std::move(loaded->roster));
    spdlog::info("attendee list: version {}, {} tickets", roster->version(), roster->size());
    for (const auto& missing : unknown_products(config, *roster)) {
        spdlog::warn("attendee list: no ticket has the product {}", missing);
    }
    service.replace_roster(std::move(roster));
}

}  // namespace kiosk::app
