// server/http/path_table.cpp - bodies of path_table.hpp.
#include "server/http/path_table.hpp"

#include "server/http/target.hpp"

#include <optional>
#include <stdexcept>

namespace storymap::server::http {

/// What may follow at a place of a path.
struct PathTable::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
  std::string parameter;  ///< its name, when any segment may follow
  std::unique_ptr<Node> any;
  std::map<Method, std::size_t> routes;  ///< of paths that end here
};

namespace {

/// The segments of "/a/b"; nothing when one is empty or of dots.
[[nodiscard]] std::optional<std::vector<std::string_view>> segments(std::string_view path) {
  std::vector<std::string_view> all;
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  while (!path.empty()) {
    std::size_t const slash = path.find('/');
    all.push_back(path.substr(0, slash));
    if (all.back().empty()) return std::nullopt;
    if (slash == std::string_view::npos) return all;
    path.remove_prefix(slash + 1);
    if (path.empty()) return std::nullopt;
  }
  return all;
}

[[nodiscard]] bool is_parameter(std::string_view segment) noexcept {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

PathTable::PathTable() : root_(std::make_unique<Node>()) {}
PathTable::~PathTable() = default;
PathTable::PathTable(PathTable&&) noexcept = default;
PathTable& PathTable::operator=(PathTable&&) noexcept = default;

void PathTable::add(Method method, std::string_view pattern) {
  auto const all = segments(pattern);
  if (!all) throw std::invalid_argument("no pattern of a path: " + std::string(pattern));
  Node* node = root_.get();
  for (std::string_view const segment : *all) {
    if (!is_parameter(segment)) {
      std::unique_ptr<Node>& next = node->words[std::string(segment)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
      continue;
    }
    std::string name(segment.substr(1, segment.size() - 2));
    if (!node->any) {
      node->any = std::make_unique<Node>();
      node->parameter = name;
    }
    if (node->parameter != name) throw std::invalid_argument("another name of a parameter: " + std::string(pattern));
    node = node->any.get();
  }
  if (!node->routes.emplace(method, size_).second) {
    throw std::invalid_argument("two routes for " + std::string(to_string(method)) + " " + std::string(pattern));
  }
  ++size_;
}

PathMatch PathTable::find(Method method, std::string_view path) const {
  PathMatch match{npos};
  auto const all = segments(path);
  if (!all) return match;
  Node const* node = root_.get();
  for (std::string_view const segment : *all) {
    std::optional<std::string> decoded = percent_decoded(segment);
    if (!decoded || *decoded == "." || *decoded == ".." || decoded->find_first_of("/\\") != std::string::npos) {
      return match;
    }
    if (auto const word = node->words.find(*decoded); word != node->words.end()) {
      node = word->second.get();
    } else if (node->any) {
      match.parameters.emplace_back(node->parameter, std::move(*decoded));
      node = node->any.get();
    } else {
      return {npos};
    }
  }
  auto found = node->routes.find(method);
  if (found == node->routes.end() && method == Method::head) found = node->routes.find(Method::get);
  if (found != node->routes.end()) {
    match.index = found->second;
    return match;
  }
  for (auto const& [known, index] : node->routes) {
    match.allow.append(match.allow.empty() ? "" : ", ").append(to_string(known));
    if (known == Method::get) match.allow += ", HEAD";
  }
  if (!match.allow.empty()) match.allow += ", OPTIONS";
  return match;
}

}  // namespace storymap::server::http
