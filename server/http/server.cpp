// server/http/server.cpp - bodies of server.hpp.
#include "server/http/server.hpp"

#include "server/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace storymap::server::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Lets several sockets listen on one port: the system spreads connections over them.
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

/// How many connections there are, in all and from each address.
class ConnectionCount {
 public:
  explicit ConnectionCount(Limits const& limits) : limits_(limits) {}

  [[nodiscard]] bool add(std::string const& address) {
    std::scoped_lock const lock(mutex_);
    std::size_t& of_address = by_address_[address];
    if (all_ >= limits_.connections || of_address >= limits_.connections_per_address) {
      if (of_address == 0) by_address_.erase(address);
      return false;
    }
    ++of_address;
    ++all_;
    return true;
  }

  void remove(std::string const& address) {
    std::scoped_lock const lock(mutex_);
    auto const found = by_address_.find(address);
    if (--found->second == 0) by_address_.erase(found);
    if (--all_ == 0) none_left_.notify_all();
  }

  [[nodiscard]] std::size_t all() const {
    std::scoped_lock const lock(mutex_);
    return all_;
  }
  [[nodiscard]] bool wait_until_none(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return none_left_.wait_for(lock, most, [this] { return all_ == 0; });
  }

 private:
  Limits const& limits_;
  mutable std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t all_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

/// One thread with its connections.
class Worker {
 public:
  Worker(tcp::endpoint const& endpoint, ConnectionContext context, ConnectionCount& count)
      : connection_context_(context), count_(count), acceptor_(context_) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
  }

  [[nodiscard]] tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  [[nodiscard]] asio::io_context& context() noexcept { return context_; }

  void start() {
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::jthread([this] { context_.run(); });
  }
  void drain() {
    asio::post(context_, [this] {
      acceptor_.close();
      for (Connection* const connection : connections_) connection->drain();
    });
  }
  void stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  Task<> accept() {
    while (acceptor_.is_open()) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted) co_return;
      if (error) {
        // No descriptors are left, most likely: some will be, once connections end.
        asio::steady_timer timer(context_, std::chrono::milliseconds(100));
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
    }
  }

  Task<> serve(tcp::socket socket) {
    error_code error;
    std::string const address = socket.remote_endpoint(error).address().to_string();
    if (error || !count_.add(address)) co_return;
    {
      Connection connection(std::move(socket), connection_context_);
      connections_.insert(&connection);
      co_await connection.serve();
      connections_.erase(&connection);
    }
    count_.remove(address);
  }

  ConnectionContext connection_context_;
  ConnectionCount& count_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(context_);
  std::set<Connection*> connections_;
  std::jthread thread_;
};

}  // namespace

struct Server::State {
  State(ServerOptions chosen, Handler answer, UuidSource& id_source, Log entries)
      : options(std::move(chosen)),
        handler(std::move(answer)),
        ids(id_source),
        log(std::move(entries)),
        count(options.limits) {
    std::size_t threads = options.threads;
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    ConnectionContext const context{options.limits, options.trusted_proxies, handler, options.tls.get(), ids, log,
                                    is_draining};
    for (std::size_t k = 0; k < threads; ++k) {
      workers.push_back(std::make_unique<Worker>(endpoint, context, count));
      endpoint = workers.front()->endpoint();
    }
  }

  ServerOptions options;
  Handler handler;
  UuidSource& ids;
  Log log;
  ConnectionCount count;
  std::atomic<bool> is_draining = false;
  std::vector<std::unique_ptr<Worker>> workers;
};

Server::Server(ServerOptions options, Handler handler, UuidSource& ids, Log log)
    : state_(std::make_unique<State>(std::move(options), std::move(handler), ids, std::move(log))) {
  for (auto& worker : state_->workers) worker->start();
}

Server::~Server() {
  for (auto& worker : state_->workers) worker->stop();
}

std::uint16_t Server::port() const noexcept { return state_->workers.front()->endpoint().port(); }
asio::io_context& Server::context() noexcept { return state_->workers.front()->context(); }
std::size_t Server::connections() const noexcept { return state_->count.all(); }

bool Server::drain(std::chrono::milliseconds most) {
  state_->is_draining = true;
  for (auto& worker : state_->workers) worker->drain();
  return state_->count.wait_until_none(most);
}

}  // namespace storymap::server::http
