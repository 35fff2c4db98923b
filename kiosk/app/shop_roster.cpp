// kiosk/app/shop_roster.cpp — the attendee list that a shop's orders make, on disk.
#include "kiosk/app/shop_roster.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>
#include <malloc.h>

#include "kiosk/app/list_import.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::app {
namespace {

// At most so many bytes, no character cut in two.
std::string_view cut(std::string_view text) {
    if (text.size() <= core::kHolderTextMax) return text;
    std::size_t end = core::kHolderTextMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

bool attention(const pretix::Position& position, const pretix::ShopEvent& event) {
    if (position.order_attention) return true;
    const pretix::Item* item = event.item(position.facts.product.value);
    if (item == nullptr) return false;
    const auto& kinds = item->variations;
    const auto is_it = [&](const pretix::ItemVariation& one) {
        return position.facts.variation && one.id == position.facts.variation->value;
    };
    const auto kind = std::ranges::find_if(kinds, is_it);
    return item->attention || (kind != kinds.end() && kind->attention);
}

// Rows are made in one go: an order is parsed once, and its texts live until the next one.
class Rows {
  public:
    Rows(const pretix::Mirror& mirror, const pretix::ShopEvent& event, const ShopList& list,
         const core::CodeHasher& hasher)
        : mirror_(mirror), event_(event), list_(list), hasher_(hasher) {}

    Result<> read() {
        return mirror_.visit_orders([this](const pretix::Order& order) -> Result<> {
            for (const auto& position : order.positions) add(position, order);
            return {};
        });
    }

    [[nodiscard]] bool next(core::RosterRow& row) {
        if (next_ == kept_.size()) return false;
        const Kept& kept = kept_[next_++];
        row = {};
        row.code = kept.code;
        row.facts = kept.facts;
        row.attention = kept.attention;
        row.holder = {.name = cut(kept.name),
                      .email = cut(kept.email),
                      .company = cut(kept.company),
                      .order = cut(kept.order)};
        return true;
    }

  private:
    struct Kept {
        core::CodeKey code;
        core::TicketFacts facts;
        bool attention = false;
        std::string name;
        std::string email;
        std::string company;
        std::string order;
    };

    void add(const pretix::Position& position, const pretix::Order& order) {
        const auto ticket = list_.tickets.find(position.facts.id);
        const bool is_listed =
            ticket != list_.tickets.end() && ticket->second.secret == position.secret;
        if (!is_listed || !seen_.insert(hasher_.key_of(position.secret)).second) return;
        Kept& kept = kept_.emplace_back();
        kept.code = hasher_.key_of(position.secret);
        kept.facts = position.facts;
        kept.attention = attention(position, event_);
        kept.name = holder_name(position, order);
        kept.email = holder_email(position);
        kept.company = position.company;
        kept.order = order.code;
    }

    const pretix::Mirror& mirror_;
    const pretix::ShopEvent& event_;
    const ShopList& list_;
    const core::CodeHasher& hasher_;
    std::set<core::CodeKey> seen_;
    std::vector<Kept> kept_;
    std::size_t next_ = 0;
};

Result<std::uint64_t> next_version(const ListWriting& writing) {
    storage::FileSystem files;
    const auto on_disk =
        KIOSK_TRY(storage::current_roster_version(files, writing.roster_directory));
    const auto in_memory = writing.before ? writing.before->version() : 0;
    return 1 + std::max(on_disk.value_or(0), in_memory);
}

std::uint64_t gone_from(const core::Roster& before, const ShopList& list) {
    std::uint64_t gone = 0;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
        if (!list.tickets.contains(before.facts(core::TicketIndex{i}).id)) ++gone;
    }
    return gone;
}

}  // namespace

Result<WrittenList> write_shop_list(const ShopList& list, const pretix::Mirror& mirror,
                                    const core::CodeHasher& hasher, const ListWriting& writing) {
    WrittenList written;
    const std::uint64_t before = writing.before ? writing.before->size() : 0;
    const std::uint64_t gone = writing.before ? gone_from(*writing.before, list) : 0;
    if (!writing.may_shrink &&
        static_cast<double>(gone) > kShrinkPartMax * static_cast<double>(before)) {
        written.held = true;
        written.sentence = fmt::format(
            "Held: {} of {} tickets would go. If that is right: kioskctl shop fetch "
            "--confirm-shrink.",
            gone, before);
        return written;
    }
    const pretix::ShopEvent event = KIOSK_TRY(mirror.event([](const std::string&) {
        return Result<ZoneOffsets>(ZoneOffsets());  // not needed for rows
    }));
    Rows rows(mirror, event, list, hasher);
    KIOSK_TRY_VOID(rows.read());
    const storage::RosterHeading heading{.version = KIOSK_TRY(next_version(writing)),
                                         .imported_at = writing.now,
                                         .code_shape = list.code_shape,
                                         .products = list.products,
                                         .links = list.links};
    storage::FileSystem files;
    auto stored = KIOSK_TRY(storage::write_roster(
        files, writing.roster_directory, heading,
        [&rows](core::RosterRow& row) -> Result<bool> { return rows.next(row); }));
    written.roster = std::make_shared<const core::Roster>(std::move(stored.roster));
    written.index = std::make_shared<const search::PeopleIndex>(written.roster);
    written.sentence = fmt::format("{} tickets from the shop: {} of {} before are gone",
                                   written.roster->size(), gone, before);
    malloc_trim(0);  // the texts of all rows were freed
    return written;
}

Result<std::shared_ptr<const core::Roster>> write_empty_list(const ListWriting& writing) {
    storage::FileSystem files;
    std::shared_ptr<const core::Roster> roster;
    // Twice: the version before is kept with its people, and must be an empty one too.
    for (int i = 0; i < 2; ++i) {
        ListWriting next = writing;
        if (roster) next.before = roster;
        const storage::RosterHeading heading{.version = KIOSK_TRY(next_version(next)),
                                             .imported_at = writing.now,
                                             .code_shape = {},
                                             .products = {}};
        auto stored = KIOSK_TRY(
            storage::write_roster(files, writing.roster_directory, heading,
                                  [](core::RosterRow&) -> Result<bool> { return false; }));
        roster = std::make_shared<const core::Roster>(std::move(stored.roster));
    }
    return roster;
}

}  // namespace kiosk::app
