// storymap/detail/edit_check.hpp - the rules of check(), for the values that edits bring.
// Room: model. Depends on edit_index.hpp, field_check.hpp and link_rules.hpp.
#pragma once

#include <storymap/detail/edit_index.hpp>
#include <storymap/detail/field_check.hpp>
#include <storymap/detail/link_rules.hpp>
#include <storymap/utf8.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline std::string item_path(std::string const& path, std::size_t index) {
  return path + "/" + std::to_string(index);
}

/// Holds new values against the rules that `check` keeps, and keeps the first offence. Paths start below the edit.
class EditChecker {
 public:
  explicit EditChecker(EditIndex const& index) : index_(index) {}

  /// The failure, when a rule is broken.
  [[nodiscard]] std::optional<Failure> failure() && {
    if (!error_) return std::nullopt;
    return Failure{std::move(*error_)};
  }
  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }

  void fail(Errc code, std::string message, std::string path) {
    if (!error_) error_ = Error{code, std::move(message), std::move(path)};
  }

  /// A noun that is about to be added.
  template <class Noun>
  void added(Noun const& noun) {
    new_id(noun.id);
    for_each_field<Noun>([&](auto const& row) { rule(noun.*row.member, "/value/" + std::string(row.word)); });
    extra<Noun>(noun.extra, "/value");
    if constexpr (std::is_same_v<Noun, Story>) labels(noun.labels);
    if constexpr (has_children<Noun>) {
      if (!children_of(noun).empty()) {
        fail(Errc::invalid_field, "a noun is added without children, which have edits of their own",
             "/value/" + std::string(children_word<Noun>));
      }
    }
  }

  void added(Link const& link) {
    check_ends(
        link, [&](StoryId const& id) { return index_.contains(id); },
        [&](LinkPart part, Errc code, std::string message) {
          fail(code, std::move(message),
               part == LinkPart::from ? "/value/from"
               : part == LinkPart::to ? "/value/to"
                                      : "/value");
        });
    if (index_.contains(key_of(link))) fail(Errc::duplicate_id, "the same link is already there", "/value");
    extra<Link>(link.extra, "/value");
  }

  /// Text anywhere in an edit.
  void text(std::string const& value, std::string const& path) {
    if (std::size_t const bad = find_invalid_utf8(value); bad != std::string::npos) {
      fail(Errc::invalid_encoding, "byte " + std::to_string(bad) + " is not UTF-8", path);
    }
  }

  /// The value of an unknown field.
  void json(std::string const& value, std::string const& path) {
    text(value, path);
    if (Result<void> const good = check_json(value); !good) fail(Errc::invalid_field, no_json(good.error()), path);
  }

  /// Turns the value of an edit into the value of a field, which starts out empty.
  template <class T>
  void read(Value const& value, T& field) {
    convert(value, field);
    if (!failed()) rule(field, "/value");
  }

 private:
  template <class Noun>
  void new_id(Id<Noun> const& id) {
    if (!is_valid_id(id.str())) {
      fail(Errc::invalid_field, "expected an id of 1 to 128 bytes of UTF-8 without control characters", "/value/id");
    } else if (index_.contains(id)) {
      fail(Errc::duplicate_id, "the " + std::string(word_of<Noun>()) + " id '" + id.str() + "' is already used",
           "/value/id");
    }
  }

  void rule(std::string const& value, std::string const& path) { text(value, path); }
  void rule(Status, std::string const&) {}
  void rule(std::vector<std::string> const& list, std::string const& path) {
    for (std::size_t i = 0; i < list.size(); ++i) text(list[i], item_path(path, i));
  }
  void rule(std::optional<double> const& points, std::string const& path) {
    if (points && !(std::isfinite(*points) && *points >= 0)) {
      fail(Errc::invalid_field, "expected a finite number of points, 0 or more", path);
    }
  }
  void rule(std::optional<ReleaseId> const& release, std::string const& path) {
    if (release && !index_.contains(*release)) {
      fail(Errc::unknown_id, "no release has the id '" + release->str() + "'", path);
    }
  }
  void rule(std::vector<PersonaId> const& personas, std::string const& path) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < personas.size(); ++i) {
      std::string const& id = personas[i].str();
      if (!index_.contains(personas[i])) {
        fail(Errc::unknown_id, "no persona has the id '" + id + "'", item_path(path, i));
      } else if (!seen.insert(id).second) {
        fail(Errc::invalid_field, "the persona '" + id + "' is listed twice", item_path(path, i));
      }
    }
  }
  void rule(std::vector<External> const& references, std::string const& path) {
    for (std::size_t i = 0; i < references.size(); ++i) {
      std::string const item = item_path(path, i);
      text(references[i].system, item + "/system");
      text(references[i].key, item + "/key");
      text(references[i].url, item + "/url");
      extra<External>(references[i].fields, item);
    }
  }

  template <class Owner>
  void extra(Fields const& fields, std::string const& path) {
    for (Field const& field : fields) {
      text(field.name, path);
      text(field.json, path);
      std::string const here = path_below(path, field.name);
      if (is_schema_word<Owner>(field.name)) fail(Errc::invalid_field, reserved_word(field.name), here);
      json(field.json, here);
    }
  }

  void labels(std::vector<std::string> const& labels) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      text(labels[i], item_path("/value/labels", i));
      if (!seen.insert(labels[i]).second) {
        fail(Errc::invalid_field, "the label '" + labels[i] + "' is listed twice", item_path("/value/labels", i));
      }
    }
  }

  /// The alternative T of a value, or null and an offence.
  template <class T>
  T const* expect(Value const& value, char const* what) {
    T const* const found = std::get_if<T>(&value);
    if (found == nullptr) fail(Errc::invalid_field, "expected " + std::string(what), "/value");
    return found;
  }

  void convert(Value const& value, std::string& field) {
    if (auto const* found = expect<std::string>(value, "a string")) field = *found;
  }
  void convert(Value const& value, Status& field) {
    auto const* const word = std::get_if<std::string>(&value);
    auto const status = word != nullptr ? parse_status(*word) : std::nullopt;
    if (!status) fail(Errc::invalid_field, "expected 'todo', 'in_progress', 'done' or 'blocked'", "/value");
    field = status.value_or(Status::todo);
  }
  void convert(Value const& value, std::optional<double>& field) {
    if (auto const* found = expect<double>(value, "a number")) field = *found;
  }
  void convert(Value const& value, std::vector<std::string>& field) {
    if (auto const* found = expect<std::vector<std::string>>(value, "a list of strings")) field = *found;
  }
  void convert(Value const& value, std::vector<PersonaId>& field) {
    if (auto const* found = expect<std::vector<std::string>>(value, "a list of persona ids")) {
      for (std::string const& id : *found) field.emplace_back(id);
    }
  }
  void convert(Value const& value, std::optional<ReleaseId>& field) {
    if (auto const* found = expect<std::string>(value, "the id of a release")) field = ReleaseId(*found);
  }
  void convert(Value const& value, std::vector<External>& field) {
    if (auto const* found = expect<std::vector<External>>(value, "a list of external references")) field = *found;
  }

  EditIndex const& index_;
  std::optional<Error> error_;
};

}  // namespace detail

STORYMAP_END
