// tests/server/http/test_framing.cpp - tests of server/http/framing.hpp, alone and through sockets.
#include "server/http/framing.hpp"

#include "server/base/clock.hpp"
#include "server/base/log.hpp"
#include "server/base/uuid.hpp"
#include "server/http/server.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/server/http/raw_client.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::http;
using storymap_test::RawClient;
using storymap_test::status_of;

/// A header behind "POST / HTTP/1.1", and the status that it is answered with.
struct Framed {
  std::string request;
  std::string status;
};

std::string post(std::string_view fields, std::string_view body = "hello", std::string_view version = "1.1") {
  return "POST / HTTP/" + std::string(version) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::vector<Framed> table() {
  std::string const chunked = "5\r\nhello\r\n0\r\n\r\n";
  return {
      {post("Host: a\r\nContent-Length: 5\r\n"), "200"},
      {post("Host: a\r\nTransfer-Encoding: chunked\r\n", chunked), "200"},
      {post("Host: a\r\nTransfer-Encoding: CHUNKED\r\n", chunked), "200"},
      {post("Content-Length: 5\r\n", "hello", "1.0"), "200"},
      {post("Host: a\r\nTransfer-Encoding: gzip\r\nContent-Length: 5\r\n"), "400"},
      {post("Host: a\r\nTransfer-Encoding: xchunked\r\nContent-Length: 5\r\n"), "400"},
      {post("Host: a\r\nTransfer-Encoding: gzip\r\n"), "400"},
      {post("Host: a\r\nTransfer-Encoding: chunked, identity\r\n", chunked), "400"},
      {post("Host: a\r\nTransfer-Encoding: gzip, chunked\r\n", chunked), "400"},
      {post("Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunked), "400"},
      {post("Host: a\r\nTransfer-Encoding: chunked\r\n", chunked, "1.0"), "400"},
      {post("Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunked), "400"},
      {post("Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunked), "400"},
      {post("Host: a\r\nContent-Length: 5, 5\r\n"), "400"},
      {post("Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n"), "400"},
      {post("Host: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n"), "400"},
      {post("Host: a\r\nContent-Length: +5\r\n"), "400"},
      {post("Host: a\r\nContent-Length: 0x5\r\n"), "400"},
      {post("Host: a\r\nContent-Length: 99999999999999999999\r\n"), "400"},
      {post("Content-Length: 5\r\n"), "400"},
      {post("Host: a\r\nHost: b\r\nContent-Length: 5\r\n"), "400"},
      {post("Host : a\r\nContent-Length: 5\r\n"), "400"},
      {post("Host: a\nContent-Length: 5\r\n"), "400"},
      {"POST http://b/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "400"},
      {"POST http://a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "200"},
      {post(std::string_view("Host: a\r\nX: y\0z\r\nContent-Length: 5\r\n", 36)), "400"},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "400"},
      {"GET /\xFF HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET nothing HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET /?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"\x16\x03\x01 what TLS says\r\n\r\n", "400"},
  };
}

class FramingTest : public testing::Test {
 protected:
  static Task<Response> answer(Request& request) {
    std::string const body = co_await request.body->read(1000);
    Response response;
    response.body = std::string(to_string(request.method)) + " " + body;
    co_return response;
  }

  SystemClock clock_;
  UuidSource ids_{clock_};
  Server server_{{.threads = 1}, answer, ids_, Log()};
};

TEST_F(FramingTest, EveryRequestIsReadInOneWayOrRefused) {
  for (Framed const& framed : table()) {
    RawClient client(server_.port());
    client.send(framed.request);
    std::string const got = client.receive();
    EXPECT_EQ(status_of(got), framed.status) << framed.request << "\n--\n" << got;
    if (framed.status == "200") continue;
    EXPECT_NE(got.find("application/problem+json"), std::string::npos) << got;
    EXPECT_NE(got.find("Connection: close"), std::string::npos) << got;
    EXPECT_TRUE(client.is_closed()) << framed.request;
  }
}

TEST_F(FramingTest, NothingBehindABadRequestIsTakenForOne) {
  RawClient client(server_.port());
  client.send(post("Host: a\r\nTransfer-Encoding: chunked, identity\r\n", "0\r\n\r\n") +
              "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n");
  std::string const all = client.receive_all();
  EXPECT_EQ(status_of(all), "400");
  EXPECT_EQ(all.find("HTTP/1.1 2"), std::string::npos) << all;
}

TEST(Framing, FoldedLinesAreFound) {
  EXPECT_TRUE(has_folded_line("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"));
  EXPECT_TRUE(has_folded_line("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"));
  EXPECT_FALSE(has_folded_line("GET / HTTP/1.1\r\nA: b c\r\n\r\n"));
}

}  // namespace
