// kiosk/storage/verify.hpp — proves a state directory's history, read-only, daemon running or not.
//
// Looks at the journal's chain, at every row, query column, index and page of the database (while
// no daemon owns it), at the station's own signed checkpoints, and at checkpoints that were kept
// elsewhere: the witnesses. Only a witness finds a history that was written anew as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/storage/checkpoint.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/verify_claims.hpp"

namespace kiosk::storage {

// To be printed with every result.
inline constexpr std::string_view kVerifyCannotDetect =
    "Not detectable: what was removed or changed behind the newest head that was kept elsewhere"
    " (--witness) by somebody who can write to this machine. The signing key is not needed for "
    "that:"
    " where the signed heads and the database are deleted, the station makes both anew from the"
    " journal that it finds. Without --witness that is the whole history. Nor are records that "
    "never"
    " reached the station. Without --key the key is believed that lies in the state directory"
    " itself.";

struct Witness {
    std::string name;  // of its file
    std::string text;  // one checkpoint or several
};

struct VerifyRequest {
    Path state;
    std::vector<Witness> witnesses;
    std::optional<NoteKey> key;  // absent: signatures are not judged, only heads
};

struct VerifyReport {
    std::uint64_t records = 0;
    std::uint64_t segments = 0;
    Head head;
    std::optional<Damage> first_bad;    // in the journal
    std::optional<TornTail> torn_tail;  // not an error; while a daemon runs, a write under way
    std::optional<std::uint64_t> rows_compared;  // nothing: see notes
    std::optional<std::string> rows_bad;         // first row that differs from the journal
    std::uint64_t checkpoints = 0;               // of the station itself, genuine and on the chain
    std::optional<Head> newest_checkpoint;
    std::uint64_t witnesses = 0;         // genuine and on the chain
    std::optional<Head> newest_witness;  // all up to it is proved
    std::vector<std::string> findings;   // what contradicts a checkpoint or witness
    std::optional<Suspects> suspects;    // where the first bad record is, from all of the above
    std::vector<std::string> notes;

    // 0: intact; 1: something is damaged or was changed. (2 is for errors: nothing to verify.)
    [[nodiscard]] int exit_code() const {
        return first_bad || rows_bad || !findings.empty() ? 1 : 0;
    }
};

// A copy that is gone although there were records is a finding. Errc::not_found where there is
// nothing to verify, what the system refuses where a copy may not be read, Errc::invalid_input for
// a witness that is none.
[[nodiscard]] Result<VerifyReport> verify_state(FileSystem& files, const VerifyRequest& request,
                                                const core::SignatureVerifier& verifier);

}  // namespace kiosk::storage
