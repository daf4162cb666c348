// server/base/log.cpp - one JSON object a line, by the queue and the files of spdlog.
#include "server/base/log.hpp"

#include <storymap/utf8.hpp>

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace storymap::server {
namespace {

constexpr std::size_t longest_text = 8 * 1024;
constexpr std::string_view redacted = "(redacted)";
/// Anywhere in a name.
constexpr std::string_view telling_words[] = {"password", "passwd", "token", "secret", "authorization", "cookie"};
/// Between separators, for they stand within other words too.
constexpr std::string_view telling_parts[] = {"key", "keys", "apikey", "body", "dsn", "credentials"};

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Characters that a terminal or a reader of lines would act upon.
bool is_acted_upon(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_escape(std::string& json, char32_t c) {
  constexpr std::string_view digits = "0123456789abcdef";
  json += "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) json += digits[(c >> (shift - 4)) & 15];
}

void append_text(std::string& json, std::string_view text) {
  bool const is_cut = text.size() > longest_text;
  if (is_cut) text = text.substr(0, longest_text);
  json += '"';
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    if (point.size == 0) {
      append_utf8(json, U'\uFFFD');
      ++at;
      continue;
    }
    if (point.value == U'"' || point.value == U'\\') {
      json += '\\';
      json += static_cast<char>(point.value);
    } else if (is_acted_upon(point.value)) {
      append_escape(json, point.value);
    } else {
      json += text.substr(at, point.size);
    }
    at += point.size;
  }
  json += is_cut ? "...\"" : "\"";
}

void append_number(std::string& json, auto number) {
  std::array<char, 32> text{};
  auto const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  json.append(text.data(), end);
}

struct AppendValue {
  std::string& json;

  void operator()(std::string_view text) const { append_text(json, text); }
  void operator()(std::int64_t number) const { append_number(json, number); }
  void operator()(double number) const {
    if (std::isfinite(number)) {
      append_number(json, number);
    } else {
      json += "null";
    }
  }
  void operator()(bool truth) const { json += truth ? "true" : "false"; }
};

spdlog::sink_ptr make_sink(std::string const& file) {
  if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  try {
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  } catch (spdlog::spdlog_ex const& error) {
    throw std::runtime_error(error.what());
  }
}

}  // namespace

class LogTarget {
 public:
  LogTarget(LogOptions const& options, Clock const& time)
      : clock(time),
        level(options.level),
        pool(std::make_shared<spdlog::details::thread_pool>(std::max<std::size_t>(options.queue, 1), 1)),
        logger(std::make_shared<spdlog::async_logger>("", make_sink(options.file), pool,
                                                      spdlog::async_overflow_policy::overrun_oldest)) {
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::trace);
    logger->flush_on(spdlog::level::trace);
    logger->set_error_handler([](std::string const&) {});  // a full disk is no reason to write elsewhere
  }

  Clock const& clock;
  std::atomic<LogLevel> level;
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

bool is_redacted(std::string_view field_name) noexcept {
  auto const same = [](char a, char b) { return lower(a) == b; };
  auto const has = [&](std::string_view word) {
    return std::search(field_name.begin(), field_name.end(), word.begin(), word.end(), same) != field_name.end();
  };
  if (std::any_of(std::begin(telling_words), std::end(telling_words), has)) return true;
  for (std::string_view rest = field_name; !rest.empty();) {
    std::size_t const end = std::min(rest.find_first_of("_-. "), rest.size());
    std::string_view const part = rest.substr(0, end);
    auto const is_part = [&](std::string_view word) {
      return std::equal(part.begin(), part.end(), word.begin(), word.end(), same);
    };
    if (std::any_of(std::begin(telling_parts), std::end(telling_parts), is_part)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::string to_json_members(std::span<LogField const> fields) {
  std::string json;
  for (LogField const& field : fields) {
    json += ',';
    append_text(json, field.name);
    json += ':';
    if (is_redacted(field.name)) {
      append_text(json, redacted);
    } else {
      std::visit(AppendValue{json}, field.value);
    }
  }
  return json;
}

Log Log::open(LogOptions const& options, Clock const& clock) {
  Log log;
  log.target_ = std::make_shared<LogTarget>(options, clock);
  return log;
}

Log Log::with(std::initializer_list<LogField> fields) const {
  Log log = *this;
  log.members_ += to_json_members(fields);
  return log;
}

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const noexcept {
  if (!would_write(level)) return;
  try {
    std::string line = "{\"time\":\"" + to_rfc3339(target_->clock.now()) + "\",\"level\":\"";
    line.append(to_string(level)).append("\",\"message\":");
    append_text(line, message);
    line.append(members_).append(to_json_members(fields)) += '}';
    target_->logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
  } catch (...) {  // NOLINT(bugprone-empty-catch): no memory for an entry: it is lost
  }
}

void Log::set_level(LogLevel level) const noexcept {
  if (target_) target_->level = level;
}

bool Log::would_write(LogLevel level) const noexcept { return target_ && level >= target_->level.load(); }

std::uint64_t Log::lost() const noexcept { return target_ ? target_->pool->overrun_counter() : 0; }

}  // namespace storymap::server
