// kiosk/app/kept_twice.cpp — one after the other, and both read at start.
#include "kiosk/app/kept_twice.hpp"

#include <optional>
#include <set>
#include <utility>

#include <spdlog/spdlog.h>

namespace kiosk::app {
namespace {

void tell_lone(const Result<>& kept) {
    if (!kept) spdlog::error("kept in one file only: {}", kept.error().context);
}

using Lines = std::vector<storage::LineTexts>;

// A file that was lost, or missed a line, has all again.
void complete(storage::FileSystem& files, const storage::Path& path, const Lines& has,
              const Lines& other) {
    const std::set<storage::LineTexts> known(has.begin(), has.end());
    std::optional<storage::LineFile> file;
    for (const auto& line : other) {
        if (known.contains(line)) continue;
        if (!file) {
            auto opened = storage::LineFile::open(files, path);
            if (!opened) return tell_lone(fail(std::move(opened).error()));
            file = *std::move(opened);
        }
        if (auto done = file->append(line); !done) return tell_lone(done);
    }
}

}  // namespace

Result<std::unique_ptr<KeptTwice>> KeptTwice::open(storage::FileSystem& files,
                                                   const storage::Path& one,
                                                   const storage::Path& other,
                                                   const KeptLines::RunOnMain& main) {
    std::unique_ptr<KeptTwice> kept(new KeptTwice());
    const auto lines = storage::read_lines(files, one);
    const auto others = storage::read_lines(files, other);
    if (lines && others) {
        complete(files, one, *lines, *others);
        complete(files, other, *others, *lines);
    }
    auto first = KeptLines::open(files, one, main);
    auto second = KeptLines::open(files, other, main);
    if (!first && !second) return fail(std::move(first).error());
    for (const auto* opened : {&first, &second}) {
        if (!*opened) spdlog::error("{}; the other copy is used", opened->error().context);
    }
    if (first) kept->one_ = *std::move(first);
    if (second) kept->other_ = *std::move(second);
    return kept;
}

std::vector<storage::LineTexts> KeptTwice::take_stored() {
    std::vector<storage::LineTexts> lines;
    std::set<storage::LineTexts> known;
    for (const auto& file : {one_.get(), other_.get()}) {
        if (file == nullptr) continue;
        for (auto& line : file->take_stored()) {
            if (known.insert(line).second) lines.push_back(std::move(line));
        }
    }
    return lines;
}

std::function<void(storage::LineTexts, KeptLines::Done)> KeptTwice::hook() {
    if (!one_ || !other_) return one_ ? one_->hook() : other_->hook();
    return [one = one_->hook(), other = other_->hook()](const storage::LineTexts& line,
                                                        KeptLines::Done done) {
        one(line, [other, line, done = std::move(done)](Result<> first) mutable {
            other(line, [first = std::move(first), done = std::move(done)](Result<> second) {
                if (!first && !second) return done(first);
                tell_lone(first);
                tell_lone(second);
                done({});
            });
        });
    };
}

}  // namespace kiosk::app
