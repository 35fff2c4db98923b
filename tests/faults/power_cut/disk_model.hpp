// tests/faults/power_cut/disk_model.hpp — what a disk may hold when the power goes.
//
// Follows a recording entry by entry. Bytes are certain once a sync of their file has ended that
// began after they were written; names once their directory was synced. All else is uncertain:
// dropped, kept, kept in part, torn at a sector, in any order. A failed sync decides at once
// whether its bytes are lost for ever or have reached the disk; no later sync brings them back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/faults/shim/recording.hpp"

namespace kiosk::faults {

inline constexpr std::size_t kSectorBytes = 512;

// How the uncertain things of one crash state were decided.
enum class Fate : std::uint8_t {
    dropped,    // all
    kept,       // all
    prefix,     // the earlier ones, of all files together
    scattered,  // each write and each name by its own
    torn,       // each sector by its own; of the names the earlier ones
};
inline constexpr int kFates = 5;

enum class FailedSync : std::uint8_t { loses, keeps };

// A state directory as it is found after the crash.
struct DiskImage {
    std::set<std::string> directories;
    std::map<std::string, std::string> files;  // without the zeroes at the end
    std::map<std::string, std::uint64_t> sizes;
};

class DiskModel {
  public:
    explicit DiskModel(FailedSync failed_sync) : failed_sync_(failed_sync) {}

    // Takes a directory as certain, to go on from.
    void load(const std::filesystem::path& directory);

    void apply(const Entry& entry);

    // Things that a crash now would decide.
    [[nodiscard]] std::size_t uncertain() const;

    [[nodiscard]] DiskImage crash(Fate fate, std::mt19937_64& dice) const;

  private:
    enum class Resizes : std::uint8_t { no, to, at_least };
    // A write of `bytes` at `offset`, or the new size `offset`.
    struct Change {
        std::uint64_t number = 0;
        std::uint64_t offset = 0;
        std::string bytes{};
        Resizes resizes = Resizes::no;
    };
    struct File {
        std::string certain;
        std::vector<Change> changes;
    };
    using FilePointer = std::shared_ptr<File>;
    // What became of a name: it began to mean `file`, moved, or went.
    struct NameChange {
        std::uint64_t number = 0;
        Step step = Step::open;
        std::string path{};
        std::string second_path{};
        FilePointer file{};
        bool source_synced = false;  // of a rename between two directories
        bool target_synced = false;
    };
    struct Names {
        std::set<std::string> directories{""};
        std::map<std::string, FilePointer> files;

        void apply(const NameChange& change);
    };
    class Decision;

    void note_open(const Entry& entry);
    void note_change(const Entry& entry, Resizes resizes);
    void note_name(const Entry& entry);
    void end_sync(const Entry& entry, bool succeeded);
    void sync_names(const std::string& directory, std::uint64_t begun);
    static void settle(std::string& content, const Change& change);
    static void tear(std::string& content, const Change& change, Decision& decision);
    [[nodiscard]] static std::string content_of(const File& file, Decision& decision);
    [[nodiscard]] std::set<FilePointer> all_files() const;
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> uncertain_range() const;

    FailedSync failed_sync_;
    std::map<std::int32_t, FilePointer> open_files_;
    std::map<std::int32_t, std::string> open_directories_;
    Names now_;  // as the running system sees them
    Names certain_;
    std::vector<NameChange> name_changes_;
};

}  // namespace kiosk::faults
