// storymap/impl/formats.ipp - bodies of formats.hpp: the registry, detection, and files.
// Room: formats. Depends on every format.
#pragma once

#include <storymap/csv.hpp>
#include <storymap/detail/file_names.hpp>
#include <storymap/detail/files.hpp>
#include <storymap/formats.hpp>
#include <storymap/json.hpp>
#include <storymap/markdown.hpp>
#include <storymap/plain_text.hpp>
#include <storymap/trello.hpp>

#include <algorithm>
#include <array>
#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL std::span<Format const> formats() noexcept {
  static std::array<Format, 6> const all = {csv_format(),      json_format(), jsonl_format(),
                                            markdown_format(), text_format(), trello_format()};
  return all;
}

STORYMAP_DECL Format const* find_format(std::string_view id) noexcept {
  auto const found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

namespace detail {

/// True when the format lists the extension as one of its own.
[[nodiscard]] inline bool has_extension(Format const& format, std::string_view extension) noexcept {
  std::string_view rest = format.extensions;
  while (!rest.empty()) {
    std::string_view const listed = rest.substr(0, rest.find(' '));
    if (listed == extension) return true;
    rest.remove_prefix(std::min(listed.size() + 1, rest.size()));
  }
  return false;
}

/// The sentence that names all formats which can do something.
template <class Can>
[[nodiscard]] std::string list_formats(std::string sentence, Can&& can) {
  bool first = true;
  for (Format const& format : formats()) {
    if (!can(format)) continue;
    sentence.append(std::exchange(first, false) ? "" : ", ").append(format.id);
  }
  return sentence;
}

[[nodiscard]] inline Failure unknown_format() {
  return failure(Errc::unknown_format,
                 list_formats("expected one of the formats ", [](Format const&) { return true; }));
}

/// The format to read with: the one asked for, or the one detected.
[[nodiscard]] inline Result<Format const*> format_to_read(std::string_view text, ReadOptions const& options) {
  Format const* const format =
      options.format.empty() ? detect_format(text, options.file_name) : find_format(options.format);
  if (format == nullptr) return unknown_format();
  if (format->read == nullptr) {
    return failure(Errc::unsupported, "the format '" + std::string(format->id) + "' can only be written");
  }
  return format;
}

}  // namespace detail

STORYMAP_DECL Format const* detect_format(std::string_view text, std::string_view file_name) {
  std::string const extension = detail::extension_of(file_name);
  Format const* best = nullptr;
  int best_score = 0;
  for (Format const& format : formats()) {
    // The extension decides between equals and nothing else: half a point.
    int const score = 2 * format.detect(text, extension);
    int const bonus = score > 0 && detail::has_extension(format, extension) ? 1 : 0;
    if (score + bonus > best_score) {
      best = &format;
      best_score = score + bonus;
    }
  }
  // Every broken file is some plain text. What a name says it is, it is: its own format says what is wrong with it.
  if (best != nullptr && best->read == &read_text) {
    auto const named =
        std::ranges::find_if(formats(), [&](Format const& format) { return detail::has_extension(format, extension); });
    if (named != formats().end()) best = &*named;
  }
  return best;
}

STORYMAP_DECL Result<Import> read_map(std::string bytes, ReadOptions const& options) {
  if (bytes.size() > options.limits.bytes) {
    return failure(Errc::too_large, "the file is larger than " + std::to_string(options.limits.bytes) + " bytes");
  }
  Result<DecodedText> const decoded = decode(std::move(bytes), options.encoding);
  if (!decoded) return Failure{decoded.error()};
  std::string_view const text = decoded->text;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return failure(Errc::invalid_syntax, "the file is empty");
  }
  Result<Format const*> const format = detail::format_to_read(text, options);
  if (!format) return Failure{format.error()};
  Import import;
  import.report.format = (*format)->id;
  import.report.encoding = to_string(decoded->encoding);
  Result<Map> map = (*format)->read(text, options, import.report);
  if (!map) return failure_of(std::move(map));
  if (Result<void> good = check(*map); !good) return failure_of(std::move(good));
  import.map = *std::move(map);
  if (import.map.name.empty() && options.name_after_file) import.map.name = detail::stem_of(options.file_name);
  return import;
}

STORYMAP_DECL Result<Export> write_map(Map const& map, std::string_view format) {
  Format const* const found = find_format(format);
  if (found == nullptr) return detail::unknown_format();
  if (found->write != nullptr) return found->write(map);
  return failure(Errc::unsupported,
                 detail::list_formats("the format '" + std::string(format) + "' can only be read; expected one of ",
                                      [](Format const& other) { return other.write != nullptr; }));
}

STORYMAP_DECL Result<Import> load_map(std::string const& path, ReadOptions options) {
  Result<std::string> bytes = detail::read_file(path, options.limits.bytes);
  if (!bytes) return failure_of(std::move(bytes));
  if (options.file_name.empty()) options.file_name = path;
  return read_map(*std::move(bytes), options);
}

STORYMAP_DECL Result<Export> save_map(Map const& map, std::string const& path, std::string_view format) {
  if (format.empty()) {
    std::string const extension = detail::extension_of(path);
    auto const found = std::ranges::find_if(formats(), [&](Format const& candidate) {
      return candidate.write != nullptr && detail::has_extension(candidate, extension);
    });
    if (found == formats().end()) return detail::unknown_format();
    format = found->id;
  }
  Result<Export> text = write_map(map, format);
  if (!text) return text;
  if (Result<void> done = detail::write_file(path, text->text); !done) return failure_of(std::move(done));
  return text;
}

STORYMAP_END
