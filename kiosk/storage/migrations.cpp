// kiosk/storage/migrations.cpp — brings a database to the latest schema.
#include "kiosk/storage/migrations.hpp"

#include <string>
#include <utility>

#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

std::int64_t latest_schema_version() {
    return migrations().back().version;
}

Result<> migrate(Database& database) {
    const auto present = KIOSK_TRY(database.number_of("PRAGMA user_version"));
    for (const auto& step : migrations()) {
        if (step.version <= present) continue;
        auto transaction = KIOSK_TRY(Transaction::begin(database));
        auto ran = database.execute(std::string(step.sql));
        if (!ran.has_value()) {
            return fail(std::move(ran).error().in("migration " + std::string(step.name)));
        }
        KIOSK_TRY_VOID(database.execute("PRAGMA application_id=" + std::to_string(kApplicationId)));
        KIOSK_TRY_VOID(database.execute("PRAGMA user_version=" + std::to_string(step.version)));
        KIOSK_TRY_VOID(transaction.commit());
    }
    return {};
}

}  // namespace kiosk::storage
