// server/api/recovery_routes.cpp - what is proved by reading e-mails: that an account is one's own.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

namespace storymap::server::api {
namespace {

/// The same body, whoever asks about whom.
[[nodiscard]] http::Response accepted() {
  json::object answer;
  answer["status"] = "accepted";
  return json_response(answer, 202);
}

[[nodiscard]] Schema accepted_schema() { return object({required("status", one_of({"accepted"}))}); }

Task<http::Response> request_password_reset(Call& call) {
  co_await call.services.password_reset.request(text_of(call.body, "email"), call.visitor());
  co_return accepted();
}

Task<http::Response> confirm_password_reset(Call& call) {
  co_await call.services.password_reset.confirm(text_of(call.body, "token"), text_of(call.body, "password"),
                                                call.visitor());
  co_return no_content();
}

Task<http::Response> verify_email(Call& call) {
  co_await call.services.email_verification.confirm(text_of(call.body, "token"), call.visitor());
  co_return no_content();
}

Task<http::Response> resend_verification(Call& call) {
  co_await call.services.email_verification.resend(text_of(call.body, "email"), call.visitor());
  co_return accepted();
}

}  // namespace

void add_recovery_routes(std::vector<Route>& routes) {
  using http::Method;
  Schema email = string(3, 254);
  email.format = "email";
  Schema password = string(1, 1024);
  password.format = "password";
  routes.push_back(
      {.method = Method::post,
       .path = "/api/v1/auth/password-reset",
       .operation = "request_password_reset",
       .tag = "auth",
       .summary = "Send a link to set a new password; the answer does not tell whether there is an account",
       .access = Access::anyone,
       .rate_class = "reset",
       .body = object({required("email", email)}),
       .status = 202,
       .answer = accepted_schema(),
       .handle = request_password_reset});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/auth/password-reset/confirm",
                    .operation = "confirm_password_reset",
                    .tag = "auth",
                    .summary = "Set a new password by the token of the link; all sessions end",
                    .access = Access::anyone,
                    .rate_class = "reset",
                    .body = object({required("token", string(1, 200)), required("password", password)}),
                    .status = 204,
                    .problems = {400, 422, 503},
                    .handle = confirm_password_reset});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/auth/verify-email",
                    .operation = "verify_email",
                    .tag = "auth",
                    .summary = "Verify the e-mail address by the token of the link",
                    .access = Access::anyone,
                    .rate_class = "reset",
                    .body = object({required("token", string(1, 200))}),
                    .status = 204,
                    .problems = {400},
                    .handle = verify_email});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/auth/verify-email/resend",
                    .operation = "resend_verification",
                    .tag = "auth",
                    .summary = "Send the link again; the answer does not tell whether there is an account",
                    .access = Access::anyone,
                    .rate_class = "reset",
                    .body = object({required("email", email)}),
                    .status = 202,
                    .answer = accepted_schema(),
                    .handle = resend_verification});
}

}  // namespace storymap::server::api
