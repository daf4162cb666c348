// tests/server/http/raw_client.hpp - a client that sends any bytes and shows the bytes that come back.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace storymap_test {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int patience_seconds = 5) : socket_(context_) {
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    timeval const patience{patience_seconds, 0};
    setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }

  void send(std::string_view bytes) {
    boost::system::error_code ignored;  // the server may have closed already
    boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), ignored);
  }
  void end_sending() {
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
  }

  /// One whole answer with its body, as Content-Length says; what there is when the server closes.
  std::string receive() {
    while (true) {
      std::size_t const head = received_.find("\r\n\r\n");
      if (head != std::string::npos) {
        std::size_t const size = head + 4 + length_of(received_.substr(0, head));
        if (received_.size() >= size) return take(size);
      }
      if (!receive_some()) return take(received_.size());
    }
  }
  /// Everything until the server closes.
  std::string receive_all() {
    while (receive_some()) {
    }
    return take(received_.size());
  }
  /// What comes next, as soon as something does.
  std::string receive_now() {
    receive_some();
    return take(received_.size());
  }
  /// True when the server has closed and nothing is left to read.
  bool is_closed() { return received_.empty() && !receive_some() && !timed_out_; }

 private:
  static std::size_t length_of(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    std::size_t const at = head.find(name);
    return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + name.size())));
  }

  bool receive_some() {
    std::array<char, 65536> bytes{};
    ssize_t const size = recv(socket_.native_handle(), bytes.data(), bytes.size(), 0);
    timed_out_ = size < 0 && errno == EAGAIN;
    if (size <= 0) return false;
    received_.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
  }
  std::string take(std::size_t size) {
    std::string const taken = received_.substr(0, size);
    received_.erase(0, size);
    return taken;
  }

  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  std::string received_;
  bool timed_out_ = false;
};

/// "200" of "HTTP/1.1 200 OK...".
inline std::string status_of(std::string_view answer) {
  return std::string(answer.substr(0, 12).substr(std::min<std::size_t>(9, answer.size())));
}

}  // namespace storymap_test
