// storymap/detail/csv_cells.hpp - how our own CSV files put text, lists and references into cells, and get them out.
// Room: formats. Depends on model.hpp, field_check.hpp and json_text.hpp.
#pragma once

#include <storymap/detail/field_check.hpp>
#include <storymap/detail/json_text.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// The header of our own files, of which a file made by hand may lack some.
inline constexpr std::array<std::string_view, 17> own_csv_header = {
    "type",     "id",     "parent", "title",    "description", "acceptance_criteria",
    "priority", "status", "points", "labels",   "personas",    "release",
    "kind",     "from",   "to",     "external", "extra"};

/// The columns of our own files, in order.
enum class OwnColumn : std::size_t {
  type,
  id,
  parent,
  title,
  description,
  acceptance_criteria,
  priority,
  status,
  points,
  labels,
  personas,
  release,
  kind,
  from,
  to,
  external,
  extra,
};

// A spreadsheet takes a cell that begins with one of these for a formula, and a stranger's story would run as one
// (OWASP, "CSV injection"). Such cells get an apostrophe in front; so do those that have apostrophes before such a
// byte already, so that reading can take exactly one away again.

[[nodiscard]] inline bool needs_guard(std::string_view cell) noexcept {
  std::size_t const first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(cell[first]) != std::string_view::npos;
}

/// Undoes the guard of a cell.
[[nodiscard]] inline std::string_view unguarded(std::string_view cell) noexcept {
  return cell.starts_with('\'') && needs_guard(cell) ? cell.substr(1) : cell;
}

/// Appends a cell, quoted where RFC 4180 asks for it.
inline void append_csv_cell(std::string& out, std::string_view cell) {
  bool const guard = needs_guard(cell);
  bool const spaced = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!spaced && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    if (guard) out += '\'';
    out += cell;
    return;
  }
  out += guard ? "\"'" : "\"";
  for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
    out.append(cell.substr(0, quote + 1)).append(1, '"');
    cell.remove_prefix(quote + 1);
  }
  out.append(cell).append(1, '"');
}

// A list has one item a line. Inside an item \\ is a backslash, \n and \r are line ends; \e is an empty item, so that
// a blank line that somebody typed means nothing.

template <class Items, class ToText>
[[nodiscard]] std::string join_items(Items const& items, ToText&& to_text) {
  std::string cell;
  for (auto const& item : items) {
    if (!cell.empty()) cell += '\n';
    std::string_view const text = to_text(item);
    if (text.empty()) cell += "\\e";
    for (char const byte : text) {
      switch (byte) {
        case '\\': cell += "\\\\"; break;
        case '\n': cell += "\\n"; break;
        case '\r': cell += "\\r"; break;
        default: cell += byte;
      }
    }
  }
  return cell;
}

/// One line of a list without escapes; an escape we never write stands for itself.
[[nodiscard]] inline std::string unescape_item(std::string_view line) {
  std::string item;
  for (std::size_t at = 0; at < line.size(); ++at) {
    char const next = line[at] == '\\' && at + 1 < line.size() ? line[at + 1] : '\0';
    switch (next) {
      case '\\': item += '\\'; break;
      case 'n': item += '\n'; break;
      case 'r': item += '\r'; break;
      case 'e': break;
      default: item += line[at]; continue;
    }
    ++at;
  }
  return item;
}

[[nodiscard]] inline std::vector<std::string> split_items(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    std::size_t const end = std::min(cell.find_first_of("\n\r"), cell.size());
    if (end > 0) items.push_back(unescape_item(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return items;
}

/// Unknown fields as a JSON object; nothing when there are none.
[[nodiscard]] inline std::string fields_cell(Fields const& fields) {
  if (fields.empty()) return {};
  JsonWriter json;
  json.begin_object();
  for (Field const& field : fields) json.key(field.name).raw(field.json);
  return json.end_object().take();
}

/// The members of a JSON object; an empty cell has none.
[[nodiscard]] inline Result<Fields> parse_members(std::string_view cell) {
  Fields fields;
  if (cell.empty()) return fields;
  std::vector<Field> members;
  Result<void> const read = for_each_json_member(cell, [&](std::string name, std::string value) {
    members.push_back({std::move(name), std::move(value)});
  });
  if (!read) return Failure{read.error()};
  if (auto const twice = fields.assign(std::move(members))) {
    return failure(Errc::invalid_field, "the member '" + *twice + "' stands twice");
  }
  return fields;
}

/// The unknown fields of an Owner.
template <class Owner>
[[nodiscard]] Result<Fields> parse_fields(std::string_view cell) {
  Result<Fields> fields = parse_members(cell);
  if (!fields) return fields;
  if (Field const* const reserved = find_reserved<Owner>(*fields)) {
    return failure(Errc::invalid_field, reserved_word(reserved->name));
  }
  return fields;
}

/// References as a JSON array of {"system","key","url","fields"}; nothing when there are none.
[[nodiscard]] inline std::string external_cell(std::vector<External> const& references) {
  if (references.empty()) return {};
  JsonWriter json;
  json.begin_array();
  for (External const& reference : references) {
    json.begin_object().member("system", reference.system);
    if (!reference.key.empty()) json.member("key", reference.key);
    if (!reference.url.empty()) json.member("url", reference.url);
    if (!reference.fields.empty()) json.key("fields").raw(fields_cell(reference.fields));
    json.end_object();
  }
  return json.end_array().take();
}

/// One reference from its JSON object.
[[nodiscard]] inline Result<External> parse_reference(std::string_view json) {
  External reference;
  Result<Fields> const members = parse_members(json);
  if (!members) return Failure{members.error()};
  for (auto const& [name, value] : *members) {
    if (name == "fields") {
      Result<Fields> fields = parse_fields<External>(value);
      if (!fields) return failure_of(std::move(fields));
      reference.fields = std::move(*fields);
      continue;
    }
    std::string* const text = name == "system" ? &reference.system
                              : name == "key"  ? &reference.key
                              : name == "url"  ? &reference.url
                                               : nullptr;
    if (text == nullptr) {
      return failure(Errc::invalid_field, "expected system, key, url or fields, but found '" + name + "'");
    }
    auto parsed = parse_json_string(value);
    if (!parsed) return failure(Errc::invalid_field, "expected a string as '" + name + "'");
    *text = std::move(*parsed);
  }
  return reference;
}

[[nodiscard]] inline Result<std::vector<External>> parse_external(std::string_view cell) {
  std::vector<External> references;
  if (cell.empty()) return references;
  Error offence;
  Result<void> const read = for_each_json_element(cell, [&](std::string const& json) {
    Result<External> reference = parse_reference(json);
    if (reference) {
      references.push_back(std::move(*reference));
    } else if (offence.message.empty()) {
      offence = reference.error();
    }
  });
  if (!read) return Failure{read.error()};
  if (!offence.message.empty()) return Failure{offence};
  return references;
}

}  // namespace detail::csv

STORYMAP_END
