// storymap/detail/json_tree.hpp - a parsed JSON text, kept flat.
// Room: formats. Depends on the standard library only.
//
// All values stand in one vector in the order of the text, a container before what it holds; all strings and the
// digits of all numbers stand in one string. Digits are kept as they were read, so an integer of any length survives.
#pragma once

#include <storymap/detail/json_value.hpp>
#include <storymap/detail/json_write_value.hpp>
#include <storymap/result.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Readers recurse with the nesting of a text, so no limit of it can be set beyond this.
inline constexpr std::size_t deepest_json = 1024;

class JsonTree {
 public:
  class Value;

  /// The whole text's value; the tree must hold one.
  [[nodiscard]] Value root() const noexcept;

  // Filling it, in the order of the text. A member is its name, a string, followed by its value.
  void null() { add(JsonKind::null); }
  void boolean(bool truth) { add(JsonKind::boolean, truth ? 1 : 0); }
  void number(std::string_view digits) { add_text(JsonKind::number, digits); }
  void string(std::string_view text) { add_text(JsonKind::string, text); }
  void begin(JsonKind container) {
    open_.push_back(nodes_.size());
    add(container);
  }
  void end() {
    nodes_[open_.back()].extent = nodes_.size();
    open_.pop_back();
  }

  /// How many containers are open.
  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }

 private:
  struct Node {
    JsonKind kind;
    std::size_t begin;   ///< of its text; the truth of a boolean
    std::size_t extent;  ///< bytes of its text; for a container, the index of the first node behind all it holds
  };

  void add(JsonKind kind, std::size_t begin = 0, std::size_t extent = 0) { nodes_.push_back({kind, begin, extent}); }
  void add_text(JsonKind kind, std::string_view text) {
    add(kind, text_.size(), text.size());
    text_ += text;
  }

  std::vector<Node> nodes_;
  std::string text_;
  std::vector<std::size_t> open_;
};

/// A JsonValue.
class JsonTree::Value {
 public:
  Value(JsonTree const& tree, std::size_t index) noexcept : tree_(&tree), index_(index) {}

  [[nodiscard]] JsonKind kind() const noexcept { return node().kind; }
  [[nodiscard]] bool boolean() const noexcept { return node().begin != 0; }
  [[nodiscard]] std::string_view string() const noexcept { return raw(); }

  [[nodiscard]] double number() const noexcept {
    std::string_view const digits = raw();
    // What is too small for a double leaves zero with its sign; what is too large never gets into a tree.
    double value = digits.starts_with('-') ? -0.0 : 0.0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  /// Appends an integer digit by digit, any other number in its shortest form.
  void append_number(std::string& out) const {
    if (raw().find_first_not_of("-0123456789") == std::string_view::npos) {
      out += raw();
    } else {
      append_json_number(out, number());
    }
  }

  [[nodiscard]] std::string text() const { return to_json_text(*this); }

  template <class F>
  void for_each_member(F&& visit) const {
    for (std::size_t at = index_ + 1; at < node().extent; at = behind(at + 1)) {
      visit(Value(*tree_, at).string(), Value(*tree_, at + 1));
    }
  }

  template <class F>
  void for_each_element(F&& visit) const {
    for (std::size_t at = index_ + 1; at < node().extent; at = behind(at)) visit(Value(*tree_, at));
  }

 private:
  [[nodiscard]] Node const& node() const noexcept { return tree_->nodes_[index_]; }
  [[nodiscard]] std::string_view raw() const noexcept {
    return std::string_view(tree_->text_).substr(node().begin, node().extent);
  }
  /// The index of the first node that does not belong to the value at `index`.
  [[nodiscard]] std::size_t behind(std::size_t index) const noexcept {
    Node const& value = tree_->nodes_[index];
    bool const container = value.kind == JsonKind::array || value.kind == JsonKind::object;
    return container ? value.extent : index + 1;
  }

  JsonTree const* tree_;
  std::size_t index_;
};

inline JsonTree::Value JsonTree::root() const noexcept { return {*this, 0}; }

static_assert(JsonValue<JsonTree::Value>);

/// Parses one JSON text. Errors are invalid_syntax with "line 3, column 7" and what was expected, or too_large for
/// more than `max_depth` nested containers; lines are counted from `first_line`.
[[nodiscard]] Result<JsonTree> parse_json_tree(std::string_view text, std::size_t max_depth,
                                               std::size_t first_line = 1);

}  // namespace detail

STORYMAP_END
