// tests/hub/postgres_server.cpp — initdb, postgres, psql and pg_basebackup as an unprivileged user.
#include "tests/hub/postgres_server.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::testing {
namespace {

constexpr int kOldest = 15;

[[noreturn]] void refuse(const std::string& what) {
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

// nobody, where this is root; nothing otherwise.
const passwd* other_user() {
    return geteuid() == 0 ? getpwnam("nobody") : nullptr;
}

// Between fork and exec. The signal comes when the test ends, also by a crash.
void become_unprivileged(int signal_at_end) {
    if (const passwd* user = other_user()) {
        if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
            _exit(126);
        }
    }
    prctl(PR_SET_PDEATHSIG, signal_at_end);
}

std::vector<char*> arguments_of(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const auto& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
    arguments.push_back(nullptr);
    return arguments;
}

pid_t spawn(const std::vector<std::string>& command, int output, int signal_at_end,
            const std::filesystem::path& folder) {
    auto arguments = arguments_of(command);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) refuse("fork");
    if (child > 0) return child;
    become_unprivileged(signal_at_end);
    if (getppid() != parent || chdir(folder.c_str()) != 0) _exit(126);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) refuse("waitpid");
    }
    return status;
}

std::string read_all(int source) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = read(source, part.data(), part.size())) > 0;) {
        text.append(part.data(), static_cast<std::size_t>(got));
    }
    return text;
}

}  // namespace

std::filesystem::path PostgresServer::programs() {
    int newest = kOldest - 1;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
        const std::string name = entry.path().filename();
        int version = 0;
        std::from_chars(name.data(), name.data() + name.size(), version);
        if (std::filesystem::exists(entry.path() / "bin/initdb"))
            newest = std::max(newest, version);
    }
    if (newest < kOldest) return {};
    return "/usr/lib/postgresql/" + std::to_string(newest) + "/bin";
}

void PostgresServer::make_folder() {
    std::string name = std::filesystem::temp_directory_path() / "kiosk-pg-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) refuse("mkdtemp " + name);
    folder_ = name;
    const passwd* user = other_user();
    if (user != nullptr && chown(name.c_str(), user->pw_uid, user->pw_gid) != 0) refuse("chown");
}

PostgresServer::PostgresServer(Disk disk) : disk_(disk) {
    make_folder();
    run({programs() / "initdb", "--pgdata=" + (folder_ / "data").string(), "--auth=trust",
         "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C"});
    start();
    sql("CREATE ROLE kiosk_owner LOGIN; CREATE ROLE kiosk_hub LOGIN;");
}

PostgresServer::PostgresServer(StandbyOf standby) {
    make_folder();
    run({programs() / "pg_basebackup", "--host=" + standby.primary.folder_.string(),
         "--username=postgres", "--pgdata=" + (folder_ / "data").string(), "--write-recovery-conf",
         "--wal-method=stream", "--checkpoint=fast", "--no-sync"});
    start();
}

PostgresServer::~PostgresServer() {
    stop_at_once();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void PostgresServer::launch() {
    const int log =
        open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (log < 0) refuse("open the log");
    std::vector<std::string> command{programs() / "postgres",
                                     "-D",
                                     folder_ / "data",
                                     "-c",
                                     "listen_addresses=",
                                     "-c",
                                     "unix_socket_directories=" + folder_.string(),
                                     "-c",
                                     "shared_buffers=32MB",
                                     "-c",
                                     "max_connections=60",
                                     "-c",
                                     "wal_level=replica"};
    if (disk_ == Disk::careless) {
        command.insert(command.end(), {"-c", "fsync=off", "-c", "full_page_writes=off"});
    }
    process_ = spawn(command, log, SIGQUIT, folder_);
    close(log);
}

void PostgresServer::start() {
    launch();
    // It answers when it is ready; a test that is never answered hangs no longer than ctest lets
    // it.
    while (true) {
        const int status = wait_for(spawn({programs() / "pg_isready", "-q", "-h", folder_},
                                          STDERR_FILENO, SIGKILL, folder_));
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
        if (waitpid(process_, nullptr, WNOHANG) == process_) {
            process_ = -1;
            throw std::runtime_error("PostgreSQL ended: see " + (folder_ / "log").string());
        }
    }
}

void PostgresServer::stop_at_once() {
    if (process_ < 0) return;
    kill(process_, SIGQUIT);
    wait_for(process_);
    process_ = -1;
}

std::string PostgresServer::run(const std::vector<std::string>& command) const {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) refuse("pipe");
    const pid_t child = spawn(command, ends[1], SIGKILL, folder_);
    close(ends[1]);
    std::string said = read_all(ends[0]);
    close(ends[0]);
    const int status = wait_for(child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error(command.front() + ": " + said);
    }
    return said;
}

std::string PostgresServer::address(std::string_view role, std::string_view database) const {
    return "host=" + folder_.string() + " user=" + std::string(role) +
           " dbname=" + std::string(database);
}

std::string PostgresServer::make_database() {
    const std::string name = "venue_" + std::to_string(++databases_);
    sql("CREATE DATABASE " + name + " OWNER kiosk_owner");
    return name;
}

std::string PostgresServer::sql(const std::string& text, const std::string& database) const {
    std::string said = run({programs() / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                            "-c", text, address("postgres", database)});
    while (said.ends_with('\n')) said.pop_back();
    return said;
}

}  // namespace kiosk::testing
