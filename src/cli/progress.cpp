// src/cli/progress.cpp - draws the bar.
// Room: cli.
#include "progress.hpp"

#include <unistd.h>
#include <storymap/detail/report_page.hpp>

#include "message_texts.hpp"

namespace storymap::cli {

namespace {

/// Nobody minds when a bar cannot be drawn.
void show(std::string_view text) {
  while (!text.empty()) {
    ssize_t const written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

LocalText stage_text(std::string_view stage) noexcept {
  for (messages::StageName const& name : messages::stage_names) {
    if (name.stage == stage) return name.text;
  }
  return {stage, stage};
}

void Progress::begin(std::string_view stage) {
  stage_ = stage;
  done_ = 0;
  total_ = 0;
  draw();
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
  done_ = done;
  total_ = total;
  draw();
}

void Progress::erase() {
  if (on_screen_) show("\r\x1b[K");
  on_screen_ = false;
}

void Progress::draw() {
  constexpr double patience = 0.5;
  constexpr double between = 0.1;
  if (!shown_) return;
  double const now = watch_.seconds();
  if (now < patience || now < drawn_at_ + between) return;
  drawn_at_ = now;
  on_screen_ = true;
  show("\r" + line() + "\x1b[K");
}

std::string Progress::line() const {
  constexpr std::size_t cells = 24;
  detail::Line line(false);
  line.add(stage_text(stage_).in(language_)).pad(24);
  if (total_ > 0) {
    auto const filled = static_cast<std::size_t>(done_ * cells / total_);
    std::string bar;
    for (std::size_t cell = 0; cell < cells; ++cell) bar += cell < filled ? "\u2588" : "\u2591";
    line.add("  ").add(bar).add("  ").add(std::to_string(done_ * 100 / total_)).add(" %");
  }
  // The last column stays empty: a terminal would wrap the line there.
  return line.cut(columns_ - 1).text();
}

}  // namespace storymap::cli
