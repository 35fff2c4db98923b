// kiosk/app/walk_in_desk.cpp — who gets a ticket, with which code, and who hears of it.
#include "kiosk/app/walk_in_desk.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <sodium.h>

#include "kiosk/crypto/keyed_hasher.hpp"

namespace kiosk::app {
namespace {

constexpr std::size_t kTexts = 6;       // code, name, e-mail, company, language, note
constexpr int kAttemptsMax = 200;       // of 33 million codes 10,000 are taken at most
constexpr std::size_t kCodesShown = 5;  // products in an error

std::string named(std::span<const std::string> products) {
    if (products.empty()) return "none is ([walk_in] in the configuration)";
    std::string text;
    for (std::size_t i = 0; i < std::min(products.size(), kCodesShown); ++i) {
        text += (i == 0 ? "" : ", ") + products[i];
    }
    return products.size() > kCodesShown ? text + " …" : text;
}

}  // namespace

Result<std::string> WalkInDesk::new_code() const {
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        std::array<std::uint8_t, core::kWalkInCodeRandom> chosen{};
        randombytes_buf(chosen.data(), chosen.size());
        const auto code = core::walk_in_code(chosen);
        if (!code || engine_.roster()->find(hasher_.key_of(*code))) continue;
        if (std::ranges::find(waiting_, *code, &Waiting::code) == waiting_.end()) return *code;
    }
    return fail(Errc::unavailable, "no free code was found");
}

Result<core::WalkInMade> WalkInDesk::judge(const ports::WalkInRequest& request,
                                           std::span<const std::string> products,
                                           const Timestamp& now) const {
    if (!engine_.roster()) return fail(Errc::unavailable, "no attendee list yet");
    if (std::ranges::find(products, request.product) == products.end()) {
        return fail(Errc::invalid_input, "product \"" + request.product +
                                             "\" is not given out at the desk; " + named(products));
    }
    if (!engine_.can_store()) {
        return fail(Errc::unavailable, "no disk takes the record, so nobody gets a ticket");
    }
    if (engine_.walk_ins().all().size() + waiting_.size() >= core::kWalkInsMax) {
        return fail(Errc::unavailable, "there are " + std::to_string(core::kWalkInsMax) +
                                           " walk-ins, and no more fit");
    }
    core::WalkInMade made;
    made.texts = request.texts;
    made.texts.code = KIOSK_TRY(new_code());
    made.record = {.at = now,
                   .boot = {},
                   .station = request.station,
                   .code = hasher_.key_of(made.texts.code),
                   .ticket = {},
                   .product = request.product,
                   .paid_by = request.paid_by,
                   .by = request.by,
                   .proof = request.proof,
                   .nonce = request.nonce};
    made.record.ticket = crypto::ticket_id_of(made.record.code);
    return made;
}

bool WalkInDesk::waits_with(std::string_view nonce, const Done& done) {
    if (nonce.empty()) return false;
    const auto found = std::ranges::find(waiting_, nonce, &Waiting::nonce);
    if (found == waiting_.end()) return false;
    found->done.push_back(done);
    return true;
}

void WalkInDesk::begin(const core::WalkInMade& made, Done done) {
    Waiting& waiting = waiting_.emplace_back();
    waiting.ticket = made.record.ticket;
    waiting.code = made.texts.code;
    waiting.nonce = made.record.nonce;
    waiting.done.push_back(std::move(done));
}

void WalkInDesk::recorded(core::TicketId ticket, std::uint64_t seq) {
    const auto found = std::ranges::find(waiting_, ticket, &Waiting::ticket);
    if (found != waiting_.end()) found->seq = seq;
}

void WalkInDesk::answer_all(Waiting waiting, const Error& error) {
    for (const auto& done : waiting.done) done(fail(error));
}

void WalkInDesk::give_up(core::TicketId ticket, const Error& error) {
    const auto found = std::ranges::find(waiting_, ticket, &Waiting::ticket);
    if (found == waiting_.end()) return;
    Waiting waiting = std::move(*found);
    waiting_.erase(found);
    answer_all(std::move(waiting), error);
}

std::vector<std::function<void()>> WalkInDesk::durable_through(std::uint64_t seq) {
    std::vector<std::function<void()>> answers;
    for (Waiting& one : waiting_) {
        if (one.seq == 0 || one.seq > seq) continue;
        answers.push_back([waiting = std::move(one)] {
            bool first = true;
            for (const auto& done : waiting.done) {
                done(ports::WalkInAnswer{
                    .ticket = waiting.ticket, .code = waiting.code, .replayed = !first});
                first = false;
            }
        });
        one.seq = 0;
        one.done.clear();
    }
    std::erase_if(waiting_, [](const Waiting& one) { return one.done.empty(); });
    return answers;
}

void WalkInDesk::failed_from(std::uint64_t seq) {
    std::vector<Waiting> lost;
    for (Waiting& one : waiting_) {
        if (one.seq >= std::max<std::uint64_t>(seq, 1)) lost.push_back(std::exchange(one, {}));
    }
    std::erase_if(waiting_, [](const Waiting& one) { return one.done.empty(); });
    for (Waiting& one : lost) {
        answer_all(std::move(one), {Errc::unavailable, "no disk took the record: no ticket"});
    }
}

WalkInDesk::Line WalkInDesk::line_of(const core::WalkInTexts& texts) {
    return {texts.code, texts.name, texts.email, texts.company, texts.language, texts.note};
}

Result<core::WalkInTexts> WalkInDesk::read_line(const Line& line) {
    const bool fits = line.size() == kTexts && std::ranges::all_of(line, [](const auto& text) {
                          return text.size() <= core::kHolderTextMax;
                      });
    if (!fits || line[0].empty()) return fail(Errc::corrupt, "a line of the walk-ins is none");
    return core::WalkInTexts{.code = line[0],
                             .name = line[1],
                             .email = line[2],
                             .company = line[3],
                             .language = line[4],
                             .note = line[5]};
}

}  // namespace kiosk::app
