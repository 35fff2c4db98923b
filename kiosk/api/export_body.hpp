// kiosk/api/export_body.hpp — a table as text, page by page: one page is all that is in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/http/body_parts.hpp"
#include "kiosk/wire/csv_text.hpp"

namespace kiosk::api {

enum class ExportFormat : std::uint8_t { csv, json, ndjson, xlsx };

struct ExportLook {
    ExportFormat format = ExportFormat::csv;
    std::vector<std::string_view> titles;
    wire::FormulaGuard guard = wire::FormulaGuard::on;
    char delimiter = ',';
    bool mark = true;          // CSV begins with the byte order mark that Excel wants
    boost::json::object meta;  // JSON and workbooks say first what this is
};

struct ExportPage {
    std::vector<boost::json::object> rows;
    bool last = false;
};

// Hands over the next page on the main thread, now or later.
using ExportPages = std::function<void(std::function<void(Result<ExportPage>)>)>;

// Made by std::make_shared.
class ExportBody final : public http::BodyParts, public std::enable_shared_from_this<ExportBody> {
  public:
    ExportBody(ExportLook look, ExportPages pages)
        : look_(std::move(look)), pages_(std::move(pages)) {}

    void next(std::function<void(Result<std::string>)> done) override;

  private:
    [[nodiscard]] std::string head() const;
    [[nodiscard]] std::string text_of(const ExportPage& page);
    [[nodiscard]] std::string line_of(const boost::json::object& row);

    ExportLook look_;
    ExportPages pages_;
    bool begun_ = false;
    bool ended_ = false;
    std::size_t rows_ = 0;
};

[[nodiscard]] std::string_view media_type_of(ExportFormat format);

}  // namespace kiosk::api
