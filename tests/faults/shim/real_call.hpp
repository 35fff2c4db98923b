// tests/faults/shim/real_call.hpp — the C library's own function behind one that we replace.
#pragma once

#include <cerrno>

#include <dlfcn.h>

namespace kiosk::faults {

template <class Function>
Function* real_call(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// As the C library reports errors.
inline int failed(int error) {
    errno = error;
    return -1;
}

}  // namespace kiosk::faults
