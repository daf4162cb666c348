// server/base/config_values.cpp - how values of options are read and written.
#include "server/base/config_values.hpp"

#include "server/base/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace storymap::server {
namespace {

constexpr std::string_view levels[] = {"debug", "info", "warning", "error"};
constexpr std::string_view nowhere = "none";

std::string_view trimmed(std::string_view text) noexcept {
  std::size_t const first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

template <class T>
bool read_number(std::string_view text, T& value) {
  T number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const is_good = error == std::errc() && end == text.data() + text.size();
  if (is_good) value = number;
  return is_good;
}

/// Calls `read(member, list)` for every member of a list, and takes the list over when each of them was good.
template <class List, class Read>
bool read_list(std::string_view text, List& value, Read read) {
  List list = value;
  while (!text.empty()) {
    std::size_t const comma = std::min(text.find(','), text.size());
    if (!read(trimmed(text.substr(0, comma)), list)) return false;
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  value = std::move(list);
  return true;
}

template <class List, class Write>
std::string write_list(List const& list, Write write) {
  std::string text;
  for (auto const& member : list) {
    if (!text.empty()) text += ',';
    text += write(member);
  }
  return text;
}

/// A lower-case word of letters, digits and '-'.
bool is_class_name(std::string_view name) noexcept {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

}  // namespace

std::string_view to_string(LogLevel level) noexcept { return levels[static_cast<std::size_t>(level)]; }

bool read_value(std::string_view text, std::string& value) {
  value = text;
  return true;
}

bool read_value(std::string_view text, bool& value) {
  if (text != "true" && text != "false") return false;
  value = text == "true";
  return true;
}

bool read_value(std::string_view text, std::int64_t& value) { return read_number(text, value); }

bool read_value(std::string_view text, std::chrono::milliseconds& value) {
  auto const read = parse_duration(text);
  if (read) value = *read;
  return read.has_value();
}

bool read_value(std::string_view text, ByteCount& value) {
  auto const read = parse_size(text);
  if (read) value.bytes = *read;
  return read.has_value();
}

bool read_value(std::string_view text, Endpoint& value) {
  if (text == nowhere) {
    value = {};
    return true;
  }
  std::size_t const colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  std::string_view host = text.substr(0, colon);
  bool const is_v6 = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (is_v6) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  bool const is_good = !host.empty() && is_v6 == (host.find(':') != std::string_view::npos) &&
                       host.find_first_of(" /@[]") == std::string_view::npos &&
                       read_number(text.substr(colon + 1), port);
  if (is_good) value = {std::string(host), port};
  return is_good;
}

bool read_value(std::string_view text, LogLevel& value) {
  auto const* const found = std::find(std::begin(levels), std::end(levels), text);
  if (found == std::end(levels)) return false;
  value = static_cast<LogLevel>(found - std::begin(levels));
  return true;
}

bool read_value(std::string_view text, Names& value) {
  return read_list(text, value, [](std::string_view name, Names& names) {
    names.emplace_back(name);
    return !name.empty();
  });
}

bool read_value(std::string_view text, Networks& value) {
  return read_list(text, value, [](std::string_view member, Networks& networks) {
    auto const network = IpNetwork::parse(member);
    if (network) networks.push_back(*network);
    return network.has_value();
  });
}

bool read_value(std::string_view text, Rates& value) {
  return read_list(text, value, [](std::string_view member, Rates& rates) {
    std::size_t const equals = std::min(member.find('='), member.size());
    std::string_view const name = member.substr(0, equals);
    auto const rate = parse_rate(member.substr(std::min(equals + 1, member.size())));
    if (!rate || !is_class_name(name)) return false;
    rates.insert_or_assign(std::string(name), *rate);
    return true;
  });
}

bool read_value(std::string_view text, Keys& value) {
  value = text.empty() ? std::nullopt : std::optional(KeyRing::parse(text));
  return true;
}

std::string write_value(std::string const& value) { return value; }
std::string write_value(bool value) { return value ? "true" : "false"; }
std::string write_value(std::int64_t value) { return std::to_string(value); }
std::string write_value(std::chrono::milliseconds value) { return to_text(value); }
std::string write_value(ByteCount value) { return size_to_text(value.bytes); }
std::string write_value(LogLevel value) { return std::string(to_string(value)); }

std::string write_value(Endpoint const& value) {
  if (!value) return std::string(nowhere);
  bool const is_v6 = value.host.find(':') != std::string::npos;
  return (is_v6 ? '[' + value.host + ']' : value.host) + ':' + std::to_string(value.port);
}

std::string write_value(Names const& value) {
  return write_list(value, [](std::string const& name) { return name; });
}

std::string write_value(Networks const& value) {
  return write_list(value, [](IpNetwork const& network) { return network.to_text(); });
}

std::string write_value(Rates const& value) {
  return write_list(value, [](auto const& entry) {
    return entry.first + '=' + std::to_string(entry.second.count) + '/' + to_text(entry.second.window);
  });
}

std::string write_value(Keys const& value) { return value ? value->to_text() : std::string(); }

}  // namespace storymap::server
