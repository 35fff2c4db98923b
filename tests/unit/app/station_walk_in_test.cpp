// tests/unit/app/station_walk_in_test.cpp — a ticket is promised once names and record are durable.
#include <memory>
#include <optional>

#include "tests/unit/app/station_service_fixture.hpp"

namespace kiosk::app {
namespace {

using Said = std::shared_ptr<std::optional<Result<ports::WalkInAnswer>>>;

class StationWalkIn : public StationServiceTest {
  protected:
    StationWalkIn() { load({a_ticket("aaaa1111").named("Fatou Bâ")}); }

    static ports::WalkInRequest efua(std::string nonce = {}) {
        ports::WalkInRequest request;
        request.station = "desk-1";
        request.texts.name = "Efua Sarpong";
        request.product = "Day ticket";
        request.nonce = std::move(nonce);
        return request;
    }

    Said ask(ports::WalkInRequest request) {
        auto said = std::make_shared<std::optional<Result<ports::WalkInAnswer>>>();
        service.add_walk_in(std::move(request), [said](Result<ports::WalkInAnswer> given) {
            *said = std::move(given);
        });
        return said;
    }

    Errc refused(ports::WalkInRequest request) {
        const auto said = ask(std::move(request));
        EXPECT_TRUE(*said && !**said);
        return *said && !**said ? (*said)->error().code : Errc::corrupt;
    }

    std::size_t found(const std::string& text) {
        std::size_t count = 99;  // no answer
        ports::AttendeeQuery query;
        query.search = text;
        service.search(query, [&count](const Result<ports::AttendeePage>& page) {
            if (page) count = page->items.size();
        });
        return count;
    }
};

TEST_F(StationWalkIn, is_answered_and_found_only_once_it_is_durable) {
    const auto said = ask(efua());
    EXPECT_FALSE(said->has_value());
    EXPECT_EQ(found("efua"), 0U);
    sync();
    ASSERT_TRUE(said->has_value() && said->value());
    const auto& answer = *said->value();
    EXPECT_TRUE(core::is_walk_in_code(answer.code));
    EXPECT_EQ(found("efua"), 1U);
    EXPECT_EQ(found("sarpong efua"), 1U);
    EXPECT_EQ(found(answer.code), 1U) << "the code is the order too";
    EXPECT_EQ(found("fatou"), 1U);
    const auto view = service.attendee(answer.ticket);
    ASSERT_TRUE(view.has_value());
    ASSERT_TRUE(view->walk_in.has_value());
    EXPECT_EQ(view->walk_in->code, answer.code);
    EXPECT_EQ(service.summary().total.expected, 2U);
    EXPECT_EQ(service.status().walk_ins, 1U);
    EXPECT_EQ(service.status().tickets, 1U);
}

TEST_F(StationWalkIn, the_same_request_makes_one_ticket_however_often_it_comes) {
    const auto first = ask(efua("n-1"));
    const auto second = ask(efua("n-1"));
    sync();
    const auto third = ask(efua("n-1"));
    ASSERT_TRUE(first->value() && second->value() && third->value());
    EXPECT_EQ(first->value()->ticket, second->value()->ticket);
    EXPECT_EQ(first->value()->ticket, third->value()->ticket);
    EXPECT_FALSE(first->value()->replayed);
    EXPECT_TRUE(second->value()->replayed);
    EXPECT_TRUE(third->value()->replayed);
    EXPECT_EQ(service.status().walk_ins, 1U);
}

TEST_F(StationWalkIn, without_a_nonce_two_requests_are_two_guests) {
    const auto first = ask(efua());
    const auto second = ask(efua());
    sync();
    EXPECT_NE(first->value()->code, second->value()->code);
    EXPECT_EQ(found("efua"), 2U);
}

TEST_F(StationWalkIn, names_that_no_disk_takes_make_no_ticket) {
    disk_takes_answers = false;
    EXPECT_EQ(refused(efua("n-1")), Errc::unavailable);
    disk_takes_answers = true;
    const auto again = ask(efua("n-1"));
    sync();
    ASSERT_TRUE(again->has_value() && again->value());
    EXPECT_FALSE(again->value()->replayed);
    EXPECT_EQ(service.status().walk_ins, 1U);
}

TEST_F(StationWalkIn, a_record_that_no_disk_takes_makes_no_ticket) {
    const auto said = ask(efua("n-1"));
    store.fail_unsynced();
    service.drain();
    ASSERT_TRUE(said->has_value());
    ASSERT_FALSE(said->value());
    EXPECT_EQ(said->value().error().code, Errc::unavailable);
    EXPECT_EQ(found("efua"), 0U);
    const auto again = ask(efua("n-1"));
    sync();
    EXPECT_TRUE(again->has_value() && again->value());
    EXPECT_EQ(found("efua"), 1U);
}

TEST_F(StationWalkIn, other_products_and_stations_are_refused_by_name) {
    auto gold = efua();
    gold.product = "Gold";
    EXPECT_EQ(refused(gold), Errc::invalid_input);
    auto elsewhere = efua();
    elsewhere.station = "desk-9";
    EXPECT_EQ(refused(elsewhere), Errc::not_found);
}

TEST_F(StationWalkIn, a_line_of_the_file_is_read_back_as_it_was_and_nothing_else_is) {
    const core::WalkInTexts texts{.code = "W-7K3QX9",
                                  .name = "Efua",
                                  .email = "e@x",
                                  .company = "",
                                  .language = "fr",
                                  .note = "n"};
    const auto line = WalkInDesk::line_of(texts);
    EXPECT_EQ(*WalkInDesk::read_line(line), texts);
    auto wrong = line;
    wrong.pop_back();
    EXPECT_FALSE(WalkInDesk::read_line(wrong));
    wrong = line;
    wrong[0].clear();
    EXPECT_FALSE(WalkInDesk::read_line(wrong));
    wrong = line;
    wrong[1] = std::string(core::kHolderTextMax, 'x');
    EXPECT_TRUE(WalkInDesk::read_line(wrong));
    wrong[1] += 'x';
    EXPECT_FALSE(WalkInDesk::read_line(wrong));
}

TEST_F(StationWalkIn, no_more_than_the_limit_are_made) {
    for (std::size_t i = 0; i < core::kWalkInsMax; ++i) ask(efua());
    EXPECT_EQ(refused(efua()), Errc::unavailable);
    sync();
    EXPECT_EQ(service.status().walk_ins, core::kWalkInsMax);
    EXPECT_EQ(refused(efua()), Errc::unavailable);
}

}  // namespace
}  // namespace kiosk::app
