// tests/unit/http/test_server.cpp — routes that answer at once, later, never, and wrongly.
#include "tests/unit/http/test_server.hpp"

#include "kiosk/http/body_parts.hpp"

namespace kiosk::http {
namespace {

Route a_route(Method method, std::string pattern, Handler handler) {
    Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.least_role = ports::Role::nobody;
    route.handler = std::move(handler);
    return route;
}

// So many parts of their number, each later than it was asked for; then the end, or an error.
class CountedParts final : public BodyParts {
  public:
    CountedParts(boost::asio::io_context& context, int parts, bool fails)
        : context_(context), left_(parts), fails_(fails) {}

    void next(std::function<void(Result<std::string>)> done) override {
        boost::asio::post(context_, [this, done = std::move(done)] {
            if (left_ > 0) return done("part " + std::to_string(left_--) + "\n");
            if (fails_) return done(fail(Errc::io_failure, "no disk"));
            done(std::string());
        });
    }

  private:
    boost::asio::io_context& context_;
    int left_;
    bool fails_;
};

Response parts_of(boost::asio::io_context& context, int parts, bool fails) {
    Response response;
    response.content_type = "text/csv";
    response.parts = std::make_shared<CountedParts>(context, parts, fails);
    return response;
}

}  // namespace

TestServer::TestServer(Limits limits)
    : work_(context_.get_executor()), events_(std::make_unique<EventSource>("b7")) {
    ServerSettings settings;
    settings.listen = {{"127.0.0.1", 0}};
    settings.unix_socket = socket_path();
    settings.upload_directory = directory_.path();
    settings.common_headers = {{"X-Content-Type-Options", "nosniff"}};
    settings.boot = "b7";
    settings.limits = limits;
    settings.report = [this](std::string_view text) { reports_ += std::string(text) + "\n"; };
    server_ = std::make_unique<Server>(context_, routes(), std::move(settings));
    const auto started = server_->start();
    if (!started) throw std::runtime_error(started.error().context);
    port_ = port_of(server_->addresses().front());
    thread_ = std::thread([this] { context_.run(); });
}

TestServer::~TestServer() {
    on_loop([this] {
        events_->close();
        server_.reset();
    });
    work_.reset();
    thread_.join();
}

Router TestServer::routes() {
    Router router;
    router.add(a_route(Method::get, "/hello", [](const Request&, const Responder& respond) {
        respond(json_response("\"hello\""));
    }));
    router.add(
        a_route(Method::get, "/item/{id}", [](const Request& request, const Responder& respond) {
            respond(json_response(request.path_parameters.at("id")));
        }));
    router.add(a_route(Method::get, "/later", [this](const Request&, const Responder& respond) {
        waiting_.push_back(respond);
    }));
    router.add(a_route(Method::get, "/forgotten", [](const Request&, const Responder&) {}));
    router.add(a_route(Method::get, "/broken", [](const Request&, const Responder&) {
        throw std::runtime_error("secret detail");
    }));
    router.add(
        a_route(Method::get, "/stream", [this](const Request& request, const Responder& respond) {
            Response response;
            response.content_type = "text/event-stream";
            response.events =
                events_->subscribe({}, request.header("last-event-id").value_or(""), "{}");
            respond(std::move(response));
        }));
    router.add(a_route(Method::get, "/parts", [this](const Request&, const Responder& respond) {
        respond(parts_of(context_, 2, /*fails=*/false));
    }));
    router.add(a_route(Method::get, "/torn", [this](const Request&, const Responder& respond) {
        respond(parts_of(context_, 1, /*fails=*/true));
    }));
    Route echo =
        a_route(Method::post, "/echo", [](const Request& request, const Responder& respond) {
            respond(json_response(request.body));
        });
    echo.body = BodyKind::json;
    router.add(std::move(echo));
    Route upload =
        a_route(Method::post, "/upload", [](const Request& request, const Responder& respond) {
            respond(json_response(std::to_string(std::filesystem::file_size(request.body_file))));
        });
    upload.body = BodyKind::csv_upload;
    upload.body_bytes_max = 1024 * 1024;
    upload.operator_only = true;
    router.add(std::move(upload));
    return router;
}

}  // namespace kiosk::http
