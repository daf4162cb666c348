// server/base/quantity.cpp - times and sizes as people write them.
#include "server/base/quantity.hpp"

#include <charconv>
#include <span>

namespace storymap::server {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

// The largest first.
constexpr Unit durations[] = {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};
constexpr Unit sizes[] = {{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}};
constexpr std::int64_t longest_duration = 86'400'000LL * 10'000;
constexpr std::int64_t largest_size = (std::int64_t{1} << 50) - 1;

std::optional<std::int64_t> parse(std::string_view text, std::span<Unit const> units, std::int64_t most) {
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.front() == '-') return std::nullopt;
  std::string_view const rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (rest.empty() && number == 0) return 0;
  for (Unit const& unit : units) {
    if (rest == unit.name) return number <= most / unit.factor ? std::optional(number * unit.factor) : std::nullopt;
  }
  return std::nullopt;
}

std::string write(std::int64_t number, std::span<Unit const> units) {
  if (number == 0) return "0";
  for (Unit const& unit : units) {
    if (number % unit.factor == 0) return std::to_string(number / unit.factor).append(unit.name);
  }
  return {};
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  auto const found = parse(text, durations, longest_duration);
  return found ? std::optional(std::chrono::milliseconds(*found)) : std::nullopt;
}

std::string to_text(std::chrono::milliseconds duration) { return write(duration.count(), durations); }

std::optional<std::uint64_t> parse_size(std::string_view text) {
  auto const found = parse(text, sizes, largest_size);
  return found ? std::optional(static_cast<std::uint64_t>(*found)) : std::nullopt;
}

std::string size_to_text(std::uint64_t bytes) { return write(static_cast<std::int64_t>(bytes), sizes); }

}  // namespace storymap::server
