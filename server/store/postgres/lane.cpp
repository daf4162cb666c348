// server/store/postgres/lane.cpp - bodies of lane.hpp.
#include "server/store/postgres/lane.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace storymap::server::store {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::chrono::milliseconds first_pause{100};
constexpr std::chrono::milliseconds longest_pause{2'000};

}  // namespace

PgLane::PgLane(PostgresOptions const& options, ConnectionKeywords keywords)
    : options_(options), keywords_(std::move(keywords)), work_(asio::make_work_guard(context_)) {
  for (std::size_t k = 0; k < options_.readers + options_.writers; ++k) {
    slots_.push_back({k < options_.readers, false, nullptr});
    asio::co_spawn(context_, keep_connected(slots_.back()), asio::detached);
  }
  thread_ = std::thread([this] { context_.run(); });
}

PgLane::~PgLane() {
  asio::post(context_, [this] { stop(); });
  thread_.join();
}

void PgLane::stop() {
  is_stopping_ = true;
  for (Slot& slot : slots_) {
    if (slot.link) slot.link->close(StoreErrc::unavailable, "the server stops");
  }
  for (asio::steady_timer& timer : pauses_) timer.cancel();
  for (Waiter& waiter : waiting_readers_) waiter.timer.cancel();
  for (Waiter& waiter : waiting_writers_) waiter.timer.cancel();
  work_.reset();
}

Task<> PgLane::pause(std::chrono::milliseconds time) {
  auto const timer = pauses_.emplace(pauses_.end(), context_, time);
  error_code ignored;
  co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  pauses_.erase(timer);
}

Task<> PgLane::connect(Slot& slot) {
  try {
    LinkOptions const options{.deadline = options_.deadline, .is_preparing = !options_.has_pooler};
    slot.link = co_await PgLink::open(context_, keywords_, options);
    if (!slot.is_lent) offer(slot);
  } catch (StoreError const& error) {
    last_failure_ = error.what();
  }
}

Task<> PgLane::keep_connected(Slot& slot) {
  std::chrono::milliseconds time = first_pause;
  while (!is_stopping_) {
    co_await connect(slot);
    if (slot.link && !is_stopping_) {
      time = first_pause;
      std::shared_ptr<PgLink> const link = slot.link;
      co_await link->closed();
    }
    if (slot.link) slot.link->close(StoreErrc::unavailable, "the server stops");
    slot.link.reset();
    if (is_stopping_) co_return;
    co_await pause(time);
    time = std::min(2 * time, longest_pause);
  }
}

PgLane::Slot* PgLane::best_reader() noexcept {
  Slot* best = nullptr;
  for (Slot& slot : slots_) {
    if (!slot.is_reader || !slot.link || !slot.link->is_open()) continue;
    if (best == nullptr || slot.link->load() < best->link->load()) best = &slot;
  }
  return best;
}

PgLane::Slot* PgLane::free_writer() noexcept {
  auto const is_free = [](Slot const& slot) {
    return !slot.is_reader && !slot.is_lent && slot.link && slot.link->is_open();
  };
  auto const found = std::find_if(slots_.begin(), slots_.end(), is_free);
  return found == slots_.end() ? nullptr : &*found;
}

StoreError PgLane::give_up() const {
  auto const is_open = [](Slot const& slot) { return slot.link && slot.link->is_open(); };
  if (std::none_of(slots_.begin(), slots_.end(), is_open)) return {StoreErrc::unavailable, last_failure_};
  return {StoreErrc::overloaded, "all connections to PostgreSQL are in use"};
}

Task<PgLane::Slot*> PgLane::wait(std::list<Waiter>& queue) {
  if (is_stopping_) throw StoreError(StoreErrc::unavailable, "the server stops");
  if (queue.size() >= options_.queue) throw StoreError(StoreErrc::overloaded, "too many wait for the database");
  auto const place = queue.emplace(queue.end(), Waiter{asio::steady_timer(context_, options_.wait), nullptr});
  error_code ignored;
  co_await place->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  Slot* const slot = place->slot;
  queue.erase(place);
  if (slot == nullptr) throw give_up();
  co_return slot;
}

void PgLane::offer(Slot& slot) noexcept {
  auto const next = [&](std::list<Waiter>& queue) {
    for (Waiter& waiter : queue) {
      if (waiter.slot != nullptr) continue;
      waiter.slot = &slot;
      waiter.timer.cancel();
      return true;
    }
    return false;
  };
  if (slot.is_reader) {
    while (next(waiting_readers_)) {
    }
  } else {
    slot.is_lent = next(waiting_writers_);
  }
}

Task<std::shared_ptr<PgLink>> PgLane::reader() {
  Slot* slot = best_reader();
  while (slot == nullptr) {
    (void)co_await wait(waiting_readers_);
    // It may have been lost meanwhile.
    slot = best_reader();
  }
  co_return slot->link;
}

Task<PgLane::Lease> PgLane::writer() {
  Slot* slot = waiting_writers_.empty() ? free_writer() : nullptr;
  if (slot != nullptr) slot->is_lent = true;
  while (slot == nullptr) {
    slot = co_await wait(waiting_writers_);
    if (slot->link && slot->link->is_open()) break;
    // Lost meanwhile: whoever connects again offers it anew.
    slot->is_lent = false;
    slot = nullptr;
  }
  co_return Lease(*this, *slot);
}

void PgLane::give_back(Slot& slot) noexcept {
  slot.is_lent = false;
  if (slot.link && slot.link->is_open()) offer(slot);
}

}  // namespace storymap::server::store
