// kiosk/api/api_server.cpp — puts routes, feed and server together.
#include "kiosk/api/api_server.hpp"

#include <utility>

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/attendees_api.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/backup_api.hpp"
#include "kiosk/api/devices_api.hpp"
#include "kiosk/api/exports_api.hpp"
#include "kiosk/api/imports_api.hpp"
#include "kiosk/api/metrics_api.hpp"
#include "kiosk/api/muster_api.hpp"
#include "kiosk/api/openapi.hpp"
#include "kiosk/api/pages.hpp"
#include "kiosk/api/people_api.hpp"
#include "kiosk/api/preview_api.hpp"
#include "kiosk/api/route_roles.hpp"
#include "kiosk/api/scan_log_api.hpp"
#include "kiosk/api/scans_api.hpp"
#include "kiosk/api/security_headers.hpp"
#include "kiosk/api/session_api.hpp"
#include "kiosk/api/sheet_maker.hpp"
#include "kiosk/api/shop_api.hpp"
#include "kiosk/api/stats_api.hpp"
#include "kiosk/api/status_api.hpp"
#include "kiosk/api/supervisor_api.hpp"
#include "kiosk/api/undo_api.hpp"
#include "kiosk/api/walk_ins_api.hpp"
#include "kiosk/api/web_root.hpp"
#include "kiosk/http/server.hpp"

namespace kiosk::api {

struct ApiServer::Parts {
    boost::asio::io_context& io;
    ApiSettings settings;
    SharedContext context;
    EventsFeed feed;
    std::shared_ptr<SheetMaker> sheets;
    std::unique_ptr<http::Server> server;

    Parts(boost::asio::io_context& io_context, ports::StationPort& station,
          const ports::Clock& clock, ports::Doorkeeper& doorkeeper, ApiSettings given)
        : io(io_context),
          settings(std::move(given)),
          context(std::make_shared<const ApiContext>(
              ApiContext{station, clock, doorkeeper, settings.time_text, settings.boot})),
          feed(context),
          sheets(std::make_shared<SheetMaker>(io, settings.upload_directory)) {}

    [[nodiscard]] http::Router router() {
        http::Router router;
        add_pages(router, settings.web_root);
        add_session_routes(router, context);
        add_people_routes(router, context);
        add_status_routes(router, context);
        add_stats_routes(router, context);
        add_metrics_route(router, context, feed);
        add_export_routes(router, context, sheets);
        add_stream_route(router, feed);
        add_scan_routes(router, context);
        add_scan_log_routes(router, context);
        add_undo_route(router, context);
        add_walk_in_route(router, context);
        add_supervisor_routes(router, context);
        add_muster_route(router, context);
        add_attendee_routes(router, context);
        add_import_routes(router, context);
        add_backup_route(router, context);
        add_device_routes(router, context, feed, settings.fleet);
        add_preview_route(router, context);
        add_shop_routes(router, settings.shop);
        const auto description = std::make_shared<std::string>();
        add_openapi_route(router, description);
        give_roles(router);
        *description = print_openapi(router);
        return router;
    }

    [[nodiscard]] Result<http::ServerSettings> server_settings() const {
        http::ServerSettings out;
        for (const auto& text : settings.listen) {
            out.listen.push_back(KIOSK_TRY(http::parse_listen_address(text)));
        }
        out.public_origin = settings.public_origin;
        out.unix_socket = settings.unix_socket;
        out.upload_directory = settings.upload_directory;
        out.common_headers = security_headers();
        out.boot = settings.boot;
        out.authenticate = authenticate_by(context);
        out.limits = settings.limits;
        out.report = settings.report;
        return out;
    }
};

ApiServer::ApiServer(boost::asio::io_context& context, ports::StationPort& station,
                     const ports::Clock& clock, ports::Doorkeeper& doorkeeper, ApiSettings settings)
    : parts_(std::make_unique<Parts>(context, station, clock, doorkeeper, std::move(settings))) {}

ApiServer::~ApiServer() = default;

Result<> ApiServer::start() {
    const auto& web_root = parts_->settings.web_root;
    if (!web_root.empty()) KIOSK_TRY_VOID(check_web_root(web_root));
    auto settings = KIOSK_TRY(parts_->server_settings());
    parts_->server =
        std::make_unique<http::Server>(parts_->io, parts_->router(), std::move(settings));
    return parts_->server->start();
}

std::vector<std::string> ApiServer::addresses() const {
    return parts_->server ? parts_->server->addresses() : std::vector<std::string>();
}

EventsFeed& ApiServer::feed() {
    return parts_->feed;
}

http::Router ApiServer::routes() {
    return parts_->router();
}

void ApiServer::stop() {
    if (parts_->server) parts_->server->stop();
}

}  // namespace kiosk::api
