// kiosk/demo/sheet_page.hpp — the code sheet as a static page for a telephone or a printer.
//
// No script, no inline style and nothing from elsewhere, so it also works under a strict
// Content-Security-Policy and from file://.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/demo/code_sheet.hpp"

namespace kiosk::demo {

inline constexpr std::string_view kSheetStyleFile = "codes.css";  // beside the page

// The page. Fails only where a code cannot be drawn (qr_squares.hpp).
[[nodiscard]] Result<std::string> sheet_page(std::span<const SheetCode> codes);

[[nodiscard]] std::string_view sheet_style();

// The text with & < > " ' written as character references.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace kiosk::demo
