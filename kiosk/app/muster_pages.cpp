// kiosk/app/muster_pages.cpp — "LIST-ROW" leads to a row of a kept list.
#include "kiosk/app/muster_pages.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kiosk::app {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

}  // namespace

std::shared_ptr<const MusterPages::List> MusterPages::make_room() {
    if (lists_.size() < kKept) return nullptr;
    auto oldest = std::move(lists_.front().list);
    lists_.pop_front();
    return oldest;
}

MusterPages::Place MusterPages::begin(List list) {
    static_cast<void>(make_room());
    lists_.push_back({next_id_++, std::make_shared<const List>(std::move(list))});
    return {lists_.back().list, lists_.back().id, 0};
}

std::optional<MusterPages::Place> MusterPages::find(std::string_view cursor) const {
    const std::size_t dash = cursor.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto id = number_in(cursor.substr(0, dash));
    const auto row = number_in(cursor.substr(dash + 1));
    const auto found = std::ranges::find(lists_, id, &Kept::id);
    if (!id || !row || found == lists_.end()) return std::nullopt;
    if (*row >= found->list->entries.size()) return std::nullopt;
    return Place{found->list, *id, static_cast<std::size_t>(*row)};
}

std::string MusterPages::cursor_of(const Place& place) {
    return std::to_string(place.id) + '-' + std::to_string(place.first);
}

}  // namespace kiosk::app
