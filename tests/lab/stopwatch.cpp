// tests/lab/stopwatch.cpp — in the guest: plays a scanner's codes, and times kioskd's verdicts.
//
// Usage: lab_stopwatch PORT DEVICE ENDS CODES
// CODES is a file: of each code one line of hexadecimal per report, and an empty line behind it.
// Report number ENDS, counted from the end, is the one that ends the code. Prints, for each code,
// the microseconds from there to the verdict on a screen's stream of events.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using Report = std::vector<std::uint8_t>;
using Code = std::vector<Report>;

constexpr int kBetweenCodesMs = 250;  // more than five a second, for long, are no people any more

std::vector<Code> codes_of(const char* path) {
    std::ifstream file(path);
    std::vector<Code> codes(1);
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) {
            codes.emplace_back();
            continue;
        }
        Report report(line.size() / 2);
        for (std::size_t at = 0; at < report.size(); ++at) {
            std::from_chars(&line[2 * at], &line[2 * at] + 2, report[at], 16);
        }
        codes.back().push_back(std::move(report));
    }
    if (codes.back().empty()) codes.pop_back();
    return codes;
}

int connect_to(const std::string& port) {
    const int stream = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(stream, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no kioskd");
    }
    const std::string request =
        "GET /api/v1/stream?topics=scan HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    if (write(stream, request.data(), request.size()) < 0) throw std::runtime_error("no stream");
    return stream;
}

// Reads until this text has come; what follows it is of no interest.
void wait_for(int stream, std::string_view text) {
    std::string seen;
    while (seen.find(text) == std::string::npos) {
        char some[4096];
        const auto length = read(stream, some, sizeof some);
        if (length <= 0) throw std::runtime_error("the stream ended");
        seen.append(some, static_cast<std::size_t>(length));
    }
}

// A gadget takes the next report when the host has fetched the one before.
Clock::time_point write_report(int device, const Report& report) {
    pollfd writable{.fd = device, .events = POLLOUT, .revents = 0};
    poll(&writable, 1, -1);
    const auto now = Clock::now();
    if (write(device, report.data(), report.size()) < 0) throw std::runtime_error("no device");
    return now;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() != 5) return EXIT_FAILURE;
    const int device = open(arguments[2], O_WRONLY | O_NOCTTY);
    const auto ends = static_cast<std::size_t>(std::stoi(arguments[3]));
    const int stream = connect_to(arguments[1]);
    wait_for(stream, "event: hello");
    for (const Code& code : codes_of(arguments[4])) {
        poll(nullptr, 0, kBetweenCodesMs);
        Clock::time_point begin;
        for (std::size_t at = 0; at < code.size(); ++at) {
            const auto handed_over = write_report(device, code[at]);
            if (at + ends == code.size()) begin = handed_over;
        }
        wait_for(stream, "event: scan.result");
        const std::chrono::duration<double, std::micro> time = Clock::now() - begin;
        std::cout << static_cast<long>(time.count()) << std::endl;
    }
    return EXIT_SUCCESS;
}
