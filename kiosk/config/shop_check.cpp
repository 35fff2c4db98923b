// kiosk/config/shop_check.cpp — names, numbers and what is left without either.
#include "kiosk/config/shop_check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace kiosk::config {
namespace {

Place place_of(const Places& places, const std::string& path, const std::string& otherwise) {
    const auto found = places.find(path);
    if (found != places.end()) return found->second;
    const auto table = places.find(otherwise);
    return table == places.end() ? Place{} : table->second;
}

bool is_slug(std::string_view text) {
    const auto may_stand = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= kEventSlugMax &&
           text.find_first_not_of('.') != std::string_view::npos &&
           std::ranges::all_of(text, may_stand);
}

void check_source(const Config& config, const Places& places, std::vector<Problem>& problems) {
    const SourceSettings& source = config.source;
    if (!is_slug(source.event)) {
        problems.push_back(
            {place_of(places, "source.event", "source"), Severity::error,
             fmt::format("[source] of type \"pretix\" needs \"event\", the event's short name in "
                         "the shop's addresses: 1 to {} letters, digits, hyphens, points and "
                         "underscores",
                         kEventSlugMax)});
    }
    if (!source.ca_file.empty() && !source.ca_file.is_absolute()) {
        problems.push_back({place_of(places, "source.ca_file", "source"), Severity::error,
                            "ca_file is not an absolute path"});
    }
}

}  // namespace

std::vector<Problem> check_shop(const Config& config, const Places& places) {
    std::vector<Problem> problems;
    const bool has_shop = config.source.type == SourceType::pretix;
    if (has_shop) check_source(config, places, problems);
    std::set<std::int64_t> taken;
    for (std::size_t i = 0; i < config.lists.size(); ++i) {
        const ListSettings& list = config.lists[i];
        const std::string table = fmt::format("list[{}]", i);
        const Place place = place_of(places, table + ".shop_list", table);
        if (list.shop_list && !has_shop) {
            problems.push_back({place, Severity::error,
                                fmt::format("list \"{}\" is a list of the shop, but [source] is "
                                            "not of type \"pretix\"",
                                            list.id)});
        } else if (list.shop_list && !taken.insert(*list.shop_list).second) {
            problems.push_back({place, Severity::error,
                                fmt::format("the shop's list {} is there twice", *list.shop_list)});
        } else if (!list.shop_list && has_shop) {
            problems.push_back({place, Severity::warning,
                                fmt::format("list \"{}\" has no \"shop_list\": the shop is not "
                                            "told of its check-ins",
                                            list.id)});
        }
    }
    return problems;
}

}  // namespace kiosk::config
