// server/store/postgres/conninfo.cpp - bodies of conninfo.hpp.
#include "server/store/postgres/conninfo.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace storymap::server::store {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

[[nodiscard]] ConnectionKeywords parsed(std::string const& url) {
  char* message = nullptr;
  std::unique_ptr<PQconninfoOption, FreeOptions> const options(PQconninfoParse(url.c_str(), &message));
  std::unique_ptr<char, void (*)(void*)> const owned(message, PQfreemem);
  // The words of libpq may quote the string, and with it a password.
  if (!options) throw StoreError(StoreErrc::broken, "the connection string of PostgreSQL is malformed");
  ConnectionKeywords keywords;
  for (PQconninfoOption const* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) keywords.emplace(option->keyword, option->val);
  }
  return keywords;
}

[[nodiscard]] std::string session_settings(PostgresOptions const& options) {
  std::string const deadline = std::to_string(options.deadline.count());
  return "-c statement_timeout=" + deadline + " -c lock_timeout=" + deadline +
         " -c idle_in_transaction_session_timeout=" + std::to_string(2 * options.deadline.count());
}

}  // namespace

std::vector<std::string> hosts_of(ConnectionKeywords const& keywords) {
  auto const found = keywords.find("host");
  std::string_view rest = found == keywords.end() ? std::string_view() : found->second;
  std::vector<std::string> hosts;
  for (bool is_last = false; !is_last;) {
    std::size_t const comma = rest.find(',');
    is_last = comma == std::string_view::npos;
    hosts.emplace_back(rest.substr(0, comma));
    if (!is_last) rest.remove_prefix(comma + 1);
  }
  return hosts;
}

bool is_on_this_machine(std::string const& host) {
  // "127.0.0.1.example" is a name, and may be anywhere.
  bool const is_loopback = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
  return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" || host == "::1" ||
         is_loopback;
}

ConnectionKeywords connection_keywords(PostgresOptions const& options) {
  ConnectionKeywords keywords = parsed(options.url);
  // Environment variables of libpq do not count: what we connect to stands in our own options.
  std::vector<std::string> const hosts = hosts_of(keywords);
  if (!std::all_of(hosts.begin(), hosts.end(), is_on_this_machine)) keywords.try_emplace("sslmode", "verify-full");
  keywords.try_emplace("application_name", "storymap-server");
  keywords["client_encoding"] = "UTF8";
  keywords.try_emplace("keepalives_idle", "10");
  keywords.try_emplace("keepalives_interval", "5");
  keywords.try_emplace("keepalives_count", "3");
  keywords.try_emplace("tcp_user_timeout", "10000");
  if (options.has_pooler) return keywords;
  keywords.try_emplace("target_session_attrs", "read-write");
  std::string& settings = keywords["options"];
  settings = session_settings(options) + (settings.empty() ? "" : " " + settings);
  return keywords;
}

}  // namespace storymap::server::store
