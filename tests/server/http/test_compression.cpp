// tests/server/http/test_compression.cpp - tests of server/http/compression.hpp.
#include "server/http/compression.hpp"

#include "server/http/entity_tag.hpp"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "tests/server/http/gunzip.hpp"
#include "tests/server/run.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::http;
using storymap_test::gunzip;
using storymap_test::run;

class CompressionTest : public testing::Test {
 protected:
  CompressionTest() {
    response_.headers.add("Content-Type", "application/json");
    response_.headers.add("ETag", "\"r5\"");
    response_.body = body_;
  }

  /// What the handler says to a conditional request, compressed or not.
  Task<Response> answer(Request& request) {
    seen_ = request.headers;
    Response response = response_;
    if (is_listed(request.headers.find("If-None-Match").value_or(""), "\"r5\"")) {
      response.status = 304;
      response.body = std::string();
      response.headers = {};
      response.headers.add("ETag", "\"r5\"");
    }
    co_return response;
  }
  Response get(std::vector<std::pair<std::string, std::string>> const& fields) {
    Request request;
    for (auto const& [name, value] : fields) request.headers.add(name, value);
    Handler const handler = compressed([this](Request& asked) { return answer(asked); }, workers_);
    return run(handler(request));
  }
  Response get(std::string const& accepted) { return get({{"Accept-Encoding", accepted}}); }
  static bool is_gzip(Response const& response) { return response.headers.find("Content-Encoding") == "gzip"; }
  static std::string text_of(Response const& response) { return std::get<std::string>(response.body); }

  WorkerPool workers_{1, 1};
  std::string const body_ = "[\"" + std::string(5000, 'x') + "\"]";
  Response response_;
  Headers seen_;
};

TEST_F(CompressionTest, HappensWhenItIsWanted) {
  Response const answer = get("gzip, deflate, br");
  EXPECT_TRUE(is_gzip(answer));
  EXPECT_EQ(gunzip(text_of(answer)), body_);
  EXPECT_LT(text_of(answer).size(), 200U);
  EXPECT_EQ(answer.headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(answer.headers.find("ETag"), "\"r5-gzip\"");
  for (std::string const wanted :
       {"x-gzip", "*", "gzip;q=0.1", "identity;q=0, gzip", "identity;q=0.5, *;q=0.7", "gzip,identity"}) {
    EXPECT_TRUE(is_gzip(get(wanted))) << wanted;
  }
}

TEST_F(CompressionTest, DoesNotHappenWhenItIsNot) {
  for (std::string const unwanted :
       {"", "br", "identity", "gzip;q=0", "*;q=0", "gzip;q=0, *", "gzip;q=0.5, identity", "gzipped", "gzip;q=x"}) {
    Response const answer = get(unwanted);
    EXPECT_FALSE(is_gzip(answer)) << unwanted;
    EXPECT_EQ(text_of(answer), body_);
    EXPECT_EQ(answer.headers.find("ETag"), "\"r5\"");
    EXPECT_EQ(answer.headers.find("Vary"), "Accept-Encoding") << "a cache must know that others may get gzip";
  }
}

TEST_F(CompressionTest, LeavesAloneWhatIsSmallSecretOrNoText) {
  auto const is_left_alone = [&](Response const& response) {
    response_ = response;
    Response const answer = get("gzip");
    return !is_gzip(answer) && answer.headers.find("Vary") == std::nullopt;
  };
  Response changed = response_;
  changed.body = std::string(1023, 'x');
  EXPECT_TRUE(is_left_alone(changed));
  changed.body = std::string(1024, 'x');
  EXPECT_FALSE(is_left_alone(changed));
  Response const whole = changed;
  for (auto const& [name, value] :
       {std::pair("Content-Type", "image/png"), std::pair("Content-Type", "text/event-stream"),
        std::pair("Set-Cookie", "a=b"), std::pair("Content-Encoding", "br"),
        std::pair("Cache-Control", "private, no-transform")}) {
    changed = whole;
    changed.headers.set(name, value);
    EXPECT_TRUE(is_left_alone(changed)) << name;
  }
  changed = whole;
  changed.body = Stream([](Writer&) -> Task<> { co_return; });
  EXPECT_TRUE(is_left_alone(changed));
  changed.body = Conversation([](WebSocket&) -> Task<> { co_return; });
  EXPECT_TRUE(is_left_alone(changed));
  for (std::string const type : {"text/html; charset=utf-8", "application/problem+json", "image/svg+xml", "text/csv"}) {
    changed = whole;
    changed.headers.set("Content-Type", type);
    EXPECT_FALSE(is_left_alone(changed)) << type;
  }
}

TEST_F(CompressionTest, WhatIsSharedIsNotChanged) {
  auto const shared = std::make_shared<std::string const>(body_);
  response_.body = shared;
  EXPECT_EQ(gunzip(text_of(get("gzip"))), body_);
  EXPECT_EQ(*shared, body_);
}

TEST_F(CompressionTest, ConditionsHoldForEitherVersion) {
  Response const of_gzip = get({{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"r5-gzip\""}});
  EXPECT_EQ(of_gzip.status, 304);
  EXPECT_EQ(of_gzip.headers.find("ETag"), "\"r5-gzip\"");
  EXPECT_EQ(of_gzip.headers.find("Vary"), "Accept-Encoding");
  Response const of_plain = get({{"If-None-Match", "\"r4\", \"r5\""}});
  EXPECT_EQ(of_plain.status, 304);
  EXPECT_EQ(of_plain.headers.find("ETag"), "\"r5\"");
  EXPECT_EQ(get({{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"r4-gzip\""}}).status, 200);
  (void)get({{"If-Match", "\"r5-gzip\""}});
  EXPECT_EQ(seen_.find("If-Match"), "\"r5\"") << "an edit may name the version that was read compressed";
}

TEST_F(CompressionTest, OtherReasonsToVaryStay) {
  response_.headers.add("Vary", "Origin");
  EXPECT_EQ(get("gzip").headers.find("Vary"), "Origin, Accept-Encoding");
  response_.headers.set("Vary", "Accept-Encoding");
  EXPECT_EQ(get("gzip").headers.find("Vary"), "Accept-Encoding");
}

TEST_F(CompressionTest, LargeBodiesGoToTheWorkersUnlessTheyHaveTooMuchToDo) {
  std::string const large(100'000, 'x');
  response_.body = large;
  EXPECT_EQ(gunzip(text_of(get("gzip"))), large);
  // One runs and one waits: there is no place for a third.
  std::promise<void> release;
  std::shared_future<void> const released = release.get_future().share();
  std::jthread const busy([&] {
    storymap_test::run_at_once(2, [&](std::size_t) -> Task<> {
      auto wait = [released] { released.wait(); };
      co_await workers_.run(std::move(wait));
    });
  });
  while (workers_.load() < 2) std::this_thread::yield();
  Response const answer = get("gzip");
  EXPECT_FALSE(is_gzip(answer));
  EXPECT_EQ(text_of(answer), large);
  response_.body = body_;
  EXPECT_TRUE(is_gzip(get("gzip"))) << "a small one takes no worker";
  release.set_value();
}

}  // namespace
