// server/net/http_client.cpp - many calls on one thread: the multi interface of libcurl, driven by Asio.
#include "server/net/http_client.hpp"

#include "server/net/curl_transfer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>

namespace storymap::server::net {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

/// A socket of libcurl that is being watched. Asio borrows it: it is given back, never closed, and before libcurl
/// closes it, for its number may be that of another socket at once.
struct Watch {
  explicit Watch(asio::any_io_executor const& executor, curl_socket_t socket) : descriptor(executor, socket) {}
  Watch(Watch const&) = delete;
  Watch& operator=(Watch const&) = delete;
  ~Watch() { give_back(); }

  void give_back() {
    if (descriptor.is_open()) descriptor.release();
  }

  Descriptor descriptor;
  int wanted = 0;   ///< CURL_POLL_IN and CURL_POLL_OUT
  int waiting = 0;  ///< for which of them a wait is under way
};

}  // namespace

std::string_view to_string(CallFault fault) noexcept {
  constexpr std::string_view names[] = {"refused", "blocked", "unresolved", "no_connection",
                                        "no_tls",  "timeout", "overloaded", "broken"};
  return names[static_cast<std::size_t>(fault)];
}

std::string_view HttpAnswer::header(std::string_view name) const noexcept {
  auto const found =
      std::find_if(headers.begin(), headers.end(), [&](auto const& field) { return field.first == name; });
  return found == headers.end() ? std::string_view() : found->second;
}

/// Everything here runs on the strand, but for the constructor and the destructor.
class HttpClient::State : public std::enable_shared_from_this<State> {
 public:
  State(asio::any_io_executor const& executor, HttpClientOptions options)
      : strand_(asio::make_strand(executor)), options_(std::move(options)), timer_(strand_) {
    need_curl();
    multi_.reset(curl_multi_init());
    if (multi_ == nullptr) throw std::bad_alloc();
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &State::on_socket);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &State::on_timer);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  }
  State(State const&) = delete;
  State& operator=(State const&) = delete;
  ~State() { multi_.reset(); }  // before the watches, which it takes leave of

  [[nodiscard]] auto const& strand() const noexcept { return strand_; }

  static Task<HttpAnswer> run(std::shared_ptr<State> self, HttpCall call) {
    self->check(call);
    CurlTransfer transfer(self->strand_, self->options_, std::move(call));
    Enrolled const enrolled(*self, transfer);
    (void)co_await transfer.done.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!transfer.is_finished()) throw CallError(CallFault::timeout, "the call was given up");
    co_return transfer.take_answer();
  }

 private:
  struct Free {
    void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
  };

  void check(HttpCall const& call) const {
    if (!call.is_configured) {
      auto const fault = find_url_fault(call.url, options_.policy);
      if (fault) throw CallError(CallFault::refused, fault->text);
    } else if (!call.url.starts_with("https://") && !call.url.starts_with("http://")) {
      throw CallError(CallFault::refused, "no URL of HTTP");
    }
    if (calls_ >= options_.most_calls) throw CallError(CallFault::overloaded, "too many calls at once");
  }

  /// A transfer among those of the multi handle, for as long as somebody waits for it.
  class Enrolled {
   public:
    Enrolled(State& state, CurlTransfer& transfer) : state_(state), transfer_(transfer) {
      if (curl_multi_add_handle(state.multi_.get(), transfer.handle()) != CURLM_OK) {
        throw CallError(CallFault::broken, "libcurl takes no call");
      }
      ++state.calls_;
    }
    Enrolled(Enrolled const&) = delete;
    Enrolled& operator=(Enrolled const&) = delete;
    ~Enrolled() {
      --state_.calls_;
      curl_multi_remove_handle(state_.multi_.get(), transfer_.handle());
    }

   private:
    State& state_;
    CurlTransfer& transfer_;
  };

  static int on_socket(CURL*, curl_socket_t socket, int what, void* user, void*) {
    auto& self = *static_cast<State*>(user);
    if (what == CURL_POLL_REMOVE) {
      if (auto const found = self.watches_.find(socket); found != self.watches_.end()) {
        found->second->give_back();
        self.watches_.erase(found);
      }
      return 0;
    }
    std::shared_ptr<Watch>& watch = self.watches_[socket];
    if (watch == nullptr) watch = std::make_shared<Watch>(self.strand_, socket);
    watch->wanted = what & CURL_POLL_INOUT;
    self.wait(socket, watch);
    return 0;
  }

  /// Starts the waits that are wanted and not under way yet.
  void wait(curl_socket_t socket, std::shared_ptr<Watch> const& watch) {
    wait_for(socket, watch, Descriptor::wait_read, CURL_POLL_IN, CURL_CSELECT_IN);
    wait_for(socket, watch, Descriptor::wait_write, CURL_POLL_OUT, CURL_CSELECT_OUT);
  }

  void wait_for(curl_socket_t socket, std::shared_ptr<Watch> const& watch, Descriptor::wait_type type, int poll,
                int event) {
    if ((watch->wanted & poll) == 0 || (watch->waiting & poll) != 0) return;
    watch->waiting |= poll;
    std::weak_ptr<State> const state = weak_from_this();
    std::weak_ptr<Watch> const weak = watch;
    watch->descriptor.async_wait(type, [=](boost::system::error_code error) {
      auto const self = state.lock();
      auto const mine = weak.lock();
      if (self == nullptr || mine == nullptr || error == asio::error::operation_aborted) return;
      mine->waiting &= ~poll;
      // What was asked for may not be wanted any more; then there is nothing to tell.
      if ((mine->wanted & poll) != 0) self->act(socket, error ? CURL_CSELECT_ERR : event);
      // The socket may have been taken off, or be another one of the same number by now.
      auto const found = self->watches_.find(socket);
      if (found != self->watches_.end() && found->second == mine) self->wait(socket, mine);
    });
  }

  static int on_timer(CURLM*, long milliseconds, void* user) {
    auto& self = *static_cast<State*>(user);
    if (milliseconds < 0) {
      self.timer_.cancel();
      return 0;
    }
    self.timer_.expires_after(std::chrono::milliseconds(milliseconds));
    self.timer_.async_wait([state = self.weak_from_this()](boost::system::error_code error) {
      if (auto const alive = state.lock(); alive != nullptr && !error) alive->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
  }

  /// Lets libcurl work, and wakes those whose transfers are finished.
  void act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_.get(), socket, events, &running);
    int left = 0;
    while (CURLMsg const* const message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      void* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      static_cast<CurlTransfer*>(transfer)->finish(message->data.result);
    }
  }

  asio::strand<asio::any_io_executor> strand_;
  HttpClientOptions options_;
  asio::steady_timer timer_;
  std::map<curl_socket_t, std::shared_ptr<Watch>> watches_;
  std::unique_ptr<CURLM, Free> multi_;
  std::size_t calls_ = 0;
};

HttpClient::HttpClient(asio::any_io_executor const& executor, HttpClientOptions options)
    : state_(std::make_shared<State>(executor, std::move(options))) {}

HttpClient::~HttpClient() = default;

Task<HttpAnswer> HttpClient::send(HttpCall call) {
  Task<HttpAnswer> task = State::run(state_, std::move(call));
  co_return co_await asio::co_spawn(state_->strand(), std::move(task), asio::use_awaitable);
}

}  // namespace storymap::server::net
