// tests/unit/venue/model_conference.hpp — the model conference as shipped, and people to walk it.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/config/config_toml.hpp"
#include "kiosk/config/engine_settings.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::core {

using std::chrono::minutes;

// Monday 8 March 2027 is day 1. Accra keeps UTC.
inline Timestamp on_day(int day, std::string_view clock) {
    const auto time = parse_time_of_day(clock);
    const std::chrono::sys_days date{std::chrono::year(2027) / 3 / 7};
    const auto since =
        std::chrono::days(day) + std::chrono::duration_cast<std::chrono::milliseconds>(*time);
    return {Instant(since), UtcTime(date) + since};
}

struct Guest {
    std::string_view name;  // also the code
    std::string_view product, variation = "";
    std::uint64_t ticket = 0;  // 0: counted from 1000 on
    bool unpaid = false;
};

inline const std::vector<Guest> kGuests{{"tina", "Tutorial day", "Day 1"},
                                        {"tom", "Tutorial day", "Day 2"},
                                        {"wendy", "Workshop"},
                                        {"coach", "Workshop coach"},
                                        {"carl", "Conference"},
                                        {"ula", "Conference", "", 0, true},
                                        {"dee", "Day pass Thursday"},
                                        {"fay", "Full pass"},
                                        {"sue", "Speaker"},
                                        {"vera", "Volunteer"},
                                        {"pia", "Police"},
                                        {"sam", "Sprint only"},
                                        {"rita", "Press"},
                                        {"lena", "Livestream"},
                                        {"dan", "Full pass", "", 0xde}};

class ModelConference : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto loaded =
            config::load_config(std::string(KIOSK_CONFIG_DIR) + "/examples/model-conference.toml",
                                [](std::string_view) { return true; }, {});
        ASSERT_TRUE(loaded.problems.empty()) << config::to_text(loaded.problems);
        settings = config::engine_settings(*loaded.config, ZoneOffsets());
        restart();
    }

    // A night: the box is switched off, and finds everything again in its journal.
    void restart() {
        engine = std::make_unique<Engine>(settings, hasher);
        for (const auto& [seq, payload] : journal) {
            engine->restore({seq, decode_record(payload).value()});
        }
        engine->use(roster());
    }

    Effects told(const Event& event) {
        Effects effects = engine->handle(event);
        for (const auto& effect : effects) {
            if (const auto* append = std::get_if<AppendRecord>(&effect)) {
                journal.emplace_back(append->record.seq, encode(append->record.record));
            }
        }
        for (auto& effect : engine->handle(RecordsDurable{engine->last_seq()})) {
            effects.push_back(std::move(effect));
        }
        return effects;
    }

    Outcome scan(std::string_view who, std::string station, const Timestamp& at,
                 std::optional<Override> let_in = {}) {
        ScanSeen seen;
        seen.scan = {station, "reader-" + station, std::string(who), ScanSource::scanner, at};
        seen.let_in = std::move(let_in);
        for (const auto& effect : told(seen)) {
            if (const auto* show = std::get_if<Show>(&effect)) return show->outcome;
        }
        throw std::runtime_error("nothing shown at " + station);
    }

    std::uint32_t inside(std::string_view zone, const Timestamp& at) const {
        return engine->presence().occupancy(*engine->venue().find(zone), at.utc);
    }

    TicketId ticket_of(std::string_view who) const {
        const auto index = engine->roster()->find(hasher.key_of(who));
        return engine->roster()->facts(*index).id;
    }

    std::vector<std::string> crowd;  // more guests, all with a full pass; then restart()
    EngineSettings settings;
    testing::FakeHasher hasher;
    std::unique_ptr<Engine> engine;
    std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> journal;

  private:
    std::shared_ptr<const Roster> roster() const {
        std::vector<Product> products;
        const auto product = [&](std::string_view name) -> Product& {
            const auto known = std::ranges::find(products, name, &Product::name);
            if (known != products.end()) return *known;
            const auto number = static_cast<std::int64_t>(products.size()) + 1;
            return products.emplace_back(Product{{number}, std::string(name), {}});
        };
        for (const Guest& guest : kGuests) {
            auto& variations = product(guest.product).variations;
            if (guest.variation.empty()) continue;
            const auto number = static_cast<std::int64_t>(variations.size()) + 1;
            variations.push_back({{number}, std::string(guest.variation)});
        }
        RosterBuilder builder(1, testing::kNine, {}, products, kGuests.size() + crowd.size());
        std::uint64_t next = 1000;
        const auto add = [&](const Guest& guest) {
            RosterRow row;
            row.code = hasher.key_of(guest.name);
            row.facts.id = {guest.ticket == 0 ? next++ : guest.ticket};
            const Product& bought = product(guest.product);
            row.facts.product = bought.id;
            const auto kind =
                std::ranges::find(bought.variations, guest.variation, &Variation::name);
            if (kind != bought.variations.end()) row.facts.variation = kind->id;
            if (guest.unpaid) row.facts.order_state = OrderState::pending;
            row.holder.name = guest.name;
            EXPECT_TRUE(builder.add(row).has_value()) << guest.name;
        };
        for (const Guest& guest : kGuests) add(guest);
        for (const auto& name : crowd) add({name, "Full pass"});
        return std::make_shared<const Roster>(std::move(builder).build());
    }
};

}  // namespace kiosk::core
