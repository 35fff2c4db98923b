// kiosk/api/imports_api.cpp — the body is in a file already when the handler is called.
#include "kiosk/api/imports_api.hpp"

#include <string>
#include <utility>

#include "kiosk/api/query_reader.hpp"
#include "kiosk/wire/import_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

constexpr std::size_t kHeaderTextMax = 200;  // bytes of a column's header

void import_list(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    ports::ImportRequest import;
    import.file = request.body_file;
    import.dry_run = reader.boolean("dry_run");
    import.keep_good = reader.boolean("keep_good");
    import.allow_shrink = reader.boolean("allow_shrink");
    import.columns = reader.group("column.", kHeaderTextMax);
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    context->station.import_list(
        std::move(import), [request, respond](const Result<ports::ImportAnswer>& answer) {
            respond(answer ? http::json_response(wire::print_import_answer(*answer))
                           : http::to_response(http::problem_of(answer.error()), request));
        });
}

}  // namespace

void add_import_routes(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = "/api/v1/imports";
    route.summary = "Load an attendee list";
    route.body = http::BodyKind::csv_upload;
    route.body_bytes_max = kImportBytesMax;
    route.command = "kioskctl import FILE.csv";
    route.handler = [context](const Request& request, const Responder& respond) {
        import_list(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
