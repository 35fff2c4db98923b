// kiosk/api/export_pages.cpp — asks the station for the next page where the last one ended.
#include "kiosk/api/export_pages.hpp"

#include <memory>
#include <string>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::api {
namespace {

using Done = std::function<void(Result<ExportPage>)>;

constexpr std::uint32_t kRows = 500;  // of a page

// Where the next page begins.
struct Place {
    std::uint64_t after = 0;
    std::uint64_t last = 0;
    std::string cursor;
};

std::optional<ports::AttendeeView> attendee(const ApiContext& context, core::TicketId ticket) {
    auto found = context.station.attendee(ticket);
    if (!found) return std::nullopt;
    return *std::move(found);
}

enum class LogRows : std::uint8_t { scans, audit };

ExportPage log_page(const SharedContext& context, wire::Audience audience, LogRows rows,
                    const std::vector<ports::StoredScan>& scans, Place& place) {
    const auto status = context->station.status();
    const wire::ExportSurroundings around{
        .zone = context->station.stats().zone(),
        .audience = audience,
        .status = status,
        .attendee = [&](core::TicketId ticket) { return attendee(*context, ticket); }};
    ExportPage page;
    for (const auto& stored : scans) {
        place.after = stored.seq;
        if (stored.seq > place.last) break;
        if (rows == LogRows::scans) {
            page.rows.push_back(wire::checkin_row(stored, around));
            continue;
        }
        for (auto& row : {wire::audit_row(stored, around), wire::undo_audit_row(stored, around)}) {
            if (row) page.rows.push_back(*row);
        }
    }
    page.last = scans.size() < kRows || place.after >= place.last;
    return page;
}

ExportPages log_pages(const SharedContext& context, wire::Audience audience, LogRows rows) {
    auto place = std::make_shared<Place>();
    place->last = context->station.stats().last_seq();
    return [context, audience, rows, place](Done done) {
        ports::ScanQuery query;
        query.after_seq = place->after;
        query.limit = kRows;
        context->station.scans(std::move(query), [=, done = std::move(done)](const auto& scans) {
            if (!scans) return done(fail(scans.error()));
            done(log_page(context, audience, rows, *scans, *place));
        });
    };
}

ExportPages attendee_pages(const SharedContext& context) {
    auto place = std::make_shared<Place>();
    return [context, place](const Done& done) {
        ports::AttendeeQuery query;
        query.limit = kRows;
        query.after = place->after;
        context->station.search(std::move(query), [place, done](const auto& found) {
            if (!found) return done(fail(found.error()));
            ExportPage page;
            for (const auto& one : found->items) page.rows.push_back(wire::attendee_row(one));
            place->after = found->next.value_or(0);
            page.last = !found->next;
            done(std::move(page));
        });
    };
}

ExportPages muster_pages(const SharedContext& context) {
    auto place = std::make_shared<Place>();
    return [context, place](const Done& done) {
        ports::MusterQuery query;
        query.limit = kRows;
        query.cursor = place->cursor;
        context->station.muster(std::move(query), [place, done](const auto& view) {
            if (!view) return done(fail(view.error()));
            ExportPage page;
            for (const auto& row : view->rows) page.rows.push_back(wire::muster_row(row));
            place->cursor = view->next;
            page.last = view->next.empty();
            done(std::move(page));
        });
    };
}

ExportPages stats_page(const SharedContext& context) {
    return [context](const Done& done) {
        const auto summary = context->station.summary();
        done(ExportPage{wire::stats_rows(context->station.stats(), summary), /*last=*/true});
    };
}

}  // namespace

ExportPages export_pages(const SharedContext& context, wire::ExportTable table,
                         wire::Audience audience) {
    switch (table) {
        case wire::ExportTable::checkins: return log_pages(context, audience, LogRows::scans);
        case wire::ExportTable::audit: return log_pages(context, audience, LogRows::audit);
        case wire::ExportTable::attendees: return attendee_pages(context);
        case wire::ExportTable::muster: return muster_pages(context);
        case wire::ExportTable::stats: return stats_page(context);
    }
    KIOSK_UNREACHABLE();
}

}  // namespace kiosk::api
