// kiosk/base/check.cpp — the last words before an abort.
#include "kiosk/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace kiosk {

void check_failed(std::string_view truth, const char* file, int line) {
    std::fprintf(stderr, "invariant broken: %.*s (%s:%d)\n", static_cast<int>(truth.size()),
                 truth.data(), file, line);
    std::abort();
}

}  // namespace kiosk
