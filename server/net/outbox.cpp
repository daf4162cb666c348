// server/net/outbox.cpp - bodies of outbox.hpp.
#include "server/net/outbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <exception>
#include <future>
#include <utility>

namespace storymap::server::net {

Outbox::Outbox(Mailer& mailer, Log log, OutboxOptions options)
    : mailer_(mailer), log_(std::move(log)), options_(options) {
  for (std::size_t k = 0; k < options_.threads; ++k) threads_.emplace_back([this] { work(); });
}

Outbox::~Outbox() {
  {
    std::scoped_lock const lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  threads_.clear();
}

void Outbox::post(Mail mail) {
  {
    std::scoped_lock const lock(mutex_);
    if (waiting_.size() >= options_.queue) {
      log_.error("an e-mail was not sent", {{"reason", "too many wait"}});
      return;
    }
    waiting_.push_front({std::move(mail), 0, Moment()});
  }
  changed_.notify_all();
}

void Outbox::wait_until_empty() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && under_way_ == 0; });
}

void Outbox::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    if (waiting_.empty() && is_ending_) return;
    if (waiting_.empty()) {
      changed_.wait(lock);
      continue;
    }
    Moment const due = waiting_.front().due;
    if (!is_ending_ && due > std::chrono::steady_clock::now()) {
      changed_.wait_until(lock, due);
      continue;
    }
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    ++under_way_;
    lock.unlock();
    bool const is_done = deliver(next);
    lock.lock();
    --under_way_;
    if (!is_done && !is_ending_) {
      auto const later =
          std::find_if(waiting_.begin(), waiting_.end(), [&](Waiting const& other) { return other.due > next.due; });
      waiting_.insert(later, std::move(next));
    }
    changed_.notify_all();
  }
}

bool Outbox::deliver(Waiting& waiting) const {
  try {
    boost::asio::io_context context(1);
    std::future<void> sent = boost::asio::co_spawn(context, mailer_.send(waiting.mail), boost::asio::use_future);
    context.run();
    sent.get();
    return true;
  } catch (std::exception const& error) {
    auto const* const refused = dynamic_cast<MailError const*>(&error);
    bool const is_over = ++waiting.tries >= options_.tries || (refused != nullptr && refused->is_final());
    log_.write(is_over ? LogLevel::error : LogLevel::warning,
               is_over ? "an e-mail was not sent" : "an e-mail is tried again later", {{"reason", error.what()}});
    waiting.due = std::chrono::steady_clock::now() + options_.pause;
    return is_over;
  }
}

}  // namespace storymap::server::net
