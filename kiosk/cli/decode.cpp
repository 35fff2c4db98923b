// kiosk/cli/decode.cpp — kioskctl decode: pictures in, one JSON line each out.
//
// Always JSON lines, also on a terminal: this is a contract that other programs build on.
#include <optional>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "drivers/camera/decode_picture.hpp"
#include "kiosk/cli/decode_score.hpp"
#include "kiosk/cli/picture_walk.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/utf8.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

// JSON is UTF-8; names of files may be anything.
std::string name_text(const std::filesystem::path& file) {
    return wire::decode_utf8(file.string()) ? file.string() : printable(file.string());
}

json::array codes_of(const drivers::PictureCodes& picture) {
    json::array codes;
    for (const drivers::DecodedCode& code : picture.codes) {
        codes.push_back(json::object{{"text", code.text}, {"format", code.format}});
    }
    return codes;
}

// Written by hand for the times alone: Boost.JSON prints 0.32 as 3.2E-1, which is right and ugly.
std::string fields_of(const drivers::PictureCodes& picture) {
    return fmt::format(R"("codes":{},"ms":{:.2f})", json::serialize(codes_of(picture)),
                       picture.took.count());
}

// One line a file, whatever becomes of it, so that lines and files can be paired.
json::object unread_line(const std::filesystem::path& file, const std::string& error) {
    return {{"file", name_text(file)}, {"codes", json::array()}, {"ms", nullptr}, {"error", error}};
}

class Reading {
  public:
    Reading(const DecodeOptions& options, const ExpectedTexts* expected, const Session& session)
        : compare_(options.compare), expected_(expected), session_(session) {}

    void read(const std::filesystem::path& file) {
        const auto read = compare_ ? drivers::compare_picture(file) : alone(file);
        if (!read) {
            const std::string text = failure_of(read.error()).text;
            exit_code_ = session_.fail({ExitCode::usage, text});
            session_.terminal.out << json::serialize(unread_line(file, text)) << '\n';
            ++refused_;
            return;
        }
        std::string line =
            fmt::format(R"({{"file":{},{})", json::serialize(json::value(name_text(file))),
                        fields_of(read->ladder));
        if (compare_) line += fmt::format(R"(,"plain":{{{}}})", fields_of(read->plain));
        session_.terminal.out << line << "}\n";
        count(ladder_, file, read->ladder);
        count(plain_, file, read->plain);
    }

    // What all of it came to, where there was more than one to be read.
    void sum_up() const {
        if (ladder_.pictures() + refused_ < 2) return;
        session_.terminal.say(fmt::format("{}; {} files are no picture that can be read",
                                          ladder_.to_text(), refused_));
        if (!compare_) return;
        session_.terminal.say(
            fmt::format("{} alone: {}", drivers::decoder_name(), plain_.to_text()));
    }

    [[nodiscard]] ExitCode exit_code() const { return exit_code_; }

  private:
    static Result<drivers::PictureComparison> alone(const std::filesystem::path& file) {
        auto picture = KIOSK_TRY(drivers::decode_picture(file));
        return drivers::PictureComparison{std::move(picture), {}};
    }

    void count(DecodeScore& score, const std::filesystem::path& file,
               const drivers::PictureCodes& picture) const {
        score.add(file, picture.codes, picture.took.count(), expected_);
    }

    bool compare_;
    const ExpectedTexts* expected_;
    const Session& session_;
    DecodeScore ladder_;
    DecodeScore plain_;
    std::size_t refused_ = 0;
    ExitCode exit_code_ = ExitCode::done;
};

}  // namespace

ExitCode run(const DecodeOptions& options, const Session& session) {
    std::optional<ExpectedTexts> expected;
    if (!options.expected.empty()) {
        auto loaded = ExpectedTexts::load(options.expected);
        if (!loaded) return session.fail(failure_of(loaded.error()));
        expected = *std::move(loaded);
    }
    const auto files = picture_files(options.files);
    if (!files) return session.fail({ExitCode::usage, failure_of(files.error()).text});
    Reading reading(options, expected ? &*expected : nullptr, session);
    for (const std::filesystem::path& file : *files) reading.read(file);
    reading.sum_up();
    return reading.exit_code();
}

}  // namespace kiosk::cli
