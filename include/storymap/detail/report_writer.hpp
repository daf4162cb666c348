// storymap/detail/report_writer.hpp - what every part of a text or Markdown report works with.
// Room: report. Depends on report.hpp, report_places.hpp, report_plural.hpp and report_title.hpp.
#pragma once

#include <storymap/detail/report_places.hpp>
#include <storymap/detail/report_plural.hpp>
#include <storymap/detail/report_title.hpp>
#include <storymap/report.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// How many stories stand for a group or a kind of finding before "and 7 more".
inline constexpr std::size_t most_examples = 5;

/// Stands between the steps of a place: file, activity, task.
inline constexpr std::string_view place_step = " \u203A ";

/// "0.94"
[[nodiscard]] inline std::string two_decimals(double score) {
  std::array<char, 32> digits;
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), score, std::chars_format::fixed, 2).ptr;
  return {digits.data(), end};
}

/// A context, with the lookups and the language at hand.
class ReportWriter {
 public:
  explicit ReportWriter(ReportContext const& context)
      : context_(context), places_(context.sources), shared_folder_(shared_folder(context.sources)) {}

  [[nodiscard]] ReportContext const& context() const noexcept { return context_; }
  [[nodiscard]] Places const& places() const noexcept { return places_; }
  [[nodiscard]] Language language() const noexcept { return context_.language; }

  [[nodiscard]] std::string_view say(LocalText const& text) const noexcept { return text.in(language()); }
  [[nodiscard]] std::string say(LocalText const& text, std::string const& argument) const {
    return format(text, std::span(&argument, 1), language());
  }
  [[nodiscard]] std::string say(Plural const& text, std::size_t number) const {
    return counted(text, number, language());
  }

  /// How many of `found` are listed.
  [[nodiscard]] std::size_t listed(std::size_t found) const noexcept {
    return context_.most == 0 || found < context_.most ? found : context_.most;
  }

  /// Where a story stands, as far as there is a choice: file, activity, task.
  [[nodiscard]] std::string place(StoryRef const& ref) const {
    Map const& map = *context_.sources[ref.source].map;
    std::string place = places_.several_files() ? places_.file(ref).substr(shared_folder_) : std::string();
    if (map.activities.size() > 1) append_step(place, places_.activity(ref).title);
    if (map.activities.size() > 1 || places_.activity(ref).tasks.size() > 1)
      append_step(place, places_.task(ref).title);
    return place;
  }

 private:
  /// How many bytes of every source's name are the folder they all lie in.
  [[nodiscard]] static std::size_t shared_folder(std::span<Source const> sources) {
    if (sources.empty()) return 0;
    std::string_view shared = sources.front().name;
    for (Source const& source : sources) {
      auto const end = std::mismatch(shared.begin(), shared.end(), source.name.begin(), source.name.end()).first;
      shared = shared.substr(0, static_cast<std::size_t>(end - shared.begin()));
    }
    return shared.rfind('/') + 1;
  }

  static void append_step(std::string& place, std::string const& title) {
    if (!place.empty()) place += place_step;
    place += shown_title(title);
  }

  ReportContext const& context_;
  Places places_;
  std::size_t shared_folder_;
};

}  // namespace detail

STORYMAP_END
