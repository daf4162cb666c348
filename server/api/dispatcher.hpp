// server/api/dispatcher.hpp - the way of a request: route, authentication, rate, role, body, handler.
// Room: api.
#pragma once

#include "server/api/route.hpp"
#include "server/api/services.hpp"
#include "server/base/config_values.hpp"
#include "server/base/log.hpp"
#include "server/base/metrics.hpp"
#include "server/base/rate_limiter.hpp"
#include "server/http/message.hpp"
#include "server/http/path_table.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::api {

/// What may change while requests are answered.
struct DispatcherPolicy {
  Rates rates;                            ///< by class; "anonymous" is for callers who are nobody
  std::vector<std::string> cors_origins;  ///< pages of others that may call us, exactly
};

struct DispatcherOptions {
  DispatcherPolicy policy;
  std::size_t body_size = std::size_t{1} << 20U;
  std::size_t json_depth = 32;
  /// Answers what no route knows, such as the files of the web page; nothing for what it does not know either.
  std::function<std::optional<http::Response>(http::Request const&)> otherwise = {};
};

/// Answers requests by the table of routes. Whatever goes wrong is answered too: problems as they say, faults of ours
/// with 500 and no word about their cause, which is in the log under the id of the request.
class Dispatcher {
 public:
  /// Throws std::invalid_argument when two routes are the same, or one has a rate class that is not there.
  Dispatcher(std::vector<Route> routes, Services& services, RateLimiter& rates, DispatcherOptions options, Log log,
             Metrics& metrics);

  [[nodiscard]] Task<http::Response> answer(http::Request& request);

  /// For requests that come from now on. Throws like the constructor, and then nothing has changed. Any thread.
  void change(DispatcherPolicy policy);

  [[nodiscard]] std::vector<Route> const& routes() const noexcept { return routes_; }

 private:
  struct Outcome;

  [[nodiscard]] Task<> record_refusal(http::Request const& request, Outcome const& outcome,
                                      Problem const& problem) const;
  [[nodiscard]] Task<http::Response> run(http::Request& request, Outcome& outcome);
  [[nodiscard]] Task<> open_share_link(Call& call, std::string token) const;
  [[nodiscard]] http::Response elsewhere(http::Request const& request, http::PathMatch const& match) const;
  [[nodiscard]] Task<> authenticate(Call& call) const;
  void check_admin(Call const& call, Route const& route) const;
  static void check_scope(Call const& call, Route const& route);
  [[nodiscard]] Task<> limit(Call const& call, Route const& route, Outcome& outcome) const;
  [[nodiscard]] Task<> check_role(Call& call, Route const& route, Outcome& outcome) const;
  [[nodiscard]] Task<> read_body(Call& call, Route const& route) const;
  [[nodiscard]] bool is_allowed_origin(std::string_view origin) const noexcept;
  [[nodiscard]] http::Response preflight(http::Request const& request) const;
  void add_cors(http::Request const& request, http::Response& response) const;

  std::vector<Route> routes_;
  http::PathTable table_;
  Services& services_;
  RateLimiter& rates_;
  DispatcherOptions options_;
  std::atomic<DispatcherPolicy const*> policy_ = nullptr;
  std::mutex changing_;
  /// Those of before too: requests may be looking at them.
  std::vector<std::unique_ptr<DispatcherPolicy const>> policies_;
  Log log_;
  MetricFamily<Counter>& requests_;
  MetricFamily<Histogram>& seconds_;
};

}  // namespace storymap::server::api
