// kiosk/config/key_set_toml.cpp — [[key]] tables and revoked badges to one KeySet.
#include "kiosk/config/key_set_toml.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/config/bounded_file.hpp"
#include "kiosk/config/revoked_badges.hpp"
#include "kiosk/config/secrets.hpp"
#include "kiosk/config/table_reader.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"

namespace kiosk::config {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kKinds{"k1", "pretix_sig1"};  // in the order of KeyKind
constexpr Range kByte{0, UINT8_MAX};
constexpr Range kTwoBytes{0, UINT16_MAX};
constexpr Range kShopNumber{1, INT64_MAX};

std::optional<core::PublicKey> public_key_from(std::string_view text) {
    core::PublicKey key{};
    if (from_hex(text, key)) return key;
    return core::signing_key_from(text);
}

void read_k1_fields(TableReader& in, core::TicketKey& key) {
    in.require("number");
    in.require("events");
    if (const auto number = in.integer("number", kByte)) {
        key.number = static_cast<std::uint8_t>(*number);
    }
    in.integers("events", kTwoBytes, [&](std::int64_t event) {
        key.events.push_back(static_cast<std::uint16_t>(event));
    });
}

// A number and the name that it stands for on the attendee list.
template <class Named>
Named read_name(TableReader& in) {
    Named named;
    in.require("number");
    in.require("name");
    if (const auto number = in.integer("number", kShopNumber)) named.number = *number;
    in.text("name", named.name);
    return named;
}

void read_products(TableReader& in, core::TicketKey& key) {
    in.tables("product", [&](TableReader& table) {
        auto product = read_name<core::SignedProduct>(table);
        table.tables("variation", [&](TableReader& inner) {
            product.variations.push_back(read_name<core::SignedVariation>(inner));
        });
        key.products.push_back(std::move(product));
    });
}

core::TicketKey read_key(TableReader& in) {
    core::TicketKey key;
    for (const std::string_view needed : {"id", "kind", "public_key"}) in.require(needed);
    in.id("id", key.id);
    const auto kind = in.choice("kind", kKinds);
    if (kind) key.kind = static_cast<core::KeyKind>(*kind);
    in.texts("public_key", [&](std::string_view text, const toml::node& node) {
        if (const auto bare = public_key_from(text)) {
            key.key = *bare;
        } else {
            in.error(node, fmt::format("public_key {} is neither 64 hexadecimal digits nor an "
                                       "Ed25519 key as pretix gives it",
                                       in_quotes(text)));
        }
    });
    in.utc_time("valid_from", key.valid_from);
    in.utc_time("valid_until", key.valid_until);
    in.boolean("revoked", key.revoked);
    read_products(in, key);
    if (kind && key.kind == core::KeyKind::k1) read_k1_fields(in, key);
    return key;
}

// One reading of one file.
class KeySetReading {
  public:
    explicit KeySetReading(const fs::path& file)
        : file_(file), reading_{file.string(), places_, problems_} {}

    void fail(const fs::path& file, std::string text) {
        problems_.push_back({{file.string(), 0, 0}, Severity::error, std::move(text)});
    }

    void read(std::string_view text) {
        if (text.size() > kKeySetBytesMax) {
            fail(file_, fmt::format("{} bytes long, limit {}", text.size(), kKeySetBytesMax));
            return;
        }
        const toml::parse_result parsed = toml::parse(text, file_.string());
        if (!parsed) {
            reading_.error(parsed.error().source().begin,
                           fmt::format("not TOML: {}", parsed.error().description()));
            return;
        }
        report_secrets(parsed.table(), reading_);
        TableReader top(parsed.table(), "the file", "", reading_);
        top.tables("key", [this](TableReader& in) { take_key(in); });
        take_revoked(top);
        top.finish();
    }

    [[nodiscard]] LoadedKeySet finish() && {
        std::ranges::sort(problems_, {}, [this](const Problem& problem) {
            return std::tuple(problem.place.file != file_.string(), problem.place, problem.text);
        });
        LoadedKeySet loaded;
        if (problems_.empty()) loaded.keys = std::move(set_);
        loaded.problems = std::move(problems_);
        return loaded;
    }

  private:
    void take_key(TableReader& in) {
        const std::size_t before = problems_.size();
        core::TicketKey key = read_key(in);
        const Place& place = places_.at(fmt::format("key[{}]", key_count_++));
        if (problems_.size() > before) return;  // what follows from a mistake is none of its own
        if (const auto added = set_.add(std::move(key)); !added) {
            problems_.push_back({place, Severity::error, added.error().context});
        }
    }

    void take_revoked(TableReader& top) {
        std::vector<std::uint64_t> revoked;
        top.texts("revoked_badges", [&](std::string_view text, const toml::node& node) {
            if (const auto credential = credential_from(text)) {
                revoked.push_back(*credential);
            } else {
                top.error(node, not_a_credential(text));
            }
        });
        fs::path list;
        top.path("revoked_badges_file", list);
        if (!list.empty()) read_list(file_.parent_path() / list, revoked);
        if (const auto taken = set_.revoke_badges(std::move(revoked)); !taken) {
            fail(file_, taken.error().context);
        }
    }

    void read_list(const fs::path& file, std::vector<std::uint64_t>& revoked) {
        const auto text = read_bounded_file(file, kRevokedBytesMax);
        if (!text) {
            fail(file, text.error().context);
        } else {
            read_revoked_badges(*text, file, revoked, problems_);
        }
    }

    fs::path file_;
    core::KeySet set_;
    Places places_;
    std::vector<Problem> problems_;
    Reading reading_;
    std::size_t key_count_ = 0;
};

}  // namespace

LoadedKeySet load_key_set(const fs::path& file) {
    KeySetReading reading(file);
    const auto text = read_bounded_file(file, kKeySetBytesMax);
    if (!text) {
        reading.fail(file, text.error().context);
    } else {
        reading.read(*text);
    }
    return std::move(reading).finish();
}

LoadedKeySet read_key_set(std::string_view text, const fs::path& file) {
    KeySetReading reading(file);
    reading.read(text);
    return std::move(reading).finish();
}

}  // namespace kiosk::config
