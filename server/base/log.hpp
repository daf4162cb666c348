// server/base/log.hpp - what the server tells whoever runs it: one JSON object a line.
// Room: base.
//
//     Log const log = requests.with({{"request_id", request.id}});
//     log.info("request done", {{"status", 200}, {"duration_ms", 1.5}});
//
//     {"time":"2024-02-29T12:00:00.000Z","level":"info","message":"request done","request_id":"...","status":200,...}
#pragma once

#include "server/base/clock.hpp"
#include "server/base/config_values.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace storymap::server {

/// A name and a value of an entry. It refers to its texts.
struct LogField {
  using Value = std::variant<std::string_view, std::int64_t, double, bool>;

  LogField(std::string_view field, std::string_view text) noexcept : name(field), value(text) {}
  LogField(std::string_view field, std::string const& text) noexcept : name(field), value(std::string_view(text)) {}
  LogField(std::string_view field, char const* text) noexcept : name(field), value(std::string_view(text)) {}
  LogField(std::string_view field, bool truth) noexcept : name(field), value(truth) {}
  LogField(std::string_view field, std::integral auto number) noexcept
      : name(field), value(static_cast<std::int64_t>(number)) {}
  LogField(std::string_view field, std::floating_point auto number) noexcept
      : name(field), value(static_cast<double>(number)) {}

  std::string_view name;
  Value value;
};

/// True when a value of that name is never written: passwords, tokens, secrets, keys, cookies, bodies, and what
/// identifies a caller to us.
[[nodiscard]] bool is_redacted(std::string_view field_name) noexcept;

/// ,"name":value for each field. Whatever stands in a text, it begins no line and no field, and moves no cursor:
/// control characters, line separators and marks of direction are escaped, ill-formed UTF-8 is replaced. Texts longer
/// than 8 KiB are cut.
[[nodiscard]] std::string to_json_members(std::span<LogField const> fields);

/// Where entries go: a queue, and a thread that writes. When the queue is full the oldest entries are lost: a slow disk
/// does not make the server slow.
class LogTarget;

struct LogOptions {
  LogLevel level = LogLevel::info;
  std::string file = {};     ///< appended to; empty: standard error
  std::size_t queue = 8192;  ///< entries
};

/// A handle, cheap to copy and to pass on; all copies write to the same target. Any thread. Never throws: an entry that
/// cannot be written is lost.
class Log {
 public:
  /// Writes nothing.
  Log() = default;

  /// Throws std::runtime_error when the file cannot be written. The last copy writes what is queued, and ends the
  /// thread.
  [[nodiscard]] static Log open(LogOptions const& options, Clock const& clock);

  /// The same log, with these fields in every entry.
  [[nodiscard]] Log with(std::initializer_list<LogField> fields) const;

  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept {
    write(LogLevel::debug, message, fields);
  }
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept {
    write(LogLevel::info, message, fields);
  }
  void warning(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept {
    write(LogLevel::warning, message, fields);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept {
    write(LogLevel::error, message, fields);
  }
  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept;

  /// Of all copies.
  void set_level(LogLevel level) const noexcept;
  [[nodiscard]] bool would_write(LogLevel level) const noexcept;

  /// How many entries gave way to newer ones.
  [[nodiscard]] std::uint64_t lost() const noexcept;

 private:
  std::shared_ptr<LogTarget> target_;
  std::string members_;  ///< of every entry, as JSON
};

}  // namespace storymap::server
