// storymap/detail/name_set.hpp - a set of names that is nearly always small.
// Room: base. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

STORYMAP_BEGIN

namespace detail {

/// Notices the second of two equal names: members of one object, labels of one story.
class NameSet {
 public:
  /// False when `name` is in the set already. `name` must outlive the set.
  bool insert(std::string_view name) {
    // One bit for a length and a last letter settles most names without comparing any.
    std::uint64_t const bit = std::uint64_t{1} << ((name.size() * 7 + last_letter(name)) % 64U);
    if ((seen_bits_ & bit) != 0 && contains(name)) return false;
    seen_bits_ |= bit;
    if (count_ < few_.size()) {
      few_[count_++] = name;
    } else {
      many_.insert(name);
    }
    return true;
  }

 private:
  [[nodiscard]] static std::size_t last_letter(std::string_view name) noexcept {
    return name.empty() ? 0 : static_cast<unsigned char>(name.back());
  }

  [[nodiscard]] bool contains(std::string_view name) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (few_[i] == name) return true;
    }
    return many_.contains(name);
  }

  std::uint64_t seen_bits_ = 0;
  std::size_t count_ = 0;
  std::array<std::string_view, 16> few_;
  std::unordered_set<std::string_view> many_;
};

}  // namespace detail

STORYMAP_END
