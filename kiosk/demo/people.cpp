// kiosk/demo/people.cpp — orders of one to four tickets until everything is sold.
#include "kiosk/demo/people.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/demo/dice.hpp"
#include "kiosk/demo/names.hpp"

namespace kiosk::demo {
namespace {

constexpr std::uint64_t kSeed = 19'570'306;  // Ghana's independence day

constexpr std::string_view kCompanies[] = {"Adinkra & Daughters, Ltd",
                                           "Baobab Byte Works",
                                           "Sankofa Systems",
                                           "Volta Cloud Co-op",
                                           "Harmattan Analytics",
                                           "Kɛntɛ Code",
                                           "Lagune Numérique",
                                           "Zuma Hill Labs",
                                           "Atelier des Données du Sahel",
                                           "Makola Market Apps",
                                           "Radio \"Lagoon\"",
                                           "Akosombo Robotics",
                                           "Calabash Maps",
                                           "Ọ̀ṣun Software",
                                           "Blue Nile Hardware",
                                           "Cooperativa Maré Alta",
                                           "Rift Valley Networks",
                                           "University of Legon Hill",
                                           "Palmwine Pixels",
                                           "Ŋutilã Health",
                                           "Shea Tree Schools",
                                           "Tamale Open Data Circle"};

struct SheetTicket {
    std::string_view name;
    std::string_view product;
    std::string_view variation;
    std::string_view status;
};

constexpr SheetTicket kSheetTickets[kSheetPersons] = {
    {"Ama Serwaa Owusu", "Full pass", "Regular", "paid"},
    {"Adébáyọ̀ Ọlátúnjí", "Speaker", "Talk", "paid"},
    {"ትዕግስት አለሙ", "Full pass", "Early bird", "paid"},
    {"Jean-Baptiste N'Diaye", "Full pass", "Regular", "canceled"},
    {"Ŋutifafa Gbeɖema", "Full pass", "Student", "pending"},
    {"Siobhán O’Sullivan", "Full pass", "Regular", "blocked"},
    {"Ɗanladi Maiƙano", "Tutorial day", "Day 1", "paid"},
    {"فاطمة المنصوري", kLivestream, "", "paid"},
};

class BoxOffice {
  public:
    std::vector<Attendee> sell_out() {
        for (const auto& ticket : kSheetTickets) sell_sheet_ticket(ticket);
        while (people_.size() < kAttendees) sell_order();
        return std::move(people_);
    }

  private:
    struct Stock {
        const Offer* offer;
        std::size_t left;
    };

    static std::vector<Stock> full_stock() {
        std::vector<Stock> stock;
        for (const auto& offer : offers()) stock.push_back({&offer, offer.sold});
        return stock;
    }

    void sell_sheet_ticket(const SheetTicket& ticket) {
        const Offer& offer = offer_of(ticket.product, ticket.variation);
        Stock& stock = *std::ranges::find(stock_, &offer, &Stock::offer);
        const std::string order = new_order_code();
        add(stock, std::string(ticket.name), order, "", ticket.status);
    }

    void sell_order() {
        Stock& stock = pick_stock_left();
        const std::size_t size_max = std::min(stock.offer->order_size_max, stock.left);
        const std::size_t tickets = 1 + dice_.below(size_max);
        const std::string order = new_order_code();
        const std::string_view company = dice_.falls_in(520) ? dice_.pick(companies()) : "";
        const std::string_view status = order_status(*stock.offer);
        const NameStock* names = &pick_stock(dice_);
        for (std::size_t i = 0; i < tickets; ++i) {
            // Who buys together mostly speaks the same language, but not always.
            if (i > 0 && dice_.falls_in(300)) names = &pick_stock(dice_);
            const bool blocked = status == "paid" && dice_.falls_in(5);
            add(stock, new_name(*names), order, company, blocked ? "blocked" : status);
        }
    }

    Stock& pick_stock_left() {
        std::size_t thrown = dice_.below(kAttendees - people_.size());
        for (auto& stock : stock_) {
            if (thrown < stock.left) return stock;
            thrown -= stock.left;
        }
        KIOSK_UNREACHABLE();
    }

    std::string_view order_status(const Offer& offer) {
        if (offer.order_size_max == 1) return "paid";
        const std::size_t thrown = dice_.below(1000);
        if (thrown < 35) return "pending";
        if (thrown < 60) return "canceled";
        return "paid";
    }

    void add(Stock& stock, std::string name, const std::string& order, std::string_view company,
             std::string_view status) {
        KIOSK_CHECK(stock.left > 0, "only what is in stock is sold");
        --stock.left;
        Attendee person;
        person.code = new_code();
        person.email = new_email(name);
        person.name = std::move(name);
        person.company = company;
        person.order = order;
        person.offer = stock.offer;
        person.status = status;
        if (!stock.offer->notes.empty()) person.note = dice_.pick(stock.offer->notes);
        people_.push_back(std::move(person));
    }

    // The persons of the sheet keep their names to themselves, so that a visitor finds one of each.
    std::string new_name(const NameStock& names) {
        for (;;) {
            std::string name = pick_name(names, dice_);
            if (std::ranges::find(kSheetTickets, name, &SheetTicket::name) ==
                std::end(kSheetTickets)) {
                return name;
            }
        }
    }

    std::string new_code() { return new_text(codes_, kCodeAlphabet, kCodeLength); }
    std::string new_order_code() { return new_text(orders_, kOrderAlphabet, kOrderLength); }

    std::string new_text(std::set<std::string>& taken, std::string_view alphabet,
                         std::size_t length) {
        for (;;) {
            std::string text = dice_.text(alphabet, length);
            if (taken.insert(text).second) return text;
        }
    }

    std::string new_email(std::string_view name) {
        std::string local = slug_of(name);
        std::ranges::replace(local, '-', '.');
        std::string email = local + "@example.org";
        for (int number = 2; !emails_.insert(email).second; ++number) {
            email = fmt::format("{}{}@example.org", local, number);
        }
        return email;
    }

    static std::span<const std::string_view> companies() { return kCompanies; }

    Dice dice_{kSeed};
    std::vector<Stock> stock_ = full_stock();
    std::vector<Attendee> people_;
    std::set<std::string> codes_;
    std::set<std::string> orders_;
    std::set<std::string> emails_;
};

}  // namespace

std::vector<Attendee> invent_attendees() {
    return BoxOffice().sell_out();
}

std::string_view first_verdict(const Attendee& attendee) {
    const Offer& offer = *attendee.offer;
    const bool windowed = offer.first_day != 0;
    const bool wrong_day = windowed && (kDemoDay < offer.first_day || kDemoDay > offer.last_day);
    const bool go = attendee.status == "paid" && !wrong_day && offer.product != kLivestream;
    return go ? "go" : "stop";
}

std::string unknown_code(const std::vector<Attendee>& attendees) {
    Dice dice(kSeed + 1);
    for (;;) {
        std::string code = dice.text(kCodeAlphabet, kCodeLength);
        if (std::ranges::find(attendees, code, &Attendee::code) == attendees.end()) return code;
    }
}

}  // namespace kiosk::demo
