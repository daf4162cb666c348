// server/http/static_files.cpp - bodies of static_files.hpp.
#include "server/http/static_files.hpp"

#include "server/base/crypto/hex.hpp"
#include "server/base/crypto/sha256.hpp"
#include "server/base/problem.hpp"
#include "server/http/entity_tag.hpp"
#include "server/http/gzip.hpp"
#include "server/http/media_type.hpp"
#include "server/http/target.hpp"
#include "server/http/weights.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace storymap::server::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_compressed = 1024;
constexpr std::size_t hash_size = 8;  ///< of the usual tools, at least

/// The codings of files, the one first that is preferred among equals.
struct Coding {
  std::string_view name;
  std::string_view extension;
};
constexpr std::array<Coding, 3> codings = {{{"br", ".br"}, {"gzip", ".gz"}, {"identity", ""}}};
constexpr std::size_t plain = 2;
constexpr std::size_t gzipped = 1;

/// A page may run its own scripts and talk to its own server, and be shown in no other page. Styles may be set by its
/// scripts; inline scripts run nowhere.
constexpr std::string_view page_policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

[[nodiscard]] bool has_hash_form(std::string_view text) noexcept {
  bool has_lower = false;
  bool has_upper = false;
  bool has_digit = false;
  for (char const c : text) {
    bool const is_lower = c >= 'a' && c <= 'z';
    bool const is_upper = c >= 'A' && c <= 'Z';
    bool const is_digit = c >= '0' && c <= '9';
    if (!is_lower && !is_upper && !is_digit && c != '-' && c != '_') return false;
    has_lower = has_lower || is_lower;
    has_upper = has_upper || is_upper;
    has_digit = has_digit || is_digit;
  }
  // A word has one kind of letters; a date has digits alone.
  return int{has_lower} + int{has_upper} + int{has_digit} >= 2;
}

[[nodiscard]] bool is_hidden(std::string const& name) noexcept {
  return name.starts_with('.') && name != ".well-known";
}

[[nodiscard]] bool is_below(fs::path const& path, fs::path const& folder) {
  auto const [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

[[nodiscard]] std::string read(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

/// Whatever asks for a page and not for a file: a browser whose address bar has a path of the page's own.
[[nodiscard]] bool asks_for_page(Request const& request) noexcept {
  std::string_view const path = request.path;
  std::string_view const last = path.substr(path.rfind('/') + 1);
  return !path.starts_with("/api/") && last.find('.') == std::string_view::npos &&
         request.headers.find("Accept").value_or("").find("text/html") != std::string_view::npos;
}

}  // namespace

struct StaticFiles::File {
  struct Form {
    std::shared_ptr<std::string const> bytes;  ///< null: there is none
    std::string tag;
  };

  std::string path;
  std::array<Form, codings.size()> forms;

  void set(std::size_t coding, std::string bytes) {
    forms[coding].tag = "\"" + to_hex(sha256(bytes)).substr(0, 32) + "\"";
    forms[coding].bytes = std::make_shared<std::string const>(std::move(bytes));
  }

  /// The form that is wanted most; the plain one when none is wanted.
  [[nodiscard]] std::size_t choose(std::string_view accepted) const noexcept {
    std::size_t best = plain;
    int best_weight = std::max(weight_of_coding(accepted, codings[plain].name), 0);
    for (std::size_t const coding : {gzipped, std::size_t{0}}) {
      int const weight = weight_of_coding(accepted, codings[coding].name);
      if (!forms[coding].bytes || weight <= 0 || weight < best_weight) continue;
      best = coding;
      best_weight = weight;
    }
    return best;
  }
};

bool is_hashed(std::string_view path) noexcept {
  if (!path.starts_with("assets/")) return false;
  std::string_view stem = path.substr(path.rfind('/') + 1);
  std::size_t const dot = stem.rfind('.');
  if (dot == std::string_view::npos) return false;
  stem = stem.substr(0, dot);
  // The hash may hold a dash itself, so that eight characters are looked at first.
  if (stem.size() > hash_size &&
      (stem[stem.size() - hash_size - 1] == '-' || stem[stem.size() - hash_size - 1] == '.')) {
    return has_hash_form(stem.substr(stem.size() - hash_size));
  }
  std::size_t const separator = stem.find_last_of("-.");
  if (separator == std::string_view::npos) return false;
  std::string_view const hash = stem.substr(separator + 1);
  return hash.size() > hash_size && has_hash_form(hash);
}

void StaticFiles::add(std::string path, std::string bytes) {
  auto const file = std::make_shared<File>();
  file->path = path;
  file->set(plain, std::move(bytes));
  files_.emplace(std::move(path), file);
}

void StaticFiles::join_codings() {
  for (std::size_t coding = 0; coding < plain; ++coding) {
    for (auto at = files_.begin(); at != files_.end();) {
      std::string_view const path = at->first;
      std::string_view const extension = codings[coding].extension;
      auto const whole =
          path.ends_with(extension) ? files_.find(path.substr(0, path.size() - extension.size())) : files_.end();
      if (whole == files_.end()) {
        ++at;
        continue;
      }
      whole->second->forms[coding] = at->second->forms[plain];
      at = files_.erase(at);
    }
  }
  for (auto const& [path, file] : files_) {
    std::string const& bytes = *file->forms[plain].bytes;
    if (file->forms[gzipped].bytes || bytes.size() < least_compressed || !is_compressible(media_type_of(path)))
      continue;
    std::string smaller = gzip(bytes);
    if (smaller.size() < bytes.size()) file->set(gzipped, std::move(smaller));
  }
}

StaticFiles StaticFiles::of_table(std::span<EmbeddedFile const> table) {
  StaticFiles files;
  for (EmbeddedFile const& file : table) files.add(std::string(file.path), std::string(file.bytes));
  files.join_codings();
  return files;
}

StaticFiles StaticFiles::of_folder(std::string const& folder, std::size_t most) {
  StaticFiles files;
  std::error_code error;
  fs::path const root = fs::canonical(folder, error);
  if (error || !fs::is_directory(root)) throw std::runtime_error("there is no folder " + folder);
  std::size_t size = 0;
  auto const follow = fs::directory_options::follow_directory_symlink;
  for (auto entry = fs::recursive_directory_iterator(root, follow); entry != fs::recursive_directory_iterator();
       ++entry) {
    fs::path const real = fs::canonical(entry->path(), error);
    bool const is_ours = !error && is_below(real, root) && !is_hidden(entry->path().filename().string());
    // A link to a folder above itself would go on for ever.
    bool const is_circle = is_ours && is_below(fs::canonical(entry->path().parent_path()), real);
    if ((!is_ours || is_circle) && entry->is_directory(error)) entry.disable_recursion_pending();
    if (!is_ours || !fs::is_regular_file(real)) continue;
    std::string bytes = read(real);
    size += bytes.size();
    if (size > most) throw std::runtime_error("the files in " + folder + " are too large to be held in memory");
    files.add(entry->path().lexically_relative(root).generic_string(), std::move(bytes));
  }
  files.join_codings();
  return files;
}

StaticFiles::File const* StaticFiles::find(Request const& request) const {
  std::optional<std::string> path = percent_decoded(request.path);
  // An encoded slash would be another path to whatever stands in front of us.
  bool const is_plain =
      path && std::count(path->begin(), path->end(), '/') == std::count(request.path.begin(), request.path.end(), '/');
  if (!is_plain || !path->starts_with('/')) return nullptr;
  if (path->ends_with('/')) path->append("index.html");
  auto found = files_.find(std::string_view(*path).substr(1));
  if (found == files_.end() && asks_for_page(request)) found = files_.find(std::string_view("index.html"));
  return found == files_.end() ? nullptr : found->second.get();
}

std::optional<Response> StaticFiles::answer(Request const& request) const {
  File const* const file = find(request);
  if (file == nullptr) return std::nullopt;
  if (request.method != Method::get && request.method != Method::head) {
    throw Problem(405, "method_not_allowed", {"this address knows other methods only"})
        .with_header("Allow", "GET, HEAD");
  }
  std::size_t const coding = file->choose(request.headers.find("Accept-Encoding").value_or(""));
  File::Form const& form = file->forms[coding];
  Response response;
  Headers& headers = response.headers;
  headers.add("ETag", form.tag);
  headers.add("Cache-Control", is_hashed(file->path) ? "public, max-age=31536000, immutable" : "no-cache");
  if (file->forms[0].bytes || file->forms[gzipped].bytes) headers.add("Vary", "Accept-Encoding");
  if (is_listed(request.headers.find("If-None-Match").value_or(""), form.tag)) {
    response.status = 304;
    return response;
  }
  std::string_view const type = media_type_of(file->path);
  headers.add("Content-Type", std::string(type));
  if (coding != plain) headers.add("Content-Encoding", std::string(codings[coding].name));
  if (type.starts_with("text/html")) {
    headers.add("Content-Security-Policy", std::string(page_policy));
    headers.add("Cross-Origin-Opener-Policy", "same-origin");
  }
  response.body = form.bytes;
  return response;
}

}  // namespace storymap::server::http
