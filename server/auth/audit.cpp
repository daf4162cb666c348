// server/auth/audit.cpp - bodies of audit.hpp.
#include "server/auth/audit.hpp"

#include "server/store/audit.hpp"

#include <boost/json/serialize.hpp>

#include <chrono>
#include <utility>

namespace storymap::server::auth {

Audit::Audit(store::Database& database, UuidSource& ids, Clock const& clock, Log log)
    : database_(database), ids_(ids), clock_(clock), log_(std::move(log)) {}

Task<> Audit::record(store::Connection& in, Event event, Visitor visitor) {
  store::AuditRow row{
      .id = ids_.next(),
      .at = clock_.now(),
      .actor_id = std::move(event.actor_id),
      .action = std::move(event.action),
      .subject_kind = std::move(event.subject_kind),
      .subject_id = std::move(event.subject_id),
      .address = std::move(visitor.address),
      .request_id = std::move(visitor.request_id),
      .details = json::serialize(event.details),
  };
  log_.info("audit", {{"action", row.action},
                      {"actor_id", row.actor_id.value_or("")},
                      {"subject_kind", row.subject_kind},
                      {"subject_id", row.subject_id.value_or("")},
                      {"client", row.address},
                      {"request_id", row.request_id},
                      {"details", row.details}});
  co_await store::append_audit(in, std::move(row));
}

Task<> Audit::record(Event event, Visitor visitor) {
  auto work = [&](store::Connection& in) -> Task<> { co_await record(in, event, visitor); };
  co_await database_.transaction(work);
}

Task<> Audit::record_seldom(std::string key, Event event, Visitor visitor) {
  constexpr Rate once_a_minute{1, std::chrono::minutes(1)};
  if (!seldom_.take(key, once_a_minute, clock_.now()).is_allowed) co_return;
  try {
    co_await record(std::move(event), std::move(visitor));
  } catch (store::StoreError const& error) {
    log_.error("an event was not written", {{"reason", error.what()}});
  }
}

}  // namespace storymap::server::auth
