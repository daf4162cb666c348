// src/cli/timings.cpp - what each stage took.
// Room: cli.
#include "timings.hpp"

#include <sys/resource.h>
#include <storymap/detail/report_page.hpp>

#include <array>
#include <charconv>
#include <span>
#include <string>

#include "message_texts.hpp"
#include "progress.hpp"

namespace storymap::cli {

namespace {

[[nodiscard]] std::string with_decimals(double number, int decimals) {
  std::array<char, 32> digits;
  auto const end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals).ptr;
  return {digits.data(), end};
}

[[nodiscard]] double peak_megabytes() {
  rusage usage = {};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Timings::begin(std::string_view stage) {
  end_stage();
  stages_.push_back({std::string(stage), 0});
}

void Timings::end_stage() {
  double const now = watch_.seconds();
  if (!stages_.empty()) stages_.back().seconds = now - begun_;
  begun_ = now;
}

std::string Timings::table(Language language) {
  constexpr std::size_t name_columns = 24;
  constexpr std::size_t columns = name_columns + 16;
  end_stage();
  detail::Page page(columns, false);
  auto const put = [&](std::string_view name, std::string const& value) {
    detail::Line line = page.line();
    line.add(name).push_right(columns, detail::display_width(value)).add(value);
    page.put(std::move(line));
  };
  auto const milliseconds = [&](double seconds) {
    std::string const argument = with_decimals(seconds * 1000, 1);
    return format(messages::milliseconds, std::span(&argument, 1), language);
  };
  for (Stage const& stage : stages_) put(stage_text(stage.name).in(language), milliseconds(stage.seconds));
  put(messages::total.in(language), milliseconds(watch_.seconds()));
  std::string const peak = with_decimals(peak_megabytes(), 1);
  put(messages::peak_memory.in(language), format(messages::megabytes, std::span(&peak, 1), language));
  return page.take();
}

}  // namespace storymap::cli
