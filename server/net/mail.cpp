// server/net/mail.cpp - an e-mail as a text.
#include "server/net/mail.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/email_address.hpp"

#include <storymap/utf8.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace storymap::server::net {
namespace {

constexpr std::size_t word_bytes = 45;  // 60 letters and the frame around them stay below 75 (RFC 2047 section 2)
constexpr std::size_t line_letters = 76;

bool is_plain(std::string_view text) noexcept {
  return text.size() <= line_letters && text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

/// Text of a header: as it is, or in encoded words, of which none ends within a character.
std::string header_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string encoded;
  while (!text.empty()) {
    std::size_t size = std::min(word_bytes, text.size());
    while (size > 1 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    encoded += (encoded.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + to_base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return encoded;
}

/// "Name <address>" with the name encoded; a name in quotes loses them.
std::string sender_text(std::string_view sender) {
  std::string_view const address = address_in(sender);
  if (address.size() == sender.size()) return std::string(address);
  std::string name;
  for (char const c : sender.substr(0, sender.find('<'))) {
    if (c != '"') name += c;
  }
  name.erase(name.find_last_not_of(' ') + 1);
  bool const needs_quotes = is_plain(name) && name.find_first_of("()<>[]:;@\\,.") != std::string::npos;
  return (needs_quotes ? '"' + name + '"' : header_text(name)) + " <" + std::string(address) + '>';
}

/// "Thu, 29 Feb 2024 12:00:00 +0000".
std::string date_text(Time now) {
  constexpr std::array<char const*, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(now);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const time(now - day);
  std::array<char, 64> text{};
  int const size = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                                 weekdays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                                 months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                 static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                 static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

/// Lines of base64: whatever the text is, no line of it ends the message or is too long.
std::string body_text(std::string_view text) {
  std::string lines;
  std::string canonical;
  for (char const c : text) {
    if (c == '\n' && (canonical.empty() || canonical.back() != '\r')) canonical += '\r';
    canonical += c;
  }
  std::string const letters = to_base64(canonical);
  for (std::size_t at = 0; at < letters.size(); at += line_letters) lines += letters.substr(at, line_letters) + "\r\n";
  return lines;
}

}  // namespace

std::string_view address_in(std::string_view sender) noexcept {
  std::size_t const open = sender.find('<');
  if (open == std::string_view::npos || sender.back() != '>') return sender;
  return sender.substr(open + 1, sender.size() - open - 2);
}

std::string to_message(Mail const& mail, std::string_view sender, std::string_view id, Time now) {
  std::string_view const address = address_in(sender);
  if (!is_email_address(mail.to) || !is_email_address(address)) throw std::invalid_argument("no e-mail address");
  std::string text = "Date: " + date_text(now) + "\r\nFrom: " + sender_text(sender) + "\r\nTo: " + mail.to;
  text += "\r\nSubject: " + header_text(mail.subject);
  text.append("\r\nMessage-ID: <").append(id).append(address.substr(address.find('@'))).append(">\r\n");
  // Nobody answers a program: no out-of-office replies (RFC 3834).
  text +=
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\n";
  return text + body_text(mail.text);
}

}  // namespace storymap::server::net
