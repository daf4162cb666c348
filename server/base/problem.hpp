// server/base/problem.hpp - why a request is refused, as its caller is told (RFC 9457).
// Room: base.
//
//     throw Problem(409, "email_taken", {"an account with this e-mail address exists"}).at("/email", {"choose
//     another"});
#pragma once

#include <storymap/rules.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server {

/// A sentence in English, with "{0}", "{1}" for its arguments. `translated` says it in another language.
struct Message {
  std::string text;
  std::vector<std::string> arguments = {};

  friend bool operator==(Message const&, Message const&) = default;
};

/// The sentence in a language, arguments put in. What the catalogue of the server does not know is asked of the
/// library's own; what that does not know either stays English.
[[nodiscard]] std::string translated(Message const& message, Language language);

/// What is wrong with one place of the request.
struct FieldProblem {
  std::string pointer;  ///< JSON pointer into the body, or "?name" of a query parameter
  Message message;

  friend bool operator==(FieldProblem const&, FieldProblem const&) = default;
};

/// Thrown by whoever cannot do what a request asks, and answered to it as application/problem+json.
class Problem : public std::exception {
 public:
  /// `status` is that of HTTP, `code` a word programs can rely on, `detail` what people read.
  Problem(int status, std::string code, Message detail)
      : status_(status), code_(std::move(code)), detail_(std::move(detail)) {}

  /// Names a place in the request.
  Problem&& at(std::string pointer, Message message) && {
    fields_.push_back({std::move(pointer), std::move(message)});
    return std::move(*this);
  }
  Problem&& with(std::vector<FieldProblem> fields) && {
    fields_ = std::move(fields);
    return std::move(*this);
  }
  /// A header of the answer: Retry-After, WWW-Authenticate...
  Problem&& with_header(std::string name, std::string value) && {
    headers_.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
  /// A further member of the document, which is JSON text.
  Problem&& with_member(std::string name, std::string json) && {
    members_.emplace_back(std::move(name), std::move(json));
    return std::move(*this);
  }

  [[nodiscard]] int status() const noexcept { return status_; }
  [[nodiscard]] std::string const& code() const noexcept { return code_; }
  [[nodiscard]] Message const& detail() const noexcept { return detail_; }
  [[nodiscard]] std::vector<FieldProblem> const& fields() const noexcept { return fields_; }
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& headers() const noexcept { return headers_; }
  [[nodiscard]] char const* what() const noexcept override { return code_.c_str(); }

  /// The document: {"type", "title", "status", "code", "detail", "request_id", "errors"?: [{"pointer", "detail"}],
  /// ...}.
  [[nodiscard]] std::string to_json(Language language, std::string_view request_id) const;

 private:
  int status_;
  std::string code_;
  Message detail_;
  std::vector<FieldProblem> fields_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::vector<std::pair<std::string, std::string>> members_;
};

/// 404, the same for what does not exist and what the caller may not see.
[[nodiscard]] Problem not_found();

/// 503 with Retry-After: the server, or something it needs, cannot take the request now.
[[nodiscard]] Problem overloaded(int retry_after_seconds = 1);

}  // namespace storymap::server
