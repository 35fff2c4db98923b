// kiosk/cli/picture_walk.cpp — one walk a folder, sorted, so that two runs compare.
#include "kiosk/cli/picture_walk.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/core.h>

namespace kiosk::cli {
namespace fs = std::filesystem;

Result<std::vector<fs::path>> picture_files(const std::vector<fs::path>& named, std::size_t limit) {
    std::vector<fs::path> files;
    for (const fs::path& one : named) {
        std::error_code problem;
        if (!fs::is_directory(one, problem)) {
            files.push_back(one);
            continue;
        }
        const std::size_t before = files.size();
        constexpr auto kOptions = fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator entry(one, kOptions, problem), end;
             !problem && entry != end && files.size() <= limit; entry.increment(problem)) {
            std::error_code gone;
            if (entry->is_regular_file(gone)) files.push_back(entry->path());
        }
        std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
    }
    if (files.size() > limit) {
        return fail(Errc::too_large, fmt::format("more than {} files were named", limit));
    }
    return files;
}

}  // namespace kiosk::cli
