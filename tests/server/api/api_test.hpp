// tests/server/api/api_test.hpp - the API without sockets: requests in, answers out, on a database of its own.
#pragma once

#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"
#include "server/auth/accounts.hpp"
#include "server/auth/administration.hpp"
#include "server/auth/api_keys.hpp"
#include "server/auth/audit.hpp"
#include "server/auth/email_verification.hpp"
#include "server/auth/password_reset.hpp"
#include "server/auth/refresh_tokens.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/config.hpp"
#include "server/base/crypto/jwt.hpp"
#include "server/base/crypto/password.hpp"
#include "server/base/uuid.hpp"
#include "server/maps/map_service.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tests/server/database_under_test.hpp"
#include "tests/server/recording_database.hpp"
#include "tests/server/run.hpp"

namespace storymap_test {

namespace api = storymap::server::api;
namespace auth = storymap::server::auth;
namespace http = storymap::server::http;
namespace json = boost::json;
namespace server = storymap::server;

/// A body that is there already.
class TextBody final : public http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  server::Task<std::string> read(std::size_t limit) override {
    if (text_.size() > limit) throw server::Problem(413, "body_too_large", {"too large"});
    co_return text_;
  }
  server::Task<std::string> read_some(std::size_t limit) override {
    std::string all = co_await read(limit);
    text_.clear();
    co_return all;
  }

 private:
  std::string text_;
};

/// Keeps what is written.
class TextWriter final : public http::Writer {
 public:
  server::Task<> write(std::string_view some) override {
    text += some;
    co_return;
  }
  std::string text;
};

struct Answer {
  int status = 0;
  http::Headers headers;
  std::string text;

  [[nodiscard]] json::value body() const { return json::parse(text); }
  /// A member of the body as text.
  [[nodiscard]] std::string at(std::string_view member) const {
    json::value const all = body();
    json::value const& found = all.at(member);
    return found.is_string() ? std::string(found.as_string()) : json::serialize(found);
  }
  /// The code of a problem, or "" for a success.
  [[nodiscard]] std::string code() const { return status < 400 ? "" : at("code"); }
};

/// A caller with what he sends along.
struct Caller {
  std::string token = {};
  std::string address = "192.0.2.1";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

class ApiTest : public testing::Test {
 protected:
  ApiTest() : ApiTest(false) {}
  explicit ApiTest(bool is_verification_required) {
    auto recorded = std::make_unique<RecordingDatabase>(under_test_.open_with_tables());
    recorded_ = recorded.get();
    database_ = std::move(recorded);
    rates_.emplace(clock_);
    audit_.emplace(*database_, ids_, clock_, log_);
    sessions_.emplace(*database_, access_, refresh_, ids_, clock_, *audit_);
    verification_.emplace(
        *database_, *sessions_, *audit_, send_, *rates_, clock_,
        auth::EmailVerificationOptions{.public_url = public_url, .is_required = is_verification_required});
    limits_.emplace(*rates_, server::Rate{1'000'000, std::chrono::milliseconds(60'000)});
    accounts_.emplace(*database_, *sessions_, hasher_, hashing_, *verification_, *audit_, send_, *limits_, ids_,
                      clock_);
    password_reset_.emplace(*database_, *sessions_, hasher_, hashing_, *audit_, send_, *rates_, clock_,
                            auth::PasswordResetOptions{.public_url = public_url});
    api_keys_.emplace(*database_, *audit_, ids_, clock_);
    administration_.emplace(*database_, *audit_, clock_, &*sessions_, &*api_keys_);
    maps_.emplace(*database_, workers_, clock_);
    services_.reset(new api::Services{*database_, *accounts_, *sessions_, *password_reset_, *verification_, *api_keys_,
                                      *administration_, *audit_, *maps_, workers_, ids_, clock_, public_url, send_});
    start({});
  }
  ~ApiTest() override {
    dispatcher_.reset();
    services_.reset();
    maps_.reset();
    database_.reset();
  }

  /// Rates are wide unless a test is about them.
  void start(server::Rates rates) {
    api::DispatcherOptions options;
    for (auto const& [name, rate] : server::read_config({}).rate) {
      options.policy.rates[name] = {1'000'000, std::chrono::milliseconds(60'000)};
    }
    for (auto const& [name, rate] : rates) options.policy.rates[name] = rate;
    options.policy.cors_origins = {"https://friend.example"};
    dispatcher_.reset();
    route_rates_.emplace(clock_);
    dispatcher_ = std::make_unique<api::Dispatcher>(api::all_routes(), *services_, *route_rates_, std::move(options),
                                                    log_, metrics_);
  }

  Answer send(http::Method method, std::string const& target, std::string body = {}, Caller const& caller = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    for (std::size_t at = target.find('?'); at != std::string::npos; at = target.find('&', at)) {
      std::string const pair = target.substr(at + 1, target.find('&', at + 1) - at - 1);
      request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
      ++at;
    }
    for (auto const& [name, value] : caller.headers) request.headers.add(name, value);
    if (!caller.token.empty()) request.headers.add("Authorization", "Bearer " + caller.token);
    if (!body.empty() && !request.headers.find("Content-Type")) request.headers.add("Content-Type", "application/json");
    request.client = caller.address;
    request.host = "maps.example";
    request.id = "request-1";
    TextBody content(std::move(body));
    request.body = &content;
    http::Response response = run(dispatcher_->answer(request));
    Answer answer{response.status, std::move(response.headers), {}};
    if (auto* const text = std::get_if<std::string>(&response.body)) answer.text = std::move(*text);
    if (auto* const shared = std::get_if<std::shared_ptr<std::string const>>(&response.body)) answer.text = **shared;
    if (auto* const stream = std::get_if<http::Stream>(&response.body)) {
      TextWriter writer;
      run((*stream)(writer));
      answer.text = std::move(writer.text);
    }
    return answer;
  }
  Answer get(std::string const& target, Caller const& caller = {}) {
    return send(http::Method::get, target, {}, caller);
  }
  Answer post(std::string const& target, std::string body, Caller const& caller = {}) {
    return send(http::Method::post, target, std::move(body), caller);
  }

  /// Registers, throws the letter away, and returns who that is.
  Caller member(std::string const& name) {
    Answer const answer = post("/api/v1/auth/register", R"({"email":")" + name + R"(@example.com","password":")" +
                                                            password + R"(","name":")" + name + R"("})");
    EXPECT_EQ(answer.status, 201) << answer.text;
    letters_.pop_back();
    return {.token = answer.at("access_token")};
  }
  std::string project_of(Caller const& owner, std::string const& name = "Shop") {
    return post("/api/v1/projects", R"({"name":")" + name + R"("})", owner).at("id");
  }
  void share(std::string const& project, Caller const& owner, std::string const& name, std::string const& role) {
    Answer const answer = post("/api/v1/projects/" + project + "/members",
                               R"({"email":")" + name + R"(@example.com","role":")" + role + R"("})", owner);
    EXPECT_EQ(answer.status, 202) << answer.text;
  }

  /// What stands behind the "#" in the newest letter.
  [[nodiscard]] std::string token_of_letter() const {
    std::string const& text = letters_.back().text;
    std::string const rest = text.substr(text.find('#') + 1);
    return rest.substr(0, rest.find_first_of(" \n"));
  }

  static constexpr char const* password = "sunny afternoon walk";
  static constexpr char const* public_url = "https://maps.example";

  DatabaseUnderTest under_test_;
  std::vector<auth::Letter> letters_;  ///< that were sent
  auth::SendLetter send_ = [this](auth::Letter letter) -> server::Task<> {
    letters_.push_back(std::move(letter));
    co_return;
  };
  server::ManualClock clock_{server::from_milliseconds(1'700'000'000'000)};
  server::UuidSource ids_{clock_};
  server::Metrics metrics_;
  TemporaryFolder log_folder_;
  server::Log log_ = server::Log::open({.file = log_folder_ / "log"}, clock_);
  server::WorkerPool workers_{2, 1000};
  server::WorkerPool hashing_{2, 1000};
  server::PasswordHasher hasher_{{.memory = 8192, .passes = 1}};
  server::KeyRing keys_ = server::KeyRing::random();
  server::AccessTokens access_{keys_, {.issuer = "storymap", .audience = "storymap"}};
  auth::RefreshTokens refresh_{keys_};
  std::unique_ptr<server::store::Database> database_;
  RecordingDatabase* recorded_ = nullptr;
  std::optional<auth::Sessions> sessions_;
  std::optional<auth::Audit> audit_;
  std::optional<auth::EmailVerification> verification_;
  std::optional<server::LocalRateLimiter> rates_;
  std::optional<server::LocalRateLimiter> route_rates_;
  std::optional<auth::LoginLimits> limits_;
  std::optional<auth::Accounts> accounts_;
  std::optional<auth::PasswordReset> password_reset_;
  std::optional<auth::ApiKeys> api_keys_;
  std::optional<auth::Administration> administration_;
  std::optional<server::maps::MapService> maps_;
  std::unique_ptr<api::Services> services_;
  std::unique_ptr<api::Dispatcher> dispatcher_;
};

}  // namespace storymap_test
