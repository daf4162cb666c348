// server/net/curl_transfer.hpp - one call, as libcurl sees it.
// Room: net.
#pragma once

#include "server/net/http_client.hpp"

#include <boost/asio/steady_timer.hpp>

#include <curl/curl.h>

#include <memory>
#include <optional>

namespace storymap::server::net {

/// libcurl, set up before its first use.
void need_curl();

/// The address of a socket that libcurl wants to open.
[[nodiscard]] std::optional<boost::asio::ip::address> address_of(curl_sockaddr const& socket) noexcept;

/// Holds a handle of libcurl, what it sends and what it receives. It stays where it is: libcurl has its address.
class CurlTransfer {
 public:
  CurlTransfer(boost::asio::any_io_executor const& executor, HttpClientOptions const& options, HttpCall call);
  CurlTransfer(CurlTransfer const&) = delete;
  CurlTransfer& operator=(CurlTransfer const&) = delete;
  ~CurlTransfer() = default;

  [[nodiscard]] CURL* handle() const noexcept { return handle_.get(); }

  /// Called when libcurl is done with it.
  void finish(CURLcode result) noexcept;
  [[nodiscard]] bool is_finished() const noexcept { return result_.has_value(); }

  /// The answer, or the fault. To be called when it is finished.
  [[nodiscard]] HttpAnswer take_answer();

  /// Ends its wait when the transfer is finished, or its time is over.
  boost::asio::steady_timer done;

 private:
  struct Free {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };

  using List = std::unique_ptr<curl_slist, Free>;

  static void append(List& list, std::string const& text);
  void set_up(HttpClientOptions const& options);
  void set_request();
  [[nodiscard]] CallFault fault() const noexcept;

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);

  HttpCall call_;
  UrlPolicy const& policy_;
  List headers_;
  List pins_;
  std::unique_ptr<CURL, Free> handle_;  // goes before the lists, to which it points
  HttpAnswer answer_;
  std::optional<CURLcode> result_;
  bool is_blocked_ = false;
  char text_[CURL_ERROR_SIZE] = {};
};

}  // namespace storymap::server::net
