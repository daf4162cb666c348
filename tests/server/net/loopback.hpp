// tests/server/net/loopback.hpp - a server on a thread of its own, which answers with fixed bytes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace storymap::server::test {

using boost::asio::ip::tcp;

/// Calls `serve` with every connection, each on a thread, until it is destroyed: then all are cut.
class Loopback {
 public:
  using Serve = std::function<void(tcp::socket&)>;

  explicit Loopback(Serve serve)
      : serve_(std::move(serve)), acceptor_(io_, tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0)) {
    thread_ = std::thread([this] { accept(); });
  }
  Loopback(Loopback const&) = delete;
  Loopback& operator=(Loopback const&) = delete;
  ~Loopback() {
    is_over_ = true;
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);  // ends the accept that waits
    thread_.join();
    {
      std::lock_guard const lock(mutex_);
      for (auto const& socket : sockets_) ::shutdown(socket->native_handle(), SHUT_RDWR);
    }
    for (std::thread& served : served_) served.join();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void accept() {
    while (!is_over_) {
      auto const socket = std::make_shared<tcp::socket>(io_);
      boost::system::error_code error;
      acceptor_.accept(*socket, error);
      if (error) continue;
      ++connections_;
      {
        std::lock_guard const lock(mutex_);
        sockets_.push_back(socket);
      }
      served_.emplace_back([this, socket] {
        try {
          serve_(*socket);
        } catch (boost::system::system_error const&) {  // the other side is gone
        }
        std::lock_guard const lock(mutex_);
        boost::system::error_code ignored;
        socket->shutdown(tcp::socket::shutdown_both, ignored);
      });
    }
  }

  Serve serve_;
  boost::asio::io_context io_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = acceptor_.local_endpoint().port();
  std::atomic<bool> is_over_ = false;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::vector<std::shared_ptr<tcp::socket>> sockets_;
  std::vector<std::thread> served_;
  std::thread thread_;
};

/// The text up to and with `end`; what came behind it stays in `buffer`.
inline std::string read_until(tcp::socket& socket, std::string& buffer, std::string const& end) {
  std::size_t const size = boost::asio::read_until(socket, boost::asio::dynamic_buffer(buffer), end);
  std::string const text = buffer.substr(0, size);
  buffer.erase(0, size);
  return text;
}

inline void write(tcp::socket& socket, std::string const& text) {
  boost::asio::write(socket, boost::asio::buffer(text));
}

}  // namespace storymap::server::test
