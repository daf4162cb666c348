// bindings/c/src/json.cpp - results that have no other form than JSON here.
#include "json.hpp"

#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/report_json_head.hpp>

#include <algorithm>

namespace storymap::c {

using detail::JsonWriter;

namespace {

[[nodiscard]] std::string_view word_of(RebaseNote::Kind kind) noexcept {
  return kind == RebaseNote::Kind::place_lost ? "place_lost" : "overwritten";
}

/// An array of what `write(json, element)` writes.
template <class Elements, class Write>
[[nodiscard]] std::string array_of(Elements const& elements, Write&& write) {
  JsonWriter json;
  json.begin_array();
  for (auto const& element : elements) write(json, element);
  return json.end_array().take();
}

void write_spans(JsonWriter& json, std::string_view name, std::vector<TextSpan> const& spans) {
  json.key(name).begin_array();
  for (TextSpan const& span : spans) json.begin_array().value(span.begin).value(span.size).end_array();
  json.end_array();
}

}  // namespace

std::string json_of(std::vector<std::string> const& sentences) {
  return array_of(sentences, [](JsonWriter& json, std::string const& sentence) { json.value(sentence); });
}

std::string json_of(ImportedFile const& imported) {
  JsonWriter json;
  detail::write_imported_file(json, imported);
  return json.take();
}

std::string json_of(std::span<Format const> formats) {
  return array_of(formats, [](JsonWriter& json, Format const& format) {
    json.begin_object().member("id", format.id).member("name", format.name);
    json.key("extensions").begin_array();
    for (std::string_view left = format.extensions; !left.empty();) {
      std::size_t const end = std::min(left.find(' '), left.size());
      json.value(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    json.end_array();
    json.member("reads", format.read != nullptr).member("writes", format.write != nullptr).end_object();
  });
}

std::string json_of(std::vector<RebaseNote> const& notes) {
  return array_of(notes, [](JsonWriter& json, RebaseNote const& note) {
    json.begin_object().member("kind", word_of(note.kind)).member("edit", note.edit);
    json.member("path", note.path).end_object();
  });
}

std::string json_of(std::vector<Conflict> const& conflicts) {
  return array_of(conflicts, [](JsonWriter& json, Conflict const& conflict) {
    json.begin_object().member("kind", to_string(conflict.kind)).member("path", conflict.path);
    json.member("base", conflict.base).member("ours", conflict.ours).member("theirs", conflict.theirs);
    json.member("other", conflict.other).member("other_title", conflict.other_title).end_object();
  });
}

std::string json_of(Explanation const& explanation) {
  JsonWriter json;
  json.begin_object().member("score", explanation.score).member("kind", to_string(explanation.likeness.kind));
  json.key("terms").begin_array();
  for (SharedTerm const& term : explanation.terms) {
    json.begin_object().member("term", term.term).member("contribution", term.contribution).end_object();
  }
  return json.end_array().end_object().take();
}

std::string json_of(Likeness const& likeness) {
  JsonWriter json;
  json.begin_object().member("kind", to_string(likeness.kind));
  write_spans(json, "only_a", likeness.only_a);
  write_spans(json, "only_b", likeness.only_b);
  return json.end_object().take();
}

}  // namespace storymap::c
