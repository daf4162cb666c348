// server/net/outbox.hpp - e-mails on their way: nobody waits for them.
// Room: net.
#pragma once

#include "server/base/log.hpp"
#include "server/net/mailer.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace storymap::server::net {

struct OutboxOptions {
  std::size_t queue = 1'000;  ///< e-mails that wait; those beyond are lost
  std::size_t threads = 2;
  int tries = 3;
  std::chrono::milliseconds pause = std::chrono::seconds(20);  ///< before an e-mail that failed is tried again
};

/// Sends e-mails behind the back of whoever writes them: an answer neither waits for a server of mail, nor shows by its
/// time that there was an e-mail to send. What cannot be sent is noted in the log, without its address and text.
class Outbox {
 public:
  Outbox(Mailer& mailer, Log log, OutboxOptions options = {});
  Outbox(Outbox const&) = delete;
  Outbox& operator=(Outbox const&) = delete;
  /// Tries what waits once more, and ends.
  ~Outbox();

  /// Returns at once. Any thread.
  void post(Mail mail);

  /// Waits until nothing waits or is under way, also for what is tried again.
  void wait_until_empty();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Waiting {
    Mail mail;
    int tries = 0;
    Moment due;
  };

  void work();
  /// Nothing is left of it when it was sent, or never will be.
  [[nodiscard]] bool deliver(Waiting& waiting) const;

  Mailer& mailer_;
  Log log_;
  OutboxOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;  ///< the next first
  std::size_t under_way_ = 0;
  bool is_ending_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace storymap::server::net
