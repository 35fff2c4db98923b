// kiosk/cli/api.hpp — the daemon's answers as JSON, its refusals as one sentence and an exit code.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/cli/exit_code.hpp"
#include "kiosk/cli/http_client.hpp"

namespace kiosk::cli {

struct Failure {
    ExitCode exit_code = ExitCode::failed;
    std::string text;  // printable, for people
};

template <class T>
using Answer = std::expected<T, Failure>;

// Parameters of a query, in order; values as they are, encoded here. Empty values are left out.
using Query = std::vector<std::pair<std::string, std::string>>;

class Api {
  public:
    explicit Api(Endpoint endpoint) : client_(std::move(endpoint)) {}

    // Path below /api/v1/, such as "status".
    [[nodiscard]] Answer<boost::json::value> get(const std::string& path, const Query& query = {});
    // A long answer, handed on as it comes. What `sink` refuses ends it.
    [[nodiscard]] Answer<void> download(const std::string& path, const Query& query,
                                        const BytesSink& sink);
    // An answer that is no JSON, such as a picture.
    [[nodiscard]] Answer<std::string> get_bytes(const std::string& path);
    [[nodiscard]] Answer<boost::json::value> post(const std::string& path,
                                                  const boost::json::value& body,
                                                  Patience patience = Patience::usual);
    [[nodiscard]] Answer<boost::json::value> upload(const std::string& path, const Query& query,
                                                    const std::filesystem::path& file);

    [[nodiscard]] const Endpoint& endpoint() const { return client_.endpoint(); }

  private:
    HttpClient client_;
};

[[nodiscard]] Failure failure_of(const Error& error);

}  // namespace kiosk::cli
