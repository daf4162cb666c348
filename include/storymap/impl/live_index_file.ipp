// storymap/impl/live_index_file.ipp - bodies of live_index.hpp and detail/live_file.hpp: an index as bytes.
// Room: engine.
#pragma once

#include <storymap/detail/files.hpp>
#include <storymap/detail/live_file.hpp>
#include <storymap/detail/live_state.hpp>
#include <storymap/live_index.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline std::size_t aligned(std::size_t size) noexcept {
  return (size + live_alignment - 1) / live_alignment * live_alignment;
}

[[nodiscard]] inline Failure damaged(std::string_view what) {
  return failure(Errc::invalid_syntax, "the index is damaged: " + std::string(what));
}

STORYMAP_DECL std::string make_live_file(LiveFileCounts const& counts,
                                         std::array<std::string, live_sections> const& sections) {
  std::string body;
  std::string table;
  for (std::string const& section : sections) {
    std::size_t const begin = body.size();
    body.append(section).resize(aligned(body.size()), '\0');
    append_u64(table, live_header_bytes + begin);
    append_u64(table, section.size());
    append_u64(table, checksum(std::string_view(body).substr(begin)));
  }
  std::string bytes(live_magic);
  append_u32(bytes, live_version);
  append_u32(bytes, live_sections);
  append_u64(bytes, live_header_bytes + body.size());
  append_u64(bytes, counts.texts);
  append_u64(bytes, counts.words);
  append_u64(bytes, counts.next_id);
  bytes.append(table).resize(live_header_bytes - 8, '\0');
  append_u64(bytes, checksum(bytes));
  return bytes.append(body);
}

STORYMAP_DECL Result<LiveFile> open_live_file(std::string_view bytes) {
  if (!bytes.starts_with(live_magic)) return failure(Errc::invalid_syntax, "this is no saved index");
  ByteReader header(bytes.substr(live_magic.size()));
  std::uint32_t const version = header.u32();
  if (header.good() && version != live_version) {
    return failure(Errc::unsupported, "the index has version " + std::to_string(version) + ", expected version " +
                                          std::to_string(live_version));
  }
  if (bytes.size() < live_header_bytes) return damaged("it ends too early");
  if (checksum(bytes.substr(0, live_header_bytes - 8)) != little_endian(bytes.substr(live_header_bytes - 8, 8))) {
    return damaged("its header has another checksum");
  }
  LiveFile file;
  bool const fits = header.u32() == live_sections && header.u64() == bytes.size();
  file.counts.texts = header.u64();
  file.counts.words = header.u64();
  file.counts.next_id = header.u64();
  std::size_t end = live_header_bytes;
  for (std::string_view& section : file.sections) {
    std::uint64_t const begin = header.u64();
    std::uint64_t const size = header.u64();
    std::uint64_t const sum = header.u64();
    if (!fits || begin != end || size > bytes.size() - end || aligned(size) > bytes.size() - end) {
      return damaged("its length is not what its header says");
    }
    if (checksum(bytes.substr(end, aligned(size))) != sum) return damaged("a section has another checksum");
    section = bytes.substr(end, size);
    end += aligned(size);
  }
  if (end != bytes.size()) return damaged("its length is not what its header says");
  return file;
}

/// Writes what a live index knows, texts in order of ids, words numbered as they then appear.
class LiveWriter {
 public:
  explicit LiveWriter(LiveCore const& core) : core_(core), numbers_(core.words().size(), LiveWords::absent) {}

  std::string write() {
    std::vector<std::uint32_t> rows;
    core_.rows().for_each([&](std::uint32_t row) { rows.push_back(row); });
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return core_.rows().id(a) < core_.rows().id(b); });
    write_options();
    for (std::uint32_t const row : rows) write_row(row);
    return make_live_file({rows.size(), words_, core_.next_id()}, sections_);
  }

 private:
  [[nodiscard]] std::string& operator[](LiveSection section) { return sections_[static_cast<std::size_t>(section)]; }

  void write_options() {
    LiveOptions const& options = core_.options();
    std::string& bytes = (*this)[LiveSection::options];
    append_u32(bytes, static_cast<std::uint32_t>(options.ngram_range.max));
    append_u32(bytes, options.lowercase ? 1 : 0);
    append_u32(bytes, static_cast<std::uint32_t>(options.strip_accents));
    append_u32(bytes, options.max_df.is_share() ? 1 : 0);
    append_u64(bytes, std::bit_cast<std::uint64_t>(options.max_df.of(1)));
    append_u64(bytes, options.stop_words.size());
    for (std::string const& word : options.stop_words) {
      append_u64(bytes, word.size());
      bytes += word;
    }
  }

  void write_row(std::uint32_t row) {
    append_u64((*this)[LiveSection::ids], core_.rows().id(row));
    std::string& bytes = (*this)[LiveSection::rows];
    PackedWords const& words = core_.rows()[row].words;
    PackedWords::append(bytes, words.size());
    words.for_each([&](std::uint32_t word) { PackedWords::append(bytes, number_of(word)); });
    append_u64((*this)[LiveSection::row_ends], bytes.size());
  }

  [[nodiscard]] std::uint32_t number_of(std::uint32_t word) {
    if (numbers_[word] == LiveWords::absent) {
      numbers_[word] = words_++;
      (*this)[LiveSection::word_bytes] += core_.words()[word];
      append_u64((*this)[LiveSection::word_ends], (*this)[LiveSection::word_bytes].size());
    }
    return numbers_[word];
  }

  LiveCore const& core_;
  std::vector<std::uint32_t> numbers_;
  std::uint32_t words_ = 0;
  std::array<std::string, live_sections> sections_;
};

[[nodiscard]] inline Result<LiveOptions> read_live_options(std::string_view bytes) {
  ByteReader reader(bytes);
  LiveOptions options;
  options.ngram_range = {1, reader.u32()};
  std::uint32_t const lowercase = reader.u32();
  std::uint32_t const accents = reader.u32();
  std::uint32_t const is_share = reader.u32();
  auto const bound = std::bit_cast<double>(reader.u64());
  std::vector<std::string> words;
  for (std::uint64_t left = reader.u64(); left > 0 && reader.good(); --left) {
    words.emplace_back(reader.take(reader.u64()));
  }
  options.lowercase = lowercase == 1;
  options.strip_accents = static_cast<StripAccents>(accents);
  options.stop_words = StopWords(words);
  bool const is_count = is_share == 0 && bound >= 1 && bound <= 0x1p62 && bound == std::floor(bound);
  if (is_share == 1) {
    options.max_df = bound;
  } else if (is_count) {
    options.max_df = static_cast<std::int64_t>(bound);
  }
  bool const is_good = reader.at_end() && lowercase <= 1 &&
                       accents <= static_cast<std::uint32_t>(StripAccents::unicode) && (is_share == 1 || is_count) &&
                       std::equal(words.begin(), words.end(), options.stop_words.begin(), options.stop_words.end());
  if (!is_good || !check(options)) return damaged("it has no such options");
  return options;
}

/// Makes an index of what `LiveWriter` wrote.
class LiveLoader {
 public:
  explicit LiveLoader(LiveFile const& file) : file_(file) {}

  Result<std::unique_ptr<LiveState>> load() {
    Result<LiveOptions> options = read_live_options(file_[LiveSection::options]);
    if (!options) return failure_of(std::move(options));
    auto state = std::make_unique<LiveState>(std::move(*options));
    if (!read_words(state->core)) return damaged("its words do not add up");
    if (!read_rows(state->core)) return damaged("its texts do not add up");
    state->core.set_next_id(file_.counts.next_id);
    return state;
  }

 private:
  /// Lists of ends: ascending, the last is all there is.
  class Parts {
   public:
    Parts(std::string_view ends, std::string_view bytes, std::uint64_t count)
        : ends_(ends), bytes_(bytes), good_(ends.size() / 8 == count && ends.size() % 8 == 0) {}

    [[nodiscard]] std::optional<std::string_view> next() {
      std::uint64_t const end = ends_.u64();
      if (!good_ || !ends_.good() || end < begin_ || end > bytes_.size()) return std::nullopt;
      std::string_view const part = bytes_.substr(begin_, end - begin_);
      begin_ = end;
      return part;
    }
    [[nodiscard]] bool at_end() const noexcept { return good_ && ends_.at_end() && begin_ == bytes_.size(); }

   private:
    ByteReader ends_;
    std::string_view bytes_;
    std::size_t begin_ = 0;
    bool good_;
  };

  [[nodiscard]] bool read_words(LiveCore& core) const {
    if (file_.counts.words >= LiveWords::absent) return false;
    Parts parts(file_[LiveSection::word_ends], file_[LiveSection::word_bytes], file_.counts.words);
    for (std::uint64_t number = 0; number < file_.counts.words; ++number) {
      auto const word = parts.next();
      if (!word || word->empty() || !is_valid_utf8(*word) || core.intern_word(*word) != number) return false;
    }
    return parts.at_end();
  }

  [[nodiscard]] bool read_rows(LiveCore& core) const {
    std::uint64_t const texts = file_.counts.texts;
    if (texts > LiveIndex::most_texts || file_[LiveSection::ids].size() != texts * 8) return false;
    Parts parts(file_[LiveSection::row_ends], file_[LiveSection::rows], texts);
    ByteReader ids(file_[LiveSection::ids]);
    std::uint64_t least_id = 0;
    std::uint32_t words = 0;
    std::vector<std::uint32_t> numbers;
    core.begin_many();
    for (std::uint64_t left = texts; left > 0; --left) {
      auto const row = parts.next();
      std::uint64_t const id = ids.u64();
      if (!row || !read_numbers(*row, words, numbers) || id < least_id || id >= file_.counts.next_id) return false;
      core.add_words(id, numbers);
      least_id = id + 1;
    }
    core.end_many();
    return parts.at_end() && words == file_.counts.words;
  }

  /// Words are numbered as they appear: `words` is how many there were.
  [[nodiscard]] static bool read_numbers(std::string_view row, std::uint32_t& words,
                                         std::vector<std::uint32_t>& numbers) {
    ByteReader reader(row);
    numbers.clear();
    std::uint32_t const count = reader.packed();
    if (count > row.size() || count > LiveIndex::most_text_bytes / 3 + 1) return false;
    for (std::uint32_t left = count; left > 0; --left) {
      numbers.push_back(reader.packed());
      if (!reader.good() || numbers.back() > words) return false;
      if (numbers.back() == words) ++words;
    }
    return reader.at_end();
  }

  LiveFile const& file_;
};

}  // namespace detail

STORYMAP_DECL std::string LiveIndex::to_bytes() const {
  return state_->lock.read([&] { return detail::LiveWriter(state_->core).write(); });
}

STORYMAP_DECL Result<LiveIndex> LiveIndex::from_bytes(std::string_view bytes) {
  Result<detail::LiveFile> const file = detail::open_live_file(bytes);
  if (!file) return Failure{file.error()};
  Result<std::unique_ptr<detail::LiveState>> state = detail::LiveLoader(*file).load();
  if (!state) return failure_of(std::move(state));
  return LiveIndex(std::move(*state));
}

STORYMAP_DECL Result<void> LiveIndex::save(std::string const& path) const {
  return detail::write_file(path, to_bytes());
}

STORYMAP_DECL Result<LiveIndex> LiveIndex::load(std::string const& path) {
  Result<std::string> const bytes = detail::read_file(path, std::numeric_limits<std::size_t>::max() / 4);
  if (!bytes) return Failure{bytes.error()};
  return from_bytes(*bytes);
}

STORYMAP_END
