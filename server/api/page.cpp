// server/api/page.cpp - bodies of page.hpp.
#include "server/api/page.hpp"

#include "server/base/crypto/base64url.hpp"

#include <charconv>
#include <utility>

namespace storymap::server::api {

std::string to_cursor(std::vector<std::string> const& parts) {
  std::string text;
  for (std::string const& part : parts) text += part + '\n';
  return to_base64url(text);
}

std::vector<std::string> from_cursor(std::string const& cursor, std::size_t parts) {
  std::vector<std::string> found;
  std::string const text = from_base64url(cursor).value_or(std::string());
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = text.find('\n', begin);
    if (end == std::string::npos) break;
    found.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (found.size() == parts) return found;
  throw Problem(422, "invalid_cursor", {"this is no cursor of this listing"})
      .at("?cursor", {"this is no cursor of this listing"});
}

std::size_t page_size(Call const& call) {
  std::size_t size = 50;
  if (std::optional<std::string> const limit = call.query("limit")) {
    std::from_chars(limit->data(), limit->data() + limit->size(), size);
  }
  return size;
}

std::vector<Parameter> page_parameters(std::vector<Parameter> others) {
  others.push_back(
      {"limit", integer(1, static_cast<std::int64_t>(largest_page)), "how many at most; 50 if it is not said"});
  others.push_back({"cursor", string(1, 500), "where the page begins: next_cursor of the one before"});
  return others;
}

Schema page_schema(std::string name, Schema entry) {
  return object({required(std::move(name), array(std::move(entry), largest_page)),
                 required("next_cursor", nullable(string(1, 500)))});
}

http::Response page_response(Call const& call, std::string_view name, json::array entries,
                             std::optional<std::string> const& next_cursor) {
  json::object answer;
  answer[name] = std::move(entries);
  answer["next_cursor"] = next_cursor ? json::value(*next_cursor) : json::value();
  http::Response response = json_response(answer);
  if (!next_cursor) return response;
  std::string next = call.request.path + "?cursor=" + *next_cursor;
  // Only what the route knows is here, and none of it needs to be escaped.
  for (auto const& [key, value] : call.request.query) {
    if (key != "cursor") next.append("&").append(key).append("=").append(value);
  }
  response.headers.add("Link", "<" + next + ">; rel=\"next\"");
  return response;
}

}  // namespace storymap::server::api
