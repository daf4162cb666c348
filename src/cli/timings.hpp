// src/cli/timings.hpp - the only clock of the project's command: what each stage took.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::cli {

/// Seconds since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const;

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// A list of stages, each of which ends when the next begins.
class Timings {
 public:
  void begin(std::string_view stage);

  /// A table of the stages in order, with the total and the peak memory of the process. Ends the last stage.
  [[nodiscard]] std::string table(Language language);

 private:
  struct Stage {
    std::string name;
    double seconds = 0;
  };

  void end_stage();

  Stopwatch watch_;
  double begun_ = 0;
  std::vector<Stage> stages_;
};

}  // namespace storymap::cli
