// tests/fuzz/short_run_main.cpp — runs a fuzz target on its corpus and on mutations, no libFuzzer.
//
// A short run for every build: it follows no coverage, so that the long form (./dev fuzz) finds
// more. An input that crashes is written to crash-input in the working folder.
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using Random = std::mt19937_64;

constexpr int kMutations = 200'000;
constexpr std::size_t kMaxBytes = 64 * 1024;

// Read by the handler of a crash, which may not allocate.
const std::string* running = nullptr;

void keep_input(int signal_number) {
    const int file = ::open("crash-input", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0 && running != nullptr) {
        [[maybe_unused]] const auto written = ::write(file, running->data(), running->size());
    }
    std::signal(signal_number, SIG_DFL);
    std::raise(signal_number);
}

void run(const std::string& input) {
    running = &input;
    // The target takes bytes as unsigned; a file is read as characters.
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::size_t below(std::size_t limit, Random& random) {
    return limit == 0 ? 0 : random() % limit;
}

// Bytes that parsers treat as something: ends, signs, brackets, the edges of UTF-8.
char telling_byte(Random& random) {
    static constexpr std::string_view kBytes("\0\n\r \",:;[]{}-+.09azAZ%\\/\x1d\x7f\x80\xc2\xff",
                                             32);
    return kBytes[below(kBytes.size(), random)];
}

std::string piece_of(const std::string& text, Random& random) {
    const auto from = below(text.size(), random);
    return text.substr(from, 1 + below(std::min<std::size_t>(text.size() - from, 32), random));
}

void mutate(std::string& input, const std::vector<std::string>& corpus, Random& random) {
    const auto at = below(input.size() + 1, random);
    const bool inside = at < input.size();
    switch (random() % 7) {
        case 0:
            if (inside) input[at] = static_cast<char>(input[at] ^ (1 << (random() % 8)));
            break;
        case 1:
            if (inside) input[at] = telling_byte(random);
            break;
        case 2: input.insert(at, 1, telling_byte(random)); break;
        case 3: input.erase(at, 1 + below(16, random)); break;
        case 4: input.insert(at, piece_of(input, random)); break;  // something twice
        case 5: input.insert(at, piece_of(corpus[below(corpus.size(), random)], random)); break;
        default: input.resize(at); break;
    }
    if (input.size() > kMaxBytes) input.resize(kMaxBytes);
}

std::vector<std::string> read_corpus(const char* folder) {
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::ranges::sort(files);  // the same seed makes the same inputs on every machine
    std::vector<std::string> corpus;
    for (const auto& file : files) {
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream bytes;
        bytes << stream.rdbuf();
        corpus.push_back(bytes.str());
        std::printf("%s\n", file.filename().c_str());
        std::fflush(stdout);  // the name of a file that crashes must be seen
        run(corpus.back());
    }
    return corpus;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: NAME_fuzz CORPUS_FOLDER; KIOSK_SEED repeats a run\n", stderr);
        return 2;
    }
    for (const int crash : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
        std::signal(crash, keep_input);
    }
    const auto corpus = read_corpus(argv[1]);
    if (corpus.empty()) {
        std::fputs("no files: a test that cannot fail\n", stderr);
        return 1;
    }
    std::uint64_t seed = 1;
    if (const char* const wanted = std::getenv("KIOSK_SEED"); wanted != nullptr) {
        std::from_chars(wanted, wanted + std::strlen(wanted), seed);
    }
    Random random(seed);
    for (int made = 0; made < kMutations; ++made) {
        std::string input = corpus[below(corpus.size(), random)];
        do {
            mutate(input, corpus, random);
        } while (random() % 3 == 0);  // most often one, so that much still parses
        run(input);
    }
    std::printf("seed %llu: %zu files, %d mutations\n", static_cast<unsigned long long>(seed),
                corpus.size(), kMutations);
    return 0;
}
