// server/base/schema.hpp - what a JSON value must look like: checked on the way in, published as JSON Schema.
// Room: base.
//
//     Schema const login = object({
//         required("email", string(3, 254)),
//         required("password", string(1, 1024)),
//         optional("client", one_of({"browser", "program"})),
//     });
#pragma once

#include "server/base/json.hpp"
#include "server/base/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server {

struct Field;

/// The largest integer that every reader of JSON keeps exactly (RFC 8259 section 6).
inline constexpr std::int64_t most_integer = (std::int64_t{1} << 53U) - 1;

/// A type of JSON values. What is not allowed is refused: objects have no other members than those listed.
struct Schema {
  enum class Kind : std::uint8_t { any, boolean, integer, number, string, array, object };

  Kind kind = Kind::any;
  bool allows_null = false;
  std::string description = {};
  // Of numbers: their range, inclusive.
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  // Of strings in code points, of arrays in elements.
  std::size_t min_size = 0;
  std::size_t max_size = std::numeric_limits<std::size_t>::max();
  std::vector<std::string> words = {};  ///< of strings: the only ones allowed, when there are any
  std::string format =
      {};  ///< of strings: "date-time", "email", "uuid"; published, and checked for date-time and email
  bool is_verbatim = false;         ///< of strings: whatever somebody else wrote, control characters too; in answers
  bool allows_line_breaks = false;  ///< of strings: also line feeds and tabs, no other control characters
  std::shared_ptr<Schema const> element = nullptr;  ///< of arrays
  std::vector<Field> fields;                        ///< of objects; a Field is not complete yet
  bool is_open = false;                             ///< of objects: other members are let through
};

/// A member of an object.
struct Field {
  std::string name;
  Schema schema;
  bool is_required = false;
};

[[nodiscard]] Schema anything();
[[nodiscard]] Schema boolean();
[[nodiscard]] Schema integer(std::int64_t least, std::int64_t most);
[[nodiscard]] Schema number(double least, double most);
/// Text of so many code points on one line.
[[nodiscard]] Schema string(std::size_t min_size, std::size_t max_size);
/// The same on any number of lines.
[[nodiscard]] Schema text(std::size_t max_size);
/// Text that repeats what somebody else wrote. For answers.
[[nodiscard]] Schema verbatim(std::size_t max_size);
[[nodiscard]] Schema date_time();
[[nodiscard]] Schema one_of(std::initializer_list<std::string_view> words);
[[nodiscard]] Schema array(Schema element, std::size_t max_size, std::size_t min_size = 0);
[[nodiscard]] Schema object(std::vector<Field> fields);
/// An object whose members are not said.
[[nodiscard]] Schema open_object(std::vector<Field> fields = {});
/// The same or null.
[[nodiscard]] Schema nullable(Schema schema);
[[nodiscard]] Schema described(Schema schema, std::string description);
[[nodiscard]] Field required(std::string name, Schema schema);
[[nodiscard]] Field optional(std::string name, Schema schema);

/// Everything that is wrong with a value, each with its place below `pointer`. O(value).
[[nodiscard]] std::vector<FieldProblem> check(json::value const& value, Schema const& schema, std::string pointer = {});

/// The schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1.
[[nodiscard]] json::object to_json_schema(Schema const& schema);

}  // namespace storymap::server
