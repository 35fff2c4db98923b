// kiosk/api/sheet_maker.hpp — workbooks, made on a thread of their own while scans go on.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "kiosk/api/export_body.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/http/body_parts.hpp"

namespace kiosk::api {

inline constexpr int kSheetsMax = 2;  // at once: each takes room on the disk while it is made

class SheetMaker : public std::enable_shared_from_this<SheetMaker> {
  public:
    // `directory` is where files lie while they are made and sent. Made by std::make_shared.
    SheetMaker(boost::asio::io_context& main, std::filesystem::path directory)
        : main_(main), directory_(std::move(directory)) {}
    ~SheetMaker();
    SheetMaker(const SheetMaker&) = delete;
    SheetMaker& operator=(const SheetMaker&) = delete;

    // A workbook of these pages. Main thread. Errc::timed_out while kSheetsMax are being made,
    // Errc::io_failure.
    [[nodiscard]] Result<std::shared_ptr<http::BodyParts>> begin(const ExportLook& look,
                                                                 ExportPages pages);

    [[nodiscard]] boost::asio::io_context& main() { return main_; }
    [[nodiscard]] boost::asio::thread_pool& pool() { return pool_; }

  private:
    boost::asio::io_context& main_;
    std::filesystem::path directory_;
    std::uint64_t made_ = 0;
    std::shared_ptr<std::atomic<int>> under_way_ = std::make_shared<std::atomic<int>>(0);
    boost::asio::thread_pool pool_{1};
};

}  // namespace kiosk::api
