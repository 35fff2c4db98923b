// kiosk/config/table_reader.hpp — takes typed settings out of one TOML table and notes every
// mistake.
//
// Each call names a key once: it reads the value where the key is written, keeps the default where
// it is not, and remembers that the key is known. finish() then reports keys nobody asked for.
// Private to this folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Before the header: no exceptions, and not Debian's compiled library, which was built with them.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "kiosk/base/time.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/config/config_check.hpp"
#include "kiosk/config/problem.hpp"

namespace kiosk::config {

inline constexpr std::size_t kTextMax = 1024;   // bytes of one text
inline constexpr std::size_t kItemsMax = 1000;  // values of one array, tables of one kind

// What reading one file yields; the Config is filled beside it.
struct Reading {
    std::string file;
    Places& places;
    std::vector<Problem>& problems;

    void error(toml::source_position position, std::string text) const;
    [[nodiscard]] Place place(toml::source_position position) const;
};

struct Range {
    std::int64_t from;
    std::int64_t to;
};

class TableReader {
  public:
    // `title` is how people write it: "[node]", "[[station]]"; `path` names it in Places.
    TableReader(const toml::table& table, std::string title, std::string path, Reading& reading);

    void text(std::string_view key, std::string& into);
    void id(std::string_view key, std::string& into);
    void language(std::string_view key, std::string& into);
    void path(std::string_view key, std::filesystem::path& into);
    void boolean(std::string_view key, bool& into);
    void duration(std::string_view key, std::chrono::milliseconds& into,
                  std::chrono::milliseconds from, std::chrono::milliseconds to);
    void utc_time(std::string_view key, std::optional<UtcTime>& into);
    [[nodiscard]] std::optional<std::chrono::local_days> date(std::string_view key);
    void local_text(std::string_view key, LocalText& into);  // a plain text is kept under ""
    void text_map(std::string_view key, std::map<std::string, std::string>& into,
                  std::span<const std::string_view> known);

    // Calls `each` with every text of an array; a text alone counts as an array of one.
    void texts(std::string_view key,
               const std::function<void(std::string_view, const toml::node&)>& each);

    // Calls `each` with every integer of an array; each must be within the range.
    void integers(std::string_view key, Range range, const std::function<void(std::int64_t)>& each);

    // Calls `each` with every date of an array, such as 2027-03-10.
    void dates(std::string_view key, const std::function<void(std::chrono::local_days)>& each);

    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, Range range);
    [[nodiscard]] std::optional<double> number(std::string_view key);  // finite
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key,
                                                      std::span<const std::int64_t> known);

    // Position of the value in `known`. A value in `later` is right but not in this version.
    [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                    std::span<const std::string_view> known,
                                                    std::span<const std::string_view> later = {});

    void table(std::string_view key, const std::function<void(TableReader&)>& body);
    void tables(std::string_view key, const std::function<void(TableReader&)>& body);

    // The key must be there; reports it missing at the table's own place.
    void require(std::string_view key);
    void error(const toml::node& node, std::string text) {
        reading_.error(node.source().begin, std::move(text));
    }
    void error_at(std::string_view key, std::string text);  // the key must be written

    [[nodiscard]] const std::string& title() const { return title_; }

    // Reports every key that no call named.
    void finish();

  private:
    // The node under the key, noted as known; null where it is not written.
    [[nodiscard]] const toml::node* find(std::string_view key);
    [[nodiscard]] std::optional<std::string> text_at(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> integer_at(std::string_view key);
    [[nodiscard]] std::optional<std::string> bounded_text(std::string_view key,
                                                          const toml::node& node);
    void wrong_type(std::string_view key, const toml::node& node, std::string_view wanted);

    const toml::table& table_;
    std::string title_;
    std::string path_;
    Reading& reading_;
    std::vector<std::string_view> known_;
};

}  // namespace kiosk::config
