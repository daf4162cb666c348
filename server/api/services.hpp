// server/api/services.hpp - what the handlers of routes stand on. The application owns all of it.
// Room: api.
#pragma once

#include "server/api/documents.hpp"
#include "server/auth/accounts.hpp"
#include "server/auth/administration.hpp"
#include "server/auth/api_keys.hpp"
#include "server/auth/audit.hpp"
#include "server/auth/email_verification.hpp"
#include "server/auth/letter.hpp"
#include "server/auth/password_reset.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/uuid.hpp"
#include "server/base/worker_pool.hpp"
#include "server/maps/analysis_cache.hpp"
#include "server/maps/map_service.hpp"
#include "server/store/database.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

namespace storymap::server::api {

/// How many there may be of what users make.
struct Quotas {
  std::size_t projects = 1'000;   ///< that one user owns
  std::size_t invitations = 200;  ///< open ones of one project
  std::size_t versions = 200;     ///< of one project
  std::size_t share_links = 100;  ///< of one project
  std::size_t import_bytes = std::size_t{10} << 20U;
};

struct Services {
  store::Database& database;
  auth::Accounts& accounts;
  auth::Sessions& sessions;
  auth::PasswordReset& password_reset;
  auth::EmailVerification& email_verification;
  auth::ApiKeys& api_keys;
  auth::Administration& administration;
  auth::Audit& audit;
  maps::MapService& maps;
  WorkerPool& workers;
  UuidSource& ids;
  Clock const& clock;
  std::string public_url;  ///< where people reach us, without a slash at the end
  auth::SendLetter send_letter;
  Quotas quotas = {};
  std::chrono::milliseconds invitation_lifetime = std::chrono::hours(24 * 7);
  std::chrono::milliseconds analysis_time = std::chrono::seconds(20);  ///< that one may take, waiting included
  maps::AnalysisCache analyses{};
  Documents documents{};
  std::atomic<bool> is_draining = false;
};

}  // namespace storymap::server::api
