// server/http/compression.cpp - bodies of compression.hpp.
#include "server/http/compression.hpp"

#include "server/http/entity_tag.hpp"
#include "server/http/gzip.hpp"
#include "server/http/media_type.hpp"
#include "server/http/weights.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace storymap::server::http {
namespace {

constexpr std::string_view coding = "gzip";

/// The bytes of a body that is there already; nothing for one that is still to be made.
[[nodiscard]] std::optional<std::string_view> bytes_of(Response const& response) noexcept {
  if (auto const* const text = std::get_if<std::string>(&response.body)) return *text;
  if (auto const* const shared = std::get_if<std::shared_ptr<std::string const>>(&response.body)) return **shared;
  return std::nullopt;
}

[[nodiscard]] bool may_be_compressed(Response const& response, std::size_t least) noexcept {
  std::optional<std::string_view> const bytes = bytes_of(response);
  Headers const& headers = response.headers;
  if (!bytes || bytes->size() < least || headers.find("Content-Encoding")) return false;
  // The size of what is compressed tells of its content, and an answer with a cookie holds a secret (BREACH).
  if (headers.find("Set-Cookie")) return false;
  if (headers.find("Cache-Control").value_or("").find("no-transform") != std::string_view::npos) return false;
  return is_compressible(headers.find("Content-Type").value_or(""));
}

/// True when gzip is wanted at least as much as no coding at all.
[[nodiscard]] bool wants_gzip(Headers const& headers) noexcept {
  std::string_view const accepted = headers.find("Accept-Encoding").value_or("");
  int const weight = weight_of_coding(accepted, coding);
  return weight > 0 && weight >= weight_of_coding(accepted, "identity");
}

void add_vary(Headers& headers) {
  std::string vary(headers.find("Vary").value_or(""));
  if (vary.find("Accept-Encoding") != std::string::npos) return;
  vary.append(vary.empty() ? "" : ", ").append("Accept-Encoding");
  headers.set("Vary", std::move(vary));
}

class Compression {
 public:
  Compression(Handler next, WorkerPool& workers, CompressionOptions options)
      : next_(std::move(next)), workers_(workers), options_(options) {}

  Task<Response> answer(Request& request) {
    std::string const known(request.headers.find("If-None-Match").value_or(""));
    for (std::string_view const name : {"If-None-Match", "If-Match"}) {
      std::optional<std::string_view> const tags = request.headers.find(name);
      if (tags) request.headers.set(name, without_coding(*tags, coding));
    }
    Response response = co_await next_(request);
    if (response.status == 304) name_what_is_known(response, known);
    if (!may_be_compressed(response, options_.least)) co_return response;
    add_vary(response.headers);
    if (!wants_gzip(request.headers)) co_return response;
    std::optional<std::string> smaller = co_await compress(*bytes_of(response));
    if (!smaller) co_return response;
    response.body = std::move(*smaller);
    response.headers.add("Content-Encoding", std::string(coding));
    if (auto const tag = response.headers.find("ETag")) response.headers.set("ETag", tag_of_coding(*tag, coding));
    co_return response;
  }

 private:
  /// What the caller has may be the compressed version: then it is that one which has not changed.
  static void name_what_is_known(Response& response, std::string_view known) {
    std::optional<std::string_view> const tag = response.headers.find("ETag");
    if (!tag) return;
    std::string of_coding = tag_of_coding(*tag, coding);
    bool const has_plain = known == "*" || is_listed(known, *tag);
    if (!has_plain && is_listed(known, of_coding)) response.headers.set("ETag", std::move(of_coding));
    add_vary(response.headers);
  }

  Task<std::optional<std::string>> compress(std::string_view bytes) {
    if (bytes.size() <= options_.largest_on_loop) co_return gzip(bytes);
    auto work = [bytes] { return gzip(bytes); };
    try {
      co_return co_await workers_.run(std::move(work));
    } catch (Problem const&) {
      co_return std::nullopt;
    }
  }

  Handler next_;
  WorkerPool& workers_;
  CompressionOptions options_;
};

}  // namespace

Handler compressed(Handler next, WorkerPool& workers, CompressionOptions options) {
  auto const compression = std::make_shared<Compression>(std::move(next), workers, options);
  return [compression](Request& request) { return compression->answer(request); };
}

}  // namespace storymap::server::http
