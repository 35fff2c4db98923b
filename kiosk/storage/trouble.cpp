// kiosk/storage/trouble.cpp — from errors to the codes of the fault catalogue.
#include "kiosk/storage/trouble.hpp"

#include <utility>

namespace kiosk::storage {

core::RepairedRecord repair_of(core::StoredCopy copy, const Trouble& trouble, std::uint64_t records,
                               const std::optional<core::ChainLink>& restored) {
    core::RepairedRecord record;
    record.copy = copy;
    record.code = trouble.code;
    record.first_seq = trouble.first_seq;
    record.records = records;
    record.found = trouble.found;
    record.restored = restored;
    return record;
}

bool is_refusal(const Error& error) {
    return error.code == Errc::no_space || error.code == Errc::denied ||
           error.code == Errc::unavailable || error.code == Errc::locked;
}

std::string_view code_of(const Error& error, While doing) {
    switch (error.code) {
        case Errc::no_space: return kDiskFull;
        case Errc::denied: return kReadOnly;
        case Errc::unavailable:
        case Errc::locked: return kNoResources;
        case Errc::corrupt: return kDamaged;
        case Errc::not_found: return kGone;
        default: return doing == While::reading ? kReadFailed : kWriteFailed;
    }
}

std::string_view words_of(std::string_view code) {
    if (code == kDiskFull) return "the disk is full";
    if (code == kReadOnly) return "the disk refuses writes";
    if (code == kNoResources) return "the system has no memory or no file handles left";
    if (code == kReadFailed) return "the disk failed to read";
    if (code == kDamaged) return "stored data was damaged";
    if (code == kGone) return "a file was removed or replaced";
    if (code == kLost) return "records are damaged in both copies";
    return "the disk failed to write";
}

Error with_code(FileSystem& files, const Path& root, Error error) {
    const bool is_of_disk = error.code == Errc::no_space || error.code == Errc::io_failure;
    if (!is_of_disk || error.context.starts_with("STO-")) return error;
    const std::string_view code = code_of(error, While::writing);
    const auto space = files.space(root);
    const bool has_inodes = !space.has_value() || space->has_inodes;
    const bool is_of_inodes = error.code == Errc::no_space && !has_inodes;
    std::string said(code);
    said += ": ";
    said += is_of_inodes ? kNoInodesWords : words_of(code);
    return std::move(error).in(said);
}

}  // namespace kiosk::storage
