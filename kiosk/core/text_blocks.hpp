// kiosk/core/text_blocks.hpp — many short texts in few large blocks, addressed in 32 bits.
//
// Blocks are filled from front to back and never moved: a list grows without the doubling and
// copying of one long string, which at a million tickets would take twice the list's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::core {

class TextBlocks {
  public:
    static constexpr unsigned kBlockBits = 20;
    static constexpr std::size_t kBlockBytes = std::size_t{1} << kBlockBits;
    static constexpr std::size_t kBlocksMax = 4096;      // all that 32 bits can address: 4 GiB
    static constexpr std::size_t kTextBytesMax = 65535;  // of one text

    explicit TextBlocks(std::size_t blocks_max = kBlocksMax) : blocks_max_(blocks_max) {}

    // Keeps the texts side by side and returns their address; nothing when all blocks are full.
    // Together they must fit one block, with two bytes for each one's length.
    [[nodiscard]] std::optional<std::uint32_t> add(std::span<const std::string_view> texts);

    // Gives as many texts, in the same order, as `texts` has places. The views live as long as the
    // blocks.
    void read(std::uint32_t address, std::span<std::string_view* const> texts) const;

    // Gives back what the last block has too much.
    void shrink_to_fit();

    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    std::size_t blocks_max_;
    std::vector<std::string> blocks_;
};

}  // namespace kiosk::core
