// server/base/config.hpp - what the server was told: by flags, by the environment, by a file, in this order.
// Room: base.
//
//     Config const config = read_config({arguments, environment});  // throws ConfigError
#pragma once

#include "server/base/config_values.hpp"

#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server {

/// All options. What each means, and its default, stands in the table of config_options.cpp and nowhere else.
struct Config {
  using Time = std::chrono::milliseconds;

  bool help = false;
  std::string config;

  Endpoint listen;
  Endpoint admin_listen;
  std::string public_url;
  std::string tls_certificate, tls_key;
  std::string web;
  Networks trusted_proxies;
  Names cors_origins;
  std::int64_t io_threads = 0;
  Time shutdown_grace{};

  ByteCount header_size, target_size, body_size, import_size;
  std::int64_t header_count = 0, json_depth = 0;
  Time header_timeout{}, body_timeout{}, keep_alive{};
  ByteCount body_rate;
  std::int64_t connections = 0, connections_per_address = 0, requests_per_connection = 0;
  ByteCount websocket_message;
  Time websocket_idle{};

  std::string database;
  bool database_pooler = false;
  std::int64_t database_connections = 0, database_queue = 0;
  Time database_timeout{};
  std::string redis;
  Time redis_timeout{};
  std::int64_t instances = 0;

  std::int64_t analysis_threads = 0, analysis_queue = 0;
  Time analysis_timeout{};
  std::int64_t password_threads = 0, password_queue = 0;
  std::int64_t cached_nouns = 0;

  bool registration = false, require_verified_email = false;
  Keys token_keys, secret_keys;
  Time access_token_lifetime{}, session_lifetime{}, session_idle{}, refresh_grace{}, clock_leeway{};
  Time verification_lifetime{}, reset_lifetime{}, invitation_lifetime{}, deletion_grace{};
  ByteCount password_memory;
  std::int64_t password_passes = 0;
  Rates rate;

  std::string smtp, mail_from, mail_log;
  Time outgoing_timeout{};
  ByteCount outgoing_body;
  Networks outgoing_allow;

  LogLevel log_level = LogLevel::info;
  std::string log_file;
  std::int64_t log_queue = 0;
  std::string sentry_dsn;
};

/// One row of the table.
struct Option {
  using Member = std::variant<std::string Config::*, bool Config::*, std::int64_t Config::*, Config::Time Config::*,
                              ByteCount Config::*, Endpoint Config::*, LogLevel Config::*, Names Config::*,
                              Networks Config::*, Rates Config::*, Keys Config::*>;

  std::string_view name;  ///< "--name", "STORYMAP_NAME" with '_' for '-', "name = value" in the file
  Member member;
  std::string_view initial;  ///< in the form in which it is read
  std::string_view help;
  bool is_secret = false;             ///< never shown; may also be read from the file that NAME-file names
  bool is_reloadable = false;         ///< taken over on SIGHUP
  std::string_view begins_with = {};  ///< for texts: one of these, with '|' between them, or empty
  std::int64_t least = 0;             ///< for numbers
};

/// A heading of the reference and its options.
struct OptionGroup {
  std::string_view title;
  std::span<Option const> options;
};

[[nodiscard]] std::span<OptionGroup const> option_groups() noexcept;

/// What cannot be understood: where it stands, what was expected, and the nearest option.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ConfigSources {
  std::vector<std::string> arguments;                            ///< behind the name of the command
  std::vector<std::pair<std::string, std::string>> environment;  ///< names and values
  /// The text of a file, or nothing when it cannot be read.
  std::function<std::optional<std::string>(std::string const& path)> read_file;
};

/// The environment of this process, and its files.
[[nodiscard]] ConfigSources system_sources(std::vector<std::string> arguments);

/// Throws ConfigError. A variable STORYMAP_... that resembles no option is somebody else's.
[[nodiscard]] Config read_config(ConfigSources const& sources);

/// What a value of the option looks like: "a whole number", "https://... or http://...".
[[nodiscard]] std::string form_of_value(Option const& option);

/// For `--help`: a line or two for each option.
[[nodiscard]] std::string config_help();

/// docs/server/configuration.md.
[[nodiscard]] std::string config_markdown();

/// "name = value" for each option that is not at its default; of secrets only that they are set.
[[nodiscard]] std::string describe(Config const& config);

/// Takes the reloadable options of `fresh` over into `running`. Returns the names of those that differ too, but need a
/// restart.
std::vector<std::string_view> reload(Config& running, Config const& fresh);

}  // namespace storymap::server
