// kiosk/imports/column_plan.hpp — which column of a file fills which field.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/field.hpp"

namespace kiosk::imports {

struct ColumnPlan {
    Dialect dialect = Dialect::own;
    std::vector<std::string> headers;                              // trimmed, as in the file
    std::array<std::optional<std::size_t>, kFieldCount> column{};  // per field, from 0
    std::vector<std::string> warnings;

    [[nodiscard]] std::optional<std::size_t> of(Field field) const {
        return column[index_of(field)];
    }
};

// Errc::invalid_input where no column can be the code, a wish names an unknown field or a header
// that is not there or there twice; the message lists the headers found.
[[nodiscard]] Result<ColumnPlan> plan_columns(std::vector<std::string> headers,
                                              const std::map<std::string, std::string>& wishes);

// Header texts of no field, in file order.
[[nodiscard]] std::vector<std::string> ignored_columns(const ColumnPlan& plan);

}  // namespace kiosk::imports
