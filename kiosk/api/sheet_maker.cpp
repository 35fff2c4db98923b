// kiosk/api/sheet_maker.cpp — page by page to the other thread and back, then the file in pieces.
#include "kiosk/api/sheet_maker.hpp"

#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "kiosk/sheets/sheet_file.hpp"

namespace kiosk::api {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using Done = std::function<void(Result<std::string>)>;

constexpr std::size_t kPieceBytes = 64 * 1024;

std::string text_of(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return {value.get_string().data(), value.get_string().size()};
    return json::serialize(value);
}

sheets::Cell cell_of(const json::value& value) {
    if (value.is_null()) return std::monostate();
    if (value.is_bool()) return value.get_bool();
    if (value.is_number()) return value.to_number<double>();
    return text_of(value);
}

// What stands in an object within comes below its name: "definitions: seq".
sheets::About about(const json::object& meta) {
    sheets::About rows;
    for (const auto& [what, said] : meta) {
        const auto* const more = said.if_object();
        if (more == nullptr) {
            rows.emplace_back(what, text_of(said));
            continue;
        }
        for (const auto& [name, text] : *more) {
            rows.emplace_back(fmt::format("{}: {}", std::string_view(what), std::string_view(name)),
                              text_of(text));
        }
    }
    return rows;
}

// The file while it is made and sent; used by one thread at a time.
struct Work {
    sheets::SheetFile file;
    std::filesystem::path path;
    std::vector<std::string_view> titles;
    std::shared_ptr<std::atomic<int>> under_way;

    Work(sheets::SheetFile made, std::filesystem::path at, std::vector<std::string_view> columns,
         std::shared_ptr<std::atomic<int>> count)
        : file(std::move(made)),
          path(std::move(at)),
          titles(std::move(columns)),
          under_way(std::move(count)) {
        ++*under_way;
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        --*under_way;
    }

    Result<> take(const ExportPage& page) {
        std::vector<sheets::Cell> cells(titles.size());
        for (const auto& row : page.rows) {
            for (std::size_t i = 0; i < titles.size(); ++i) {
                const auto* const value = row.if_contains(titles[i]);
                cells[i] = value == nullptr ? sheets::Cell() : cell_of(*value);
            }
            KIOSK_TRY_VOID(file.add(cells));
        }
        if (page.last) return file.finish();
        return {};
    }
};

class SheetBody final : public http::BodyParts, public std::enable_shared_from_this<SheetBody> {
  public:
    SheetBody(std::shared_ptr<SheetMaker> maker, std::shared_ptr<Work> work, ExportPages pages)
        : maker_(std::move(maker)), work_(std::move(work)), pages_(std::move(pages)) {}

    void next(Done done) override {
        if (made_) return done(piece());
        pages_([weak = weak_from_this(), done = std::move(done)](Result<ExportPage> page) {
            const auto body = weak.lock();
            if (!body) return;  // nobody reads any more
            if (!page) return done(fail(std::move(page).error()));
            body->write(*std::move(page), done);
        });
    }

  private:
    void write(ExportPage page, Done done) {
        asio::post(maker_->pool(), [weak = weak_from_this(), work = work_, page = std::move(page),
                                    &main = maker_->main(), done = std::move(done)]() mutable {
            auto wrote = work->take(page);
            asio::post(main, [weak = std::move(weak), wrote = std::move(wrote), last = page.last,
                              done = std::move(done)]() mutable {
                const auto body = weak.lock();
                if (!body) return;
                if (!wrote) return done(fail(std::move(wrote).error()));
                body->made_ = last;
                body->next(std::move(done));
            });
        });
    }

    Result<std::string> piece() {
        if (!in_.is_open()) in_.open(work_->path, std::ios::binary);
        std::string text(kPieceBytes, '\0');
        in_.read(text.data(), static_cast<std::streamsize>(text.size()));
        if (in_.bad() || !in_.is_open()) return fail(Errc::io_failure, "workbook: not readable");
        text.resize(static_cast<std::size_t>(in_.gcount()));
        return text;
    }

    std::shared_ptr<SheetMaker> maker_;
    std::shared_ptr<Work> work_;
    ExportPages pages_;
    std::ifstream in_;
    bool made_ = false;
};

}  // namespace

SheetMaker::~SheetMaker() {
    pool_.join();
}

Result<std::shared_ptr<http::BodyParts>> SheetMaker::begin(const ExportLook& look,
                                                           ExportPages pages) {
    if (*under_way_ >= kSheetsMax) {
        return fail(Errc::timed_out, "other workbooks are being made: ask again");
    }
    auto path = directory_ / fmt::format("sheet-{}.xlsx", ++made_);
    auto file = KIOSK_TRY(sheets::SheetFile::create(path, look.titles, about(look.meta)));
    auto work = std::make_shared<Work>(std::move(file), std::move(path), look.titles, under_way_);
    return std::make_shared<SheetBody>(shared_from_this(), std::move(work), std::move(pages));
}

}  // namespace kiosk::api
