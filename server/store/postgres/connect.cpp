// server/store/postgres/connect.cpp - how a connection of link.hpp comes to be, without holding the thread.
#include "server/store/postgres/link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server::store {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Descriptor = asio::posix::stream_descriptor;

/// libpq would look names up on this thread, and everything else would wait for it.
Task<std::string> address_of(asio::io_context& context, std::string host) {
  if (host.empty() || host.front() == '/' || host.front() == '@') co_return std::string();
  error_code failed;
  (void)asio::ip::make_address(host, failed);
  if (!failed) co_return host;
  asio::ip::tcp::resolver resolver(context);
  auto const found = co_await resolver.async_resolve(host, "", asio::redirect_error(asio::use_awaitable, failed));
  if (failed || found.empty()) throw StoreError(StoreErrc::unavailable, "the name of the database server is not known");
  co_return found.begin()->endpoint().address().to_string();
}

Task<ConnectionKeywords> with_addresses(asio::io_context& context, ConnectionKeywords keywords) {
  if (keywords.contains("hostaddr")) co_return keywords;
  std::string addresses;
  std::vector<std::string> const hosts = hosts_of(keywords);
  for (std::string const& host : hosts) {
    std::string const address = co_await address_of(context, host);
    addresses += (&host == &hosts.front() ? "" : ",") + address;
  }
  bool const is_any = addresses.find_first_not_of(',') != std::string::npos;
  if (is_any) keywords["hostaddr"] = addresses;
  co_return keywords;
}

[[nodiscard]] PGconn* begin_connecting(ConnectionKeywords const& keywords) {
  std::vector<char const*> names;
  std::vector<char const*> values;
  for (auto const& [name, value] : keywords) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  return PQconnectStartParams(names.data(), values.data(), 0);
}

/// Waits for the socket, whose number may be another one the next time.
Task<bool> wait_for(asio::io_context& context, int socket, Descriptor::wait_type what,
                    std::chrono::steady_clock::time_point deadline) {
  using namespace asio::experimental::awaitable_operators;
  Descriptor descriptor(context, socket);
  asio::steady_timer timer(context, deadline);
  auto ready = descriptor.async_wait(what, asio::as_tuple(asio::use_awaitable));
  auto late = timer.async_wait(asio::as_tuple(asio::use_awaitable));
  auto const first = co_await (std::move(ready) || std::move(late));
  // libpq closes the socket.
  (void)descriptor.release();
  co_return first.index() == 0 && !std::get<0>(std::get<0>(first));
}

}  // namespace

Task<> PgLink::poll_until(std::chrono::steady_clock::time_point deadline) {
  while (true) {
    PostgresPollingStatusType const status = PQconnectPoll(connection_.get());
    if (status == PGRES_POLLING_OK) co_return;
    if (status == PGRES_POLLING_FAILED) throw StoreError(StoreErrc::unavailable, last_message());
    auto const what = status == PGRES_POLLING_READING ? Descriptor::wait_read : Descriptor::wait_write;
    bool const is_ready = co_await wait_for(context_, PQsocket(connection_.get()), what, deadline);
    if (!is_ready) throw StoreError(StoreErrc::unavailable, "PostgreSQL did not accept the connection in time");
  }
}

Task<> PgLink::connect(ConnectionKeywords keywords) {
  auto const deadline = std::chrono::steady_clock::now() + options_.deadline;
  ConnectionKeywords const known = co_await with_addresses(context_, std::move(keywords));
  connection_.reset(begin_connecting(known));
  if (!connection_ || PQstatus(connection_.get()) == CONNECTION_BAD) {
    throw StoreError(StoreErrc::unavailable, last_message());
  }
  PQsetNoticeProcessor(
      connection_.get(), [](void*, char const*) {}, nullptr);
  co_await poll_until(deadline);
  if (PQsetnonblocking(connection_.get(), 1) != 0 || PQenterPipelineMode(connection_.get()) != 1) {
    throw StoreError(StoreErrc::unavailable, last_message());
  }
  socket_.emplace(context_, PQsocket(connection_.get()));
  end_.emplace(context_, std::chrono::steady_clock::time_point::max());
}

Task<std::shared_ptr<PgLink>> PgLink::open(asio::io_context& context, ConnectionKeywords keywords,
                                           LinkOptions options) {
  auto link = std::make_shared<PgLink>(context, options);
  co_await link->connect(std::move(keywords));
  link->begin_reading();
  co_return link;
}

}  // namespace storymap::server::store
