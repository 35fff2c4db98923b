// kiosk/storage/roster_rows.cpp — SQL of roster files: rows without any index beside the rowid.
#include "kiosk/storage/roster_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "kiosk/storage/database.hpp"
#include "kiosk/storage/roster_digest.hpp"
#include "kiosk/storage/roster_link_rows.hpp"
#include "kiosk/storage/roster_marks.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

constexpr std::int64_t kRosterApplicationId = 0x414B5752;  // "AKWR"
constexpr std::int64_t kRosterSchema = 2;                  // 1 had no links between tickets
constexpr std::size_t kProductsMax = 65'535;               // of products and of variations each

constexpr const char* kTables =
    "CREATE TABLE meta (version INTEGER NOT NULL, imported_at_ms INTEGER NOT NULL,"
    " code_shape TEXT NOT NULL, tickets INTEGER NOT NULL, digest BLOB NOT NULL) STRICT;"
    "CREATE TABLE products (position INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
    " name TEXT NOT NULL) STRICT;"
    "CREATE TABLE variations (position INTEGER PRIMARY KEY, product_position INTEGER NOT NULL,"
    " id INTEGER NOT NULL, name TEXT NOT NULL) STRICT;"
    // marks: see roster_marks.hpp.
    "CREATE TABLE tickets (position INTEGER PRIMARY KEY, code BLOB NOT NULL,"
    " ticket INTEGER NOT NULL, product INTEGER NOT NULL, marks INTEGER NOT NULL,"
    " variation INTEGER, subevent INTEGER, valid_from_ms INTEGER, valid_until_ms INTEGER,"
    " name TEXT NOT NULL, email TEXT NOT NULL, company TEXT NOT NULL, order_code TEXT NOT NULL,"
    " note TEXT NOT NULL, search_text TEXT NOT NULL) STRICT;";

constexpr std::string_view kInsertTicket =
    "INSERT INTO tickets VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
    " ?14)";
constexpr std::string_view kSelectTickets =
    "SELECT code, ticket, product, marks, variation, subevent, valid_from_ms, valid_until_ms,"
    " name, email, company, order_code, note, search_text FROM tickets ORDER BY position";

template <class Id>
void bind_id(Statement& insert, int parameter, const std::optional<Id>& id) {
    if (id.has_value()) {
        insert.bind(parameter, id->value);
    } else {
        insert.bind_null(parameter);
    }
}

void bind_time(Statement& insert, int parameter, const std::optional<FineTime>& time,
               std::int64_t (*kept)(FineTime)) {
    if (time.has_value()) {
        insert.bind(parameter, kept(*time));
    } else {
        insert.bind_null(parameter);
    }
}

Result<> insert_ticket(Statement& insert, const core::RosterRow& row) {
    const auto& facts = row.facts;
    insert.bind(1, std::as_bytes(std::span(row.code.bytes)))
        .bind(2, static_cast<std::int64_t>(facts.id.value))
        .bind(3, facts.product.value)
        .bind(4, marks_of(row).bits)
        .bind(9, row.holder.name)
        .bind(10, row.holder.email)
        .bind(11, row.holder.company)
        .bind(12, row.holder.order)
        .bind(13, row.holder.note)
        .bind(14, row.holder.search_text);
    bind_id(insert, 5, facts.variation);
    bind_id(insert, 6, facts.subevent);
    bind_time(insert, 7, facts.valid_from, first_millisecond);
    bind_time(insert, 8, facts.valid_until, last_millisecond);
    return insert.run();
}

Result<> insert_products(Database& database, const std::vector<core::Product>& products) {
    auto product_row = KIOSK_TRY(database.prepare("INSERT INTO products VALUES (?1, ?2, ?3)"));
    auto variation_row =
        KIOSK_TRY(database.prepare("INSERT INTO variations VALUES (NULL, ?1, ?2, ?3)"));
    std::int64_t position = 0;
    for (const auto& product : products) {
        KIOSK_TRY_VOID(
            product_row.bind(1, position).bind(2, product.id.value).bind(3, product.name).run());
        for (const auto& variation : product.variations) {
            KIOSK_TRY_VOID(variation_row.bind(1, position)
                               .bind(2, variation.id.value)
                               .bind(3, variation.name)
                               .run());
        }
        ++position;
    }
    return {};
}

Result<> insert_heading(Database& database, const RosterHeading& heading, std::int64_t tickets,
                        RosterDigest& digest) {
    auto meta = KIOSK_TRY(database.prepare("INSERT INTO meta VALUES (?1, ?2, ?3, ?4, ?5)"));
    const std::string shape = heading.code_shape.to_text();
    const auto sum = digest.finish();
    return meta.bind(1, static_cast<std::int64_t>(heading.version))
        .bind(2, std::int64_t{heading.imported_at.time_since_epoch().count()})
        .bind(3, shape)
        .bind(4, tickets)
        .bind(5, sum)
        .run();
}

struct StoredHeading {
    RosterHeading heading;
    std::int64_t tickets = 0;
    std::array<std::byte, RosterDigest::kBytes> digest{};
};

Result<> read_products(Database& database, std::vector<core::Product>& products) {
    auto rows = KIOSK_TRY(database.prepare("SELECT id, name FROM products ORDER BY position"));
    while (KIOSK_TRY(rows.step())) {
        if (products.size() >= kProductsMax) return fail(Errc::too_large, "too many products");
        products.push_back({{rows.number(0)}, std::string(rows.text(1)), {}});
    }
    auto variations = KIOSK_TRY(
        database.prepare("SELECT product_position, id, name FROM variations ORDER BY position"));
    while (KIOSK_TRY(variations.step())) {
        const auto position = static_cast<std::size_t>(variations.number(0));
        if (position >= products.size()) {
            return fail(Errc::corrupt, "a variation belongs to no product");
        }
        auto& owner = products[position];
        if (owner.variations.size() >= kProductsMax) {
            return fail(Errc::too_large, "too many variations");
        }
        owner.variations.push_back({{variations.number(1)}, std::string(variations.text(2))});
    }
    return {};
}

Result<StoredHeading> read_heading(Database& database) {
    auto meta = KIOSK_TRY(
        database.prepare("SELECT version, imported_at_ms, code_shape, tickets, digest FROM meta"));
    if (!KIOSK_TRY(meta.step())) return fail(Errc::corrupt, "the list has no heading");
    StoredHeading stored;
    stored.heading.version = static_cast<std::uint64_t>(meta.number(0));
    stored.heading.imported_at = UtcTime{std::chrono::milliseconds(meta.number(1))};
    stored.heading.code_shape = KIOSK_TRY(core::CodeShape::from_text(meta.text(2)));
    stored.tickets = meta.number(3);
    const auto digest = meta.bytes(4);
    if (digest.size() != stored.digest.size()) return fail(Errc::corrupt, "the digest is cut");
    std::ranges::copy(digest, stored.digest.begin());
    KIOSK_TRY_VOID(read_products(database, stored.heading.products));
    return stored;
}

UtcTime time_in(const Statement& row, int column) {
    return UtcTime{std::chrono::milliseconds(row.number(column))};
}

Result<core::RosterRow> ticket_in(const Statement& row) {
    core::RosterRow ticket;
    const auto code = row.bytes(0);
    if (code.size() != ticket.code.bytes.size()) return fail(Errc::corrupt, "a code key is cut");
    std::ranges::copy(code, std::as_writable_bytes(std::span(ticket.code.bytes)).begin());
    ticket.facts.id = {static_cast<std::uint64_t>(row.number(1))};
    ticket.facts.product = {row.number(2)};
    const RosterMarks marks{row.number(3)};
    KIOSK_TRY_VOID(apply_marks(marks, ticket));
    if (marks.has(marks.kHasVariation)) ticket.facts.variation = core::VariationId{row.number(4)};
    if (marks.has(marks.kHasSubevent)) ticket.facts.subevent = core::SubeventId{row.number(5)};
    if (marks.has(marks.kHasValidFrom)) ticket.facts.valid_from = time_in(row, 6);
    if (marks.has(marks.kHasValidUntil)) ticket.facts.valid_until = time_in(row, 7);
    ticket.holder = {row.text(8),  row.text(9),  row.text(10),
                     row.text(11), row.text(12), row.text(13)};
    return ticket;
}

// The number, for there is an older one.
Result<std::int64_t> check_schema(Database& database) {
    const auto owner = KIOSK_TRY(database.number_of("PRAGMA application_id"));
    const auto schema = KIOSK_TRY(database.number_of("PRAGMA user_version"));
    if (owner != kRosterApplicationId) return fail(Errc::corrupt, "not an attendee list");
    if (schema < 1 || schema > kRosterSchema) {
        return fail(Errc::unsupported, "list has schema " + std::to_string(schema) +
                                           ", this program knows " + std::to_string(kRosterSchema));
    }
    return schema;
}

}  // namespace

Result<> write_roster_tables(const Path& path, const RosterHeading& heading,
                             const RosterRows& rows) {
    auto database = KIOSK_TRY(Database::open(path, DatabaseUse::building));
    KIOSK_TRY_VOID(
        database->execute("PRAGMA application_id=" + std::to_string(kRosterApplicationId) +
                          "; PRAGMA user_version=" + std::to_string(kRosterSchema)));
    auto transaction = KIOSK_TRY(Transaction::begin(*database));
    KIOSK_TRY_VOID(database->execute(kTables));
    KIOSK_TRY_VOID(database->execute(kLinkTables));
    KIOSK_TRY_VOID(insert_products(*database, heading.products));
    RosterDigest digest;
    digest.add(heading);
    std::int64_t tickets = 0;
    auto insert = KIOSK_TRY(database->prepare(kInsertTicket));
    core::RosterRow row;
    while (KIOSK_TRY(rows(row))) {
        KIOSK_TRY_VOID(insert_ticket(insert, row));
        digest.add(row);
        ++tickets;
    }
    KIOSK_TRY_VOID(insert_links(*database, heading.links));
    digest.add(heading.links);
    KIOSK_TRY_VOID(insert_heading(*database, heading, tickets, digest));
    return transaction.commit();
}

Result<core::Roster> read_roster_tables(const Path& path) {
    auto database = KIOSK_TRY(Database::open(path, DatabaseUse::reading));
    const auto schema = KIOSK_TRY(check_schema(*database));
    const auto stored = KIOSK_TRY(read_heading(*database));
    const auto& heading = stored.heading;
    RosterDigest digest;
    digest.add(heading);
    core::RosterBuilder builder(heading.version, heading.imported_at, heading.code_shape,
                                heading.products, static_cast<std::size_t>(stored.tickets));
    std::int64_t tickets = 0;
    auto rows = KIOSK_TRY(database->prepare(kSelectTickets));
    while (KIOSK_TRY(rows.step())) {
        const auto ticket = KIOSK_TRY(ticket_in(rows));
        KIOSK_TRY_VOID(builder.add(ticket));
        digest.add(ticket);
        ++tickets;
    }
    if (schema >= 2) {
        auto links = KIOSK_TRY(read_links(*database));
        digest.add(links);
        KIOSK_TRY_VOID(builder.link(std::move(links)));
    }
    if (tickets != stored.tickets || digest.finish() != stored.digest) {
        return fail(Errc::corrupt,
                    "rows differ from what was imported: " + std::to_string(tickets) +
                        " tickets, expected " + std::to_string(stored.tickets));
    }
    return std::move(builder).build();
}

}  // namespace kiosk::storage
