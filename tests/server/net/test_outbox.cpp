// tests/server/net/test_outbox.cpp - tests of server/net/outbox.hpp.
#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace storymap::server;
using namespace storymap::server::net;

/// Fails so many times, and keeps what it was given then.
class Fickle final : public Mailer {
 public:
  explicit Fickle(int failures, bool is_final = false) : failures_(failures), is_final_(is_final) {}

  Task<> send(Mail mail) override {
    ++tries_;
    if (failures_-- > 0) throw MailError("no", is_final_);
    std::scoped_lock const lock(mutex_);
    sent_.push_back(mail.subject);
    co_return;
  }
  [[nodiscard]] int tries() const { return tries_; }
  [[nodiscard]] std::vector<std::string> sent() {
    std::scoped_lock const lock(mutex_);
    std::sort(sent_.begin(), sent_.end());
    return sent_;
  }

 private:
  std::atomic<int> failures_;
  bool is_final_;
  std::atomic<int> tries_ = 0;
  std::mutex mutex_;
  std::vector<std::string> sent_;
};

TEST(Outbox, SendsWhatIsPosted) {
  Fickle mailer(0);
  Outbox outbox(mailer, Log());
  for (char const* const subject : {"a", "b", "c"}) outbox.post({"a@b.co", subject, ""});
  outbox.wait_until_empty();
  EXPECT_EQ(mailer.sent(), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Outbox, TriesAgainWhatMayPass) {
  Fickle mailer(2);
  Outbox outbox(mailer, Log(), {.pause = 5ms});
  outbox.post({"a@b.co", "a", ""});
  outbox.wait_until_empty();
  EXPECT_EQ(mailer.tries(), 3);
  EXPECT_EQ(mailer.sent(), std::vector<std::string>{"a"});
}

TEST(Outbox, GivesUp) {
  Fickle passing(100);
  Fickle final(100, true);
  Outbox patient(passing, Log(), {.tries = 3, .pause = 1ms});
  Outbox told(final, Log(), {.tries = 3, .pause = 1ms});
  patient.post({"a@b.co", "a", ""});
  told.post({"a@b.co", "a", ""});
  patient.wait_until_empty();
  told.wait_until_empty();
  EXPECT_EQ(passing.tries(), 3);
  EXPECT_EQ(final.tries(), 1) << "a refusal stays one";
}

TEST(Outbox, EndsWithoutWaitingForPauses) {
  Fickle mailer(1);
  auto const begin = std::chrono::steady_clock::now();
  {
    Outbox outbox(mailer, Log(), {.threads = 1, .pause = 1h});
    outbox.post({"a@b.co", "a", ""});
    while (mailer.tries() == 0) std::this_thread::yield();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  EXPECT_LE(mailer.tries(), 2) << "at most once more";
}

}  // namespace
