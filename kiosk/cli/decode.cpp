// kiosk/cli/decode.cpp — kioskctl decode: pictures in, one JSON line each out.
//
// Always JSON lines, also on a terminal: this is a contract that other programs build on.
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "drivers/camera/decode_picture.hpp"
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

// Written by hand for the time alone: Boost.JSON prints 0.32 as 3.2E-1, which is right and ugly.
std::string line_of(const std::filesystem::path& file, const drivers::PictureCodes& picture) {
    json::array codes;
    for (const drivers::DecodedCode& code : picture.codes) {
        codes.push_back(json::object{{"text", code.text}, {"format", code.format}});
    }
    return fmt::format(R"({{"file":{},"codes":{},"ms":{:.2f}}})",
                       json::serialize(json::value(name_text(file))), json::serialize(codes),
                       picture.took.count());
}

// One line a file, whatever becomes of it, so that lines and arguments can be paired.
json::object unread_line(const std::filesystem::path& file, const std::string& error) {
    return {{"file", name_text(file)}, {"codes", json::array()}, {"ms", nullptr}, {"error", error}};
}

}  // namespace

ExitCode run(const DecodeOptions& options, const Session& session) {
    ExitCode exit_code = ExitCode::done;
    for (const std::filesystem::path& file : options.files) {
        const auto picture = drivers::decode_picture(file);
        if (!picture) {
            const std::string text = failure_of(picture.error()).text;
            exit_code = session.fail({ExitCode::usage, text});
            session.terminal.out << json::serialize(unread_line(file, text)) << '\n';
            continue;
        }
        session.terminal.out << line_of(file, *picture) << '\n';
    }
    return exit_code;
}

}  // namespace kiosk::cli
