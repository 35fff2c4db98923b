// kiosk/ports/question_view.hpp — a question at check-in as screens show it.
#pragma once

#include <string>
#include <vector>

#include "kiosk/core/access/question.hpp"
#include "kiosk/ports/local_text.hpp"

namespace kiosk::ports {

struct QuestionView {
    std::string id;  // as configured: names the answer in requests
    LocalText text;
    core::QuestionType type = core::QuestionType::line;
    bool required = false;
    core::AnswerLimits limits{};
    std::vector<std::string> options;            // what may be answered to choice and choices
    std::string only_if{};                       // id of another question; empty: always asked
    std::vector<std::string> only_if_answers{};  // asked only where that one has one of these
};

}  // namespace kiosk::ports
