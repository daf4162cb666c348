// server/base/config_options.cpp - the table of options.
#include "server/base/config.hpp"

namespace storymap::server {
namespace {

constexpr bool secret = true;
constexpr bool open = false;
constexpr bool reloadable = true;
constexpr bool fixed = false;

Option const general[] = {
    {"help", &Config::help, "false", "Prints this and ends."},
    {"config", &Config::config, "", "A file of lines `name = value`. Lines that begin with # are comments."},
};

Option const listening[] = {
    {"listen", &Config::listen, "127.0.0.1:8080", "Where to serve. Port 0 takes a free one."},
    {"admin-listen", &Config::admin_listen, "127.0.0.1:9090",
     "Where to serve /metrics and administration. Keep it away from the internet."},
    {"public-url", &Config::public_url, "",
     "The address under which people reach the server: in links of e-mails, and the only origin of cookies. Empty: "
     "that "
     "of `listen`.",
     open, fixed, "https://|http://"},
    {"tls-certificate", &Config::tls_certificate, "",
     "A PEM file with the chain of certificates, to serve HTTPS without a proxy in front. SIGHUP reads it again."},
    {"tls-key", &Config::tls_key, "", "The PEM file with its private key. SIGHUP reads it again."},
    {"web", &Config::web, "",
     "A folder with the files of a web page, served beside the API. It is read when the server starts; files that end "
     "with .br and .gz are the compressed forms of those beside them."},
    {"trusted-proxies", &Config::trusted_proxies, "",
     "Networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."},
    {"cors-origins", &Config::cors_origins, "",
     "Origins whose pages may call the API, such as https://maps.example.com. There are no wildcards.", open,
     reloadable, "https://|http://"},
    {"io-threads", &Config::io_threads, "0", "Threads that serve requests. 0: one per core."},
    {"shutdown-grace", &Config::shutdown_grace, "30s", "How long requests may take to end after SIGTERM."},
};

Option const limits[] = {
    {"header-size", &Config::header_size, "16KiB", "All header fields of a request together."},
    {"header-count", &Config::header_count, "100", "Header fields of a request.", open, fixed, {}, 1},
    {"target-size", &Config::target_size, "8KiB", "Path and query of a request."},
    {"body-size", &Config::body_size, "1MiB", "The body of a request, other than an import."},
    {"import-size", &Config::import_size, "50MiB", "The file of an import."},
    {"json-depth", &Config::json_depth, "32", "Arrays and objects within each other.", open, fixed, {}, 1},
    {"header-timeout", &Config::header_timeout, "10s", "How long all header fields of a request may take."},
    {"body-timeout", &Config::body_timeout, "30s", "How long a body may take, beyond what `body-rate` allows it."},
    {"body-rate", &Config::body_rate, "1KiB", "The fewest bytes a second in which a body may come."},
    {"keep-alive", &Config::keep_alive, "60s", "How long a connection may stay idle."},
    {"connections", &Config::connections, "10000", "Connections at once.", open, fixed, {}, 1},
    {"connections-per-address",
     &Config::connections_per_address,
     "256",
     "Connections at once from one address, which trusted proxies may exceed.",
     open,
     fixed,
     {},
     1},
    {"requests-per-connection",
     &Config::requests_per_connection,
     "1000",
     "Requests until a connection is closed.",
     open,
     fixed,
     {},
     1},
    {"websocket-message", &Config::websocket_message, "64KiB", "A message of a WebSocket."},
    {"websocket-idle", &Config::websocket_idle, "5m",
     "How long a WebSocket may stay silent, answers to pings included."},
};

Option const storage[] = {
    {"database", &Config::database, "sqlite:./storymap.db",
     "`sqlite:PATH`, or `postgresql://USER:PASSWORD@HOST/NAME` with the parameters of libpq. Over a network ask for "
     "`?sslmode=verify-full`.",
     secret, fixed, "sqlite:|postgresql://|postgres://"},
    {"database-pooler", &Config::database_pooler, "false",
     "The database is behind a pooler of transactions such as PgBouncer: no prepared statements, no LISTEN."},
    {"database-connections",
     &Config::database_connections,
     "8",
     "Connections to PostgreSQL, or readers of SQLite.",
     open,
     fixed,
     {},
     1},
    {"database-queue",
     &Config::database_queue,
     "200",
     "Statements that may wait for a connection; more are answered 503.",
     open,
     fixed,
     {},
     0},
    {"database-timeout", &Config::database_timeout, "5s", "How long a statement may take, waiting included."},
    {"redis", &Config::redis, "", "`redis://` or `rediss://` address for limits and caches that several servers share.",
     secret, fixed, "redis://|rediss://"},
    {"redis-timeout", &Config::redis_timeout, "250ms", "After which the server does without Redis."},
    {"instances",
     &Config::instances,
     "1",
     "Servers that share one Redis: while it is away each of them allows its part of the rates.",
     open,
     fixed,
     {},
     1},
};

Option const work[] = {
    {"analysis-threads", &Config::analysis_threads, "0", "Threads that analyse maps. 0: one per core."},
    {"analysis-queue", &Config::analysis_queue, "64", "Analyses that may wait; more are answered 503."},
    {"analysis-timeout", &Config::analysis_timeout, "20s", "How long an analysis may take, waiting included."},
    {"password-threads", &Config::password_threads, "0", "Threads that hash passwords. 0: half of the cores."},
    {"password-queue", &Config::password_queue, "64", "Logins that may wait for one; more are answered 503."},
    {"cached-nouns",
     &Config::cached_nouns,
     "200000",
     "Stories, tasks and other nouns of the maps held in memory.",
     open,
     fixed,
     {},
     1},
};

Option const accounts[] = {
    {"registration", &Config::registration, "true", "Anybody may create an account; else only who is invited."},
    {"require-verified-email", &Config::require_verified_email, "false",
     "An account can be used only when its e-mail address is verified."},
    {"token-keys", &Config::token_keys, "",
     "Keys that sign access tokens. Empty: a random one, so that a restart ends all access tokens, and a second server "
     "does not know them.",
     secret, fixed},
    {"secret-keys", &Config::secret_keys, "",
     "Keys of 32 bytes that encrypt secrets in the database. Empty: features that store secrets are off.", secret,
     fixed},
    {"access-token-lifetime", &Config::access_token_lifetime, "10m", "How long an access token is good for."},
    {"session-lifetime", &Config::session_lifetime, "30d", "How long a session lasts at most."},
    {"session-idle", &Config::session_idle, "14d", "How long a session lasts when it is not used."},
    {"refresh-grace", &Config::refresh_grace, "10s",
     "How long a refresh token that was just replaced is still taken, for callers who lost the answer."},
    {"clock-leeway", &Config::clock_leeway, "0", "How far the clocks of servers may differ, up to 60s."},
    {"verification-lifetime", &Config::verification_lifetime, "2d", "How long a link that verifies an address works."},
    {"reset-lifetime", &Config::reset_lifetime, "30m", "How long a link that resets a password works."},
    {"invitation-lifetime", &Config::invitation_lifetime, "7d", "How long an invitation works."},
    {"deletion-grace", &Config::deletion_grace, "30d", "How long a deleted account can be had back."},
    {"password-memory", &Config::password_memory, "19MiB", "Memory that hashing a password fills (Argon2id)."},
    {"password-passes", &Config::password_passes, "2", "How often it is filled.", open, fixed, {}, 1},
    {"rate", &Config::rate,
     "register=5/60s,login=10/60s,account=10/60s,refresh=30/60s,reset=5/60s,read=600/60s,write=300/60s,import=10/"
     "60s,export=30/60s,"
     "analysis=30/60s,typing=300/60s,invite=30/1h,anonymous=120/60s",
     "How often each class of requests may come from one user, API key or address; `account` is how often the password "
     "of one account may be tried from one network. Classes that are not named keep their rates.",
     open, reloadable},
};

Option const mail[] = {
    {"smtp", &Config::smtp, "",
     "`smtps://USER:PASSWORD@HOST:465` or `smtp://...:587`, which must offer STARTTLS. Empty: see `mail-log`.", secret,
     fixed, "smtps://|smtp://"},
    {"mail-from", &Config::mail_from, "storymap <no-reply@localhost>", "The sender of e-mails."},
    {"mail-log", &Config::mail_log, "",
     "Without `smtp`: the file to which e-mails are appended. Empty: they are lost."},
    {"outgoing-timeout", &Config::outgoing_timeout, "10s", "How long a call to another service may take."},
    {"outgoing-body", &Config::outgoing_body, "64KiB", "How much of its answer is read."},
    {"outgoing-allow", &Config::outgoing_allow, "",
     "Networks that may be called on a user's word although they are not public."},
};

Option const observation[] = {
    {"log-level", &Config::log_level, "info", "The least severe entries that are written.", open, reloadable},
    {"log-file", &Config::log_file, "", "Where to. Empty: standard error."},
    {"log-queue",
     &Config::log_queue,
     "8192",
     "Entries that may wait to be written; the oldest give way.",
     open,
     fixed,
     {},
     1},
    {"sentry-dsn", &Config::sentry_dsn, "", "Where faults of the server are reported to. Empty: nowhere.", secret,
     fixed, "https://|http://"},
};

OptionGroup const groups[] = {
    {"General", general}, {"Listening", listening}, {"Limits of requests", limits}, {"Storage", storage},
    {"Work", work},       {"Accounts", accounts},   {"Mail and calls", mail},       {"Observation", observation},
};

}  // namespace

std::span<OptionGroup const> option_groups() noexcept { return groups; }

}  // namespace storymap::server
