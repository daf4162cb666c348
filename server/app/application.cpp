// server/app/application.cpp - bodies of application.hpp.
#include "server/app/application.hpp"

#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"
#include "server/app/housekeeping.hpp"
#include "server/app/keys.hpp"
#include "server/app/wait_for.hpp"
#include "server/auth/account_removal.hpp"
#include "server/auth/accounts.hpp"
#include "server/auth/administration.hpp"
#include "server/auth/api_keys.hpp"
#include "server/auth/audit.hpp"
#include "server/auth/email_verification.hpp"
#include "server/auth/login_limits.hpp"
#include "server/auth/password_reset.hpp"
#include "server/auth/refresh_tokens.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/crypto/jwt.hpp"
#include "server/base/crypto/password.hpp"
#include "server/base/log.hpp"
#include "server/base/metrics.hpp"
#include "server/base/uuid.hpp"
#include "server/base/worker_pool.hpp"
#include "server/cache/redis/client.hpp"
#include "server/cache/redis/shared_rate_limiter.hpp"
#include "server/http/compression.hpp"
#include "server/http/server.hpp"
#include "server/http/static_files.hpp"
#include "server/maps/map_service.hpp"
#include "server/net/mailer.hpp"
#include "server/net/outbox.hpp"
#include "server/store/migrations.hpp"
#include "server/store/postgres/postgres.hpp"
#include "server/store/sqlite/sqlite.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace storymap::server::app {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

[[nodiscard]] std::size_t size_of(std::int64_t number) noexcept { return static_cast<std::size_t>(number); }

/// So many threads as the option says, or a share of the cores.
[[nodiscard]] std::size_t threads_of(std::int64_t wanted, unsigned share_of_cores) noexcept {
  if (wanted > 0) return size_of(wanted);
  return std::max(1U, std::thread::hardware_concurrency() / share_of_cores);
}

[[nodiscard]] KeyRing token_keys_of(Config const& config) {
  if (config.token_keys) return *config.token_keys;
  if (!config.database.starts_with(sqlite_scheme)) {
    throw std::runtime_error("token-keys must be set: servers that share a database share them");
  }
  return keys_in_file(config.database.substr(sqlite_scheme.size()) + ".keys");
}

[[nodiscard]] http::ServerOptions server_options(Config const& config) {
  http::ServerOptions options;
  options.address = config.listen.host;
  options.port = config.listen.port;
  options.threads = threads_of(config.io_threads, 1);
  options.trusted_proxies = config.trusted_proxies;
  options.limits.header_bytes = config.header_size.bytes;
  options.limits.header_fields = size_of(config.header_count);
  options.limits.target_bytes = config.target_size.bytes;
  options.limits.header_time = config.header_timeout;
  options.limits.body_time = config.body_timeout;
  options.limits.body_rate = config.body_rate.bytes;
  options.limits.idle_time = config.keep_alive;
  options.limits.requests = size_of(config.requests_per_connection);
  options.limits.connections = size_of(config.connections);
  options.limits.connections_per_address = size_of(config.connections_per_address);
  options.limits.websocket_message = config.websocket_message.bytes;
  options.limits.websocket_idle = config.websocket_idle;
  return options;
}

}  // namespace

namespace {

/// A quarter of the connections reads: there, statements do not wait for each other.
void share_out(store::PostgresOptions& options, std::size_t connections) {
  options.lanes = std::clamp<std::size_t>(connections / 4, 1, 4);
  std::size_t const of_a_lane = std::max<std::size_t>(connections / options.lanes, 2);
  options.readers = std::max<std::size_t>(of_a_lane / 4, 1);
  options.writers = of_a_lane - options.readers;
}

}  // namespace

std::unique_ptr<store::Database> open_database(Config const& config) {
  if (config.database.starts_with(sqlite_scheme)) {
    store::SqliteOptions options;
    options.path = config.database.substr(sqlite_scheme.size());
    options.readers = size_of(config.database_connections);
    options.queue = size_of(config.database_queue);
    options.deadline = config.database_timeout;
    return store::open_sqlite(std::move(options));
  }
  store::PostgresOptions options;
  options.url = config.database;
  share_out(options, size_of(config.database_connections));
  options.queue = size_of(config.database_queue);
  options.deadline = config.database_timeout;
  options.has_pooler = config.database_pooler;
  return store::open_postgres(std::move(options));
}

namespace {

[[nodiscard]] std::unique_ptr<net::Mailer> make_mailer(Config const& config, WorkerPool& pool, Clock const& clock) {
  if (config.smtp.empty()) return std::make_unique<net::LogMailer>(config.mail_log, pool, clock);
  net::SmtpOptions options;
  options.url = config.smtp;
  options.sender = config.mail_from;
  return std::make_unique<net::SmtpMailer>(std::move(options), pool, clock);
}

/// The rates are a list that may lack any class.
[[nodiscard]] Rate login_rate(Config const& config) {
  auto const found = config.rate.find("account");
  return found == config.rate.end() ? Rate{10, std::chrono::minutes(1)} : found->second;
}

/// Where people reach us: links of letters begin with it.
[[nodiscard]] std::string public_url_of(Config const& config) {
  if (!config.public_url.empty()) return config.public_url;
  bool const is_v6 = config.listen.host.find(':') != std::string::npos;
  std::string const host = is_v6 ? "[" + config.listen.host + "]" : config.listen.host;
  return (config.tls_certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(config.listen.port);
}

}  // namespace

/// Null when there is none.
[[nodiscard]] static std::unique_ptr<cache::RedisClient> open_redis(Config const& config, Log const& log) {
  if (config.redis.empty()) return nullptr;
  cache::RedisOptions options;
  options.address = cache::parse_redis_address(config.redis);
  options.timeout = config.redis_timeout;
  return std::make_unique<cache::RedisClient>(std::move(options), log);
}

/// Null when connections are to be plain.
[[nodiscard]] static std::shared_ptr<http::TlsIdentity> identity_of(Config const& config) {
  if (config.tls_certificate.empty()) return nullptr;
  return std::make_shared<http::TlsIdentity>(config.tls_certificate, config.tls_key);
}

struct Application::Parts {
  Parts(Config chosen, Clock const& time)
      : config(std::move(chosen)),
        clock(time),
        log(Log::open({.level = config.log_level, .file = config.log_file, .queue = size_of(config.log_queue)}, clock)),
        identity(identity_of(config)),
        ids(clock),
        database(open_database(config)),
        workers(threads_of(config.analysis_threads, 1), size_of(config.analysis_queue)),
        hashing(threads_of(config.password_threads, 2), size_of(config.password_queue)),
        mailing(2, 1'000),
        mailer(make_mailer(config, mailing, clock)),
        outbox(*mailer, log),
        hasher({.memory = config.password_memory.bytes, .passes = static_cast<std::uint64_t>(config.password_passes)}),
        keys(token_keys_of(config)),
        access(keys, {.issuer = "storymap",
                      .audience = "storymap",
                      .lifetime = std::chrono::duration_cast<std::chrono::seconds>(config.access_token_lifetime),
                      .leeway = std::chrono::duration_cast<std::chrono::seconds>(config.clock_leeway)}),
        refresh(keys),
        redis(open_redis(config, log)),
        rates(make_rates()),
        audit(*database, ids, clock, log),
        sessions(*database, access, refresh, ids, clock, audit,
                 {.idle = config.session_idle, .lifetime = config.session_lifetime, .grace = config.refresh_grace}),
        verification(*database, sessions, audit, send_letter(), *rates, clock,
                     {.public_url = public_url_of(config),
                      .is_required = config.require_verified_email,
                      .lifetime = config.verification_lifetime}),
        limits(*rates, login_rate(config)),
        accounts(*database, sessions, hasher, hashing, verification, audit, send_letter(), limits, ids, clock,
                 {.time_to_regret = config.deletion_grace, .is_open = config.registration}),
        password_reset(*database, sessions, hasher, hashing, audit, send_letter(), *rates, clock,
                       {.public_url = public_url_of(config), .lifetime = config.reset_lifetime}),
        api_keys(*database, audit, ids, clock),
        administration(*database, audit, clock, &sessions, &api_keys),
        maps(*database, workers, clock, {.cached_nouns = size_of(config.cached_nouns)}),
        services{
            *database, accounts, sessions, password_reset, verification,          api_keys,     administration, audit,
            maps,      workers,  ids,      clock,          public_url_of(config), send_letter()},
        removal(*database, audit, clock) {
    wait_for(store::migrate(*database, store::migrations(database->dialect()), clock));
    api::DispatcherOptions options;
    options.policy = {.rates = config.rate, .cors_origins = config.cors_origins};
    options.body_size = config.body_size.bytes;
    options.json_depth = size_of(config.json_depth);
    if (!config.web.empty()) {
      files = http::StaticFiles::of_folder(config.web);
      options.otherwise = [this](http::Request const& request) { return files.answer(request); };
    }
    services.quotas.import_bytes = config.import_size.bytes;
    services.invitation_lifetime = config.invitation_lifetime;
    services.analysis_time = config.analysis_timeout;
    dispatcher.emplace(api::all_routes(), services, *rates, std::move(options), log, metrics);
    auto answer = [this](http::Request& request) { return dispatcher->answer(request); };
    http::ServerOptions serving = server_options(config);
    serving.tls = identity;
    server.emplace(std::move(serving), http::compressed(answer, workers), ids, log);
    if (config.admin_listen) open_admin();
    housekeeping.emplace([this] { keep_house(); }, std::chrono::hours(1), log);
  }

  /// Whether it arrives is the log's business alone.
  [[nodiscard]] auth::SendLetter send_letter() {
    return [this](auth::Letter letter) -> Task<> {
      outbox.post({std::move(letter.to), std::move(letter.subject), std::move(letter.text)});
      co_return;
    };
  }

  void keep_house() {
    auth::AccountRemoval::Removed const removed = wait_for(removal.remove_due());
    for (std::string const& project : removed.projects) maps.forget(project);
    if (removed.accounts + removed.tokens + removed.sessions == 0) return;
    log.info("removed what was due",
             {{"accounts", removed.accounts}, {"letters", removed.tokens}, {"sessions", removed.sessions}});
  }

  [[nodiscard]] std::unique_ptr<RateLimiter> make_rates() {
    if (!redis) return std::make_unique<LocalRateLimiter>(clock);
    return std::make_unique<cache::SharedRateLimiter>(*redis, clock, metrics, config.instances);
  }

  void take_over(Config const& fresh) {
    if (identity) identity->reload();
    dispatcher->change({.rates = fresh.rate, .cors_origins = fresh.cors_origins});
    limits.change(login_rate(fresh));
    log.set_level(fresh.log_level);
    for (std::string_view const option : server::reload(config, fresh)) {
      log.warning("this takes a restart, and stays as it was", {{"option", option}});
    }
    log.info("the configuration was read again");
  }

  void open_admin() {
    http::ServerOptions options;
    options.address = config.admin_listen.host;
    options.port = config.admin_listen.port;
    options.threads = 1;
    auto answer = [this](http::Request& request) { return answer_admin(request); };
    admin.emplace(std::move(options), answer, ids, log);
  }

  Task<http::Response> answer_admin(http::Request& request) {
    if (request.path != "/metrics") throw not_found();
    http::Response response;
    response.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = metrics.to_text();
    co_return response;
  }

  Config config;
  Clock const& clock;
  Log log;
  Metrics metrics;
  std::shared_ptr<http::TlsIdentity> identity;  ///< null: connections are plain
  UuidSource ids;
  std::unique_ptr<store::Database> database;
  WorkerPool workers;
  WorkerPool hashing;
  WorkerPool mailing;
  std::unique_ptr<net::Mailer> mailer;
  net::Outbox outbox;
  PasswordHasher hasher;
  KeyRing keys;
  AccessTokens access;
  auth::RefreshTokens refresh;
  std::unique_ptr<cache::RedisClient> redis;  ///< null: rates are counted here
  std::unique_ptr<RateLimiter> rates;
  auth::Audit audit;
  auth::Sessions sessions;
  auth::EmailVerification verification;
  auth::LoginLimits limits;
  auth::Accounts accounts;
  auth::PasswordReset password_reset;
  auth::ApiKeys api_keys;
  auth::Administration administration;
  maps::MapService maps;
  api::Services services;
  http::StaticFiles files;
  std::optional<api::Dispatcher> dispatcher;
  auth::AccountRemoval removal;
  std::optional<Housekeeping> housekeeping;
  // The last to be made and the first to end: nothing they call is gone before them.
  std::optional<http::Server> server;
  std::optional<http::Server> admin;
};

Application::Application(Config config, Clock const& clock)
    : parts_(std::make_unique<Parts>(std::move(config), clock)) {}
Application::~Application() = default;

std::uint16_t Application::port() const noexcept { return parts_->server->port(); }
std::uint16_t Application::admin_port() const noexcept { return parts_->admin ? parts_->admin->port() : 0; }

void Application::reload(Config const& config) {
  try {
    parts_->take_over(config);
  } catch (std::exception const& error) {
    parts_->log.error("the configuration was not taken over", {{"reason", error.what()}});
  }
}

bool Application::is_secure() const noexcept { return parts_->identity != nullptr; }

bool Application::drain(std::chrono::milliseconds most) {
  parts_->services.is_draining = true;
  return parts_->server->drain(most);
}

}  // namespace storymap::server::app
