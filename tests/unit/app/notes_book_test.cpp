// tests/unit/app/notes_book_test.cpp — notes out as lines, in again, and only so many.
#include "kiosk/app/notes_book.hpp"

#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"
#include "tests/unit/app/station_service_fixture.hpp"

namespace kiosk::app {
namespace {

constexpr core::TicketId kAma{UINT64_MAX};

ports::NoteRequest note(std::string text, std::string nonce = {}) {
    return {.attendee = kAma, .text = std::move(text), .by = "Esi", .nonce = std::move(nonce)};
}

TEST(NotesBook, a_note_comes_back_from_its_line) {
    NotesBook book;
    const auto line = book.line_of(note("brings own projector", "n-1"), testing::kNine);
    ASSERT_TRUE(line.has_value());
    NotesBook again;
    ASSERT_TRUE(again.restore(*line).has_value());
    const std::vector<ports::NoteView> expected{{testing::kNine, "Esi", "brings own projector"}};
    EXPECT_EQ(again.of(kAma), expected);
    EXPECT_NE(again.written_before(note("other words", "n-1")), nullptr);
    EXPECT_EQ(again.written_before(note("brings own projector")), nullptr);
    EXPECT_TRUE(again.of(core::TicketId{7}).empty());
}

TEST(NotesBook, what_is_no_note_is_named_corrupt) {
    NotesBook book;
    for (const NotesBook::Line& line : {NotesBook::Line{},
                                        {"1", "2", "Esi", ""},
                                        {"1", "2", "Esi", "", "x", "y"},
                                        {"x", "2", "Esi", "", "text"},
                                        {"1", "", "Esi", "", "text"},
                                        {"99999999999999999999", "2", "Esi", "", "text"}}) {
        const auto taken = book.restore(line);
        ASSERT_FALSE(taken.has_value());
        EXPECT_EQ(taken.error().code, Errc::corrupt);
    }
}

TEST(NotesBook, one_attendee_has_so_many_notes_and_no_more) {
    NotesBook book;
    for (std::size_t i = 0; i < ports::kNotesOfOneMax; ++i) {
        ASSERT_TRUE(book.line_of(note("x"), testing::kNine).has_value()) << i;
        book.add(note("x"), testing::kNine);
    }
    const auto more = book.line_of(note("x"), testing::kNine);
    ASSERT_FALSE(more.has_value());
    EXPECT_EQ(more.error().code, Errc::conflict);
}

TEST_F(StationServiceTest, a_note_is_told_once_it_is_kept_and_only_once) {
    load({a_ticket("aaaa1111").named("Ama")});
    ports::NoteRequest request{
        .attendee = core::TicketId{1}, .text = "vegan", .by = "Esi", .nonce = "n-1"};
    std::vector<Result<ports::NoteView>> said;
    const auto ask = [&] {
        service.add_note(request, [&](auto answer) { said.push_back(std::move(answer)); });
    };
    disk_takes_answers = false;
    ask();
    ASSERT_FALSE(said.back().has_value());
    EXPECT_EQ(said.back().error().code, Errc::unavailable);
    EXPECT_TRUE(service.attendee({1})->notes.empty());
    disk_takes_answers = true;
    ask();
    ask();
    EXPECT_TRUE(said.back().has_value());
    ASSERT_EQ(service.attendee({1})->notes.size(), 1U);
    EXPECT_EQ(service.attendee({1})->notes[0].text, "vegan");
    request.attendee = {99};
    request.nonce.clear();
    ask();
    EXPECT_EQ(said.back().error().code, Errc::not_found);
}

}  // namespace
}  // namespace kiosk::app
