// kiosk/api/backup_api.cpp — asks the station for a backup and tells where it is.
#include "kiosk/api/backup_api.hpp"

#include <chrono>
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/api/query_reader.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using http::Request;
using http::Responder;

// A million records, read back and proved from a slow card, with a guest's record between every two
// pieces.
constexpr std::chrono::hours kBackupTime{1};
constexpr std::size_t kPathMax = 4096;  // bytes; PATH_MAX of Linux

std::string print_backup(const ports::BackupAnswer& answer) {
    json::object document;
    document["path"] = answer.path.string();
    document["records"] = answer.records;
    document["chain"] = answer.chain;
    document["files"] = answer.files;
    document["bytes"] = answer.bytes;
    return json::serialize(document);
}

void back_up(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    const std::filesystem::path to = reader.text("to", kPathMax);
    auto errors = reader.errors();
    if (errors.empty() && !to.empty() && !to.is_absolute()) {
        errors.push_back({"to", "not_absolute", "to is not an absolute path"});
    }
    if (!errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    context->station.backup(to, [request, respond](const Result<ports::BackupAnswer>& answer) {
        respond(answer ? http::json_response(print_backup(*answer))
                       : http::to_response(http::problem_of(answer.error()), request));
    });
}

}  // namespace

void add_backup_route(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = "/api/v1/backup";
    route.summary = "Copy the station's state and prove the copy";
    route.operator_only = true;
    route.answer_time = kBackupTime;
    route.handler = [context](const Request& request, const Responder& respond) {
        back_up(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
