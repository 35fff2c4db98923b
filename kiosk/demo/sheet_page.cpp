// kiosk/demo/sheet_page.cpp — one card a code: word, shape, reason, and a large QR code.
#include "kiosk/demo/sheet_page.hpp"

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/demo/conference.hpp"
#include "kiosk/qr/qr_squares.hpp"

namespace kiosk::demo {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Twelve codes to try</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<header>
<h1>Twelve codes to try</h1>
<p>{conference}: all people are invented. Show the codes to the station in this order, from this
screen or on paper, or copy a picture into its camera folder:
<kbd>cp codes/01-go-ok.png inbox/</kbd></p>
<p>Whoever was let in stays let in: after a restart with the same records the tickets that say GO
here say CHECK, already scanned.</p>
</header>
<main>
)";

constexpr std::string_view kFoot = "</main>\n</body>\n</html>\n";

// Colour is never alone: each verdict has its own word, shape and border (strokes in a 24 x 24
// box).
struct Face {
    std::string_view verdict;
    std::string_view word;
    std::string_view strokes;
};

constexpr Face kFaces[] = {
    {"go", "GO", R"(<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.5 3.5L17 9"/>)"},
    {"check", "CHECK", R"(<path d="M12 2.5L22.5 21h-21z"/><path d="M12 9v5.5M12 17.4v.4"/>)"},
    {"stop", "STOP",
     R"(<path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z"/>)"
     R"(<path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>)"},
};

const Face& face_of(std::string_view verdict) {
    for (const auto& face : kFaces) {
        if (face.verdict == verdict) return face;
    }
    KIOSK_UNREACHABLE();
}

std::string holder_html(const SheetCode& code) {
    if (code.name.empty()) return "<p class=\"holder\"><b>No holder</b></p>\n";
    return fmt::format("<p class=\"holder\"><b dir=\"auto\">{}</b> <span>{}</span></p>\n",
                       html_text(code.name), html_text(code.product));
}

Result<std::string> card(const SheetCode& code) {
    const qr::QrSquares squares = KIOSK_TRY(qr::qr_squares(code.code));
    const Face& face = face_of(code.verdict);
    std::string html = fmt::format("<article class=\"{}\">\n", face.verdict);
    html += fmt::format(
        "<h2><svg class=\"face\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{}</svg>"
        "<span class=\"word\">{}</span> <span class=\"number\">{}</span></h2>\n",
        face.strokes, face.word, code.number);
    html += fmt::format("<p class=\"headline\">{}</p>\n", html_text(code.headline));
    html += fmt::format(
        "<svg class=\"qr\" viewBox=\"0 0 {0} {0}\" role=\"img\" aria-label=\"QR code {1}\">"
        "<path d=\"{2}\"/></svg>\n",
        squares.side, code.number, qr::svg_path(squares));
    html += holder_html(code);
    html += fmt::format("<p>{}</p>\n<p class=\"code\"><code>{}</code></p>\n</article>\n",
                        html_text(code.explanation), html_text(code.code));
    return html;
}

}  // namespace

Result<std::string> sheet_page(std::span<const SheetCode> codes) {
    std::string page = fmt::format(fmt::runtime(kHead), fmt::arg("style", kSheetStyleFile),
                                   fmt::arg("conference", html_text(kConferenceName)));
    for (const auto& code : codes) page += KIOSK_TRY(card(code));
    page += kFoot;
    return page;
}

std::string_view sheet_style() {
    return R"(/* codes.css — how the code sheet looks: a telephone first, then wider, then paper. */
* { box-sizing: border-box; margin: 0; }
body {
  font: 1rem/1.45 system-ui, "Noto Sans", "Noto Sans Ethiopic", "Noto Sans Arabic", sans-serif;
  color: #14181f; background: #fff; max-width: 80rem; margin: 0 auto; padding: 1rem;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin-bottom: .5rem; }
header p { max-width: 44rem; margin-bottom: .5rem; color: #4a5563; }
kbd { font: .9em ui-monospace, monospace; color: #14181f; background: #e6ebf1;
  padding: .1em .35em; border-radius: .25em; white-space: nowrap; }
main { display: grid; gap: 1.25rem; margin-top: 1.25rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
article { border: 1px solid #6b7785; border-radius: .75rem; overflow: hidden;
  padding-bottom: 1rem; break-inside: avoid; }
article > p { padding: 0 1rem; }
h2 { display: flex; align-items: center; gap: .6rem; padding: .75rem 1rem .1rem; }
.word { font-size: 2.25rem; line-height: 1; letter-spacing: .01em; }
.number { margin-inline-start: auto; font-size: 1.5rem; line-height: 1; }
.face { width: 2.5rem; height: 2.5rem; flex: none; fill: none; stroke: currentColor;
  stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
article > .headline { font-size: 1.15rem; font-weight: 600; padding-bottom: .75rem;
  border-bottom: 4px solid transparent; }
.go h2, .go .headline { background: #00b084; color: #000; }
.check h2, .check .headline { background: #ffd000; color: #000; }
.check .headline { border-bottom: 4px dashed #000; }
.stop h2, .stop .headline { background: #99001a; color: #fff; }
.stop .headline { border-bottom: 4px double #fff; }
.qr { display: block; width: 100%; max-width: 22rem; margin: .25rem auto; background: #fff;
  fill: #000; shape-rendering: crispEdges; }
.holder { line-height: 1.3; margin-bottom: .35rem; }
.holder b { display: block; font-size: 1.25rem; text-align: left; }
.holder span { color: #4a5563; }
.code { margin-top: .5rem; }
code { font: .8rem ui-monospace, monospace; color: #4a5563; overflow-wrap: anywhere; }
h2, .headline, .qr { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@media print { body { padding: 0; } main { grid-template-columns: repeat(3, 1fr); } }
)";
}

std::string html_text(std::string_view text) {
    std::string html;
    for (const char letter : text) {
        switch (letter) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += letter; break;
        }
    }
    return html;
}

}  // namespace kiosk::demo
