// server/base/config_values.hpp - the types that options have, and how each is read and written.
// Room: base.
#pragma once

#include "server/base/crypto/key_ring.hpp"
#include "server/base/ip_network.hpp"
#include "server/base/rate_limit.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server {

/// Where to listen. Port 0: any that is free. No host: nowhere.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;

  [[nodiscard]] explicit operator bool() const noexcept { return !host.empty(); }
  friend bool operator==(Endpoint const&, Endpoint const&) = default;
};

struct ByteCount {
  std::uint64_t bytes = 0;

  friend bool operator==(ByteCount, ByteCount) = default;
};

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// "warning".
[[nodiscard]] std::string_view to_string(LogLevel level) noexcept;

using Names = std::vector<std::string>;
using Networks = std::vector<IpNetwork>;
using Keys = std::optional<KeyRing>;

/// Rates by the name of their class: "login" -> 5/60s.
using Rates = std::map<std::string, Rate, std::less<>>;

/// Each reads all of `text` into `value` and returns true, or leaves it alone and returns false. Texts are cut free of
/// spaces around them before. Lists have commas between their members; what is read is added to what is there.
bool read_value(std::string_view text, std::string& value);
bool read_value(std::string_view text, bool& value);
bool read_value(std::string_view text, std::int64_t& value);
bool read_value(std::string_view text, std::chrono::milliseconds& value);
bool read_value(std::string_view text, ByteCount& value);
bool read_value(std::string_view text, Endpoint& value);
bool read_value(std::string_view text, LogLevel& value);
bool read_value(std::string_view text, Names& value);
bool read_value(std::string_view text, Networks& value);
bool read_value(std::string_view text, Rates& value);
/// Throws std::invalid_argument, which says what is wrong without quoting it.
bool read_value(std::string_view text, Keys& value);

/// As `read_value` reads it.
[[nodiscard]] std::string write_value(std::string const& value);
[[nodiscard]] std::string write_value(bool value);
[[nodiscard]] std::string write_value(std::int64_t value);
[[nodiscard]] std::string write_value(std::chrono::milliseconds value);
[[nodiscard]] std::string write_value(ByteCount value);
[[nodiscard]] std::string write_value(Endpoint const& value);
[[nodiscard]] std::string write_value(LogLevel value);
[[nodiscard]] std::string write_value(Names const& value);
[[nodiscard]] std::string write_value(Networks const& value);
[[nodiscard]] std::string write_value(Rates const& value);
[[nodiscard]] std::string write_value(Keys const& value);

/// What a value of the type looks like: "a time such as 30s or 15m".
template <class T>
inline constexpr std::string_view form_of = "text";
template <>
inline constexpr std::string_view form_of<bool> = "true or false";
template <>
inline constexpr std::string_view form_of<std::int64_t> = "a whole number";
template <>
inline constexpr std::string_view form_of<std::chrono::milliseconds> = "a time such as 30s or 15m";
template <>
inline constexpr std::string_view form_of<ByteCount> = "a size such as 64KiB or 10MiB";
template <>
inline constexpr std::string_view form_of<Endpoint> = "HOST:PORT, or none";
template <>
inline constexpr std::string_view form_of<LogLevel> = "debug, info, warning or error";
template <>
inline constexpr std::string_view form_of<Names> = "names with commas between them";
template <>
inline constexpr std::string_view form_of<Networks> = "networks such as 10.0.0.0/8, with commas between them";
template <>
inline constexpr std::string_view form_of<Rates> = "CLASS=COUNT/TIME such as login=5/60s, with commas between them";
template <>
inline constexpr std::string_view form_of<Keys> = "ID:SECRET, the newest first, with commas between them";

}  // namespace storymap::server
