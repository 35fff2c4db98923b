// tests/unit/app/list_import_fixture.hpp — imports of lists in a test, into a folder of their own.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "kiosk/app/list_import.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::app {

class ListImportTest : public ::testing::Test {
  protected:
    ListImportTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "import-XXXXXX").string();
        dir_ = mkdtemp(pattern.data());
        std::filesystem::create_directory(dir_ / "roster");
    }
    ~ListImportTest() override { std::filesystem::remove_all(dir_); }

    Result<ListImportResult> import(const std::string& csv, ports::ImportRequest request = {}) {
        request.file = dir_ / "list.csv";
        std::ofstream(request.file, std::ios::binary) << csv;
        auto result = import_list({.request = request,
                                   .before = before_,
                                   .roster_directory = dir_ / "roster",
                                   .zone = {},
                                   .now = testing::kNine},
                                  hasher_);
        if (result && result->roster) before_ = result->roster;
        return result;
    }

    static std::string rows(int count) {
        std::string csv = "code,name,product\n";
        for (int i = 0; i < count; ++i) {
            csv += "code" + std::to_string(1000 + i) + ",Ama,Conference\n";
        }
        return csv;
    }

    std::filesystem::path dir_;
    testing::FakeHasher hasher_;
    std::shared_ptr<const core::Roster> before_;
};

}  // namespace kiosk::app
