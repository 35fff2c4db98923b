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
    return text;
}

}  // namespace

Result<bool> has_latest_tables(Database& database) {
    auto scratch = KIOSK_TRY(Database::open(":memory:", DatabaseUse::building));
    KIOSK_TRY_VOID(migrate(*scratch));
    return KIOSK_TRY(schema_text(database)) == KIOSK_TRY(schema_text(*scratch));
}

Result<> check_schema(Database& database) {
    const bool has_marks =
        KIOSK_TRY(database.number_of("PRAGMA application_id")) == kApplicationId &&
        KIOSK_TRY(database.number_of("PRAGMA user_version")) == latest_schema_version();
    if (has_marks && KIOSK_TRY(has_latest_tables(database))) return {};
    return fail(Errc::corrupt, "the schema of the database is not the one that was made");
}

}  // namespace kiosk::storage
