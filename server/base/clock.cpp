// server/base/clock.cpp - times as text.
#include "server/base/clock.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace storymap::server {
namespace {

/// Takes digits, signs and letters from the beginning of a text, and remembers when one was not there.
class Reader {
 public:
  explicit Reader(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] int digits(std::size_t count) noexcept {
    int value = 0;
    for (std::size_t k = 0; k < count; ++k) {
      if (text_.empty() || text_.front() < '0' || text_.front() > '9') return fail();
      value = value * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    return value;
  }
  void expect(std::string_view any_of) noexcept { (void)take(any_of, true); }

  /// The character taken, or 0.
  [[nodiscard]] char take(std::string_view any_of, bool is_needed = false) noexcept {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) {
      if (is_needed) fail();
      return 0;
    }
    char const taken = text_.front();
    text_.remove_prefix(1);
    return taken;
  }
  /// Decimals behind a point, to the millisecond.
  [[nodiscard]] int milliseconds() noexcept {
    int value = 0;
    int scale = 100;
    std::size_t count = 0;
    for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; ++count) {
      value += (text_.front() - '0') * scale;
      scale /= 10;
      text_.remove_prefix(1);
    }
    return count > 0 ? value : fail();
  }
  [[nodiscard]] bool is_done() const noexcept { return is_good_ && text_.empty(); }

 private:
  int fail() noexcept {
    is_good_ = false;
    return 0;
  }

  std::string_view text_;
  bool is_good_ = true;
};

}  // namespace

std::string to_rfc3339(Time time) {
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(time - day);
  std::array<char, 40> text{};
  int const size =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                    static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Time> from_rfc3339(std::string_view text) {
  Reader reader(text);
  int const year = reader.digits(4);
  reader.expect("-");
  auto const month = static_cast<unsigned>(reader.digits(2));
  reader.expect("-");
  auto const day = static_cast<unsigned>(reader.digits(2));
  reader.expect("Tt ");
  int const hours = reader.digits(2);
  reader.expect(":");
  int const minutes = reader.digits(2);
  reader.expect(":");
  int const seconds = reader.digits(2);
  int const milliseconds = reader.take(".") != 0 ? reader.milliseconds() : 0;
  int offset = 0;
  if (char const sign = reader.take("+-"); sign != 0) {
    offset = reader.digits(2) * 60;
    reader.expect(":");
    offset += reader.digits(2);
    if (sign == '-') offset = -offset;
  } else {
    reader.expect("Zz");
  }
  std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  // A leap second is the first one of the next minute.
  if (!reader.is_done() || !date.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes - offset) +
         std::chrono::seconds(seconds) + std::chrono::milliseconds(milliseconds);
}

}  // namespace storymap::server
