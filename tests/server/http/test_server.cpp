// tests/server/http/test_server.cpp - tests of server/http/server.hpp through sockets.
#include "server/http/server.hpp"

#include "server/base/clock.hpp"
#include "server/base/log.hpp"
#include "server/base/problem.hpp"
#include "server/base/uuid.hpp"

#include <gtest/gtest.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/http/raw_client.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::http;
using storymap_test::RawClient;
using storymap_test::status_of;

class HttpServerTest : public testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    if (options.threads == 0) options.threads = 2;
    auto handler = [this](Request& request) { return answer(request); };
    server_ = std::make_unique<Server>(std::move(options), handler, ids_, Log());
  }

  Task<Response> answer(Request& request) {
    ++requests_;
    Response response;
    if (request.path == "/echo") response.body = co_await request.body->read(100'000);
    if (request.path == "/wait") {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(300));
      co_await timer.async_wait(boost::asio::use_awaitable);
      response.body = std::string("waited");
    }
    if (request.path == "/client") response.body = request.client + " " + request.host;
    if (request.path == "/refuse") throw Problem(418, "teapot", {"no coffee"});
    if (request.path == "/fail") throw std::runtime_error("secret reason");
    if (request.path == "/break") response.headers.add("X-Odd", "a\r\nSet-Cookie: b");
    if (request.path == "/stream") {
      response.body = Stream([](Writer& writer) -> Task<> {
        for (int k = 0; k < 3; ++k) co_await writer.write("part" + std::to_string(k));
      });
    }
    co_return response;
  }

  RawClient client() { return RawClient(server_->port()); }
  static std::string get(std::string const& path, std::string const& fields = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  }
  static std::string post(std::string const& path, std::string const& body, std::string const& fields = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
  }
  static std::string body_of(std::string const& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

  SystemClock clock_;
  UuidSource ids_{clock_};
  std::atomic<std::size_t> requests_ = 0;
  std::unique_ptr<Server> server_;
};

TEST_F(HttpServerTest, ConnectionsStayOpenAndRequestsMayFollowAtOnce) {
  start();
  RawClient one = client();
  one.send(post("/echo", "a") + post("/echo", "bc") + get("/echo"));
  EXPECT_EQ(body_of(one.receive()), "a");
  EXPECT_EQ(body_of(one.receive()), "bc");
  EXPECT_EQ(body_of(one.receive()), "");
  one.send(post("/echo", "later"));
  EXPECT_EQ(body_of(one.receive()), "later");
}

TEST_F(HttpServerTest, EveryAnswerIsCareful) {
  start();
  for (std::string const path : {"/echo", "/refuse", "/fail"}) {
    RawClient one = client();
    one.send(get(path));
    std::string const answer = one.receive();
    for (std::string const field : {"X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'",
                                    "Referrer-Policy: ", "X-Request-Id: ", "Date: "}) {
      EXPECT_NE(answer.find(field), std::string::npos) << path << " " << field;
    }
    EXPECT_EQ(answer.find("Strict-Transport-Security"), std::string::npos) << "not without TLS";
  }
}

TEST_F(HttpServerTest, ProblemsAreAnsweredAndFaultsTellNothing) {
  start();
  RawClient one = client();
  one.send(get("/refuse"));
  std::string const refused = one.receive();
  EXPECT_EQ(status_of(refused), "418");
  EXPECT_NE(refused.find("no coffee"), std::string::npos);
  one.send(get("/fail", "Accept-Language: ru\r\n"));
  std::string const failed = one.receive();
  EXPECT_EQ(status_of(failed), "500");
  EXPECT_EQ(failed.find("secret"), std::string::npos);
  one.send(get("/echo"));
  EXPECT_EQ(status_of(one.receive()), "200") << "the connection is still good";
}

TEST_F(HttpServerTest, NoFieldCanBeginAnother) {
  start();
  RawClient one = client();
  one.send(get("/break"));
  EXPECT_NE(one.receive().find("X-Odd: a  Set-Cookie: b\r\n"), std::string::npos);
}

TEST_F(HttpServerTest, StreamsComeInChunks) {
  start();
  RawClient one = client();
  one.send(get("/stream", "Connection: close\r\n"));
  std::string const answer = one.receive_all();
  EXPECT_NE(answer.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_NE(answer.find("\r\n\r\n5\r\npart0\r\n5\r\npart1\r\n5\r\npart2\r\n0\r\n\r\n"), std::string::npos) << answer;
}

TEST_F(HttpServerTest, HeadHasTheLengthAndNoBody) {
  start();
  RawClient one = client();
  one.send("HEAD /client HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  std::string const answer = one.receive_all();
  EXPECT_NE(answer.find("Content-Length: 11\r\n"), std::string::npos) << answer;
  EXPECT_EQ(body_of(answer), "");
}

TEST_F(HttpServerTest, BodiesAreAskedForAndLimited) {
  start();
  RawClient one = client();
  one.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(one.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
  one.send("abc");
  EXPECT_EQ(body_of(one.receive()), "abc");
  one.send(post("/echo", std::string(100'000, 'x')));
  EXPECT_EQ(body_of(one.receive()).size(), 100'000U);
  one.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");
  EXPECT_EQ(status_of(one.receive()), "413");
  RawClient two = client();
  std::string chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
  two.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + chunk);
  EXPECT_EQ(status_of(two.receive()), "413") << "also when nobody says how long it is";
  RawClient three = client();
  three.send(post("/echo", "abc", "Content-Encoding: gzip\r\n"));
  EXPECT_EQ(status_of(three.receive()), "415");
}

TEST_F(HttpServerTest, ABodyThatNobodyReadIsNoRequest) {
  start();
  RawClient one = client();
  one.send(post("/client", "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n") + get("/client"));
  EXPECT_EQ(status_of(one.receive()), "200");
  EXPECT_EQ(status_of(one.receive()), "200");
  EXPECT_EQ(requests_, 2U);
}

TEST_F(HttpServerTest, HeadersAreLimitedInBytesFieldsAndTarget) {
  start({.limits = {.header_bytes = 4096, .header_fields = 10, .target_bytes = 100}});
  auto const status = [&](std::string const& request) {
    RawClient one = client();
    one.send(request);
    return status_of(one.receive());
  };
  auto const fields = [](std::size_t count) {
    std::string text;
    for (std::size_t k = 0; k < count; ++k) text += "X" + std::to_string(k) + ": y\r\n";
    return text;
  };
  EXPECT_EQ(status(get("/client", fields(9))), "200");
  EXPECT_EQ(status(get("/client", fields(10))), "431");
  EXPECT_EQ(status(get("/client?a=" + std::string(90, 'x'))), "200");
  EXPECT_EQ(status(get("/client?a=" + std::string(91, 'x'))), "414");
  EXPECT_EQ(status(get("/client", "X: " + std::string(4000, 'x') + "\r\n")), "200");
  EXPECT_EQ(status(get("/client", "X: " + std::string(4100, 'x') + "\r\n")), "431");
}

TEST_F(HttpServerTest, SlowHeadersAndBodiesAreCutOff) {
  using std::chrono::milliseconds;
  start({.limits = {.header_time = milliseconds(300), .body_time = milliseconds(300), .idle_time = milliseconds(300)}});
  RawClient idle = client();
  EXPECT_TRUE(idle.is_closed());
  RawClient header = client();
  header.send("GET / HTTP/1.1\r\nHost");
  EXPECT_EQ(header.receive_all(), "");
  RawClient body = client();
  body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(body.receive_all(), "");
}

TEST_F(HttpServerTest, AHeaderThatTricklesInHasNoMoreTime) {
  start({.limits = {.header_time = std::chrono::milliseconds(400)}});
  RawClient one = client();
  one.send("GET / HTTP/1.1\r\n");
  auto const begin = std::chrono::steady_clock::now();
  for (int k = 0; k < 12; ++k) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    one.send("X" + std::to_string(k) + ": y\r\n");
  }
  EXPECT_EQ(one.receive_all(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

TEST_F(HttpServerTest, ConnectionsAndRequestsOnThemAreCounted) {
  start({.limits = {.requests = 2, .connections_per_address = 3}});
  RawClient one = client();
  one.send(get("/client") + get("/client") + get("/client"));
  std::string const all = one.receive_all();
  EXPECT_EQ(requests_, 2U) << all;
  EXPECT_NE(all.find("Connection: close"), std::string::npos);
  while (server_->connections() > 0) std::this_thread::yield();
  std::vector<std::unique_ptr<RawClient>> open;
  for (int k = 0; k < 3; ++k) {
    open.push_back(std::make_unique<RawClient>(server_->port()));
    open.back()->send(get("/client"));
    EXPECT_EQ(status_of(open.back()->receive()), "200");
  }
  RawClient fourth = client();
  fourth.send(get("/client"));
  EXPECT_EQ(fourth.receive_all(), "");
}

TEST_F(HttpServerTest, ManySlowConnectionsKeepNobodyWaiting) {
  start({.limits = {.connections_per_address = 2000}});
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int k = 0; k < 500; ++k) {
    slow.push_back(std::make_unique<RawClient>(server_->port()));
    slow.back()->send("GET / HTTP/1.1\r\nHost: a\r\nX");
  }
  for (int k = 0; k < 100; ++k) {
    RawClient one = client();
    one.send(get("/client"));
    ASSERT_EQ(status_of(one.receive()), "200");
  }
}

TEST_F(HttpServerTest, OnlyTrustedProxiesSayWhoIsCalling) {
  start();
  std::string const fields = "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Host: shop.example\r\n";
  RawClient one = client();
  one.send(get("/client", fields));
  EXPECT_EQ(body_of(one.receive()), "127.0.0.1 a");
  start({.trusted_proxies = {*IpNetwork::parse("127.0.0.0/8"), *IpNetwork::parse("198.51.100.7")}});
  RawClient two = client();
  two.send(get("/client", fields));
  EXPECT_EQ(body_of(two.receive()), "203.0.113.9 shop.example");
}

TEST_F(HttpServerTest, DrainingLosesNoRequest) {
  start();
  RawClient idle = client();
  idle.send(get("/client"));
  EXPECT_EQ(status_of(idle.receive()), "200");
  RawClient busy = client();
  busy.send(get("/wait"));
  while (requests_ < 2) std::this_thread::yield();
  std::jthread const draining([&] { EXPECT_TRUE(server_->drain(std::chrono::seconds(5))); });
  std::string const answer = busy.receive();
  EXPECT_EQ(body_of(answer), "waited");
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(idle.is_closed());
}

}  // namespace
