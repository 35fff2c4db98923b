// kiosk/base/error.cpp — sentences and names of error codes.
#include "kiosk/base/error.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

namespace kiosk {

std::string_view describe(Errc code) {
    switch (code) {
        case Errc::invalid_input: return "The input is not acceptable.";
        case Errc::too_large: return "The input is larger than its limit.";
        case Errc::not_found: return "The thing named does not exist.";
        case Errc::conflict: return "It exists already or was changed meanwhile.";
        case Errc::locked: return "Another process is using it.";
        case Errc::denied: return "Permission was denied.";
        case Errc::no_space: return "The disk is full.";
        case Errc::io_failure: return "The device or file system failed.";
        case Errc::corrupt: return "Stored data is damaged.";
        case Errc::unsupported: return "This version does not support it.";
        case Errc::unavailable: return "It does not answer now.";
        case Errc::timed_out: return "It did not answer in time.";
    }
    return "An unknown error occurred.";
}

std::string_view name_of(Errc code) {
    switch (code) {
        case Errc::invalid_input: return "invalid_input";
        case Errc::too_large: return "too_large";
        case Errc::not_found: return "not_found";
        case Errc::conflict: return "conflict";
        case Errc::locked: return "locked";
        case Errc::denied: return "denied";
        case Errc::no_space: return "no_space";
        case Errc::io_failure: return "io_failure";
        case Errc::corrupt: return "corrupt";
        case Errc::unsupported: return "unsupported";
        case Errc::unavailable: return "unavailable";
        case Errc::timed_out: return "timed_out";
    }
    return "unknown";
}

Error Error::in(std::string_view outer) && {
    std::string joined(outer);
    joined += ": ";
    joined += context;
    return {code, std::move(joined)};
}

Errc errc_from_errno(int error_number) {
    switch (error_number) {
        case ENOENT:
        case ENOTDIR:
        case ENODEV:
        case ENXIO: return Errc::not_found;
        case EEXIST: return Errc::conflict;
        case EACCES:
        case EPERM:
        case EROFS: return Errc::denied;
        case EBUSY: return Errc::locked;
        case ENOSPC:
        case EDQUOT: return Errc::no_space;
        case ETIMEDOUT: return Errc::timed_out;
        case ECONNREFUSED:
        case EAGAIN:
        case EMFILE:
        case ENFILE:
        case ENOMEM: return Errc::unavailable;
        default: return Errc::io_failure;
    }
}

Error system_error(std::string_view what, int error_number) {
    std::string context(what);
    context += ": ";
    context += std::generic_category().message(error_number);
    return {errc_from_errno(error_number), std::move(context)};
}

}  // namespace kiosk
