// tests/faults/power_cut/disk_model.cpp — follows writes, syncs and names.
#include "tests/faults/power_cut/disk_model.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kiosk::faults {
namespace {

std::string parent_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

bool is_within(const std::string& path, const std::string& directory) {
    return path == directory || path.starts_with(directory + "/");
}

}  // namespace

void DiskModel::Names::apply(const NameChange& change) {
    if (change.step == Step::open) {
        files[change.path] = change.file;
    } else if (change.step == Step::make_directory) {
        directories.insert(change.path);
    } else if (change.step == Step::unlink) {
        files.erase(change.path);
        directories.erase(change.path);
    } else if (files.contains(change.path)) {
        files[change.second_path] = files[change.path];
        files.erase(change.path);
    } else if (directories.contains(change.path)) {
        const auto moved = [&](const std::string& path) {
            return change.second_path + path.substr(change.path.size());
        };
        std::map<std::string, FilePointer> all;
        for (const auto& [path, file] : files) {
            all[is_within(path, change.path) ? moved(path) : path] = file;
        }
        std::set<std::string> others;
        for (const auto& path : directories) {
            others.insert(is_within(path, change.path) ? moved(path) : path);
        }
        files = std::move(all);
        directories = std::move(others);
    }
}

void DiskModel::load(const std::filesystem::path& directory) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        const auto relative = std::filesystem::relative(entry.path(), directory).string();
        if (entry.is_directory()) {
            now_.directories.insert(relative);
        } else if (entry.is_regular_file()) {
            std::ifstream in(entry.path(), std::ios::binary);
            now_.files[relative] = std::make_shared<File>();
            now_.files[relative]->certain.assign(std::istreambuf_iterator<char>(in), {});
        }
    }
    certain_ = now_;
}

void DiskModel::apply(const Entry& entry) {
    switch (entry.head.step) {
        case Step::process:
            open_files_.clear();
            open_directories_.clear();
            break;
        case Step::open: note_open(entry); break;
        case Step::write: note_change(entry, Resizes::no); break;
        case Step::truncate: note_change(entry, Resizes::to); break;
        case Step::extend: note_change(entry, Resizes::at_least); break;
        case Step::sync_ends: end_sync(entry, true); break;
        case Step::sync_failed: end_sync(entry, false); break;
        case Step::rename:
        case Step::unlink:
        case Step::make_directory: note_name(entry); break;
        case Step::sync_begins:
        case Step::answer: break;
    }
}

void DiskModel::note_open(const Entry& entry) {
    const std::string path(entry.path);
    open_files_.erase(entry.head.descriptor);
    open_directories_.erase(entry.head.descriptor);
    if (now_.directories.contains(path)) {
        open_directories_[entry.head.descriptor] = path;
        return;
    }
    if (entry.head.created != 0) {
        NameChange change{.number = entry.head.number, .path = path};
        change.file = std::make_shared<File>();
        now_.apply(change);
        name_changes_.push_back(std::move(change));
    }
    auto& file = now_.files[path];
    if (file == nullptr) file = std::make_shared<File>();  // made by a call we do not see
    open_files_[entry.head.descriptor] = file;
}

void DiskModel::note_change(const Entry& entry, Resizes resizes) {
    const auto open = open_files_.find(entry.head.descriptor);
    if (open == open_files_.end() || !open->second) return;
    open->second->changes.push_back({.number = entry.head.number,
                                     .offset = entry.head.offset,
                                     .bytes = {entry.bytes.begin(), entry.bytes.end()},
                                     .resizes = resizes});
}

void DiskModel::note_name(const Entry& entry) {
    NameChange change{.number = entry.head.number,
                      .step = entry.head.step,
                      .path = std::string(entry.path),
                      .second_path = std::string(entry.second_path)};
    now_.apply(change);
    name_changes_.push_back(std::move(change));
}

void DiskModel::end_sync(const Entry& entry, bool succeeded) {
    const std::uint64_t begun = entry.head.number;
    if (const auto directory = open_directories_.find(entry.head.descriptor);
        directory != open_directories_.end()) {
        if (succeeded) sync_names(directory->second, begun);
        return;
    }
    const auto open = open_files_.find(entry.head.descriptor);
    if (open == open_files_.end() || !open->second) return;
    auto& changes = open->second->changes;
    const bool reaches_disk = succeeded || failed_sync_ == FailedSync::keeps;
    for (const auto& change : changes) {
        if (change.number < begun && reaches_disk) settle(open->second->certain, change);
    }
    std::erase_if(changes, [begun](const Change& change) { return change.number < begun; });
}

void DiskModel::sync_names(const std::string& directory, std::uint64_t begun) {
    std::vector<NameChange> uncertain;
    for (auto& change : name_changes_) {
        const bool renames = change.step == Step::rename;
        if (change.number < begun) {
            change.source_synced |= parent_of(change.path) == directory;
            change.target_synced |= !renames || parent_of(change.second_path) == directory;
        }
        if (change.source_synced && change.target_synced) {
            certain_.apply(change);
        } else {
            uncertain.push_back(std::move(change));
        }
    }
    name_changes_ = std::move(uncertain);
}

void DiskModel::settle(std::string& content, const Change& change) {
    if (change.resizes == Resizes::to) {
        content.resize(change.offset);
        return;
    }
    content.resize(std::max(content.size(), change.offset + change.bytes.size()));
    content.replace(change.offset, change.bytes.size(), change.bytes);
}

std::set<DiskModel::FilePointer> DiskModel::all_files() const {
    std::set<FilePointer> files;
    for (const auto* names : {&now_, &certain_}) {
        for (const auto& [path, file] : names->files) files.insert(file);
    }
    return files;
}

std::size_t DiskModel::uncertain() const {
    std::size_t count = name_changes_.size();
    for (const auto& file : all_files()) count += file->changes.size();
    return count;
}

}  // namespace kiosk::faults
