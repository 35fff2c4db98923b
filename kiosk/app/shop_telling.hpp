// kiosk/app/shop_telling.hpp — which scans the shop has still to hear of, in order of recording.
//
// Reads the durable record from where the shop's last answer left it; what is not settled is said
// again after any stop, with the same nonce, which is harmless. Nothing that the shop says touches
// the record: what it refuses becomes a letter for a person. On the shop's own thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kiosk/app/shop_list.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/pretix/shop_notes.hpp"
#include "kiosk/pretix/upload.hpp"

namespace kiosk::app {

inline constexpr std::uint32_t kTellPage = 500;  // scans that are read at once

using ScanPage = Result<std::vector<ports::StoredScan>>;

struct TellingHooks {
    std::function<void(ports::ScanQuery, std::function<void(ScanPage)>)> read;  // oldest first
    std::function<bool()> takes_items;
    std::function<std::size_t()> queued;
    std::function<Result<>(std::uint64_t, pretix::UploadItem)> tell;
    std::function<Result<>(const pretix::Told&)> keep;  // durable before it returns
    std::function<void(const std::string&)> report;
};

class ShopTelling {
  public:
    // `config` must outlive it.
    ShopTelling(const config::Config& config, pretix::Told told, TellingHooks hooks);

    // The shop's list as it is now; before the first one nothing is told. What waited for a code
    // that is there now is told.
    void use(ShopTickets tickets);

    // Reads on where there is room. Called every now and then.
    void look();

    void settled(const pretix::Settled& one);

    // A check-in was taken back, durably.
    void undone(std::uint64_t seq);

    // Tells all letters once more: a person has seen to it.
    void retry();

    // Codes are nobody's business any more; what is not told waits for the next use().
    void forget_people();

    [[nodiscard]] const pretix::Told& told() const { return told_; }
    [[nodiscard]] std::size_t to_tell() const { return outstanding_.size(); }

  private:
    [[nodiscard]] bool may_tell();
    void begin_again();
    void read_page(std::uint64_t after);
    void read_one(std::uint64_t seq);
    void sweep(std::uint64_t after);
    void take(const ports::StoredScan& stored);
    void tell_check_in(const ports::StoredScan& stored, std::int64_t list);
    void tell_refusal(const ports::StoredScan& stored, std::int64_t list);
    void tell_annulment(const ports::StoredScan& stored, std::int64_t list);
    void tell(std::uint64_t key, pretix::UploadItem item);
    void write_letter(std::uint64_t seq, std::string_view settlement, const std::string& words);
    void advance();
    void keep();
    [[nodiscard]] std::optional<std::int64_t> shop_list_of(const std::string& list) const;

    const config::Config& config_;
    pretix::Told told_;
    TellingHooks hooks_;
    ShopTickets tickets_;
    bool has_list_ = false;
    bool swept_ = false;  // undone scans of before the start were looked for
    bool reading_ = false;
    bool stalled_ = false;    // the link takes nothing; what was in it is to be given again
    std::uint64_t next_ = 0;  // the last record that was looked at
    std::map<std::uint64_t, unsigned> outstanding_;  // items of a record that are not settled
    std::deque<std::uint64_t> again_;                // records to be looked at once more
};

// "recorded", "unknown"
[[nodiscard]] std::string_view name_of(pretix::Settlement settlement);

}  // namespace kiosk::app
