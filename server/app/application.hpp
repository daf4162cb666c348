// server/app/application.hpp - the server put together: the one place that knows all rooms.
// Room: app.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/config.hpp"
#include "server/store/database.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

namespace storymap::server::app {

/// A server that runs from when it is made until it is drained.
class Application {
 public:
  /// Opens the database, brings its tables up to date and begins to listen. Throws std::exception with words for
  /// whoever starts it.
  Application(Config config, Clock const& clock);
  Application(Application const&) = delete;
  Application& operator=(Application const&) = delete;
  ~Application();

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// 0 when there is no admin address.
  [[nodiscard]] std::uint16_t admin_port() const noexcept;

  /// True when connections are inside TLS.
  [[nodiscard]] bool is_secure() const noexcept;

  /// Takes over what can be changed while it runs, and reads the certificate again. What takes a restart, or cannot be
  /// read, is said in the log, and stays as it was.
  void reload(Config const& config);

  /// Answers what runs and takes nothing more; true when all was answered in time.
  bool drain(std::chrono::milliseconds most);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The database that the configuration names, without touching its tables. Throws std::exception.
[[nodiscard]] std::unique_ptr<store::Database> open_database(Config const& config);

}  // namespace storymap::server::app
