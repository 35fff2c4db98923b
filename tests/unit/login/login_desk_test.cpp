// tests/unit/login/login_desk_test.cpp — people, PINs and tokens over real files, without threads.
#include "kiosk/login/login_desk.hpp"

#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/fakes/manual_clock.hpp"

namespace kiosk::login {
namespace {

using ports::Caller;
using ports::PinAnswer;
using ports::Role;
using std::chrono::seconds;

class LoginDeskTest : public ::testing::Test {
  protected:
    LoginDeskTest() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-login-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        folder_ = name;
        start();
    }
    ~LoginDeskTest() override { std::filesystem::remove_all(folder_); }

    void start() {
        const auto queue = [this](auto work) { queue_.push_back(std::move(work)); };
        desk = std::make_unique<LoginDesk>(
            files_, folder_, clock,
            LoginHooks{queue, queue, [this](const std::string&) { ++reports; }});
    }
    // Everything that runs aside or comes back.
    void run() {
        while (!queue_.empty()) {
            const auto work = std::move(queue_.front());
            queue_.pop_front();
            work();
        }
    }
    Result<> add(const std::string& name, Role role = Role::lead, const char* pin = "428193") {
        Result<> answer = fail(Errc::timed_out, "no answer");
        desk->add_person({name, role, pin}, [&](Result<> done) { answer = std::move(done); });
        run();
        return answer;
    }
    PinAnswer check(const std::string& name, const char* pin) {
        PinAnswer answer = ports::PinsBusy{};
        desk->check_pin(name, pin, [&](PinAnswer given) { answer = std::move(given); });
        run();
        return answer;
    }
    [[nodiscard]] std::string file(const char* name) const {
        std::ostringstream text;
        text << std::ifstream(folder_ / name).rdbuf();
        return text.str();
    }
    static bool is_wrong(const PinAnswer& answer) {
        return std::holds_alternative<ports::PinWrong>(answer);
    }

    kiosk::testing::ManualClock clock{
        {.mono = Instant(seconds(100)), .utc = UtcTime(seconds(1'800'000'000))}};
    std::unique_ptr<LoginDesk> desk;
    int reports = 0;
    std::filesystem::path folder_;

  private:
    storage::FileSystem files_;
    std::deque<std::function<void()>> queue_;
};

TEST_F(LoginDeskTest, somebody_who_was_added_signs_in_also_after_a_restart) {
    ASSERT_TRUE(add("Abena Owusu"));
    EXPECT_EQ(file("credentials").find("428193"), std::string::npos);
    start();
    const auto answer = check("abena owusu", "428193");
    ASSERT_TRUE(std::holds_alternative<Caller>(answer));
    EXPECT_EQ(std::get<Caller>(answer), (Caller{.role = Role::lead, .name = "Abena Owusu"}));
    EXPECT_TRUE(is_wrong(check("Abena Owusu", "428194")));
    EXPECT_TRUE(is_wrong(check("Kofi", "428193")));
}

TEST_F(LoginDeskTest, a_name_that_looks_alike_is_taken_already) {
    ASSERT_TRUE(add("Abena Owusu"));
    for (const char* alike : {"abena owusu", "Owusu Abena", "Abe\u200bna Owusu", "Аbena Owusu"}) {
        const auto again = add(alike);
        ASSERT_FALSE(again) << alike;
        EXPECT_EQ(again.error().code, Errc::conflict);
    }
    EXPECT_EQ(desk->people().size(), 1U);
}

TEST_F(LoginDeskTest, nobody_is_added_without_a_name_a_pin_or_a_role) {
    EXPECT_FALSE(add("\u200b"));
    EXPECT_FALSE(add("Abena", Role::lead, "1234"));
    EXPECT_FALSE(add("Abena", Role::nobody));
    EXPECT_FALSE(add("Abena", Role::station));
    EXPECT_TRUE(desk->people().empty());
}

TEST_F(LoginDeskTest, five_wrong_pins_lock_the_name_and_a_restart_does_not_open_it) {
    ASSERT_TRUE(add("Abena"));
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_wrong(check("Abena", "000000")));
    const auto locked = check("Abena", "428193");
    ASSERT_TRUE(std::holds_alternative<ports::PinLocked>(locked));
    EXPECT_EQ(std::get<ports::PinLocked>(locked).left, seconds(60));
    start();
    EXPECT_TRUE(std::holds_alternative<ports::PinLocked>(check("abena", "428193")));
    clock.advance(seconds(60));
    EXPECT_TRUE(std::holds_alternative<Caller>(check("Abena", "428193")));
    EXPECT_EQ(file("pin-locks"), "");
}

TEST_F(LoginDeskTest, a_name_that_nobody_has_is_locked_alike) {
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_wrong(check("Nobody", "000000")));
    EXPECT_TRUE(std::holds_alternative<ports::PinLocked>(check("Nobody", "000000")));
}

TEST_F(LoginDeskTest, many_at_once_are_no_more_tries_than_one_after_the_other) {
    ASSERT_TRUE(add("Abena"));
    int wrong = 0;
    int locked = 0;
    for (int i = 0; i < 8; ++i) {
        desk->check_pin("Abena", "000000", [&](const PinAnswer& answer) {
            wrong += is_wrong(answer) ? 1 : 0;
            locked += std::holds_alternative<ports::PinLocked>(answer) ? 1 : 0;
        });
    }
    run();
    EXPECT_EQ(wrong, 5);
    EXPECT_EQ(locked, 3);
}

TEST_F(LoginDeskTest, so_many_pins_are_checked_and_the_next_is_told_to_wait) {
    int busy = 0;
    for (std::size_t i = 0; i < LoginDesk::kChecksMax + 1; ++i) {
        desk->check_pin("X" + std::to_string(i), "0", [&](const PinAnswer& answer) {
            busy += std::holds_alternative<ports::PinsBusy>(answer) ? 1 : 0;
        });
    }
    EXPECT_EQ(busy, 1);
    run();
    EXPECT_TRUE(is_wrong(check("Y", "0")));
}

TEST_F(LoginDeskTest, a_new_pin_signs_out_and_opens_the_lock) {
    ASSERT_TRUE(add("Abena"));
    const std::string secret = desk->begin_session({.role = Role::lead, .name = "Abena"});
    for (int i = 0; i < 5; ++i) check("Abena", "000000");
    Result<> changed = fail(Errc::timed_out, "no answer");
    desk->change_pin("abena", "551907", [&](Result<> done) { changed = std::move(done); });
    run();
    ASSERT_TRUE(changed) << changed.error().context;
    EXPECT_FALSE(desk->by_session(secret, false));
    EXPECT_TRUE(is_wrong(check("Abena", "428193")));
    EXPECT_TRUE(std::holds_alternative<Caller>(check("Abena", "551907")));
}

TEST_F(LoginDeskTest, somebody_who_is_removed_is_out_at_once) {
    ASSERT_TRUE(add("Abena"));
    const std::string secret = desk->begin_session({.role = Role::lead, .name = "Abena"});
    Result<> removed = fail(Errc::timed_out, "no answer");
    desk->remove_person("Kofi", [&](Result<> done) { removed = std::move(done); });
    run();
    EXPECT_EQ(removed.error().code, Errc::not_found);
    desk->remove_person("ABENA", [&](Result<> done) { removed = std::move(done); });
    run();
    EXPECT_TRUE(removed);
    EXPECT_FALSE(desk->by_session(secret, false));
    EXPECT_TRUE(is_wrong(check("Abena", "428193")));
    EXPECT_TRUE(desk->people().empty());
}

TEST_F(LoginDeskTest, a_token_is_told_once_and_kept_as_a_digest) {
    std::string secret;
    desk->add_token({"North gate", Role::station, "gate-in"},
                    [&](const Result<std::string>& made) { secret = made.value_or(""); });
    run();
    ASSERT_EQ(secret.size(), 32U);
    EXPECT_EQ(file("credentials").find(secret), std::string::npos);
    start();
    EXPECT_EQ(desk->by_token(secret),
              (Caller{.role = Role::station, .name = "North gate", .station = "gate-in"}));
    EXPECT_FALSE(desk->by_token(""));
    desk->remove_token("north gate", [](const Result<>& done) { EXPECT_TRUE(done); });
    run();
    EXPECT_FALSE(desk->by_token(secret));
}

TEST_F(LoginDeskTest, only_a_stations_token_names_a_station) {
    const auto refused = [this](ports::TokenView token) {
        bool is_refused = false;
        desk->add_token(std::move(token), [&](const auto& made) { is_refused = !made; });
        run();
        return is_refused;
    };
    EXPECT_TRUE(refused({"a", Role::station, ""}));
    EXPECT_TRUE(refused({"a", Role::viewer, "gate-in"}));
    EXPECT_TRUE(refused({"a", Role::station, "gate in"}));
    EXPECT_TRUE(refused({"a", Role::nobody, ""}));
    EXPECT_FALSE(refused({"a", Role::viewer, ""}));
    EXPECT_TRUE(refused({"A", Role::viewer, ""}));
}

TEST_F(LoginDeskTest, credentials_that_are_not_understood_are_put_aside_and_nobody_signs_in) {
    ASSERT_TRUE(add("Abena"));
    const std::string damaged = file("credentials") + "person boss x y\n";
    std::ofstream(folder_ / "credentials") << damaged;
    start();
    EXPECT_EQ(reports, 1);
    EXPECT_TRUE(is_wrong(check("Abena", "428193")));
    EXPECT_TRUE(add("Abena"));
    EXPECT_EQ(file("credentials.damaged"), damaged);
}

TEST_F(LoginDeskTest, locks_are_kept_in_memory_where_no_disk_takes_them) {
    ASSERT_TRUE(add("Abena"));
    std::filesystem::remove_all(folder_);
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_wrong(check("Abena", "000000")));
    EXPECT_EQ(reports, 5);
    EXPECT_TRUE(std::holds_alternative<ports::PinLocked>(check("Abena", "428193")));
}

}  // namespace
}  // namespace kiosk::login
