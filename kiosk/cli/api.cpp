// kiosk/cli/api.cpp — targets, parsing, and problems (RFC 9457) as sentences.
#include "kiosk/cli/api.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

std::string target_of(const std::string& path, const Query& query) {
    std::string target = "/api/v1/" + path;
    char separator = '?';
    for (const auto& [name, value] : query) {
        if (!value.empty()) {
            target +=
                fmt::format("{}{}={}", separator, percent_encoded(name), percent_encoded(value));
            separator = '&';
        }
    }
    return target;
}

Failure problem_of(int status, const json::value& problem) {
    std::string text = text_of(problem, "detail");
    if (text.empty()) {
        text = text_of(problem, "title");
    }
    for (const json::value& error : items_of(problem, "errors")) {
        const std::string detail = text_of(error, "detail");
        if (text.find(detail) == std::string::npos) {
            text += (text.empty() ? "" : "; ") + detail;
        }
    }
    if (text.empty()) {
        text = fmt::format("the daemon answered {}", status);
    }
    return {exit_code_of_status(status), printable(text)};
}

Answer<json::value> read_answer(const Result<HttpAnswer>& answer) {
    if (!answer) {
        return std::unexpected(failure_of(answer.error()));
    }
    boost::system::error_code not_json;
    json::value document = json::parse(answer->body, not_json);
    if (exit_code_of_status(answer->status) != ExitCode::done) {
        return std::unexpected(problem_of(answer->status, not_json ? json::value() : document));
    }
    if (not_json) {
        return std::unexpected(
            Failure{ExitCode::failed, "the answer is not JSON: is this kioskd?"});
    }
    return document;
}

}  // namespace

Answer<json::value> Api::get(const std::string& path, const Query& query) {
    return read_answer(client_.get(target_of(path, query)));
}

Answer<std::string> Api::get_bytes(const std::string& path) {
    auto answer = client_.get(target_of(path, {}));
    if (!answer) return std::unexpected(failure_of(answer.error()));
    if (exit_code_of_status(answer->status) == ExitCode::done) return std::move(answer->body);
    boost::system::error_code not_json;
    json::value problem = json::parse(answer->body, not_json);
    return std::unexpected(problem_of(answer->status, not_json ? json::value() : problem));
}

Answer<void> Api::download(const std::string& path, const Query& query, const BytesSink& sink) {
    const auto answer = client_.download(target_of(path, query), sink);
    if (!answer) return std::unexpected(failure_of(answer.error()));
    if (exit_code_of_status(answer->status) == ExitCode::done) return {};
    boost::system::error_code not_json;
    const json::value problem = json::parse(answer->body, not_json);
    return std::unexpected(problem_of(answer->status, not_json ? json::value() : problem));
}

Answer<json::value> Api::post(const std::string& path, const json::value& body, Patience patience) {
    return read_answer(client_.post_json(target_of(path, {}), json::serialize(body), patience));
}

Answer<json::value> Api::upload(const std::string& path, const Query& query,
                                const std::filesystem::path& file) {
    return read_answer(client_.post_file(target_of(path, query), file));
}

Failure failure_of(const Error& error) {
    return {exit_code_of(error.code), printable(error.context)};
}

}  // namespace kiosk::cli
