// server/http/entity_tag.cpp - bodies of entity_tag.hpp.
#include "server/http/entity_tag.hpp"

#include <algorithm>
#include <cstddef>

namespace storymap::server::http {
namespace {

[[nodiscard]] std::string_view opaque(std::string_view tag) noexcept {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

bool is_listed(std::string_view list, std::string_view tag) noexcept {
  if (list == "*") return true;
  std::string_view const wanted = opaque(tag);
  // A tag may hold a comma, so that its quotes say where it ends.
  for (std::size_t begin = list.find('"'); begin != std::string_view::npos; begin = list.find('"', begin)) {
    std::size_t const end = list.find('"', begin + 1);
    if (end == std::string_view::npos) return false;
    if (list.substr(begin, end - begin + 1) == wanted) return true;
    begin = end + 1;
  }
  return false;
}

std::string tag_of_coding(std::string_view tag, std::string_view coding) {
  std::string changed(tag.substr(0, tag.rfind('"')));
  return changed.append("-").append(coding).append("\"");
}

std::string without_coding(std::string_view list, std::string_view coding) {
  std::string const suffix = "-" + std::string(coding) + "\"";
  std::string plain;
  while (!list.empty()) {
    std::size_t const at = std::min(list.find(suffix), list.size());
    plain.append(list.substr(0, at));
    if (at < list.size()) plain.push_back('"');
    list.remove_prefix(std::min(list.size(), at + suffix.size()));
  }
  return plain;
}

}  // namespace storymap::server::http
