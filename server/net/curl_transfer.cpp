// server/net/curl_transfer.cpp - one call, as libcurl sees it.
#include "server/net/curl_transfer.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace storymap::server::net {
namespace {

void need(bool is_done) {
  if (!is_done) throw CallError(CallFault::broken, "libcurl cannot be set up");
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  need(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

std::string_view trimmed(std::string_view text) noexcept {
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Nothing in a field may begin another one.
bool is_field(std::pair<std::string, std::string> const& field) noexcept {
  auto const is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; };
  auto const is_no_name = [&](char c) { return is_control(c) || c == ' ' || c == ':'; };
  return !field.first.empty() && std::none_of(field.first.begin(), field.first.end(), is_no_name) &&
         std::none_of(field.second.begin(), field.second.end(), is_control);
}

}  // namespace

void need_curl() {
  static bool const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  need(is_ready);
}

std::optional<boost::asio::ip::address> address_of(curl_sockaddr const& socket) noexcept {
  if (socket.family == AF_INET && socket.addrlen >= sizeof(sockaddr_in)) {
    sockaddr_in v4{};
    std::memcpy(&v4, &socket.addr, sizeof v4);
    return boost::asio::ip::address_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (socket.family == AF_INET6 && socket.addrlen >= sizeof(sockaddr_in6)) {
    sockaddr_in6 v6{};
    // libcurl has room for any address behind the struct's last member.
    std::memcpy(&v6, static_cast<void const*>(&socket.addr), sizeof v6);
    boost::asio::ip::address_v6::bytes_type bytes;
    std::copy(std::begin(v6.sin6_addr.s6_addr), std::end(v6.sin6_addr.s6_addr), bytes.begin());
    return boost::asio::ip::address_v6(bytes);
  }
  return std::nullopt;
}

CurlTransfer::CurlTransfer(boost::asio::any_io_executor const& executor, HttpClientOptions const& options,
                           HttpCall call)
    : done(executor, boost::asio::steady_timer::time_point::max()),
      call_(std::move(call)),
      policy_(options.policy),
      handle_(curl_easy_init()) {
  if (handle_ == nullptr) throw std::bad_alloc();
  if (call_.body_limit == 0) call_.body_limit = options.body_limit;
  if (call_.timeout.count() == 0) call_.timeout = options.timeout;
  set_up(options);
  set_request();
}

void CurlTransfer::append(List& list, std::string const& text) {
  curl_slist* const longer = curl_slist_append(list.get(), text.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)list.release();  // its first node, which the longer list begins with
  list.reset(longer);
}

void CurlTransfer::set_up(HttpClientOptions const& options) {
  CURL* const handle = handle_.get();
  set(handle, CURLOPT_PRIVATE, static_cast<void*>(this));
  set(handle, CURLOPT_ERRORBUFFER, static_cast<char*>(text_));
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_QUICK_EXIT, 1L);  // a name server that does not answer must not hold the thread
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(call_.timeout.count()));
  set(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
  if (!options.ca_file.empty()) set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
  for (std::string const& pin : options.pins) append(pins_, pin);
  if (pins_ != nullptr) set(handle, CURLOPT_RESOLVE, pins_.get());
  set(handle, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(handle, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(handle, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(handle, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(handle, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::on_open);
  set(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
}

void CurlTransfer::set_request() {
  CURL* const handle = handle_.get();
  set(handle, CURLOPT_URL, call_.url.c_str());
  set(handle, CURLOPT_CUSTOMREQUEST, call_.method.c_str());
  if (call_.method == "HEAD") set(handle, CURLOPT_NOBODY, 1L);
  if (!call_.body.empty() || call_.method == "POST") {
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
    set(handle, CURLOPT_POSTFIELDS, call_.body.c_str());
  }
  // No waiting for leave to send the body, and no type of it that the caller did not name.
  call_.headers.insert(call_.headers.begin(), {{"Expect", ""}, {"Content-Type", ""}});
  for (auto const& field : call_.headers) {
    if (!is_field(field)) throw CallError(CallFault::refused, "ill-formed header field");
    bool const is_named_later =
        field.second.empty() && std::any_of(call_.headers.begin(), call_.headers.end(), [&](auto const& other) {
          return &other != &field && other.first == field.first;
        });
    if (is_named_later) continue;
    std::string const line = field.first + (field.second.empty() ? ":" : ": " + field.second);
    append(headers_, line);
  }
  set(handle, CURLOPT_HTTPHEADER, headers_.get());
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  std::size_t const room = transfer.call_.body_limit - transfer.answer_.body.size();
  transfer.answer_.body.append(data, std::min(size * count, room));
  transfer.answer_.is_cut = size * count > room;
  return transfer.answer_.is_cut ? 0 : size * count;  // 0 ends the transfer
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& headers = static_cast<CurlTransfer*>(self)->answer_.headers;
  std::string_view const line(data, size * count);
  std::size_t const colon = line.find(':');
  if (line.starts_with("HTTP/")) headers.clear();  // what came before was "100 Continue"
  if (colon == std::string_view::npos) return line.size();
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
  return line.size();
}

/// The last word about where a call goes: whatever the name has resolved to by now, this is where it will connect.
curl_socket_t CurlTransfer::on_open(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  auto const ip = address_of(*address);
  if (!transfer.call_.is_configured && (!ip || !may_call(*ip, transfer.policy_))) {
    transfer.is_blocked_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void CurlTransfer::finish(CURLcode result) noexcept {
  result_ = result;
  done.cancel();
}

CallFault CurlTransfer::fault() const noexcept {
  if (is_blocked_) return CallFault::blocked;
  switch (*result_) {
    case CURLE_COULDNT_RESOLVE_HOST: return CallFault::unresolved;
    case CURLE_COULDNT_CONNECT: return CallFault::no_connection;
    case CURLE_OPERATION_TIMEDOUT: return CallFault::timeout;
    case CURLE_URL_MALFORMAT: return CallFault::refused;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE: return CallFault::no_tls;
    default: return CallFault::broken;
  }
}

HttpAnswer CurlTransfer::take_answer() {
  bool const is_good = *result_ == CURLE_OK || (*result_ == CURLE_WRITE_ERROR && answer_.is_cut);
  if (!is_good) throw CallError(fault(), text_[0] != '\0' ? text_ : curl_easy_strerror(*result_));
  long status = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  answer_.status = static_cast<int>(status);
  return std::move(answer_);
}

}  // namespace storymap::server::net
