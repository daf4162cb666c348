// storymap/detail/report_page.hpp - a page for a terminal: lines that never pass its right edge.
// Room: report. Depends on report_line.hpp.
#pragma once

#include <storymap/detail/report_line.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Keeps two words on one line of a paragraph, where it is a space.
inline constexpr std::string_view no_break_space = "\u00A0";

class Page {
 public:
  /// No terminal is useful below 40 columns; lines past 160 are hard to follow.
  Page(std::size_t columns, bool color) : columns_(std::clamp<std::size_t>(columns, 40, 160)), color_(color) {}

  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }

  /// A new line that begins `indent` columns from the left.
  [[nodiscard]] Line line(std::size_t indent = 0) const {
    Line line(color_);
    line.pad(indent);
    return line;
  }

  /// Puts a line on the page, cut at the right edge.
  void put(Line line) { out_.append(line.cut(columns_).text()).push_back('\n'); }

  /// An empty line, unless there is one already or the page is new.
  void gap() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_.push_back('\n');
  }

  /// A heading with an empty line before it.
  void heading(std::string_view title, std::string_view detail = {}) {
    gap();
    Line head = line();
    head.add(title, Style::bold);
    if (!detail.empty()) head.add("  ").add(detail, Style::dim);
    put(std::move(head));
  }

  /// Text that flows over as many lines as it needs: the first after `lead`, the others below its end.
  void paragraph(Line lead, std::string_view text, Style style = Style::plain) {
    std::size_t const indent = lead.width();
    std::string const clean = printable(text);
    std::string_view rest = clean;
    do {
      std::string_view const part = first_line(rest, columns_ - std::min(indent, columns_ - 20));
      lead.add(with_spaces(part), style);
      put(std::move(lead));
      lead = line(indent);
      rest.remove_prefix(part.size());
      if (rest.starts_with(' ')) rest.remove_prefix(1);
    } while (!rest.empty());
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] static std::string with_spaces(std::string_view text) {
    std::string out(text);
    for (std::size_t at = out.find(no_break_space); at != std::string::npos; at = out.find(no_break_space, at)) {
      out.replace(at, no_break_space.size(), " ");
    }
    return out;
  }

  /// As many words as fit; a word that does not fit alone is broken.
  [[nodiscard]] static std::string_view first_line(std::string_view text, std::size_t columns) {
    std::string_view const fits = fitting(text, columns);
    if (fits.size() == text.size() || text[fits.size()] == ' ') return fits;
    std::size_t const space = fits.rfind(' ');
    return space == std::string_view::npos ? fits : fits.substr(0, space);
  }

  std::size_t columns_;
  bool color_;
  std::string out_;
};

}  // namespace detail

STORYMAP_END
