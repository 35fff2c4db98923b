// kiosk/cli/outcome_text.cpp — verdict, reason and person; below them what to do.
#include "kiosk/cli/outcome_text.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

Colour colour_of(std::string_view verdict) {
    if (verdict == "go") return Colour::green;
    return verdict == "check" ? Colour::yellow : Colour::red;
}

// "Ama Owusu, Conference, order K7M9P"
std::string holder_text(const json::value& attendee) {
    std::string text = text_of(attendee, "display_name");
    if (const std::string product = text_of(attendee, "product"); !product.empty()) {
        text += ", " + product;
    }
    if (const std::string order = text_of(attendee, "order"); !order.empty()) {
        text += ", order " + order;
    }
    return text;
}

// "tshirt: T-shirt size? (S, M, L)"
void print_questions(const json::value& questions, const Session& session) {
    const auto* const rows = questions.if_array();
    if (rows == nullptr) return;
    for (const json::value& question : *rows) {
        session.terminal.out << "\n  " << printable(text_of(question, "id")) << ": "
                             << printable(local_text_of(question, "text", session.global.lang));
        std::string options;
        if (const auto* const choices = field_of(question, "options").if_array()) {
            for (const json::value& choice : *choices) {
                if (!choice.is_string()) continue;
                const auto& text = choice.get_string();
                options += (options.empty() ? "" : ", ") + std::string(text.data(), text.size());
            }
        }
        if (!options.empty()) session.terminal.out << " (" << printable(options) << ')';
    }
}

}  // namespace

void print_outcome(const json::value& answer, const Session& session) {
    const Terminal& terminal = session.terminal;
    const std::string verdict = text_of(answer, "verdict");
    std::string word = verdict;
    std::ranges::transform(word, word.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    terminal.out << terminal.in(colour_of(verdict), printable(word)) << ' '
                 << printable(text_of(answer, "reason"));
    if (const json::value& attendee = field_of(answer, "attendee"); !attendee.is_null()) {
        terminal.out << "  " << printable(holder_text(attendee));
    }
    terminal.out << "\n  " << printable(local_text_of(answer, "message", session.global.lang));
    if (const std::string next = local_text_of(answer, "next", session.global.lang);
        !next.empty()) {
        terminal.out << ": " << printable(next);
    }
    print_questions(field_of(answer, "questions"), session);
    if (truth_of(answer, "replayed")) {
        terminal.out << "  (the same code again: the first answer stands, nothing new is recorded)";
    }
    terminal.out << (truth_of(answer, "dry_run") ? "  (dry run, not recorded)\n" : "\n");
}

}  // namespace kiosk::cli
