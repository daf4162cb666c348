// src/cli/progress.hpp - a bar on standard error for work that takes longer than half a second.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "timings.hpp"

namespace storymap::cli {

/// What a stage is called for people; a stage without a text goes by its own word.
[[nodiscard]] LocalText stage_text(std::string_view stage) noexcept;

/// Draws the bar, at most ten times a second, and erases it in the end.
class Progress {
 public:
  /// A bar that is not `shown` draws nothing.
  Progress(bool shown, std::size_t columns, Language language)
      : shown_(shown), columns_(columns), language_(language) {}
  ~Progress() { erase(); }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void begin(std::string_view stage);
  void update(std::uint64_t done, std::uint64_t total);
  void erase();

 private:
  void draw();
  [[nodiscard]] std::string line() const;

  bool shown_;
  std::size_t columns_;
  Language language_;
  Stopwatch watch_;
  double drawn_at_ = 0;
  bool on_screen_ = false;
  std::string stage_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace storymap::cli
