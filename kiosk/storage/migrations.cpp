// kiosk/storage/migrations.cpp — brings a database to the latest schema.
#include "kiosk/storage/migrations.hpp"

#include <string>
#include <utility>

#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

std::int64_t latest_schema_version() {
    return migrations().back().version;
}

Result<> migrate(Database& database, std::span<const Migration> steps) {
    const auto present = KIOSK_TRY(database.number_of("PRAGMA user_version"));
    for (const auto& step : steps) {
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

namespace {

// Without the numbers of the root pages, which depend on a file's history.
Result<std::string> schema_text(Database& database) {
    auto entries = KIOSK_TRY(database.prepare(
        "SELECT quote(type) || quote(name) || quote(tbl_name) || quote(sql) FROM sqlite_schema"
        " ORDER BY name"));
    std::string text;
    while (KIOSK_TRY(entries.step())) text.append(entries.text(0)).append("\n");
    for (const char* number : {"PRAGMA application_id", "PRAGMA user_version"}) {
        text += std::to_string(KIOSK_TRY(database.number_of(number))) + "\n";
    }
    return text;
}

Result<std::string> schema_wanted() {
    auto scratch = KIOSK_TRY(Database::open(":memory:", DatabaseUse::building));
    KIOSK_TRY_VOID(migrate(*scratch));
    return schema_text(*scratch);
}

}  // namespace

Result<> check_schema(Database& database) {
    if (KIOSK_TRY(schema_text(database)) == KIOSK_TRY(schema_wanted())) return {};
    return fail(Errc::corrupt, "the schema of the database is not the one that was made");
}

}  // namespace kiosk::storage
