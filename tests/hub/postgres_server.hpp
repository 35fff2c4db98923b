// tests/hub/postgres_server.hpp — a real PostgreSQL in a folder of its own, for the tests of the
// hub.
//
// Not as root: PostgreSQL refuses that, so root's tests run it as nobody. It listens on a UNIX
// socket in that folder only, and ends with the test, however that ends.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace kiosk::testing {

class PostgresServer {
  public:
    // Where the programs of the newest PostgreSQL are; empty: none is installed.
    [[nodiscard]] static std::filesystem::path programs();

    enum class Disk { careless, careful };  // careful: fsync, as for measurements

    // Made anew, with the roles kiosk_owner and kiosk_hub; running, though it may take a moment
    // until it answers. Throws what went wrong.
    explicit PostgresServer(Disk disk = Disk::careless);
    // A standby that streams from that server.
    struct StandbyOf {
        const PostgresServer& primary;
    };
    explicit PostgresServer(StandbyOf primary);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // For libpq.
    [[nodiscard]] std::string address(std::string_view role, std::string_view database) const;
    // A new empty database that belongs to kiosk_owner.
    [[nodiscard]] std::string make_database();
    // As the superuser; the last value of the answer as psql prints it. Throws on an error.
    std::string sql(const std::string& text, const std::string& database = "postgres") const;

    // Runs a program to its end; what it said. Throws that, if it failed.
    std::string run(const std::vector<std::string>& command) const;

    void stop_at_once();  // as a power cut would
    void start();
    void launch();  // without waiting until it answers; from the thread of the test
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    void make_folder();

    std::filesystem::path folder_;
    Disk disk_ = Disk::careless;
    pid_t process_ = -1;
    int databases_ = 0;
};

}  // namespace kiosk::testing
