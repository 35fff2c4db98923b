// tests/fuzz/replay_main.cpp — runs a fuzz target on every file of a folder, without libFuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: replay CORPUS_FOLDER\n", stderr);
        return 2;
    }
    std::size_t files = 0;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1], problem)) {
        if (!entry.is_regular_file()) continue;
        std::printf("%s\n", entry.path().filename().c_str());
        std::fflush(stdout);  // the name of a file that crashes must be seen
        std::ifstream stream(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << stream.rdbuf();
        const std::string input = bytes.str();
        // The target takes bytes as unsigned; a file is read as characters.
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
        ++files;
    }
    std::printf("%zu files\n", files);
    return files > 0 ? 0 : 1;  // an empty folder would be a test that cannot fail
}
