// tests/unit/storage/no_handles.hpp — for a while this process can open no file.
#pragma once

#include <sys/resource.h>

#include "kiosk/base/check.hpp"

namespace kiosk::testing {

class NoHandles {
  public:
    NoHandles() {
        KIOSK_CHECK(::getrlimit(RLIMIT_NOFILE, &before_) == 0, "the limit can be read");
        set({3, before_.rlim_max});  // standard input, output and error have the handles below
    }
    ~NoHandles() { set(before_); }
    NoHandles(const NoHandles&) = delete;
    NoHandles& operator=(const NoHandles&) = delete;

  private:
    static void set(const rlimit& limit) {
        KIOSK_CHECK(::setrlimit(RLIMIT_NOFILE, &limit) == 0, "the limit can be set");
    }

    rlimit before_{};
};

}  // namespace kiosk::testing
