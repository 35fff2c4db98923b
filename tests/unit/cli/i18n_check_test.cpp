// tests/unit/cli/i18n_check_test.cpp — a translator is told what is missing, by words and by code.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "kiosk/words/pack_files.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;

class I18nCheck : public testing::Test {
  protected:
    // The English pack of the program with one text replaced.
    [[nodiscard]] std::string written(std::string_view text, std::string_view instead) const {
        std::string pack(words::pack_files().front().content);
        const std::size_t at = pack.find(text);
        EXPECT_NE(at, std::string::npos) << text;
        pack.replace(at, text.size(), instead);
        std::ofstream(file_) << pack;
        return file_.string();
    }

    std::filesystem::path file_ = std::filesystem::path(testing::TempDir()) / "pack.json";
};

TEST_F(I18nCheck, the_packs_of_the_program_are_complete) {
    const Said said = run_words({"i18n", "check"}, {});
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.out;
    EXPECT_THAT(said.out, HasSubstr("fr Français: "));
    EXPECT_THAT(said.out, HasSubstr("sw Kiswahili (draft): "));
    EXPECT_THAT(said.out, HasSubstr(" texts, 0 to mend"));
}

TEST_F(I18nCheck, each_finding_is_one_line_and_the_code_says_failed) {
    const Said said =
        run_words({"i18n", "check", "--pack", written("\"GO\"", "\"LET THEM IN\"")}, {});
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_THAT(said.out, HasSubstr("en: verdicts.go is 11 glyphs, limit 6\n"));
    EXPECT_THAT(said.out, HasSubstr("1 to mend"));
}

TEST_F(I18nCheck, programs_read_json) {
    const Said said =
        run_words({"i18n", "check", "--json", "--pack", written("\"go\":", "\"went\":")}, {});
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_THAT(said.out, HasSubstr(R"({"kind":"gap","key":"verdicts.go",)"));
    EXPECT_THAT(said.out, HasSubstr(R"({"kind":"unknown","key":"verdicts.went",)"));
}

TEST_F(I18nCheck, what_cannot_be_read_is_named) {
    const Said absent = run_words({"i18n", "check", "--pack", "no-such.json"}, {});
    EXPECT_EQ(absent.exit_code, ExitCode::usage);
    EXPECT_THAT(absent.talk, HasSubstr("no-such.json: cannot be read"));
    const Said broken = run_words({"i18n", "check", "--pack", written("{", "[")}, {});
    EXPECT_EQ(broken.exit_code, ExitCode::usage);
    EXPECT_THAT(broken.talk, HasSubstr("not JSON"));
    EXPECT_EQ(run_words({"i18n"}, {}).exit_code, ExitCode::usage);
}

}  // namespace
}  // namespace kiosk::cli
