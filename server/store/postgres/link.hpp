// server/store/postgres/link.hpp - one connection to PostgreSQL on which several statements may be on their way.
// Room: store.
#pragma once

#include "server/store/database.hpp"
#include "server/store/postgres/conninfo.hpp"

#include <libpq-fe.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace storymap::server::store {

struct LinkOptions {
  std::chrono::milliseconds deadline{5'000};  ///< of a statement, and of connecting
  bool is_preparing = true;                   ///< statements are prepared once; not behind a pooler
};

/// Used on the one thread of its executor. A pipeline of libpq: every statement ends with a Sync of its own, so that
/// one that fails takes no other with it.
class PgLink : public std::enable_shared_from_this<PgLink> {
 public:
  /// A statement on its way.
  class Request;
  using Pending = std::shared_ptr<Request>;

  /// Connects. Throws StoreError `unavailable`.
  [[nodiscard]] static Task<std::shared_ptr<PgLink>> open(boost::asio::io_context& context, ConnectionKeywords keywords,
                                                          LinkOptions options);

  PgLink(boost::asio::io_context& context, LinkOptions options) : context_(context), options_(options) {}
  PgLink(PgLink const&) = delete;
  PgLink& operator=(PgLink const&) = delete;
  ~PgLink() { close(StoreErrc::unavailable, "the connection was given up"); }

  /// Sends a statement without waiting for its answer. Throws StoreError.
  [[nodiscard]] Pending send(std::string_view sql, Values const& values);
  /// Waits for the answer of a statement that was sent. Throws StoreError.
  [[nodiscard]] Task<Rows> finish(Pending request);
  /// Both.
  [[nodiscard]] Task<Rows> execute(std::string_view sql, Values const& values);
  /// Several statements without values. Throws StoreError.
  [[nodiscard]] Task<> execute_script(std::string sql);

  [[nodiscard]] bool is_open() const noexcept { return connection_ != nullptr; }
  /// How many statements are on their way.
  [[nodiscard]] std::size_t load() const noexcept { return requests_.size(); }
  /// Ends the connection; what is on its way fails.
  void close(StoreErrc code, std::string const& message) noexcept;
  /// Waits until the connection has ended.
  [[nodiscard]] Task<> closed();

 private:
  struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
  };

  [[nodiscard]] Task<> connect(ConnectionKeywords keywords);
  [[nodiscard]] Task<> poll_until(std::chrono::steady_clock::time_point deadline);
  void begin_reading();
  [[nodiscard]] static Task<> read(std::shared_ptr<PgLink> self);
  [[nodiscard]] static Task<> write(std::shared_ptr<PgLink> self);
  void check(int sent);
  void send_statement(std::string_view sql, Values const& values);
  void flush();
  void take_answers();
  void take(PGresult* raw);
  void finish_front();
  [[nodiscard]] std::string last_message() const;

  boost::asio::io_context& context_;
  LinkOptions options_;
  std::unique_ptr<PGconn, Finish> connection_;
  std::optional<boost::asio::posix::stream_descriptor> socket_;
  std::optional<boost::asio::steady_timer> end_;
  std::deque<Pending> requests_;
  std::unordered_map<std::string, std::string> prepared_;  ///< the names of statements that were sent before
  std::size_t names_ = 0;
  bool is_writing_ = false;
};

}  // namespace storymap::server::store
