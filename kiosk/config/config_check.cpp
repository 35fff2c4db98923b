// kiosk/config/config_check.cpp — the rules, one function each.
#include "kiosk/config/config_check.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "kiosk/config/camera_check.hpp"
#include "kiosk/config/nearest_name.hpp"
#include "kiosk/config/scanner_check.hpp"
#include "kiosk/config/shop_check.hpp"
#include "kiosk/config/venue_check.hpp"

namespace kiosk::config {
namespace {

class Checker {
  public:
    Checker(const Config& config, const Places& places) : config_(config), places_(places) {
        for (const ListSettings& list : config_.lists) {
            lists_.push_back(list.id);
        }
        for (const StationSettings& station : config_.stations) {
            stations_.push_back(station.id);
        }
    }

    [[nodiscard]] std::vector<Problem> problems() && { return std::move(problems_); }

    void node(const TimezoneKnown& timezone_known) {
        if (!timezone_known(config_.node.timezone)) {
            error("node.timezone",
                  fmt::format("time zone {} is unknown on this machine; write an IANA name such as "
                              "\"Africa/Accra\"",
                              in_quotes(config_.node.timezone)));
        }
        for (std::size_t i = 1; i < config_.http.listen.size(); ++i) {
            const auto first = config_.http.listen.begin();
            const auto here = first + static_cast<std::ptrdiff_t>(i);
            if (here->port != 0 && std::find(first, here, *here) != here) {
                error("http.listen", fmt::format("listen names {} twice", to_text(*here)));
            }
        }
    }

    void event() {
        const EventSettings& event = config_.event;
        if (event.starts && event.ends && *event.ends <= *event.starts) {
            error("event.ends", "the event ends before it starts");
        }
        std::set<std::int64_t> numbers;
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < config_.subevents.size(); ++i) {
            const SubeventSettings& date = config_.subevents[i];
            const std::string path = fmt::format("subevent[{}]", i);
            if (date.starts && date.ends && *date.ends <= *date.starts) {
                error(path + ".ends", fmt::format("subevent {} ends before it starts", date.id));
            }
            if (date.id != 0 && !numbers.insert(date.id).second) {
                error(path + ".id", fmt::format("subevent {} is there twice", date.id));
            }
            if (!date.name.empty() && !names.insert(date.name).second) {
                error(path + ".name",
                      fmt::format("two subevents have the name {}", in_quotes(date.name)));
            }
        }
    }

    void source() {
        const SourceSettings& source = config_.source;
        if (source.type == SourceType::csv && source.path.empty()) {
            error("source", "[source] of type \"csv\" needs \"path\"");
        }
        if (source.type == SourceType::none && !source.path.empty()) {
            warning("source.path", "path is not read, because the type of [source] is \"none\"");
        }
    }

    void lists() {
        unique(lists_, "list");
        for (std::size_t i = 0; i < config_.lists.size(); ++i) {
            const ListSettings& list = config_.lists[i];
            if (list.products.size() > 1 && std::ranges::count(list.products, "*") != 0) {
                error(fmt::format("list[{}].products", i),
                      fmt::format("list \"{}\" names \"*\" (all products) and products besides",
                                  list.id));
            }
            subevent(fmt::format("list[{}].subevent", i), list);
            times(fmt::format("list[{}].rules", i), list);
            if (std::ranges::count(config_.stations, list.id, &StationSettings::list) == 0) {
                warning(fmt::format("list[{}]", i),
                        fmt::format("list \"{}\" is used by no station", list.id));
            }
        }
    }

    void stations() {
        if (stations_.empty()) {
            error("", "no [[station]]: a box without a station checks nobody in");
        }
        unique(stations_, "station");
        for (std::size_t i = 0; i < config_.stations.size(); ++i) {
            const StationSettings& station = config_.stations[i];
            const std::string path = fmt::format("station[{}].lists", i);
            if (station.list.empty()) {
                if (places_.contains(path)) {  // else the missing key is reported already
                    error(path, fmt::format("station \"{}\" has no list", station.id));
                }
            } else if (std::ranges::find(lists_, station.list) == lists_.end()) {
                error(path,
                      fmt::format("station \"{}\" names list {}{}", station.id,
                                  in_quotes(station.list), known(station.list, lists_, "list")));
            }
        }
    }

    void questions() {
        std::vector<std::string_view> ids;
        for (const QuestionSettings& question : config_.questions) ids.push_back(question.id);
        unique(ids, "question");
        for (std::size_t i = 0; i < config_.questions.size(); ++i) {
            question(fmt::format("question[{}]", i), config_.questions[i], ids);
        }
    }

    void readers() {
        for (std::size_t i = 0; i < config_.scanners.size(); ++i) {
            const ScannerSettings& scanner = config_.scanners[i];
            reader(fmt::format("scanner[{}]", i), "scanner", scanner.id, scanner.station);
            device(fmt::format("scanner[{}].match", i), "scanner", scanner.id, scanner.device);
        }
        for (std::size_t i = 0; i < config_.cameras.size(); ++i) {
            const CameraSettings& camera = config_.cameras[i];
            reader(fmt::format("camera[{}]", i), "camera", camera.id, camera.station);
            device(fmt::format("camera[{}].folder", i), "camera", camera.id, camera.folder);
            device(fmt::format("camera[{}].device", i), "camera", camera.id, camera.device);
        }
    }

  private:
    using Names = std::span<const std::string_view>;

    void subevent(const std::string& path, const ListSettings& list) {
        if (!list.subevent || config_.subevents.empty()) return;
        const auto found =
            std::ranges::find(config_.subevents, *list.subevent, &SubeventSettings::id);
        if (found != config_.subevents.end()) return;
        std::vector<std::int64_t> known;
        for (const auto& date : config_.subevents) known.push_back(date.id);
        error(path, fmt::format("list \"{}\" is for subevent {}; known: {}", list.id,
                                *list.subevent, fmt::join(known, ", ")));
    }

    // A rule that asks for a time nobody gave would refuse everybody.
    void times(const std::string& path, const ListSettings& list) {
        if (!list.rules || !speaks_of_event_times(list.rules->root())) return;
        if (config_.event.starts || !config_.subevents.empty()) return;
        error(path, fmt::format("list \"{}\": its rule speaks of the event's times; set starts in "
                                "[event]",
                                list.id));
    }

    static bool speaks_of_event_times(const core::Expression& part) {
        const bool here =
            part.op == core::Operator::time && part.time.source >= core::TimeSource::date_from;
        return here || std::ranges::any_of(part.operands, speaks_of_event_times);
    }

    [[nodiscard]] Place place(std::string_view path) const {
        const auto found = places_.find(path);
        return found == places_.end() ? places_.find("")->second : found->second;
    }

    void error(std::string_view path, std::string text) {
        problems_.push_back({place(path), Severity::error, std::move(text)});
    }

    void warning(std::string_view path, std::string text) {
        problems_.push_back({place(path), Severity::warning, std::move(text)});
    }

    void question(const std::string& path, const QuestionSettings& question,
                  const std::vector<std::string_view>& ids) {
        using core::QuestionType;
        const bool choice =
            question.type == QuestionType::choice || question.type == QuestionType::choices;
        if (question.type == QuestionType::file) {
            error(path + ".type", fmt::format("question \"{}\" asks for a file, which cannot be "
                                              "handed in at a station",
                                              question.id));
        }
        if (choice == question.options.empty()) {
            const std::string_view fault =
                choice ? "needs \"options\" to choose from" : "has options but is no choice";
            error(path, fmt::format("question \"{}\" {}", question.id, fault));
        }
        if (question.only_if.empty()) return;
        if (question.only_if == question.id) {
            error(path + ".only_if", fmt::format("question \"{}\" depends on itself", question.id));
        } else if (std::ranges::find(ids, question.only_if) == ids.end()) {
            error(path + ".only_if", fmt::format("question \"{}\" depends on {}{}", question.id,
                                                 in_quotes(question.only_if),
                                                 known(question.only_if, ids, "question")));
        }
    }

    static std::string known(std::string_view typed, Names names, std::string_view kind) {
        return names.empty() ? fmt::format("; there is no [[{}]]", kind)
                             : hint_with_all(typed, names);
    }

    static std::string hint_with_all(std::string_view typed, Names names) {
        const std::string_view nearest = nearest_name(typed, names);
        return nearest.empty() ? fmt::format("; known: {}", fmt::join(names, ", "))
                               : fmt::format("; did you mean \"{}\"? known: {}", nearest,
                                             fmt::join(names, ", "));
    }

    void unique(Names ids, std::string_view kind) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto here = ids.begin() + static_cast<std::ptrdiff_t>(i);
            const auto first = std::find(ids.begin(), here, *here);
            if (!here->empty() && first != here) {
                taken(fmt::format("{}[{}].id", kind, i), kind, *here,
                      fmt::format("{}[{}].id", kind, first - ids.begin()));
            }
        }
    }

    void taken(std::string_view path, std::string_view kind, std::string_view id,
               std::string_view first_path) {
        const Place first = place(first_path);
        error(path,
              fmt::format("{} id \"{}\" is taken by {}:{}", kind, id, first.file, first.line));
    }

    void reader(const std::string& path, std::string_view kind, std::string_view id,
                std::string_view station) {
        if (const auto [first, added] = reader_ids_.try_emplace(id, path); !added && !id.empty()) {
            taken(path + ".id", kind, id, first->second + ".id");
        }
        if (!station.empty() && std::ranges::find(stations_, station) == stations_.end()) {
            error(path + ".station",
                  fmt::format("{} \"{}\" names station {}{}", kind, id, in_quotes(station),
                              known(station, stations_, "station")));
        }
    }

    void device(const std::string& path, std::string_view kind, std::string_view id,
                const std::filesystem::path& device) {
        const auto [first, added] = devices_.try_emplace(device.string(), id);
        if (!added && !device.empty()) {
            error(path, fmt::format("{} \"{}\" reads {}, which \"{}\" reads already", kind, id,
                                    in_quotes(device.string()), first->second));
        }
    }

    const Config& config_;
    const Places& places_;
    std::vector<std::string_view> lists_;
    std::vector<std::string_view> stations_;
    std::map<std::string_view, std::string> reader_ids_;
    std::map<std::string, std::string_view> devices_;
    std::vector<Problem> problems_;
};

}  // namespace

std::string_view name_of(Profile profile) {
    switch (profile) {
        case Profile::desk: return "desk";
        case Profile::gate: return "gate";
        case Profile::kiosk: return "kiosk";
        case Profile::dashboard: return "dashboard";
    }
    return "desk";
}

std::vector<Problem> check_config(const Config& config, const Places& places,
                                  const TimezoneKnown& timezone_known) {
    Checker checker(config, places);
    checker.node(timezone_known);
    checker.event();
    checker.source();
    checker.lists();
    checker.stations();
    checker.questions();
    checker.readers();
    auto problems = std::move(checker).problems();
    std::ranges::move(check_cameras(config, places), std::back_inserter(problems));
    std::ranges::move(check_scanners(config, places), std::back_inserter(problems));
    std::ranges::move(check_shop(config, places), std::back_inserter(problems));
    std::ranges::move(check_venue(config, places), std::back_inserter(problems));
    return problems;
}

}  // namespace kiosk::config
