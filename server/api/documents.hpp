// server/api/documents.hpp - the table of routes as it is handed out: for programs, and for people.
// Room: api.
#pragma once

#include "server/api/route.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace storymap::server::api {

/// Written once, and shared by all answers.
struct Documents {
  std::shared_ptr<std::string const> openapi;
  std::shared_ptr<std::string const> english;
  std::shared_ptr<std::string const> russian;
  std::shared_ptr<std::string const> style;
};

[[nodiscard]] Documents write_documents(std::span<Route const> routes, std::string_view server_url);

}  // namespace storymap::server::api
