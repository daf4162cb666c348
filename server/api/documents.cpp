// server/api/documents.cpp - bodies of documents.hpp.
#include "server/api/documents.hpp"

#include "server/api/openapi.hpp"
#include "server/api/reference_page.hpp"

#include <boost/json/serialize.hpp>

namespace storymap::server::api {

Documents write_documents(std::span<Route const> routes, std::string_view server_url) {
  return {
      .openapi = std::make_shared<std::string const>(json::serialize(openapi(routes, server_url))),
      .english = std::make_shared<std::string const>(reference_page(routes, Language::en)),
      .russian = std::make_shared<std::string const>(reference_page(routes, Language::ru)),
      .style = std::make_shared<std::string const>(reference_style()),
  };
}

}  // namespace storymap::server::api
