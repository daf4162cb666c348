// server/cache/redis/client.cpp - bodies of client.hpp.
#include "server/cache/redis/client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <openssl/ssl.h>
#include <openssl/tls1.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

namespace storymap::server::cache {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds first_pause{50};

}  // namespace

/// Everything but `send` and the destructor runs on its own thread.
class RedisClient::Link {
 public:
  Link(RedisOptions options, Log log) : options_(std::move(options)), log_(std::move(log)) {
    if (options_.address.is_tls) {
      tls_.emplace(asio::ssl::context::tls_client);
      tls_->set_verify_mode(asio::ssl::verify_peer);
      if (options_.ca_file.empty()) tls_->set_default_verify_paths();
      if (!options_.ca_file.empty()) tls_->load_verify_file(options_.ca_file);
    }
    asio::co_spawn(context_, keep_connected(), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  Link(Link const&) = delete;
  Link& operator=(Link const&) = delete;

  ~Link() {
    asio::post(context_, [this] {
      is_stopping_ = true;
      fail("the server stops");
      pause_.cancel();
      work_.reset();
    });
    thread_.join();
  }

  Task<Reply> send(std::vector<std::string> words) {
    // Looked at here, so that an absent Redis costs nobody the way to another thread.
    if (!is_connected_) throw RedisError("Redis is not reached");
    std::string command = command_of(words);
    co_return co_await asio::co_spawn(context_, exchange(std::move(command)), asio::use_awaitable);
  }

  [[nodiscard]] bool is_connected() const noexcept { return is_connected_; }

 private:
  struct Waiter {
    asio::steady_timer timer;
    std::optional<Reply> reply = {};
    std::string fault = {};
  };
  /// What a kind of stream does; empty while there is no connection.
  struct Stream {
    std::function<Task<std::size_t>(asio::mutable_buffer)> read;
    std::function<Task<>(asio::const_buffer)> write;
    std::function<void()> close;
  };

  Task<Reply> exchange(std::string command) {
    if (!stream_) throw RedisError("Redis is not reached");
    if (waiters_.size() >= options_.queue) throw RedisError("too many commands wait for Redis");
    auto const waiter = std::make_shared<Waiter>(Waiter{asio::steady_timer(context_, options_.timeout)});
    waiters_.push_back(waiter);
    output_ += command;
    has_output_.cancel();
    error_code ignored;
    co_await waiter->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    if (!waiter->reply && waiter->fault.empty()) {
      waiter->fault = "Redis does not answer in time";
      fail(waiter->fault);
    }
    if (!waiter->reply) throw RedisError(waiter->fault);
    if (waiter->reply->kind == Reply::Kind::error) throw RedisError(waiter->reply->text);
    co_return std::move(*waiter->reply);
  }

  Task<> keep_connected() {
    std::chrono::milliseconds pause = first_pause;
    while (!is_stopping_) {
      std::string reason = co_await serve_one_connection();
      if (std::exchange(was_connected_, false)) pause = first_pause;
      fail(reason);
      if (is_stopping_) co_return;
      if (!std::exchange(is_missed_, true)) log_.warning("Redis is away", {{"reason", reason}});
      pause_.expires_after(pause);
      error_code ignored;
      co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
      pause = std::min(2 * pause, options_.longest_pause);
    }
  }

  /// Why it ended.
  Task<std::string> serve_one_connection() {
    try {
      tcp::socket socket = co_await connect();
      if (!tls_) {
        co_await converse(socket);
      } else {
        asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
        stream.set_verify_callback(asio::ssl::host_name_verification(options_.address.host));
        std::string name = options_.address.host;
        SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
        Deadline const deadline(*this, [&stream] { close(stream.next_layer()); });
        co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        deadline.meet();
        co_await converse(stream);
      }
    } catch (std::exception const& error) {
      co_return error.what();
    }
    co_return "the connection ended";
  }

  /// Ends something that takes too long.
  class Deadline {
   public:
    Deadline(Link& link, std::function<void()> give_up)
        : state_(std::make_shared<State>(State{asio::steady_timer(link.context_, link.options_.timeout), true})) {
      state_->timer.async_wait([state = state_, call = std::move(give_up)](error_code const&) {
        if (state->is_pending) call();
      });
    }
    Deadline(Deadline const&) = delete;
    Deadline& operator=(Deadline const&) = delete;
    ~Deadline() { meet(); }

    void meet() const {
      // A timer that has gone off cannot be cancelled any more, but told.
      state_->is_pending = false;
      state_->timer.cancel();
    }

   private:
    struct State {
      asio::steady_timer timer;
      bool is_pending;
    };
    std::shared_ptr<State> state_;
  };

  static void close(tcp::socket& socket) {
    error_code ignored;
    socket.close(ignored);
  }

  Task<tcp::socket> connect() {
    tcp::socket socket(context_);
    tcp::resolver resolver(context_);
    auto const give_up = [&] {
      resolver.cancel();
      close(socket);
    };
    Deadline const deadline(*this, give_up);
    tcp::resolver::results_type const found = co_await resolver.async_resolve(
        options_.address.host, std::to_string(options_.address.port), asio::use_awaitable);
    co_await asio::async_connect(socket, found, asio::use_awaitable);
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(asio::socket_base::keep_alive(true), ignored);
    co_return socket;
  }

  static tcp::socket& socket_of(tcp::socket& stream) { return stream; }
  static tcp::socket& socket_of(asio::ssl::stream<tcp::socket>& stream) { return stream.next_layer(); }

  /// Commands out and replies in, until the connection ends; throws the reason.
  template <class AnyStream>
  Task<> converse(AnyStream& stream) {
    if (is_stopping_) co_return;
    stream_.emplace();
    stream_->read = [&stream](asio::mutable_buffer into) { return stream.async_read_some(into, asio::use_awaitable); };
    stream_->write = [&stream](asio::const_buffer from) -> Task<> { return write_all(stream, from); };
    stream_->close = [&stream] { close(socket_of(stream)); };
    output_.clear();
    asio::co_spawn(context_, greet(), asio::detached);
    asio::co_spawn(context_, write(), asio::detached);
    std::exception_ptr failure;
    try {
      co_await read();
    } catch (...) {
      failure = std::current_exception();
    }
    std::string const reason = failure_.empty() ? "the connection ended" : failure_;
    fail(reason);
    // The writer and the greeting refer to the stream: they end before it does.
    while (writers_ > 0) {
      asio::steady_timer moment(context_, std::chrono::milliseconds(1));
      co_await moment.async_wait(asio::use_awaitable);
    }
    if (!failure_.empty()) throw RedisError(std::exchange(failure_, {}));
    if (failure) std::rethrow_exception(failure);
  }

  template <class AnyStream>
  static Task<> write_all(AnyStream& stream, asio::const_buffer from) {
    co_await asio::async_write(stream, from, asio::use_awaitable);
  }

  /// Says who we are. Only a Redis that has answered is one.
  Task<> greet() {
    Presence const presence(writers_);
    try {
      if (!options_.address.password.empty()) {
        std::vector<std::string> words{"AUTH"};
        if (!options_.address.user.empty()) words.push_back(options_.address.user);
        words.push_back(options_.address.password);
        co_await exchange(command_of(words));
      }
      std::vector<std::string> select{"SELECT", std::to_string(options_.address.database)};
      co_await exchange(command_of(select));
      is_connected_ = true;
      was_connected_ = true;
      if (std::exchange(is_missed_, false)) log_.info("Redis is back");
    } catch (RedisError const& error) {
      fail(error.what());
    }
  }

  Task<> read() {
    ReplyReader reader;
    std::array<char, 16384> bytes{};
    while (stream_) {
      std::size_t const size = co_await stream_->read(asio::buffer(bytes));
      reader.feed({bytes.data(), size});
      for (std::optional<Reply> reply = reader.next(); reply; reply = reader.next()) answer(std::move(*reply));
    }
  }

  void answer(Reply reply) {
    if (waiters_.empty()) throw RedisError("Redis answers what nobody asked");
    std::shared_ptr<Waiter> const waiter = waiters_.front();
    waiters_.pop_front();
    waiter->reply = std::move(reply);
    waiter->timer.cancel();
  }

  Task<> write() {
    Presence const presence(writers_);
    try {
      while (stream_) {
        if (output_.empty()) {
          has_output_.expires_at(asio::steady_timer::time_point::max());
          error_code ignored;
          co_await has_output_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
          continue;
        }
        std::string const some = std::exchange(output_, {});
        co_await stream_->write(asio::buffer(some));
      }
    } catch (std::exception const& error) {
      fail(error.what());
    }
  }

  /// Ends the connection; whoever waits for a reply gets none.
  void fail(std::string const& reason) {
    is_connected_ = false;
    if (stream_) {
      if (failure_.empty()) failure_ = reason;
      stream_->close();
      stream_.reset();
    }
    has_output_.cancel();
    std::deque<std::shared_ptr<Waiter>> const lost = std::exchange(waiters_, {});
    for (std::shared_ptr<Waiter> const& waiter : lost) {
      if (waiter->fault.empty()) waiter->fault = reason;
      waiter->timer.cancel();
    }
  }

  /// How many coroutines use the stream beside its owner.
  class Presence {
   public:
    explicit Presence(int& count) : count_(count) { ++count_; }
    Presence(Presence const&) = delete;
    Presence& operator=(Presence const&) = delete;
    ~Presence() { --count_; }

   private:
    int& count_;
  };

  RedisOptions options_;
  Log log_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(context_);
  std::optional<asio::ssl::context> tls_;
  std::optional<Stream> stream_;
  std::string output_;
  asio::steady_timer has_output_{context_};
  asio::steady_timer pause_{context_};
  std::deque<std::shared_ptr<Waiter>> waiters_;
  std::string failure_;
  int writers_ = 0;
  bool is_stopping_ = false;
  bool is_missed_ = false;
  bool was_connected_ = false;
  std::atomic<bool> is_connected_ = false;
  std::thread thread_;
};

RedisClient::RedisClient(RedisOptions options, Log log)
    : link_(std::make_unique<Link>(std::move(options), std::move(log))) {}
RedisClient::~RedisClient() = default;

Task<Reply> RedisClient::send(std::vector<std::string> words) { return link_->send(std::move(words)); }
bool RedisClient::is_connected() const noexcept { return link_->is_connected(); }

}  // namespace storymap::server::cache
