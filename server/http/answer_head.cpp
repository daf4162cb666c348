// server/http/answer_head.cpp - bodies of answer_head.hpp.
#include "server/http/answer_head.hpp"

#include "server/base/messages.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace storymap::server::http {
namespace {

using Field = std::pair<std::string_view, std::string_view>;

/// What every answer says to browsers (OWASP, HTTP Headers Cheat Sheet).
constexpr Field careful[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

[[nodiscard]] std::string_view reason_of(int status) noexcept {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    default: return server::status_title(status);
  }
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  // A line break would begin a field that nobody meant.
  for (char const c : value) head.push_back(static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? ' ' : c);
  head.append("\r\n");
}

/// The date of now, made once a second.
[[nodiscard]] std::string const& date_of_now() {
  thread_local std::chrono::sys_seconds at;
  thread_local std::string text;
  auto const now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  if (text.empty() || now != at) {
    at = now;
    text = http_date(now);
  }
  return text;
}

}  // namespace

std::string http_date(std::chrono::sys_seconds time) {
  constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(time - day);
  std::array<char, 40> text{};
  int const size = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                 days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                                 months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                 static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                                 static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string answer_head(Response const& response, AnswerFrame const& frame) {
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_of(response.status));
  head.append("\r\n");
  for (auto const& [name, value] : response.headers) append_field(head, name, value);
  for (auto const& [name, value] : careful) {
    if (!response.headers.find(name)) append_field(head, name, value);
  }
  if (frame.is_secure) append_field(head, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  append_field(head, "Date", date_of_now());
  if (!frame.request_id.empty()) append_field(head, "X-Request-Id", frame.request_id);
  // Answers without a body have no length either (RFC 9110 section 8.6).
  bool const has_body = response.status != 204 && response.status != 304;
  if (has_body && frame.length) append_field(head, "Content-Length", std::to_string(*frame.length));
  if (has_body && !frame.length) append_field(head, "Transfer-Encoding", "chunked");
  if (frame.closes) append_field(head, "Connection", "close");
  head.append("\r\n");
  return head;
}

}  // namespace storymap::server::http
