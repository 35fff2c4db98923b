// kiosk/hub/upload.cpp — limits, links and readings.
#include "kiosk/hub/upload.hpp"

#include <utility>

#include "kiosk/crypto/journal_chain.hpp"

namespace kiosk::hub {
namespace {

Result<> check_limits(const Upload& upload) {
    const std::size_t count = upload.records.size();
    if (count == 0) return fail(Errc::invalid_input, "upload: no records");
    if (count > kUploadRecordsMax) {
        return fail(Errc::too_large, "upload: " + std::to_string(count) + " records, limit " +
                                         std::to_string(kUploadRecordsMax));
    }
    if (upload.first_seq == 0 || upload.first_seq > kSequenceMax - count) {
        return fail(Errc::invalid_input,
                    "upload: sequence " + std::to_string(upload.first_seq) + " is out of range");
    }
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t size = upload.records[i].payload.size();
        if (size == 0 || size > core::kRecordPayloadMax) {
            return fail(Errc::too_large, "upload: record " + std::to_string(upload.first_seq + i) +
                                             " has " + std::to_string(size) +
                                             " bytes, expected 1 to " +
                                             std::to_string(core::kRecordPayloadMax));
        }
        bytes += size;
    }
    if (bytes > kUploadBytesMax) {
        return fail(Errc::too_large, "upload: " + std::to_string(bytes) + " bytes, limit " +
                                         std::to_string(kUploadBytesMax));
    }
    return {};
}

}  // namespace

Result<> check_upload(const Upload& upload) {
    KIOSK_TRY_VOID(check_limits(upload));
    if (upload.first_seq == 1 && upload.before != crypto::genesis_link(upload.journal)) {
        return fail(Errc::invalid_input, "upload: record 1 does not begin this journal");
    }
    core::ChainLink before = upload.before;
    for (std::size_t i = 0; i < upload.records.size(); ++i) {
        const auto& [payload, chain] = upload.records[i];
        const std::uint64_t seq = upload.first_seq + i;
        if (chain != crypto::next_link(before, seq, payload)) {
            return fail(Errc::invalid_input,
                        "upload: the chain breaks at record " + std::to_string(seq));
        }
        before = chain;
    }
    return {};
}

Reading read(const Upload& upload, std::size_t index) {
    auto record = core::decode_record(upload.records[index].payload);
    if (!record) return {.problem = std::move(record).error().context};
    auto origin = origin_to_learn(*record, upload.journal, upload.first_seq + index);
    return {.record = *std::move(record), .origin = std::move(origin)};
}

}  // namespace kiosk::hub
