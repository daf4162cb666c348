// server/base/clock.hpp - what time it is, and how times are written.
// Room: base.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace storymap::server {

/// A point in time, UTC, in milliseconds: as precise as anything that is stored.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970, the form in which times are stored.
[[nodiscard]] constexpr std::int64_t to_milliseconds(Time time) noexcept { return time.time_since_epoch().count(); }
[[nodiscard]] constexpr Time from_milliseconds(std::int64_t milliseconds) noexcept {
  return Time(std::chrono::milliseconds(milliseconds));
}

/// RFC 3339 in UTC with milliseconds: "2024-02-29T12:00:00.000Z". Years 0 to 9999.
[[nodiscard]] std::string to_rfc3339(Time time);

/// Reads the same, with any number of decimals and any offset; nothing when it is no RFC 3339 date and time.
[[nodiscard]] std::optional<Time> from_rfc3339(std::string_view text);

/// Who knows what time it is. Nothing else in the server asks the system.
class Clock {
 public:
  Clock() = default;
  Clock(Clock const&) = delete;
  Clock& operator=(Clock const&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Time now() const noexcept = 0;
};

/// The clock of the machine.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Time now() const noexcept override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

/// A clock that stands still until it is set. Any thread may set it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start) noexcept : now_(start) {}

  [[nodiscard]] Time now() const noexcept override { return now_.load(); }
  void advance(std::chrono::milliseconds by) noexcept { now_.store(now_.load() + by); }

 private:
  std::atomic<Time> now_;
};

}  // namespace storymap::server
