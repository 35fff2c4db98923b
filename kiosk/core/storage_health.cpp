// kiosk/core/storage_health.cpp — from facts to state, code and sentence.
#include "kiosk/core/storage_health.hpp"

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

StorageState state_of(const StorageFacts& facts) {
    if (!facts.journal_works && !facts.database_works) {
        return facts.hub_keeps_copies ? StorageState::amber_no_copy : StorageState::red;
    }
    const bool both = facts.journal_works && facts.database_works;
    if (!both || facts.free_bytes < kFreeBytesAmber) return StorageState::amber_one_copy;
    return StorageState::green;
}

std::string because(const StorageFacts& facts) {
    return facts.trouble.empty() ? "" : " (" + facts.trouble + ")";
}

std::string free_space(const StorageFacts& facts) {
    return std::to_string(facts.free_bytes >> 20) + " MiB are free";
}

struct Words {
    std::string code;
    std::string sentence;
};

Words words_of_amber(const StorageFacts& facts) {
    if (facts.journal_works && facts.database_works) {
        const bool is_explained = facts.code == "STO-FULL" && !facts.trouble.empty();
        return {"STO-FULL",
                "The disk is nearly full: " + (is_explained ? facts.trouble : free_space(facts)) +
                    ". Go on, and make room now." +
                    (facts.notice.empty() ? "" : " " + facts.notice)};
    }
    if (facts.code == "STO-LOST") {
        return {facts.code, "A stored check-in is lost" + because(facts) +
                                ". New ones are stored once, not twice. Go on and call for help: a"
                                " backup must be restored, or the next start refuses." +
                                (facts.notice.empty() ? "" : " " + facts.notice)};
    }
    const bool wants_room = facts.code == "STO-FULL";
    return {facts.code, "Check-ins are stored once, not twice" + because(facts) +
                            (wants_room ? ". Go on, and make room now; the second copy follows."
                                        : ". Go on; the second copy is being made anew.")};
}

Words words_of_green(const StorageFacts& facts) {
    if (!facts.code.empty()) {
        return {facts.code, "Every check-in is stored twice again: one copy was made anew" +
                                because(facts) + ". Nothing is to be done."};
    }
    if (!facts.notice_code.empty()) {
        return {facts.notice_code, "Every check-in is stored twice. " + facts.notice};
    }
    if (facts.free_bytes < kFreeBytesVeryLow) {
        return {"STO-FULL", "Every check-in is stored twice, but the disk fills up: " +
                                free_space(facts) + ". Make room now."};
    }
    if (facts.free_bytes < kFreeBytesLow) {
        return {"STO-FULL", "Every check-in is stored twice, but the disk fills up: " +
                                free_space(facts) + ". Make room today."};
    }
    return {"", "Every check-in is stored twice."};
}

}  // namespace

StorageHealth judge(const StorageFacts& facts) {
    const StorageState state = state_of(facts);
    Words words;
    switch (state) {
        case StorageState::green: words = words_of_green(facts); break;
        case StorageState::amber_one_copy: words = words_of_amber(facts); break;
        case StorageState::amber_no_copy:
            words = {facts.code, "Check-ins are stored at the hub only" + because(facts) +
                                     ". Go on, slower; call for help."};
            break;
        case StorageState::red:
            words = {facts.code, "Nothing can be stored" + because(facts) +
                                     ". Use the paper list and call for help."};
            break;
    }
    if (state != StorageState::red && facts.oldest_wait > kSlowSync) {
        words = {"STO-SLOW", "Saving takes long. Let nobody in before the screen says so."};
    }
    return {state, std::move(words.code), std::move(words.sentence), facts.free_bytes,
            facts.journal_works};
}

std::string_view name_of(StorageState state) {
    switch (state) {
        case StorageState::green: return "green";
        case StorageState::amber_one_copy: return "amber_one_copy";
        case StorageState::amber_no_copy: return "amber_no_copy";
        case StorageState::red: return "red";
    }
    KIOSK_UNREACHABLE();
}

}  // namespace kiosk::core
