// tests/server/base/test_config.cpp - tests of server/base/config.hpp and config_values.hpp.
#include "server/base/config.hpp"

#include "server/base/crypto/base64url.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using storymap::server::ByteCount;
using storymap::server::Config;
using storymap::server::config_help;
using storymap::server::config_markdown;
using storymap::server::ConfigError;
using storymap::server::ConfigSources;
using storymap::server::describe;
using storymap::server::Endpoint;
using storymap::server::LogLevel;
using storymap::server::Names;
using storymap::server::Option;
using storymap::server::option_groups;
using storymap::server::OptionGroup;
using storymap::server::Rate;
using storymap::server::read_config;
using storymap::server::reload;
using storymap::server::system_sources;
using storymap::server::to_base64url;

using Arguments = std::vector<std::string>;
using Environment = std::vector<std::pair<std::string, std::string>>;

/// Sources with files that are not on the disk.
ConfigSources sources(Arguments arguments, Environment environment = {},
                      std::map<std::string, std::string> files = {}) {
  return {std::move(arguments), std::move(environment),
          [files = std::move(files)](std::string const& path) -> std::optional<std::string> {
            auto const found = files.find(path);
            return found == files.end() ? std::nullopt : std::optional(found->second);
          }};
}

std::string fault_of(ConfigSources const& from) {
  try {
    (void)read_config(from);
  } catch (ConfigError const& error) {
    return error.what();
  }
  return "";
}

std::string const some_keys = "k1:" + to_base64url(std::string(32, 's'));

TEST(Config, HasDefaultsThatWork) {
  Config const config = read_config({});
  EXPECT_EQ(config.listen, (Endpoint{"127.0.0.1", 8080}));
  EXPECT_EQ(config.admin_listen, (Endpoint{"127.0.0.1", 9090}));
  EXPECT_EQ(config.database, "sqlite:./storymap.db");
  EXPECT_EQ(config.body_size, ByteCount{1 << 20});
  EXPECT_EQ(config.access_token_lifetime, 10min);
  EXPECT_EQ(config.log_level, LogLevel::info);
  EXPECT_EQ(config.rate.at("login"), (Rate{10, 60s}));
  EXPECT_FALSE(config.require_verified_email);
  EXPECT_FALSE(config.token_keys);
  EXPECT_FALSE(config.help);
}

TEST(Config, ReadsFlagsInBothForms) {
  Config const config = read_config(sources({"--listen", "0.0.0.0:0", "--admin-listen=none", "--require-verified-email",
                                             "--registration=false", "--log-level=debug", "--connections", "7"}));
  EXPECT_EQ(config.listen, (Endpoint{"0.0.0.0", 0}));
  EXPECT_FALSE(config.admin_listen);
  EXPECT_TRUE(config.require_verified_email);
  EXPECT_FALSE(config.registration);
  EXPECT_EQ(config.log_level, LogLevel::debug);
  EXPECT_EQ(config.connections, 7);
}

TEST(Config, LetsFlagsWinOverTheEnvironmentAndThatOverTheFile) {
  std::map<std::string, std::string> const files = {
      {"my.conf", "# limits\n\nkeep-alive = 1s\n  body-size=1KiB  \r\nheader-count = 3\n"}};
  Config const config = read_config(sources({"--config", "my.conf", "--keep-alive=3s"},
                                            {{"STORYMAP_KEEP_ALIVE", "2s"}, {"STORYMAP_BODY_SIZE", "2KiB"}}, files));
  EXPECT_EQ(config.keep_alive, 3s);
  EXPECT_EQ(config.body_size, ByteCount{2048});
  EXPECT_EQ(config.header_count, 3);
  EXPECT_EQ(read_config(sources({}, {{"STORYMAP_CONFIG", "my.conf"}}, files)).keep_alive, 1s);
}

TEST(Config, ReadsListsAndRates) {
  Config const config = read_config(sources({"--trusted-proxies", "10.0.0.0/8, fd00::/8", "--trusted-proxies=192.0.2.1",
                                             "--rate", "login=5/60s", "--rate=read=7/1s,import=1/1h"},
                                            {{"STORYMAP_TRUSTED_PROXIES", "203.0.113.0/24"},
                                             {"STORYMAP_CORS_ORIGINS", "https://a.example,http://b.example:8080"}}));
  ASSERT_EQ(config.trusted_proxies.size(), 3U) << "the list of the environment gives way";
  EXPECT_EQ(config.trusted_proxies[1].to_text(), "fd00::/8");
  EXPECT_EQ(config.cors_origins, (Names{"https://a.example", "http://b.example:8080"}));
  EXPECT_EQ(config.rate.at("login"), (Rate{5, 60s}));
  EXPECT_EQ(config.rate.at("import"), (Rate{1, 1h}));
  EXPECT_EQ(config.rate.at("register"), (Rate{5, 60s})) << "classes that are not named keep their rates";
}

TEST(Config, ReadsSecretsFromFiles) {
  std::map<std::string, std::string> const files = {
      {"/run/keys", some_keys + "\n"}, {"c", "smtp-file = /run/smtp"}, {"/run/smtp", "smtps://u:p@mail.example:465\n"}};
  Config config = read_config(sources({"--token-keys-file", "/run/keys"}, {}, files));
  ASSERT_TRUE(config.token_keys);
  EXPECT_EQ(config.token_keys->newest().id, "k1");
  config = read_config(sources({"--config=c"}, {{"STORYMAP_SECRET_KEYS_FILE", "/run/keys"}}, files));
  EXPECT_TRUE(config.secret_keys);
  EXPECT_EQ(config.smtp, "smtps://u:p@mail.example:465");
  EXPECT_EQ(fault_of(sources({"--token-keys-file=/nowhere"})), "--token-keys-file: cannot read the file '/nowhere'");
  EXPECT_EQ(fault_of(sources({"--token-keys-file=/run/keys", "--token-keys=" + some_keys}, {}, files)),
            "--token-keys: 'token-keys' is given twice, here and by --token-keys-file");
  EXPECT_EQ(fault_of(sources({"--listen-file=x"})),
            "--listen-file: there is no option 'listen-file'; did you mean 'listen'?");
}

TEST(Config, NamesThePlaceAndTheNearestOption) {
  EXPECT_EQ(fault_of(sources({"--lsten=x"})), "--lsten: there is no option 'lsten'; did you mean 'listen'?");
  EXPECT_EQ(fault_of(sources({"--conections", "7"})),
            "--conections: there is no option 'conections'; did you mean 'connections'?");
  EXPECT_EQ(fault_of(sources({"--xyzzyxyzzyxyzzy=1"})), "--xyzzyxyzzyxyzzy: there is no option 'xyzzyxyzzyxyzzy'");
  EXPECT_EQ(fault_of(sources({}, {{"STORYMAP_DATABSE", "x"}})),
            "STORYMAP_DATABSE: there is no option 'databse'; did you mean 'database'?");
  EXPECT_EQ(fault_of(sources({"--config=f"}, {}, {{"f", "\n# x\nbody-sise = 1KiB"}})),
            "f:3: there is no option 'body-sise'; did you mean 'body-size'?");
  EXPECT_EQ(fault_of(sources({"--config=f"}, {}, {{"f", "listen"}})), "f:1: expected 'name = value'");
  EXPECT_EQ(fault_of(sources({"--config=f"})), "config: cannot read the file 'f'");
  EXPECT_EQ(fault_of(sources({"--listen"})), "--listen: expected a value behind it");
  EXPECT_EQ(fault_of(sources({"serve"})), "'serve': expected an option that begins with --");
  EXPECT_EQ(fault_of(sources({"--listen=a:1", "--listen=b:1"})),
            "--listen: 'listen' is given twice, here and by --listen");
}

TEST(Config, LeavesVariablesOfOthersAlone) {
  EXPECT_EQ(fault_of(sources({}, {{"STORYMAP_DATA_DIR", "x"},
                                  {"STORYMAP_BIN", "x"},
                                  {"STORYMAP_FUZZ_SECONDS", "1"},
                                  {"STORYMAP_SOURCE_DIR", "x"},
                                  {"STORY", "x"},
                                  {"LISTEN", "x"}})),
            "");
}

TEST(Config, SaysWhatWasExpected) {
  std::pair<std::string, std::string> const cases[] = {
      {"--listen=8080", "--listen: expected HOST:PORT, or none, found '8080'"},
      {"--listen=a:65536", "--listen: expected HOST:PORT, or none, found 'a:65536'"},
      {"--listen=http://a:80", "--listen: expected HOST:PORT, or none, found 'http://a:80'"},
      {"--listen=::1:80", "--listen: expected HOST:PORT, or none, found '::1:80'"},
      {"--listen=none", "listen: the server must listen somewhere"},
      {"--keep-alive=60", "--keep-alive: expected a time such as 30s or 15m, found '60'"},
      {"--body-size=1MB", "--body-size: expected a size such as 64KiB or 10MiB, found '1MB'"},
      {"--connections=0", "--connections: expected a number above zero, found '0'"},
      {"--io-threads=-1", "--io-threads: expected a number that is not negative, found '-1'"},
      {"--io-threads=two", "--io-threads: expected a whole number, found 'two'"},
      {"--registration=yes", "--registration: expected true or false, found 'yes'"},
      {"--log-level=loud", "--log-level: expected debug, info, warning or error, found 'loud'"},
      {"--trusted-proxies=10.0.0.1/8",
       "--trusted-proxies: expected networks such as 10.0.0.0/8, with commas between them, found '10.0.0.1/8'"},
      {"--rate=login=5",
       "--rate: expected CLASS=COUNT/TIME such as login=5/60s, with commas between them, found 'login=5'"},
      {"--public-url=maps.example", "--public-url: expected https://... or http://..., found 'maps.example'"},
      {"--cors-origins=*", "--cors-origins: expected https://... or http://..., found '*'"},
      {"--database=mysql://x", "--database: expected sqlite:... or postgresql://... or postgres://..."},
      {"--tls-key=a", "tls-certificate and tls-key go together: one of them is missing"},
      {"--clock-leeway=61s", "clock-leeway: expected at most 60s"},
      {"--password-memory=1KiB", "password-memory: expected at least 8KiB"},
  };
  for (auto const& [argument, fault] : cases) EXPECT_EQ(fault_of(sources({argument})), fault);
}

TEST(Config, NeverShowsASecret) {
  std::string const bad = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo";
  EXPECT_EQ(fault_of(sources({"--token-keys=" + bad})), "--token-keys: the secret of key 'k1' has fewer than 32 bytes");
  EXPECT_EQ(fault_of(sources({"--redis=http://:hunter2@h"})).find("hunter2"), std::string::npos);
  std::string const text =
      describe(read_config(sources({"--token-keys=" + some_keys, "--smtp=smtp://u:hunter2@h", "--connections=7",
                                    "--database=postgresql://u:hunter2@h/d", "--listen=[::1]:80"})));
  EXPECT_EQ(text, "listen = [::1]:80\nconnections = 7\ndatabase = (set)\ntoken-keys = (set)\nsmtp = (set)\n");
  EXPECT_EQ(describe(read_config({})), "");
}

TEST(Config, ReloadsWhatCanBe) {
  Config running = read_config(sources({"--cors-origins=https://a.example"}));
  Config const fresh =
      read_config(sources({"--cors-origins=https://b.example", "--listen=a:1", "--rate=login=1/1s", "--io-threads=2"}));
  EXPECT_EQ(reload(running, fresh), (std::vector<std::string_view>{"listen", "io-threads"}));
  EXPECT_EQ(running.cors_origins, Names{"https://b.example"});
  EXPECT_EQ(running.rate.at("login"), (Rate{1, 1s}));
  EXPECT_EQ(running.io_threads, 0);
}

TEST(Config, ReadsTheEnvironmentOfTheProcess) {
  ::setenv("STORYMAP_REQUESTS_PER_CONNECTION", "17", 1);
  ConfigSources const from = system_sources({"--listen=localhost:0"});
  ::unsetenv("STORYMAP_REQUESTS_PER_CONNECTION");
  Config const config = read_config(from);
  EXPECT_EQ(config.requests_per_connection, 17);
  EXPECT_EQ(config.listen.host, "localhost");
  EXPECT_TRUE(from.read_file(STORYMAP_SOURCE_DIR "/LICENSE"));
  EXPECT_FALSE(from.read_file(STORYMAP_SOURCE_DIR "/no such file"));
}

TEST(Config, HasEveryOptionOnceAndExplained) {
  std::set<std::string_view> names;
  std::string const help = config_help();
  for (OptionGroup const& group : option_groups()) {
    for (Option const& option : group.options) {
      EXPECT_TRUE(names.insert(option.name).second) << option.name;
      EXPECT_TRUE(option.help.ends_with('.')) << option.name;
      EXPECT_NE(help.find("--" + std::string(option.name)), std::string::npos);
    }
  }
  EXPECT_GT(names.size(), 60U);
  EXPECT_TRUE(read_config(sources({"--help"})).help);
}

/// With STORYMAP_WRITE_DOCS set it writes the page instead.
TEST(Config, IsWhatThePageSays) {
  std::string const path = STORYMAP_SOURCE_DIR "/docs/server/configuration.md";
  if (std::getenv("STORYMAP_WRITE_DOCS") != nullptr) std::ofstream(path) << config_markdown();
  std::ifstream file(path);
  std::string const page(std::istreambuf_iterator<char>(file), {});
  EXPECT_TRUE(page == config_markdown()) << "run this test with STORYMAP_WRITE_DOCS=1 in the environment";
}

}  // namespace
