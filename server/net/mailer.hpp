// server/net/mailer.hpp - who delivers e-mails.
// Room: net.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/task.hpp"
#include "server/base/worker_pool.hpp"
#include "server/net/mail.hpp"

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string>

namespace storymap::server::net {

/// An e-mail that was not taken. `what()` is for logs.
class MailError : public std::runtime_error {
 public:
  MailError(std::string const& text, bool is_final) : std::runtime_error(text), is_final_(is_final) {}

  /// Trying again helps nothing: the server refused the address or the text (a code of 5yz).
  [[nodiscard]] bool is_final() const noexcept { return is_final_; }

 private:
  bool is_final_;
};

class Mailer {
 public:
  Mailer() = default;
  Mailer(Mailer const&) = delete;
  Mailer& operator=(Mailer const&) = delete;
  virtual ~Mailer() = default;

  /// Returns when somebody else has it. Throws MailError, or Problem 503 when too many are under way.
  virtual Task<> send(Mail mail) = 0;
};

struct SmtpOptions {
  std::string url;     ///< smtps://USER:PASSWORD@HOST:465, smtp://HOST:587
  std::string sender;  ///< "Name <address>"
  std::chrono::milliseconds timeout = std::chrono::seconds(10);
  std::string ca_file = {};  ///< PEM; empty: those of the system
};

/// Hands e-mails to a server of mail. Certificates are verified; without TLS nothing is sent, but to this machine.
class SmtpMailer final : public Mailer {
 public:
  /// Deliveries hold a thread of `pool` each. Throws std::invalid_argument when the sender is no address.
  SmtpMailer(SmtpOptions options, WorkerPool& pool, Clock const& clock);

  Task<> send(Mail mail) override;

 private:
  void deliver(Mail const& mail) const;

  SmtpOptions options_;
  WorkerPool& pool_;
  Clock const& clock_;
};

/// Appends e-mails to a file, for development: readable, with a line of dashes behind each.
class LogMailer final : public Mailer {
 public:
  /// With an empty `path` e-mails are dropped.
  LogMailer(std::string path, WorkerPool& pool, Clock const& clock)
      : path_(std::move(path)), pool_(pool), clock_(clock) {}

  Task<> send(Mail mail) override;

 private:
  void append(Mail const& mail);

  std::string path_;
  WorkerPool& pool_;
  Clock const& clock_;
  std::mutex mutex_;
};

}  // namespace storymap::server::net
