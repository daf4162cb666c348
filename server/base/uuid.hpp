// server/base/uuid.hpp - identifiers that sort by the time they were made at (UUID version 7, RFC 9562).
// Room: base.
#pragma once

#include "server/base/clock.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace storymap::server {

/// Makes them. Each is greater than all that the same source made before, in any thread and also when the clock stands
/// still or goes back. 62 of the bits are random: nobody guesses one from another.
class UuidSource {
 public:
  explicit UuidSource(Clock const& clock) noexcept : clock_(clock) {}

  /// 36 characters, lower case: "01890a5d-ac96-774b-bcce-b302099a8057".
  [[nodiscard]] std::string next();

 private:
  [[nodiscard]] std::uint64_t next_instant();

  Clock const& clock_;
  /// Milliseconds and 12 bits that count within them (RFC 9562 section 6.2, method 1), as of the newest.
  std::atomic<std::uint64_t> newest_ = 0;
};

/// True for 36 characters in the form above, of any version: what else comes as an id names nothing of ours.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

/// When it was made, for one of version 7.
[[nodiscard]] Time time_of_uuid(std::string_view uuid) noexcept;

}  // namespace storymap::server
