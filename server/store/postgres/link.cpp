// server/store/postgres/link.cpp - bodies of link.hpp.
#include "server/store/postgres/link.hpp"

#include "server/store/postgres/answer.hpp"
#include "server/store/postgres/parameters.hpp"
#include "server/store/postgres/request.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace storymap::server::store {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Descriptor = asio::posix::stream_descriptor;

/// The server ends a statement at its deadline; if nothing is heard of it so much later, the connection is dead.
constexpr std::chrono::milliseconds patience{1'000};

/// More than the program has: beyond them a statement is sent as it is.
constexpr std::size_t most_prepared = 500;

}  // namespace

void PgLink::close(StoreErrc code, std::string const& message) noexcept {
  if (socket_) {
    // libpq closes the socket.
    (void)socket_->release();
    socket_.reset();
  }
  connection_.reset();
  std::deque<Pending> const lost = std::exchange(requests_, {});
  for (Pending const& request : lost) {
    request->failure = std::make_exception_ptr(StoreError(code, message));
    request->finish();
  }
  if (end_) end_->cancel();
}

Task<> PgLink::closed() {
  error_code ignored;
  while (is_open()) co_await end_->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

std::string PgLink::last_message() const {
  std::string message = connection_ ? PQerrorMessage(connection_.get()) : "the connection is closed";
  while (!message.empty() && message.back() == '\n') message.pop_back();
  return message;
}

void PgLink::check(int sent) {
  if (sent != 0) return;
  std::string const message = last_message();
  close(StoreErrc::unavailable, message);
  throw StoreError(StoreErrc::unavailable, message);
}

void PgLink::send_statement(std::string_view sql, Values const& values) {
  Parameters const parameters(values);
  int const count = static_cast<int>(values.size());
  std::string const text(sql);
  PGconn* const connection = connection_.get();
  auto found = prepared_.find(text);
  // BEGIN and COMMIT gain nothing by it.
  bool const is_preparing = options_.is_preparing && !values.empty();
  if (!is_preparing || (found == prepared_.end() && prepared_.size() == most_prepared)) {
    return check(PQsendQueryParams(connection, text.c_str(), count, nullptr, parameters.values(), parameters.sizes(),
                                   parameters.formats(), 1));
  }
  if (found == prepared_.end()) {
    found = prepared_.emplace(text, "s" + std::to_string(names_++)).first;
    check(PQsendPrepare(connection, found->second.c_str(), text.c_str(), 0, nullptr));
    requests_.back()->prepares = text;
  }
  check(PQsendQueryPrepared(connection, found->second.c_str(), count, parameters.values(), parameters.sizes(),
                            parameters.formats(), 1));
}

PgLink::Pending PgLink::send(std::string_view sql, Values const& values) {
  if (!is_open()) throw StoreError(StoreErrc::unavailable, "the connection to PostgreSQL is lost");
  auto request = std::make_shared<Request>(context_, options_.deadline + patience);
  requests_.push_back(request);
  send_statement(sql, values);
  check(PQpipelineSync(connection_.get()));
  flush();
  return request;
}

Task<Rows> PgLink::finish(Pending request) {
  error_code ignored;
  if (!request->is_done) co_await request->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  if (!request->is_done) close(StoreErrc::timed_out, "PostgreSQL did not answer in time");
  if (request->failure) std::rethrow_exception(request->failure);
  co_return std::move(request->rows);
}

Task<Rows> PgLink::execute(std::string_view sql, Values const& values) {
  Pending request = send(sql, values);
  co_return co_await finish(std::move(request));
}

Task<> PgLink::execute_script(std::string sql) {
  // A script is no part of a pipeline.
  while (!requests_.empty()) {
    Pending before = requests_.back();
    (void)co_await finish(std::move(before));
  }
  if (!is_open()) throw StoreError(StoreErrc::unavailable, "the connection to PostgreSQL is lost");
  check(PQexitPipelineMode(connection_.get()));
  auto request = std::make_shared<Request>(context_, options_.deadline + patience);
  request->is_script = true;
  requests_.push_back(request);
  check(PQsendQuery(connection_.get(), sql.c_str()));
  flush();
  std::exception_ptr failure;
  try {
    (void)co_await finish(std::move(request));
  } catch (StoreError const&) {
    failure = std::current_exception();
  }
  if (is_open()) check(PQenterPipelineMode(connection_.get()));
  if (failure) std::rethrow_exception(failure);
}

void PgLink::flush() {
  int const left = PQflush(connection_.get());
  if (left < 0) check(0);
  if (left == 0 || is_writing_) return;
  is_writing_ = true;
  asio::co_spawn(context_, write(shared_from_this()), asio::detached);
}

Task<> PgLink::write(std::shared_ptr<PgLink> self) {
  int left = 1;
  while (left > 0 && self->is_open()) {
    error_code failed;
    co_await self->socket_->async_wait(Descriptor::wait_write, asio::redirect_error(asio::use_awaitable, failed));
    if (failed || !self->is_open()) break;
    left = PQflush(self->connection_.get());
  }
  self->is_writing_ = false;
  if (left < 0 && self->is_open()) self->close(StoreErrc::unavailable, self->last_message());
}

void PgLink::begin_reading() { asio::co_spawn(context_, read(shared_from_this()), asio::detached); }

Task<> PgLink::read(std::shared_ptr<PgLink> self) {
  while (self->is_open()) {
    error_code failed;
    co_await self->socket_->async_wait(Descriptor::wait_read, asio::redirect_error(asio::use_awaitable, failed));
    if (failed || !self->is_open()) co_return;
    bool const is_well = PQconsumeInput(self->connection_.get()) != 0;
    if (is_well) self->take_answers();
    if (self->is_open() && (!is_well || PQstatus(self->connection_.get()) == CONNECTION_BAD)) {
      self->close(StoreErrc::unavailable, self->last_message());
    }
  }
}

void PgLink::take_answers() {
  // Between the answers of two statements stands one without a result; more of them would never end.
  int without_result = 0;
  while (is_open() && !requests_.empty() && PQisBusy(connection_.get()) == 0 && without_result < 3) {
    PGresult* const raw = PQgetResult(connection_.get());
    if (raw == nullptr && requests_.front()->is_script) {
      finish_front();
    } else if (raw == nullptr) {
      ++without_result;
    } else {
      without_result = 0;
      take(raw);
    }
  }
  if (without_result == 3) close(StoreErrc::broken, "PostgreSQL answered what was not asked");
}

void PgLink::take(PGresult* raw) {
  PgResult const result(raw);
  Request& request = *requests_.front();
  try {
    switch (PQresultStatus(raw)) {
      case PGRES_PIPELINE_SYNC: return finish_front();
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        request.rows = rows_of(raw);
        // What comes first says that it is prepared.
        request.prepares.clear();
        return;
      case PGRES_PIPELINE_ABORTED: return;
      default: throw error_of(raw);
    }
  } catch (...) {
    if (!request.failure) request.failure = std::current_exception();
    // The statement could not be prepared.
    if (!request.prepares.empty()) prepared_.erase(request.prepares);
  }
}

void PgLink::finish_front() {
  Pending const request = std::move(requests_.front());
  requests_.pop_front();
  request->finish();
}

}  // namespace storymap::server::store
