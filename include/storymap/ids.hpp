// storymap/ids.hpp - strong string identifiers, one type per noun.
// Room: base. Depends on result.hpp.
#pragma once

#include <storymap/result.hpp>

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

STORYMAP_BEGIN

/// Longest identifier, in bytes.
inline constexpr std::size_t max_id_bytes = 128;

/// True when `text` may be an identifier: 1 to 128 bytes of valid UTF-8 without control characters (U+0000-001F,
/// U+007F-009F).
[[nodiscard]] bool is_valid_id(std::string_view text) noexcept;

/// An identifier of one noun. Ids of different nouns do not mix: a StoryId is no TaskId.
///
/// The constructor takes the text as it is; `check(Map)` and the readers refuse what `is_valid_id` refuses.
template <class Noun>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] std::string const& str() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(Id const&, Id const&) = default;
  friend std::strong_ordering operator<=>(Id const& a, Id const& b) noexcept { return a.text_.compare(b.text_) <=> 0; }

 private:
  std::string text_;
};

struct Activity;
struct Task;
struct Story;
struct Release;
struct Persona;

using ActivityId = Id<Activity>;
using TaskId = Id<Task>;
using StoryId = Id<Story>;
using ReleaseId = Id<Release>;
using PersonaId = Id<Persona>;

/// Where new identifiers come from. The core never makes random ones: a program that wants UUIDs passes a source that
/// makes them (`ReadOptions::ids`); a reader without one gives ordinals like `OrdinalIds`.
class IdSource {
 public:
  virtual ~IdSource() = default;
  /// The next identifier for a noun, which `is_valid_id`. One that is taken is dropped, and the next one asked for.
  /// `prefix` is its letter: 'a'ctivity, 't'ask, 's'tory, 'r'elease, 'p'ersona.
  [[nodiscard]] virtual std::string next(char prefix) = 0;
};

/// Ordinals in order of appearance: a1, a2, t1, s1, ...
class OrdinalIds final : public IdSource {
 public:
  [[nodiscard]] std::string next(char prefix) override {
    return prefix + std::to_string(++count_[static_cast<unsigned char>(prefix) % 128]);
  }

 private:
  std::size_t count_[128] = {};
};

STORYMAP_END

template <class Noun>
struct std::hash<storymap::Id<Noun>> {
  std::size_t operator()(storymap::Id<Noun> const& id) const noexcept { return std::hash<std::string>{}(id.str()); }
};

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/ids.ipp>
#endif
