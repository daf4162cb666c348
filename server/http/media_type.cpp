// server/http/media_type.cpp - bodies of media_type.hpp.
#include "server/http/media_type.hpp"

#include "server/http/message.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace storymap::server::http {
namespace {

struct Known {
  std::string_view extension;
  std::string_view type;
};

constexpr Known known[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"xml", "application/xml"},
    {"wasm", "application/wasm"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/vnd.microsoft.icon"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"pdf", "application/pdf"},
};

}  // namespace

std::string_view media_type_of(std::string_view file_name) noexcept {
  std::size_t const dot = file_name.rfind('.');
  std::string_view const extension = dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
  auto const* const found = std::find_if(std::begin(known), std::end(known),
                                         [&](Known const& one) { return same_name(one.extension, extension); });
  return found == std::end(known) ? std::string_view("application/octet-stream") : found->type;
}

bool is_compressible(std::string_view type) noexcept {
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  if (type == "text/event-stream") return false;
  if (type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")) return true;
  constexpr std::string_view others[] = {"application/json", "application/javascript", "application/xml",
                                         "application/wasm", "font/ttf"};
  return std::find(std::begin(others), std::end(others), type) != std::end(others);
}

}  // namespace storymap::server::http
