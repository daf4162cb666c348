// server/http/path_table.hpp - which route a method and a path belong to.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::http {

struct PathMatch {
  std::size_t index;                                                 ///< how manieth route it is, or PathTable::npos
  std::vector<std::pair<std::string, std::string>> parameters = {};  ///< by name, decoded
  std::string allow = {};  ///< the methods of the path, when it has routes, but none for the method: "GET, HEAD"
};

/// Patterns such as "/projects/{project}/map": a parameter is a whole segment, and words come before parameters.
/// Finding a route takes as long as the path has segments, however many routes there are.
///
/// A path with an empty segment, a dot segment, an encoded slash or control character belongs to no route: whatever
/// stands in front of us may see another path in it.
class PathTable {
 public:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  PathTable();
  ~PathTable();
  PathTable(PathTable&&) noexcept;
  PathTable& operator=(PathTable&&) noexcept;

  /// Adds the next route. Throws std::invalid_argument when it is there already, or a parameter has another name than
  /// in another route.
  void add(Method method, std::string_view pattern);

  /// HEAD finds the route of GET.
  [[nodiscard]] PathMatch find(Method method, std::string_view path) const;

 private:
  struct Node;

  std::unique_ptr<Node> root_;
  std::size_t size_ = 0;
};

}  // namespace storymap::server::http
