// server/base/config.cpp - options from flags, the environment and a file.
#include "server/base/config.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>

extern "C" char** environ;  // NOLINT(readability-redundant-declaration): POSIX declares it in no header

namespace storymap::server {
namespace {

constexpr std::string_view variable_prefix = "STORYMAP_";
constexpr std::string_view file_suffix = "-file";
constexpr std::size_t nearest_distance = 2;

/// What a source says about one option, and where it says so.
struct Statement {
  std::string place;  ///< "--listen", "STORYMAP_LISTEN", "storymap.conf:3"
  std::string name;
  std::string value;
};
using Statements = std::vector<Statement>;

Option const* find_option(std::string_view name) noexcept {
  for (OptionGroup const& group : option_groups()) {
    for (Option const& option : group.options) {
      if (option.name == name) return &option;
    }
  }
  return nullptr;
}

/// How many letters must be put in, left out or replaced.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

std::pair<std::string_view, std::size_t> nearest_option(std::string_view name) {
  std::pair<std::string_view, std::size_t> nearest = {"", std::string_view::npos};
  for (OptionGroup const& group : option_groups()) {
    for (Option const& option : group.options) {
      std::size_t const far = distance(name, option.name);
      if (far < nearest.second) nearest = {option.name, far};
    }
  }
  return nearest;
}

[[noreturn]] void fail_unknown(std::string const& place, std::string_view name) {
  auto const [nearest, far] = nearest_option(name);
  std::string text = place + ": there is no option '" + std::string(name) + "'";
  if (far <= std::max<std::size_t>(nearest_distance, name.size() / 2))
    text += "; did you mean '" + std::string(nearest) + "'?";
  throw ConfigError(text);
}

/// The option that `name` means: also that of a secret whose file it names.
Option const& option_of(std::string const& place, std::string_view name) {
  if (Option const* const option = find_option(name)) return *option;
  if (name.ends_with(file_suffix)) {
    Option const* const option = find_option(name.substr(0, name.size() - file_suffix.size()));
    if (option != nullptr && option->is_secret) return *option;
  }
  fail_unknown(place, name);
}

Statements from_arguments(std::vector<std::string> const& arguments) {
  Statements statements;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    std::string_view const argument = arguments[at];
    if (!argument.starts_with("--") || argument.size() == 2) {
      throw ConfigError("'" + arguments[at] + "': expected an option that begins with --");
    }
    std::size_t const equals = std::min(argument.find('='), argument.size());
    std::string const name(argument.substr(2, equals - 2));
    std::string const place = "--" + name;
    Option const& option = option_of(place, name);
    if (equals < argument.size()) {
      statements.push_back({place, name, std::string(argument.substr(equals + 1))});
    } else if (std::holds_alternative<bool Config::*>(option.member)) {
      statements.push_back({place, name, "true"});
    } else if (++at < arguments.size()) {
      statements.push_back({place, name, arguments[at]});
    } else {
      throw ConfigError(place + ": expected a value behind it");
    }
  }
  return statements;
}

Statements from_environment(std::vector<std::pair<std::string, std::string>> const& environment) {
  Statements statements;
  for (auto const& [variable, value] : environment) {
    if (!variable.starts_with(variable_prefix)) continue;
    std::string name = variable.substr(variable_prefix.size());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return c == '_' ? '-' : static_cast<char>(std::tolower(c)); });
    bool const is_file_of_secret =
        name.ends_with(file_suffix) && find_option(name.substr(0, name.size() - 5)) != nullptr;
    // The library and its tests have variables of their own.
    if (find_option(name) == nullptr && !is_file_of_secret && nearest_option(name).second > nearest_distance) continue;
    (void)option_of(variable, name);
    statements.push_back({variable, name, value});
  }
  return statements;
}

std::string_view trimmed(std::string_view text) noexcept {
  std::size_t const first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Statements from_file(std::string const& path, std::string_view text) {
  Statements statements;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    std::string_view const line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::string const place = path + ':' + std::to_string(number);
    std::size_t const equals = line.find('=');
    if (equals == std::string_view::npos) throw ConfigError(place + ": expected 'name = value'");
    std::string const name(trimmed(line.substr(0, equals)));
    (void)option_of(place, name);
    statements.push_back({place, name, std::string(trimmed(line.substr(equals + 1)))});
  }
  return statements;
}

bool begins_rightly(Option const& option, std::string_view value) {
  for (std::string_view rest = option.begins_with; !rest.empty();) {
    std::size_t const bar = std::min(rest.find('|'), rest.size());
    if (value.starts_with(rest.substr(0, bar)) && value.size() > bar) return true;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return option.begins_with.empty() || value.empty();
}

/// What was expected instead of a value that has been read, or "".
std::string fault_of(Option const&, auto const&) { return {}; }
std::string fault_of(Option const& option, std::string const& value) {
  return begins_rightly(option, value) ? "" : form_of_value(option);
}
std::string fault_of(Option const& option, Names const& value) {
  bool const are_good =
      std::all_of(value.begin(), value.end(), [&](auto const& name) { return begins_rightly(option, name); });
  return are_good ? "" : form_of_value(option);
}
std::string fault_of(Option const& option, std::int64_t value) {
  if (value >= option.least) return {};
  return option.least == 0 ? "a number that is not negative" : "a number above zero";
}

/// Reads the value into its place. Secrets are not quoted when they are wrong.
void set(Config& config, Option const& option, std::string const& place, std::string_view text) {
  auto const fail = [&](std::string_view expected) {
    std::string const found = option.is_secret ? std::string() : ", found '" + std::string(text) + "'";
    throw ConfigError(place + ": expected " + std::string(expected) + found);
  };
  auto const read = [&]<class T>(T Config::*member) {
    try {
      if (!read_value(text, config.*member)) fail(form_of<T>);
    } catch (std::invalid_argument const& refused) {
      throw ConfigError(place + ": " + refused.what());
    }
    if (std::string const fault = fault_of(option, config.*member); !fault.empty()) fail(fault);
  };
  std::visit(read, option.member);
}

/// Lists begin anew with the source that states them first; rates are only added to.
void clear_list(Config& config, Option const& option) {
  if (auto const* const names = std::get_if<Names Config::*>(&option.member)) (config.**names).clear();
  if (auto const* const networks = std::get_if<Networks Config::*>(&option.member)) (config.**networks).clear();
}

bool is_list(Option const& option) noexcept {
  return std::holds_alternative<Names Config::*>(option.member) ||
         std::holds_alternative<Networks Config::*>(option.member) ||
         std::holds_alternative<Rates Config::*>(option.member);
}

std::string value_of(Statement const& statement, Option const& option, ConfigSources const& sources) {
  if (statement.name == option.name) return statement.value;
  auto const text = sources.read_file(statement.value);
  if (!text) throw ConfigError(statement.place + ": cannot read the file '" + statement.value + "'");
  return std::string(trimmed(std::string_view(*text).substr(0, text->find_last_not_of("\r\n") + 1)));
}

void apply(Config& config, Statements const& statements, ConfigSources const& sources) {
  std::map<std::string_view, std::string> said;
  for (Statement const& statement : statements) {
    Option const& option = option_of(statement.place, statement.name);
    auto const [earlier, is_first] = said.emplace(option.name, statement.place);
    if (!is_first && !is_list(option)) {
      throw ConfigError(statement.place + ": '" + std::string(option.name) + "' is given twice, here and by " +
                        earlier->second);
    }
    if (is_first) clear_list(config, option);
    set(config, option, statement.place, value_of(statement, option, sources));
  }
}

std::string config_path(std::initializer_list<Statements const*> sources) {
  for (Statements const* const statements : sources) {
    for (Statement const& statement : *statements) {
      if (statement.name == "config") return statement.value;
    }
  }
  return {};
}

void check_together(Config const& config) {
  if (!config.listen) throw ConfigError("listen: the server must listen somewhere");
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    throw ConfigError("tls-certificate and tls-key go together: one of them is missing");
  }
  if (config.clock_leeway > std::chrono::seconds(60)) throw ConfigError("clock-leeway: expected at most 60s");
  if (config.password_memory.bytes < 8'192) throw ConfigError("password-memory: expected at least 8KiB");
}

}  // namespace

ConfigSources system_sources(std::vector<std::string> arguments) {
  ConfigSources sources{std::move(arguments), {}, [](std::string const& path) -> std::optional<std::string> {
                          std::ifstream file(path, std::ios::binary);
                          if (!file) return std::nullopt;
                          return std::string(std::istreambuf_iterator<char>(file), {});
                        }};
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    std::string_view const text = *variable;
    std::size_t const equals = std::min(text.find('='), text.size());
    sources.environment.emplace_back(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
  }
  return sources;
}

Config read_config(ConfigSources const& sources) {
  Config config;
  for (OptionGroup const& group : option_groups()) {
    for (Option const& option : group.options)
      set(config, option, "the default of " + std::string(option.name), option.initial);
  }
  Statements const arguments = from_arguments(sources.arguments);
  Statements const environment = from_environment(sources.environment);
  if (std::string const path = config_path({&arguments, &environment}); !path.empty()) {
    auto const text = sources.read_file(path);
    if (!text) throw ConfigError("config: cannot read the file '" + path + "'");
    apply(config, from_file(path, *text), sources);
  }
  apply(config, environment, sources);
  apply(config, arguments, sources);
  check_together(config);
  return config;
}

}  // namespace storymap::server
