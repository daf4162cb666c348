// storymap/detail/markdown_encode.hpp - titles and names: from plain text to Markdown that reads back as the same text.
// Room: formats. Depends on markdown_inline.hpp.
//
// `decode(encode(text, place)) == text` for every text and place.
#pragma once

#include <storymap/detail/markdown_inline.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail::markdown {

/// Where an encoded text will stand: each place gives a meaning to other characters.
enum class Place {
  story,    ///< behind "- [ ]", before tags
  heading,  ///< behind "##"
  entry,    ///< behind "-", before ": description"
  value,    ///< between the quotes or braces of a tag
};

class Encoder {
 public:
  Encoder(std::string_view text, Place place) noexcept : text_(text), place_(place), stepper_(text) {}

  [[nodiscard]] std::string encode() {
    if (place_ == Place::story) tags_ = first_tag();
    if (place_ == Place::heading) hashes_ = text_.find_last_not_of('#') + 1;
    if (place_ == Place::entry) marker_ = end_of_marker();
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  /// Where the words at the end of the text start that would be read as tags.
  [[nodiscard]] std::size_t first_tag() const noexcept {
    std::size_t first = text_.size();
    for (std::size_t end = text_.size(); end > 0;) {
      std::size_t const start = text_.find_last_of(' ', end - 1) + 1;
      if (start < end && !is_bare_tag(text_.substr(start, end - start))) break;
      if (start < end) first = start;
      end = start == 0 ? 0 : start - 1;
    }
    return first;
  }

  /// Where the text ends that looks like the number of an ordered list.
  [[nodiscard]] std::size_t end_of_marker() const noexcept {
    std::size_t const end = text_.find_first_not_of("0123456789");
    bool const ends = end != std::string_view::npos && end > 0 && (text_[end] == '.' || text_[end] == ')');
    return ends ? end : std::string_view::npos;
  }

  void step() {
    char const byte = text_[at_];
    if (byte == '`' || byte == '*' || byte == '_') {
      copy_run();
      return;
    }
    bool const at_an_end = at_ == 0 || at_ + 1 == text_.size();
    if (is_control(byte) || (byte == ' ' && at_an_end)) {
      out_ += "&#" + std::to_string(static_cast<unsigned char>(byte)) + ';';
    } else {
      if (means_something(byte)) out_ += '\\';
      out_ += byte;
    }
    ++at_;
  }

  /// Copies a run of backticks, asterisks or underscores, or a whole code span.
  void copy_run() {
    std::size_t const run = run_at(text_, at_);
    std::size_t const code = text_[at_] == '`' && place_ != Place::value ? stepper_.code_span(at_) : 0;
    if (code != 0 && is_faithful(text_.substr(at_, code))) {
      out_ += text_.substr(at_, code);
      at_ += code;
      return;
    }
    bool const plain = text_[at_] == '_' && is_inside_word(run);
    for (std::size_t end = at_ + run; at_ < end; ++at_) {
      if (!plain) out_ += '\\';
      out_ += text_[at_];
    }
  }

  /// A code span knows no escapes: it must not hold what needs one.
  [[nodiscard]] static bool is_faithful(std::string_view code) noexcept {
    return std::none_of(code.begin(), code.end(), is_control) && code.find("<!--") == std::string_view::npos;
  }

  [[nodiscard]] bool is_inside_word(std::size_t run) const noexcept {
    auto const is_word = [](char byte) { return !is_control(byte) && !is_punctuation(byte) && byte != ' '; };
    return at_ > 0 && is_word(text_[at_ - 1]) && at_ + run < text_.size() && is_word(text_[at_ + run]);
  }

  [[nodiscard]] bool means_something(char byte) const noexcept {
    char const next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    bool const starts_word = at_ == 0 || is_blank(text_[at_ - 1]);
    switch (byte) {
      case '\\': return true;
      case '&': return reference_at(text_, at_).size != 0;
      case '<': return next == '!' || next == '?' || next == '/' || (!is_punctuation(next) && next > '9');
      case '"':
      case '}': return place_ == Place::value;
      case '{': return starts_word && next == '#';
      case ':': return (place_ == Place::entry || place_ == Place::value) && (next == '\0' || next == ' ');
      case '.':
      case ')': return at_ == marker_ && (next == '\0' || next == ' ');
      default: break;
    }
    if (starts_word && is_sigil(byte) && (next == '"' || next == '{' || at_ >= tags_)) return true;
    if (byte == '#' && at_ == hashes_ && starts_word) return true;
    return place_ == Place::entry && at_ == 0 && std::string_view("-+>#=~").find(byte) != std::string_view::npos;
  }

  std::string_view text_;
  Place place_;
  Stepper stepper_;
  std::size_t at_ = 0;
  std::size_t tags_ = std::string_view::npos;
  std::size_t hashes_ = std::string_view::npos;
  std::size_t marker_ = std::string_view::npos;
  std::string out_;
};

/// The Markdown that `decode` reads back as `text`.
[[nodiscard]] inline std::string encode(std::string_view text, Place place) { return Encoder(text, place).encode(); }

}  // namespace detail::markdown

STORYMAP_END
