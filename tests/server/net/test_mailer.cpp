// tests/server/net/test_mailer.cpp - tests of server/net/mailer.hpp.
#include "server/net/mailer.hpp"

#include "server/net/loopback.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace storymap::server::net;
using storymap::server::from_milliseconds;
using storymap::server::ManualClock;
using storymap::server::Task;
using storymap::server::WorkerPool;
using storymap::server::test::Loopback;
using storymap::server::test::read_until;
using storymap::server::test::tcp;
using storymap::server::test::write;

ManualClock const noon(from_milliseconds(1'709'208'000'007));

/// A server of mail without TLS, which takes what it is given, or refuses recipients with a line of its own.
struct SmtpServer {
  explicit SmtpServer(std::string refusal = {})
      : loopback([this, refusal = std::move(refusal)](tcp::socket& socket) {
          std::string buffer;
          write(socket, "220 test\r\n");
          for (;;) {
            std::string const line = read_until(socket, buffer, "\r\n");
            std::lock_guard const lock(mutex);
            lines += line;
            if (line.starts_with("DATA")) {
              write(socket, "354 go on\r\n");
              message = read_until(socket, buffer, "\r\n.\r\n");
            } else if (line.starts_with("RCPT") && !refusal.empty()) {
              write(socket, refusal);
              continue;
            }
            write(socket, line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
          }
        }) {}

  std::mutex mutex;
  std::string lines;
  std::string message;
  Loopback loopback;
};

/// "" when it was taken; else what was wrong, with "final: " in front when there is no use in trying again.
std::string send(Mailer& mailer, Mail mail) {
  asio::io_context io;
  std::string fault = "nothing happened";
  auto const run = [](Mailer& with, Mail what, std::string& wrong) -> Task<> {
    try {
      co_await with.send(std::move(what));
      wrong.clear();
    } catch (MailError const& error) {
      wrong = (error.is_final() ? "final: " : "") + std::string(error.what());
    }
  };
  asio::co_spawn(io, run(mailer, std::move(mail), fault), asio::detached);
  io.run_for(10s);
  return fault;
}

TEST(Mailer, DeliversBySmtp) {
  SmtpServer server;
  WorkerPool pool(1, 4);
  SmtpMailer mailer({"smtp://" + server.loopback.host(), "storymap <no-reply@maps.example>"}, pool, noon);
  EXPECT_EQ(send(mailer, {"jane@example.com", "Welcome", "Hello\n"}), "");
  std::lock_guard const lock(server.mutex);
  EXPECT_NE(server.lines.find("MAIL FROM:<no-reply@maps.example>"), std::string::npos) << server.lines;
  EXPECT_NE(server.lines.find("RCPT TO:<jane@example.com>"), std::string::npos);
  EXPECT_NE(server.message.find("Subject: Welcome\r\n"), std::string::npos);
  EXPECT_NE(server.message.find("\r\n\r\nSGVsbG8NCg==\r\n.\r\n"), std::string::npos) << server.message;
}

TEST(Mailer, TellsARefusalFromATroubleThatPasses) {
  WorkerPool pool(1, 4);
  SmtpServer never("550 no such user\r\n");
  SmtpMailer refused({"smtp://" + never.loopback.host(), "a@b.co"}, pool, noon);
  EXPECT_TRUE(send(refused, {"jane@example.com", "s", "t"}).starts_with("final: "));
  SmtpServer later("451 try later\r\n");
  SmtpMailer put_off({"smtp://" + later.loopback.host(), "a@b.co"}, pool, noon);
  std::string const fault = send(put_off, {"jane@example.com", "s", "t"});
  EXPECT_NE(fault, "");
  EXPECT_FALSE(fault.starts_with("final: ")) << fault;
  EXPECT_EQ(send(put_off, {"jane@example.com\r\nRCPT TO:<x@y.z>", "s", "t"}), "final: no e-mail address");
}

TEST(Mailer, KeepsToItsDeadline) {
  Loopback silent([](tcp::socket& socket) {
    std::string buffer;
    read_until(socket, buffer, "never");
  });
  WorkerPool pool(1, 4);
  SmtpMailer mailer({"smtp://" + silent.host(), "a@b.co", 200ms}, pool, noon);
  auto const start = std::chrono::steady_clock::now();
  EXPECT_NE(send(mailer, {"jane@example.com", "s", "t"}), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

/// Under a name that is not known to be of this machine, the server must offer TLS: this one does not.
TEST(Mailer, SendsNothingInTheClear) {
  SmtpServer server;
  WorkerPool pool(1, 4);
  SmtpMailer elsewhere({"smtp://127.1:" + std::to_string(server.loopback.port()), "a@b.co", 2s}, pool, noon);
  EXPECT_NE(send(elsewhere, {"jane@example.com", "s", "t"}), "");
  std::lock_guard const lock(server.mutex);
  EXPECT_NE(server.lines.find("EHLO"), std::string::npos) << server.lines;
  EXPECT_EQ(server.lines.find("MAIL"), std::string::npos) << server.lines;
}

TEST(Mailer, WantsASender) {
  WorkerPool pool(1, 4);
  EXPECT_THROW(SmtpMailer({"smtp://localhost", "nobody"}, pool, noon), std::invalid_argument);
}

TEST(Mailer, WritesToAFileInDevelopment) {
  std::string path = (std::filesystem::temp_directory_path() / "storymap_mail_XXXXXX").string();
  int const made = ::mkstemp(path.data());
  ASSERT_GE(made, 0);
  ::close(made);
  WorkerPool pool(1, 4);
  LogMailer mailer(path, pool, noon);
  EXPECT_EQ(send(mailer, {"jane@example.com", "Привет", "one"}), "");
  EXPECT_EQ(send(mailer, {"jack@example.com", "s", "two"}), "");
  std::ifstream file(path);
  std::string const text(std::istreambuf_iterator<char>(file), {});
  std::remove(path.c_str());
  EXPECT_TRUE(text.starts_with("Date: 2024-02-29T12:00:00.007Z\nTo: jane@example.com\nSubject: Привет\n\none\n---"))
      << text;
  EXPECT_NE(text.find("To: jack@example.com"), std::string::npos);
  LogMailer nowhere("", pool, noon);
  EXPECT_EQ(send(nowhere, {"a@b.co", "s", "t"}), "");
  LogMailer broken("/proc/no such folder/mail", pool, noon);
  EXPECT_NE(send(broken, {"a@b.co", "s", "t"}), "");
}

}  // namespace
