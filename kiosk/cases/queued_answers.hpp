// kiosk/cases/queued_answers.hpp — the answers that go to the shop with an admitted scan.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/access/question.hpp"

namespace kiosk::cases {

inline constexpr int kPlainExponentMax = 100;  // longer numbers stay as they were written

// As the shop's scanning app writes it: True or False, and numbers without an exponent.
[[nodiscard]] std::string stored_text(core::QuestionType type, std::string_view text);

// To the questions that this product is asked at check-in: what was given and counts, else what is
// on record, in the order of the questions.
[[nodiscard]] std::vector<core::Answer> queued_answers(std::span<const core::Question> questions,
                                                       core::ProductId product,
                                                       std::span<const core::Answer> answers);

}  // namespace kiosk::cases
