// tests/server/net/test_http_client.cpp - tests of server/net/http_client.hpp.
#include "server/net/http_client.hpp"

#include "server/net/loopback.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace storymap::server::net;
using storymap::server::IpNetwork;
using storymap::server::Task;
using storymap::server::test::Loopback;
using storymap::server::test::read_until;
using storymap::server::test::tcp;
using storymap::server::test::write;

HttpClientOptions options(std::chrono::milliseconds timeout = 5s) {
  HttpClientOptions made;
  made.timeout = timeout;
  made.policy.allow = {*IpNetwork::parse("127.0.0.1")};
  return made;
}

/// The answer to one call, or its fault.
struct Outcome {
  HttpAnswer answer;
  std::string fault;
};

Task<> send(HttpClient& client, HttpCall call, Outcome& outcome) {
  try {
    outcome.answer = co_await client.send(std::move(call));
  } catch (CallError const& error) {
    outcome.fault = to_string(error.fault());
  }
}

Outcome call(HttpCall what, HttpClientOptions const& with = options()) {
  asio::io_context io;
  HttpClient client(io.get_executor(), with);
  Outcome outcome;
  asio::co_spawn(io, send(client, std::move(what), outcome), asio::detached);
  io.run_for(20s);
  return outcome;
}

/// Answers every request with `answer`, and keeps what it was asked.
struct Server {
  explicit Server(std::string answer)
      : loopback([this, text = std::move(answer)](tcp::socket& socket) {
          std::string buffer;
          for (;;) {
            std::string const head = read_until(socket, buffer, "\r\n\r\n");
            std::size_t const at = head.find("Content-Length: ");
            std::size_t const size = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
            if (buffer.size() < size)
              asio::read(socket, asio::dynamic_buffer(buffer), asio::transfer_exactly(size - buffer.size()));
            {
              std::lock_guard const lock(mutex);
              requests.push_back(head + buffer.substr(0, size));
            }
            buffer.erase(0, size);
            write(socket, text);
          }
        }) {}

  [[nodiscard]] std::string url(std::string_view path = "/") const {
    return "http://" + loopback.host() + std::string(path);
  }

  std::mutex mutex;
  std::vector<std::string> requests;
  Loopback loopback;
};

std::string const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Answer:  a b \r\n\r\nhi";

TEST(HttpClient, SendsAndReceives) {
  Server server(ok);
  Outcome const got = call({"GET", server.url("/a?b=c"), {{"X-Asked", "1"}}});
  EXPECT_EQ(got.fault, "");
  EXPECT_EQ(got.answer.status, 200);
  EXPECT_EQ(got.answer.body, "hi");
  EXPECT_EQ(got.answer.header("x-answer"), "a b");
  EXPECT_EQ(got.answer.header("x-other"), "");
  EXPECT_FALSE(got.answer.is_cut);
  ASSERT_EQ(server.requests.size(), 1U);
  EXPECT_TRUE(server.requests[0].starts_with("GET /a?b=c HTTP/1.1\r\n")) << server.requests[0];
  EXPECT_NE(server.requests[0].find("X-Asked: 1\r\n"), std::string::npos);
  EXPECT_NE(server.requests[0].find("User-Agent: storymap\r\n"), std::string::npos);
}

TEST(HttpClient, SendsBodies) {
  Server server(ok);
  std::string const body = std::string("{\"a\":\"\0\"}", 9) + std::string(100'000, 'x');
  EXPECT_EQ(call({"POST", server.url(), {{"Content-Type", "application/json"}}, body}).answer.status, 200);
  EXPECT_EQ(call({"DELETE", server.url()}).answer.status, 200);
  EXPECT_EQ(call({"POST", server.url()}).answer.status, 200);
  ASSERT_EQ(server.requests.size(), 3U);
  EXPECT_TRUE(server.requests[0].ends_with(body));
  EXPECT_NE(server.requests[0].find("Content-Type: application/json\r\n"), std::string::npos);
  EXPECT_EQ(server.requests[0].find("Expect"), std::string::npos);
  EXPECT_TRUE(server.requests[1].starts_with("DELETE / ")) << server.requests[1];
  EXPECT_NE(server.requests[2].find("Content-Length: 0\r\n"), std::string::npos);
  EXPECT_EQ(server.requests[2].find("Content-Type"), std::string::npos);
}

TEST(HttpClient, NeverFollowsARedirect) {
  Server target(ok);
  Server server("HTTP/1.1 302 Found\r\nLocation: " + target.url() + "\r\nContent-Length: 0\r\n\r\n");
  Outcome const got = call({"GET", server.url()});
  EXPECT_EQ(got.answer.status, 302);
  EXPECT_EQ(got.answer.header("location"), target.url());
  EXPECT_EQ(target.requests.size(), 0U);
}

TEST(HttpClient, ReadsNoMoreThanItsLimit) {
  Server server("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  HttpClientOptions with = options();
  with.body_limit = 99'999;
  Outcome got = call({"GET", server.url()}, with);
  EXPECT_EQ(got.answer.status, 200);
  EXPECT_EQ(got.answer.body.size(), 99'999U);
  EXPECT_TRUE(got.answer.is_cut);
  got = call({"GET", server.url(), {}, {}, false, 0ms, 100'000}, with);
  EXPECT_EQ(got.answer.body.size(), 100'000U);
  EXPECT_FALSE(got.answer.is_cut);
}

TEST(HttpClient, KeepsToItsDeadline) {
  Loopback silent([](tcp::socket& socket) {
    std::string buffer;
    read_until(socket, buffer, "never");
  });
  auto const start = std::chrono::steady_clock::now();
  EXPECT_EQ(call({"GET", "http://" + silent.host() + "/"}, options(200ms)).fault, "timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  Loopback slow([](tcp::socket& socket) {
    for (;;) {
      write(socket, "H");
      std::this_thread::sleep_for(20ms);
    }
  });
  EXPECT_NE(call({"GET", "http://" + slow.host() + "/"}, options(200ms)).fault, "");
}

TEST(HttpClient, SaysWhatWentWrong) {
  std::string closed;
  { closed = Server(ok).url(); }
  EXPECT_EQ(call({"GET", closed}).fault, "no_connection");
  Server nonsense("nonsense\r\n\r\n");
  EXPECT_EQ(call({"GET", nonsense.url()}).fault, "broken");
  Server cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi");
  EXPECT_NE(call({"GET", cut.url()}, options(300ms)).fault, "");
  EXPECT_EQ(call({"GET", "https://no-such-name.invalid.example/", {}, {}, true}).fault, "unresolved");
  Loopback plain([](tcp::socket& socket) { write(socket, ok); });
  EXPECT_EQ(call({"GET", "https://" + plain.host() + "/"}).fault, "no_tls");
}

/// `openssl s_server` with a certificate for 127.0.0.1 that it signed itself.
class TlsServer {
 public:
  TlsServer() {
    folder_ = (std::filesystem::temp_directory_path() / "storymap_tls_XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) return;
    std::string const make =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=test -addext subjectAltName=IP:127.0.0.1 "
        "-keyout " +
        key() + " -out " + certificate() + " >/dev/null 2>&1";
    std::string const serve =
        "exec openssl s_server -accept 127.0.0.1:0 -www -key " + key() + " -cert " + certificate() + " 2>&1";
    if (std::system(make.c_str()) != 0) return;
    int ends[2] = {};
    if (::pipe(ends) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::execl("/bin/sh", "sh", "-c", serve.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
    read_port();
  }
  TlsServer(TlsServer const&) = delete;
  TlsServer& operator=(TlsServer const&) = delete;
  ~TlsServer() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    if (output_ >= 0) ::close(output_);
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::string key() const { return folder_ + "/key.pem"; }
  [[nodiscard]] std::string certificate() const { return folder_ + "/certificate.pem"; }
  std::string port;  ///< "" when it does not run

 private:
  /// From the line "ACCEPT 127.0.0.1:<port>".
  void read_port() {
    std::string text;
    for (char c = 0; text.find('\n', std::min(text.find("ACCEPT"), text.size())) == std::string::npos;) {
      if (::read(output_, &c, 1) != 1) return;
      text += c;
    }
    std::size_t const colon = text.rfind(':');
    port = text.substr(colon + 1, text.find('\n', colon) - colon - 1);
  }

  std::string folder_;
  ::pid_t child_ = -1;
  int output_ = -1;
};

TEST(HttpClient, VerifiesCertificates) {
  TlsServer const server;
  ASSERT_NE(server.port, "") << "openssl s_server does not run";
  std::string const url = "https://127.0.0.1:" + server.port + "/";
  EXPECT_EQ(call({"GET", url}).fault, "no_tls") << "signed by nobody we know";
  HttpClientOptions trusting = options();
  trusting.ca_file = server.certificate();
  EXPECT_EQ(call({"GET", url}, trusting).answer.status, 200);
  trusting.pins = {"other.example:" + server.port + ":127.0.0.1"};
  trusting.policy.ports = {static_cast<std::uint16_t>(std::stoi(server.port))};
  EXPECT_EQ(call({"GET", "https://other.example:" + server.port + "/"}, trusting).fault, "no_tls")
      << "for another name";
}

TEST(HttpClient, KeepsToTheGuard) {
  Server server(ok);
  HttpClientOptions strict = options();
  strict.policy.allow.clear();
  EXPECT_EQ(call({"GET", server.url()}, strict).fault, "refused");
  EXPECT_EQ(call({"GET", "file:///etc/passwd"}, strict).fault, "refused");
  EXPECT_EQ(call({"GET", "file:///etc/passwd", {}, {}, true}).fault, "refused")
      << "configured, but of no protocol of ours";
  EXPECT_EQ(call({"GET", server.url(), {}, {}, true}, strict).answer.status, 200) << "configured";
  EXPECT_EQ(server.loopback.connections(), 1);
}

/// A name that is public when it is vetted, and leads to us when it is called (DNS rebinding).
TEST(HttpClient, LooksAtTheAddressAgainWhenItConnects) {
  for (std::string const address :
       {"127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    HttpClientOptions strict = options(2s);
    strict.policy.allow.clear();
    strict.pins = {"rebinding.example:443:" + address};
    EXPECT_EQ(call({"GET", "https://rebinding.example/"}, strict).fault, "blocked") << address;
  }
}

TEST(HttpClient, IgnoresTheProxyOfTheEnvironment) {
  Server proxy(ok);
  ::setenv("http_proxy", proxy.url().c_str(), 1);
  Server server("HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(call({"GET", server.url()}).answer.status, 204);
  ::unsetenv("http_proxy");
  EXPECT_EQ(proxy.loopback.connections(), 0);
}

TEST(HttpClient, LetsNoHeaderBeginAnother) {
  Server server(ok);
  for (auto const& [name, value] :
       std::map<std::string, std::string>{{"X", "a\r\nY: b"}, {"X\r\nY", "a"}, {"X:", "a"}, {"", "a"}, {"X Y", "a"}}) {
    EXPECT_EQ(call({"GET", server.url(), {{name, value}}}).fault, "refused") << name;
  }
  EXPECT_EQ(server.loopback.connections(), 0);
}

TEST(HttpClient, MakesManyCallsOnOneThread) {
  Server server(ok);
  asio::io_context io(1);
  HttpClientOptions with = options(10s);
  with.most_calls = 150;
  HttpClient client(io.get_executor(), with);
  std::vector<Outcome> outcomes(200);
  for (Outcome& outcome : outcomes) asio::co_spawn(io, send(client, {"GET", server.url()}, outcome), asio::detached);
  io.run_for(20s);
  auto const overloaded =
      std::count_if(outcomes.begin(), outcomes.end(), [](auto const& one) { return one.fault == "overloaded"; });
  auto const answered =
      std::count_if(outcomes.begin(), outcomes.end(), [](auto const& one) { return one.answer.status == 200; });
  EXPECT_EQ(overloaded, 50);
  EXPECT_EQ(answered, 150);
}

TEST(HttpClient, KeepsConnections) {
  Server server(ok);
  asio::io_context io(1);
  HttpClient client(io.get_executor(), options());
  std::vector<Outcome> outcomes(20);
  auto const one_by_one = [](HttpClient& with, std::string url, std::vector<Outcome>& all) -> Task<> {
    for (Outcome& outcome : all) {
      HttpCall call{"GET", url};
      co_await send(with, std::move(call), outcome);
    }
  };
  asio::co_spawn(io, one_by_one(client, server.url(), outcomes), asio::detached);
  io.run_for(20s);
  for (Outcome const& outcome : outcomes) EXPECT_EQ(outcome.answer.status, 200) << outcome.fault;
  EXPECT_EQ(server.loopback.connections(), 1);
}

TEST(HttpClient, RunsOnManyThreads) {
  Server server(ok);
  asio::io_context io(4);
  HttpClient client(io.get_executor(), options());
  std::vector<Outcome> outcomes(100);
  for (Outcome& outcome : outcomes) asio::co_spawn(io, send(client, {"GET", server.url()}, outcome), asio::detached);
  std::vector<std::thread> threads;
  for (int k = 0; k < 4; ++k) threads.emplace_back([&io] { io.run_for(20s); });
  for (std::thread& thread : threads) thread.join();
  for (Outcome const& outcome : outcomes) EXPECT_EQ(outcome.answer.status, 200) << outcome.fault;
}

TEST(HttpClient, GivesUpWhenItsCallerIsCancelled) {
  Loopback silent([](tcp::socket& socket) {
    std::string buffer;
    read_until(socket, buffer, "never");
  });
  asio::io_context io;
  HttpClient client(io.get_executor(), options(10s));
  asio::cancellation_signal signal;
  Outcome outcome;
  bool is_over = false;
  asio::co_spawn(io, send(client, {"GET", "http://" + silent.host() + "/"}, outcome),
                 asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr) { is_over = true; }));
  asio::steady_timer timer(io, 100ms);
  timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
  auto const start = std::chrono::steady_clock::now();
  io.run_for(8s);
  EXPECT_TRUE(is_over);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(HttpClient, MayBeDestroyedWithCallsUnderWay) {
  Loopback silent([](tcp::socket& socket) {
    std::string buffer;
    read_until(socket, buffer, "never");
  });
  Outcome outcome;
  asio::io_context io;
  {
    HttpClient client(io.get_executor(), options(10s));
    asio::co_spawn(io, send(client, {"GET", "http://" + silent.host() + "/"}, outcome), asio::detached);
    io.run_for(100ms);
  }
  io.run_for(100ms);
}

}  // namespace
