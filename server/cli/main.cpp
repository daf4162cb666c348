// server/cli/main.cpp - the storymap-server command.
#include "server/app/application.hpp"
#include "server/base/clock.hpp"
#include "server/base/config.hpp"

#include <storymap/version.hpp>

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
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
    "  serve     answer requests until a signal ends it\n"
    "  help      this text and all options\n"
    "  version   the version\n"
    "\n";

/// An address as it stands in a URL.
[[nodiscard]] std::string url_of(std::string const& host, std::uint16_t port) {
  std::string const shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return "http://" + shown + ":" + std::to_string(port);
}

/// Signals that end the program are waited for, on no thread but this one.
[[nodiscard]] sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

int serve(std::vector<std::string> arguments) {
  Config const config = read_config(system_sources(std::move(arguments)));
  if (config.help) {
    print(usage + config_help());
    return 0;
  }
  sigset_t const signals = block_signals();
  SystemClock const clock;
  app::Application application(config, clock);
  if (application.admin_port() != 0) {
    print("admin at " + url_of(config.admin_listen.host, application.admin_port()) + "\n");
  }
  print("storymap-server " STORYMAP_VERSION_STRING " listening on " + url_of(config.listen.host, application.port()) +
        "\n");
  int received = 0;
  sigwait(&signals, &received);
  return application.drain(config.shutdown_grace) ? 0 : 1;
}

int run(std::vector<std::string> arguments) {
  std::string const command = arguments.empty() ? "help" : arguments.front();
  if (!arguments.empty()) arguments.erase(arguments.begin());
  if (command == "serve") return serve(std::move(arguments));
  if (command == "version" || command == "--version") {
    print("storymap-server " STORYMAP_VERSION_STRING "\n");
    return 0;
  }
  if (command == "help" || command == "--help" || command == "-h") {
    print(usage + config_help());
    return 0;
  }
  std::fprintf(stderr, "storymap-server: there is no command '%s': see storymap-server help\n", command.c_str());
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
