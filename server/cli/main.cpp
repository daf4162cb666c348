// server/cli/main.cpp - the storymap-server command.
#include "server/app/admin_command.hpp"
#include "server/app/application.hpp"
#include "server/app/commands.hpp"
#include "server/app/import_legacy.hpp"
#include "server/base/clock.hpp"
#include "server/base/config.hpp"

#include <storymap/version.hpp>

#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace storymap::server;  // NOLINT(google-build-using-namespace): the program is about nothing else

void print(std::string const& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

constexpr char const* usage =
    "Usage  storymap-server COMMAND [options]\n"
    "\n"
    "  serve                     answer requests until a signal ends it\n"
    "  doctor                    look for what would keep serve from working well\n"
    "  migrate                   bring the tables of the database up to date\n"
    "  backup --to FILE          copy the SQLite file while a server works with it\n"
    "  move --to URL             copy the SQLite file into an empty PostgreSQL database, and verify it\n"
    "  import-legacy --from URL  take over the users and projects of the predecessor\n"
    "  admin list                who the administrators are\n"
    "  admin grant --email X     make the account with the address X one; revoke takes it back\n"
    "  admin disable --email X   refuse the account and all of its sessions; enable lets it in again\n"
    "  openapi                   print the description of the API\n"
    "  help                      this text and all options\n"
    "  version                   the version\n"
    "\n";

/// An address as it stands in a URL.
[[nodiscard]] std::string url_of(std::string_view scheme, std::string const& host, std::uint16_t port) {
  std::string const shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return std::string(scheme) + "://" + shown + ":" + std::to_string(port);
}

/// Signals are waited for, on no thread but this one.
[[nodiscard]] sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// Reads the configuration again; what is wrong with it changes nothing.
void reload(app::Application& application, std::vector<std::string> const& arguments) {
  try {
    application.reload(read_config(system_sources(arguments)));
  } catch (ConfigError const& error) {
    std::fprintf(stderr, "storymap-server: the configuration was not taken over: %s\n", error.what());
  }
}

int serve(std::vector<std::string>& arguments) {
  Config const config = read_config(system_sources(arguments));
  if (config.help) {
    print(usage + config_help());
    return 0;
  }
  sigset_t const signals = block_signals();
  SystemClock const clock;
  app::Application application(config, clock);
  if (application.admin_port() != 0) {
    print("admin at " + url_of("http", config.admin_listen.host, application.admin_port()) + "\n");
  }
  print("storymap-server " STORYMAP_VERSION_STRING " listening on " +
        url_of(application.is_secure() ? "https" : "http", config.listen.host, application.port()) + "\n");
  int received = 0;
  while (sigwait(&signals, &received) == 0 && received == SIGHUP) reload(application, arguments);
  return application.drain(config.shutdown_grace) ? 0 : 1;
}

/// Takes "--to X" or "--to=X" out of the arguments. Throws when it is not there.
[[nodiscard]] std::string take(std::vector<std::string>& arguments, std::string const& option) {
  for (auto found = arguments.begin(); found != arguments.end(); ++found) {
    bool const is_apart = *found == option && std::next(found) != arguments.end();
    if (!is_apart && !found->starts_with(option + "=")) continue;
    std::string target = is_apart ? *std::next(found) : found->substr(option.size() + 1);
    arguments.erase(found, std::next(found, is_apart ? 2 : 1));
    return target;
  }
  throw std::runtime_error(option + " is missing");
}

using Command = int (*)(std::vector<std::string>&);

int migrate(std::vector<std::string>& arguments) {
  app::migrate(read_config(system_sources(std::move(arguments))), SystemClock(), std::cout);
  return 0;
}

int move_database(std::vector<std::string>& arguments) {
  std::string const target = take(arguments, "--to");
  app::move_database(read_config(system_sources(std::move(arguments))), target, SystemClock(), std::cout);
  return 0;
}

int back_up(std::vector<std::string>& arguments) {
  std::string const target = take(arguments, "--to");
  app::back_up(read_config(system_sources(std::move(arguments))), target, std::cout);
  return 0;
}

int import_legacy(std::vector<std::string>& arguments) {
  std::string const source = take(arguments, "--from");
  app::import_legacy(read_config(system_sources(std::move(arguments))), source, SystemClock(), std::cout);
  return 0;
}

int administer(std::vector<std::string>& arguments) {
  std::string const action = arguments.empty() ? "" : arguments.front();
  if (!arguments.empty()) arguments.erase(arguments.begin());
  std::string const email = action == "list" || action.empty() ? "" : take(arguments, "--email");
  app::administer(read_config(system_sources(std::move(arguments))), action, email, SystemClock(), std::cout);
  return 0;
}

int print_openapi(std::vector<std::string>& arguments) {
  app::print_openapi(read_config(system_sources(std::move(arguments))), std::cout);
  return 0;
}

int examine(std::vector<std::string>& arguments) {
  return app::examine(read_config(system_sources(std::move(arguments))), std::cout) ? 0 : 1;
}

int print_version(std::vector<std::string>&) {
  print("storymap-server " STORYMAP_VERSION_STRING "\n");
  return 0;
}

int print_help(std::vector<std::string>&) {
  print(usage + config_help());
  return 0;
}

constexpr std::pair<std::string_view, Command> commands[] = {
    {"serve", serve},           {"doctor", examine},
    {"migrate", migrate},       {"backup", back_up},
    {"move", move_database},    {"admin", administer},
    {"openapi", print_openapi}, {"import-legacy", import_legacy},
    {"version", print_version}, {"--version", print_version},
    {"help", print_help},       {"--help", print_help},
    {"-h", print_help},
};

int run(std::vector<std::string> arguments) {
  std::string const name = arguments.empty() ? "help" : arguments.front();
  if (!arguments.empty()) arguments.erase(arguments.begin());
  for (auto const& [known, command] : commands) {
    if (known == name) return command(arguments);
  }
  std::fprintf(stderr, "storymap-server: there is no command '%s': see storymap-server help\n", name.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (std::exception const& error) {
    std::fprintf(stderr, "storymap-server: %s\n", error.what());
    return 2;
  }
}
