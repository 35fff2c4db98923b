// kiosk/wire/problem_json.cpp — members in the order of RFC 9457, then ours.
#include "kiosk/wire/problem_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace kiosk::wire {

std::string print_problem(const ProblemBody& problem) {
    namespace json = boost::json;
    json::object object;
    object["type"] = problem.type;
    object["title"] = problem.title;
    object["status"] = problem.status;
    object["detail"] = problem.detail;
    object["instance"] = problem.instance;
    object["trace_id"] = problem.trace_id;
    if (!problem.errors.empty()) {
        json::array errors;
        for (const auto& error : problem.errors) {
            json::object entry;
            entry["pointer"] = error.pointer;
            entry["code"] = error.code;
            entry["detail"] = error.detail;
            errors.push_back(std::move(entry));
        }
        object["errors"] = std::move(errors);
    }
    return json::serialize(object);
}

}  // namespace kiosk::wire
