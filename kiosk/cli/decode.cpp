// kiosk/cli/decode.cpp — kioskctl decode: pictures in, one JSON line each out.
//
// Always JSON lines, also on a terminal: this is a contract that other programs build on.
#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "drivers/camera/decode_picture.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

json::object line_of(const std::filesystem::path& file, const drivers::PictureCodes& picture) {
    json::array codes;
    for (const drivers::DecodedCode& code : picture.codes) {
        codes.push_back(json::object{{"text", code.text}, {"format", code.format}});
    }
    return {{"file", file.string()},
            {"codes", std::move(codes)},
            {"ms", std::round(picture.took.count() * 100) / 100}};
}

// One line a file, whatever becomes of it, so that lines and arguments can be paired.
json::object unread_line(const std::filesystem::path& file, const std::string& error) {
    return {{"file", file.string()}, {"codes", json::array()}, {"ms", nullptr}, {"error", error}};
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
        session.terminal.out << json::serialize(line_of(file, *picture)) << '\n';
    }
    return exit_code;
}

}  // namespace kiosk::cli
