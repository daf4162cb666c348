// tests/server/base/test_log.cpp - tests of server/base/log.hpp.
#include "server/base/log.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using storymap::server::from_milliseconds;
using storymap::server::is_redacted;
using storymap::server::Log;
using storymap::server::LogField;
using storymap::server::LogLevel;
using storymap::server::ManualClock;
using storymap::server::to_json_members;

ManualClock const noon(from_milliseconds(1'709'208'000'007));

/// What `write` writes, line by line.
template <class Write>
std::vector<std::string> lines_of(Write write, LogLevel level = LogLevel::debug, std::size_t queue = 8192) {
  std::string path = (std::filesystem::temp_directory_path() / "storymap_log_XXXXXX").string();
  int const file = ::mkstemp(path.data());
  if (file >= 0) ::close(file);
  {
    Log const log = Log::open({level, path, queue}, noon);
    write(log);
  }
  std::vector<std::string> lines;
  std::ifstream written(path);
  for (std::string line; std::getline(written, line);) lines.push_back(line);
  std::remove(path.c_str());
  return lines;
}

std::string member(LogField const& field) { return to_json_members(std::span(&field, 1)); }

TEST(Log, WritesOneObjectALine) {
  auto const lines = lines_of([](Log const& log) {
    Log const mine = log.with({{"request_id", "r1"}});
    mine.info("request done",
              {{"status", 200}, {"duration_ms", 1.5}, {"is_cached", true}, {"path", std::string("/a")}});
    log.error("plain");
  });
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(
      lines[0],
      R"({"time":"2024-02-29T12:00:00.007Z","level":"info","message":"request done","request_id":"r1","status":200,)"
      R"("duration_ms":1.5,"is_cached":true,"path":"/a"})");
  EXPECT_EQ(lines[1], R"({"time":"2024-02-29T12:00:00.007Z","level":"error","message":"plain"})");
}

TEST(Log, KeepsToItsLevel) {
  auto const write = [](Log const& log) {
    log.debug("a");
    log.warning("b");
    log.set_level(LogLevel::debug);
    log.debug("c");
    log.set_level(LogLevel::error);
    log.warning("d");
    EXPECT_FALSE(log.would_write(LogLevel::warning));
    EXPECT_TRUE(log.would_write(LogLevel::error));
  };
  EXPECT_EQ(lines_of(write, LogLevel::warning).size(), 2U);
  Log const nothing;
  nothing.error("written nowhere", {{"a", 1}});
  EXPECT_FALSE(nothing.with({{"b", 2}}).would_write(LogLevel::error));
}

/// ASVS 16.4.1: whatever comes in, it stays within its string, and says what it said.
TEST(Log, CannotBeMadeToForgeALine) {
  std::string const attacks[] = {"x\n{\"time\":\"forged\"}",
                                 "x\r\n",
                                 "\x1b[2J\x1b[1;1H",
                                 "\",\"level\":\"error",
                                 "\\",
                                 "\\\"",
                                 std::string("a\0b", 3),
                                 "\x7f\xc2\x9b[31m",
                                 "\xe2\x80\xa8\xe2\x80\xa9",
                                 "\xe2\x80\xaegnp.exe",
                                 "\b\f\t\v"};
  auto const lines = lines_of([&](Log const& log) {
    for (std::string const& attack : attacks) log.with({{attack, attack}}).info(attack, {{"field", attack}});
  });
  ASSERT_EQ(lines.size(), std::size(attacks));
  for (std::size_t k = 0; k < lines.size(); ++k) {
    auto const entry = nlohmann::json::parse(lines[k]);
    EXPECT_EQ(entry["message"], attacks[k]);
    EXPECT_EQ(entry["field"], attacks[k]);
    EXPECT_EQ(entry["level"], "info");
    EXPECT_EQ(entry["time"], "2024-02-29T12:00:00.007Z");
    for (char const c : lines[k]) EXPECT_GE(static_cast<unsigned char>(c), 0x20U) << lines[k];
    EXPECT_EQ(lines[k].find("\x1b"), std::string::npos);
    EXPECT_EQ(lines[k].find("\xe2\x80"), std::string::npos);
    EXPECT_EQ(lines[k].find("\xc2\x9b"), std::string::npos);
  }
}

TEST(Log, RepairsAndCutsTexts) {
  EXPECT_EQ(member({"a", "\xff\xd0\xbf\xd0"}), ",\"a\":\"\xef\xbf\xbd\xd0\xbf\xef\xbf\xbd\"");
  std::string const cut = member({"a", std::string(9000, 'x')});
  EXPECT_EQ(cut.size(), 8192 + std::string_view(",\"a\":\"...\"").size());
  std::string wide(8191, 'x');
  EXPECT_TRUE(nlohmann::json::accept('{' + member({"a", wide + "\xd0\xbf"}).substr(1) + '}'))
      << "cut within a character";
}

TEST(Log, WritesAllNumbers) {
  EXPECT_EQ(member({"a", std::numeric_limits<std::int64_t>::min()}), ",\"a\":-9223372036854775808");
  EXPECT_EQ(member({"a", std::size_t{7}}), ",\"a\":7");
  EXPECT_EQ(member({"a", 0.1}), ",\"a\":0.1");
  EXPECT_EQ(member({"a", 1e300}), ",\"a\":1e+300");
  EXPECT_EQ(member({"a", std::numeric_limits<double>::infinity()}), ",\"a\":null");
  EXPECT_EQ(member({"a", std::numeric_limits<double>::quiet_NaN()}), ",\"a\":null");
}

/// ASVS 16.2.5, as a search through what was written.
TEST(Log, NeverWritesASecret) {
  constexpr std::string_view names[] = {"password",  "new_password",  "passwordHash",  "PASSWORD",
                                        "token",     "refresh_token", "access-token",  "tokens",
                                        "secret",    "client_secret", "key",           "api_key",
                                        "X-API-Key", "private.key",   "authorization", "Proxy-Authorization",
                                        "cookie",    "Set-Cookie",    "body",          "request_body",
                                        "sentry_dsn"};
  auto const lines = lines_of([&](Log const& log) {
    for (std::string_view const name : names)
      log.with({{name, "hunter2"}}).info("x", {{name, "hunter2"}, {name, 48151623}});
  });
  ASSERT_EQ(lines.size(), std::size(names));
  for (std::string const& line : lines) {
    EXPECT_EQ(line.find("hunter2"), std::string::npos) << line;
    EXPECT_EQ(line.find("48151623"), std::string::npos) << line;
    EXPECT_NE(line.find("(redacted)"), std::string::npos);
  }
  for (std::string_view const name : {"request_id", "path", "monkey", "keyboard", "somebody", "status"}) {
    EXPECT_FALSE(is_redacted(name)) << name;
  }
}

TEST(Log, LosesTheOldestWhenItsQueueIsFull) {
  std::uint64_t lost = 0;
  auto const lines = lines_of(
      [&](Log const& log) {
        for (int k = 0; k < 20'000; ++k) log.info("x", {{"k", k}});
        lost = log.lost();
      },
      LogLevel::info, 4);
  EXPECT_GE(lines.size() + lost, 20'000U);
  ASSERT_FALSE(lines.empty());
  EXPECT_NE(lines.back().find("\"k\":19999"), std::string::npos) << "the newest entry is never lost";
}

TEST(Log, IsWrittenFromManyThreads) {
  auto const lines = lines_of([](Log const& log) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([log, thread] {
        for (int k = 0; k < 500; ++k) log.info("x", {{"thread", thread}, {"k", k}});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  EXPECT_EQ(lines.size(), 2'000U);
  for (std::string const& line : lines) ASSERT_TRUE(nlohmann::json::accept(line)) << line;
}

TEST(Log, SaysWhenItCannotBeOpened) {
  EXPECT_THROW((void)Log::open({LogLevel::info, "/proc/no such folder/log"}, noon), std::runtime_error);
}

}  // namespace
