// tests/unit/app/mailbox_test.cpp — nothing is lost but what a flood pushes out.
#include "kiosk/app/mailbox.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace kiosk::app {
namespace {

core::Scan scan(std::string reader, std::string code) {
    core::Scan scan;
    scan.reader = std::move(reader);
    scan.bytes = std::move(code);
    return scan;
}

TEST(Mailbox, wakes_once_until_it_is_emptied) {
    int woken = 0;
    Mailbox mailbox([&] { ++woken; });
    mailbox.post(scan("a", "1"));
    mailbox.post(scan("a", "2"));
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(mailbox.take().scans.size(), 2U);
    mailbox.durable_through(3);
    EXPECT_EQ(woken, 2);
    EXPECT_EQ(mailbox.take().durable_seq, 3U);
}

TEST(Mailbox, a_flood_pushes_out_the_oldest_of_its_own_reader_only) {
    Mailbox mailbox([] {});
    mailbox.post(scan("calm", "first"));
    for (std::size_t i = 0; i <= Mailbox::kScansPerReader; ++i) {
        mailbox.post(scan("flood", std::to_string(i)));
    }
    const auto contents = mailbox.take();
    ASSERT_EQ(contents.scans.size(), Mailbox::kScansPerReader + 1);
    EXPECT_EQ(contents.scans[0].bytes, "first");
    EXPECT_EQ(contents.scans[1].bytes, "1");
    EXPECT_EQ(mailbox.dropped(), 1U);
    mailbox.post(scan("flood", "again"));
    EXPECT_EQ(mailbox.take().scans.size(), 1U);
}

TEST(Mailbox, the_latest_durable_and_the_earliest_failure_count) {
    Mailbox mailbox([] {});
    mailbox.durable_through(3);
    mailbox.durable_through(5);
    mailbox.failed_from(8, {Errc::no_space, "a"});
    mailbox.failed_from(7, {Errc::io_failure, "b"});
    mailbox.failed_from(9, {Errc::io_failure, "c"});
    const auto contents = mailbox.take();
    EXPECT_EQ(contents.durable_seq, 5U);
    ASSERT_TRUE(contents.failure.has_value());
    EXPECT_EQ(contents.failure->seq, 7U);
    EXPECT_EQ(contents.failure->error.context, "b");
}

TEST(Mailbox, takes_from_many_threads_at_once) {
    Mailbox mailbox([] {});
    {
        std::vector<std::jthread> readers;
        for (int reader = 0; reader < 4; ++reader) {
            readers.emplace_back([&, reader] {
                for (int i = 0; i < 50; ++i) mailbox.post(scan(std::to_string(reader), "x"));
            });
        }
    }
    EXPECT_EQ(mailbox.take().scans.size(), 200U);
}

}  // namespace
}  // namespace kiosk::app
