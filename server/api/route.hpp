// server/api/route.hpp - a route: what it is called, who may, what it takes, what it answers.
// Room: api.
//
// The table of routes is the one place that says so: requests are checked against it, the description in OpenAPI is
// made from it, and the tests walk through it.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/principal.hpp"
#include "server/base/json.hpp"
#include "server/base/problem.hpp"
#include "server/base/schema.hpp"
#include "server/base/task.hpp"
#include "server/http/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::api {

struct Services;

/// Who may use a route. `admin`: administrators who have given their password lately. From `viewer` on it is about the
/// project that the path names: the caller's role in it must be that or a higher one.
enum class Access : std::uint8_t { anyone, user, admin, viewer, commenter, editor, owner };

/// "viewer".
[[nodiscard]] std::string_view to_string(Access access) noexcept;

/// The access that a role in a project gives; `user` for a word that is no role.
[[nodiscard]] Access access_of_role(std::string_view role) noexcept;

/// What an API key must be good for to use a route.
enum class Scope : std::uint8_t {
  by_method,  ///< `read` for GET, else `write`
  read,
  write,
  share,  ///< who else sees a project
  none    ///< no key is: accounts, sessions and keys are managed by people
};

/// "read".
[[nodiscard]] std::string_view to_string(Scope scope) noexcept;

/// What the tokens of share links begin with.
inline constexpr std::string_view share_token_prefix = "sm_share_";
/// What the tokens of invitations begin with.
inline constexpr std::string_view invitation_token_prefix = "sm_invite_";

/// A request on its way through a route, with all that was found out about it.
struct Call {
  http::Request& request;
  Services& services;
  Language language = Language::en;
  std::vector<std::pair<std::string, std::string>> path = {};  ///< parameters by name, decoded
  json::value body = {};                                       ///< fits the schema of the route
  std::shared_ptr<auth::Principal const> principal = nullptr;  ///< never null unless `anyone` may
  std::string role = {};                                       ///< of the caller in the project
  std::string shared_project = {};                             ///< that a share link opens for the caller

  /// A parameter of the path.
  [[nodiscard]] std::string const& parameter(std::string_view name) const;
  /// A parameter of the query, if it is there.
  [[nodiscard]] std::optional<std::string> query(std::string_view name) const;
  /// The id of the caller.
  [[nodiscard]] std::string const& user_id() const { return principal->user.id; }
  /// Where the request comes from.
  [[nodiscard]] auth::Visitor visitor() const;
};

/// That the caller did `action` to something. What is in the project that the path names says so.
[[nodiscard]] auth::Event event_of(Call const& call, std::string action, std::string subject_kind,
                                   std::string subject_id);

/// A parameter of the query: text that fits a schema; numbers and truth are written as in JSON.
struct Parameter {
  std::string name;
  Schema schema;
  std::string summary;
};

/// What a body may be: JSON of a schema, or any bytes up to a size, which the handler reads itself.
struct Bytes {
  std::size_t most;
};

struct Route {
  http::Method method = http::Method::get;
  std::string path;       ///< "/api/v1/projects/{project}/map"
  std::string operation;  ///< its name in the description: "get_map"
  std::string tag;        ///< the part of the product
  std::string summary;    ///< one line
  Access access = Access::user;
  bool is_shareable = false;  ///< also for who has a share link of the project, and no account
  Scope scope = Scope::by_method;
  std::string rate_class = "read";
  std::optional<Schema> body = {};
  std::optional<Bytes> bytes = {};
  std::vector<Parameter> query = {};
  int status = 200;                   ///< of success
  std::optional<Schema> answer = {};  ///< nothing: no content, or none that is JSON
  std::string content_type = "application/json";
  std::vector<int> problems = {};  ///< statuses beyond those that its other members lead to
  std::function<Task<http::Response>(Call&)> handle = {};
};

/// The scope of a route, its method considered.
[[nodiscard]] Scope scope_of(Route const& route) noexcept;

/// No member is required: without a body it is {}.
[[nodiscard]] bool may_be_empty(Schema const& body) noexcept;

/// An answer of JSON.
[[nodiscard]] http::Response json_response(json::value const& value, int status = 200);
[[nodiscard]] http::Response json_text_response(std::string text, int status = 200);
[[nodiscard]] http::Response no_content();

/// Members of a body that fits its schema.
[[nodiscard]] std::string text_of(json::value const& body, std::string_view name);
[[nodiscard]] std::optional<std::string> optional_text_of(json::value const& body, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> optional_integer_of(json::value const& body, std::string_view name);
[[nodiscard]] std::optional<double> optional_number_of(json::value const& body, std::string_view name);

}  // namespace storymap::server::api
