// tests/server/http/test_event_stream.cpp - tests of server/http/event_stream.hpp.
#include "server/http/event_stream.hpp"

#include "server/base/clock.hpp"
#include "server/base/log.hpp"
#include "server/base/uuid.hpp"
#include "server/http/server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/server/http/raw_client.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server;
using namespace storymap::server::http;

TEST(EventStream, EventsAreFieldsAndAnEmptyLine) {
  EXPECT_EQ(to_text({.id = "7", .type = "edited", .data = "{\"revision\":7}"}),
            "id: 7\nevent: edited\ndata: {\"revision\":7}\n\n");
  EXPECT_EQ(to_text({.data = "a"}), "data: a\n\n");
  EXPECT_EQ(to_text({}), "data: \n\n");
}

TEST(EventStream, LinesOfDataStayLines) {
  EXPECT_EQ(to_text({.data = "a\nb\r\nc\rd"}), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(to_text({.data = "a\n\nevent: forged"}), "data: a\ndata: \ndata: event: forged\n\n");
  EXPECT_EQ(to_text({.data = "a\n"}), "data: a\ndata: \n\n");
}

TEST(EventStream, IdsAndTypesBeginNoLine) {
  EXPECT_EQ(to_text({.id = "1\ndata: forged", .type = std::string("a\r\0b", 4)}),
            "id: 1 data: forged\nevent: a  b\ndata: \n\n");
}

TEST(EventStream, TheIdOfTheLastEventIsRead) {
  Headers headers;
  EXPECT_EQ(last_event_id(headers), std::nullopt);
  headers.add("last-event-id", "41");
  EXPECT_EQ(last_event_id(headers), "41");
}

TEST(EventStream, EachEventArrivesAtOnceAndAGoneCallerEndsIt) {
  std::atomic<bool> has_ended = false;
  auto send_all = [&](EventStream& events) -> Task<> {
    struct End {
      std::atomic<bool>& flag;
      ~End() { flag = true; }
    } const end{has_ended};
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await events.set_retry(std::chrono::milliseconds(2000));
    for (int k = 0; k < 1000; ++k) {
      Event event{.id = std::to_string(k), .data = "tick"};
      co_await events.send(std::move(event));
      co_await events.keep_alive();
      timer.expires_after(std::chrono::milliseconds(20));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
  };
  SystemClock clock;
  UuidSource ids(clock);
  auto answer = [&](Request&) -> Task<Response> { co_return event_stream(send_all); };
  Server server({.threads = 1}, answer, ids, Log());
  {
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    std::string seen = client.receive();  // no length is said: what there is with the head
    for (int k = 0; k < 200 && seen.find("id: 3\n") == std::string::npos; ++k) seen += client.receive_now();
    EXPECT_NE(seen.find("Content-Type: text/event-stream; charset=utf-8"), std::string::npos);
    EXPECT_NE(seen.find("retry: 2000\n\n"), std::string::npos);
    EXPECT_NE(seen.find("id: 3\ndata: tick\n\n"), std::string::npos) << seen;
    EXPECT_FALSE(has_ended) << "it is still going on";
  }
  for (int k = 0; k < 500 && !has_ended; ++k) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(has_ended);
}

}  // namespace
}  // namespace storymap_test
