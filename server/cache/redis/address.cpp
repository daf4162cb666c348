// server/cache/redis/address.cpp - bodies of address.hpp.
#include "server/cache/redis/address.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <charconv>
#include <stdexcept>

namespace storymap::server::cache {
namespace {

[[nodiscard]] std::runtime_error fault(char const* what) {
  return std::runtime_error(std::string("redis: ") + what + ", expected redis://[user:password@]host[:port][/number]");
}

[[nodiscard]] int database_of(std::string_view path) {
  if (path.empty() || path == "/") return 0;
  int number = -1;
  auto const [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), number);
  if (error != std::errc() || end != path.data() + path.size() || number < 0 || number > 9999) {
    throw fault("what follows the host is no number of a database");
  }
  return number;
}

}  // namespace

RedisAddress parse_redis_address(std::string_view url) {
  auto const parsed = boost::urls::parse_uri({url.data(), url.size()});
  if (!parsed) throw fault("the address is malformed");
  boost::urls::url_view const& parts = *parsed;
  RedisAddress address;
  address.is_tls = parts.scheme() == "rediss";
  if (!address.is_tls && parts.scheme() != "redis") throw fault("the address begins with another word");
  address.host = parts.host_address();
  if (address.host.empty()) throw fault("there is no host");
  if (parts.has_port()) {
    std::string const digits = parts.port();
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc() || end != digits.data() + digits.size() || address.port == 0)
      throw fault("the port is none");
  }
  address.user = parts.user();
  address.password = parts.password();
  if (!address.user.empty() && address.password.empty()) throw fault("there is a user without a password");
  std::string const path = parts.path();
  address.database = database_of(path);
  if (parts.has_query() || parts.has_fragment()) throw fault("there are parameters");
  return address;
}

}  // namespace storymap::server::cache
