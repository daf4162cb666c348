// storymap/live_index.hpp - duplicates of a backlog that changes all the time.
// Room: engine. Depends on live_options.hpp and parallel.hpp.
//
//     LiveIndex index({.ngram_range = {1, 2}, .stop_words = stop_words::english(), .max_df = 0.95});
//     DocumentId const first = index.insert("Pay an order by card").value();
//     std::vector<LiveMatch> const alike = index.closest("Pay for an order by card", 5, 0.7);
//     Result<void> const updated = index.update(first, "Pay an order by invoice");
//     Result<void> const saved = index.save("backlog.live");
#pragma once

#include <storymap/live_options.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {
class LiveState;
}

/// A set of texts that can be changed and asked at any time. Its answers are those of an index built anew.
///
/// At every moment `closest` and `neighbours` return, bit for bit, what this returns for the texts in order of their
/// ids, and no match where it fails because no term is left:
///
///     VectorizedCorpus const fitted = fit_transform(Corpus(texts), options).value();
///     SimilarityIndex const index(fitted.matrix);
///     search(fitted.vectorizer, index, text, limit, at_least);
///     index.neighbours(row, limit, at_least);
///
/// where `options` are `rebuild_options(this->options())`. What would choose the terms anew from the counts of all of
/// them with every change, min_df, max_features and a fixed vocabulary, is no option here; max_df is.
///
/// Only counts are stored; weights follow from them when they are needed, so that nothing grows stale while the
/// frequency of the terms changes. Most texts are skipped by bounds, which are proved for any frequencies
/// (docs/adr/0009-a-live-index-stores-counts.md): only those that cannot be an answer.
///
/// Any number of threads may call the `const` functions while others change the index: each call sees the texts before
/// or after a change, never between. Changes take turns, and no stream of questions holds them up.
///
/// Texts are valid UTF-8. When memory runs out within a change (std::bad_alloc), the index may only be destroyed.
class LiveIndex {
 public:
  /// `options` must pass `check`.
  explicit LiveIndex(LiveOptions options = {});
  LiveIndex(LiveIndex&&) noexcept;
  LiveIndex& operator=(LiveIndex&&) noexcept;
  ~LiveIndex();

  [[nodiscard]] LiveOptions const& options() const noexcept;

  /// Number of texts.
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] bool contains(DocumentId id) const;

  /// All ids, ascending. O(n log n).
  [[nodiscard]] std::vector<DocumentId> ids() const;

  /// Adds a text. Error: too_large, for more than `most_text_bytes` or `most_texts`.
  ///
  /// O(terms of the text), amortised: when the frequency of a term has grown by a sixteenth, the texts with it are
  /// visited, and with `max_df` a share, those of a term that passes that share; when there are a seventh more texts,
  /// or a quarter was changed, all of them. Words stay known when no text has them any more, until the index is saved
  /// and loaded.
  Result<DocumentId> insert(std::string_view text);

  /// Adds many texts at once, faster than one by one; returns the id of the first, the others follow it. Errors:
  /// too_large, and none is added; cancelled, and the first of them are in, as many as `size` has grown by.
  ///
  /// They are added by the calling thread, whatever `run.threads` is. `run.progress` must not use the index, which
  /// waits for it. Who stops when there are far more texts than before still waits until those that are in have their
  /// lengths.
  Result<DocumentId> insert_all(std::span<std::string_view const> texts, RunOptions const& run = {});

  /// Adds a text and returns which texts were like it before: those scoring at least `at_least`, best first, at most
  /// `limit`. One step for everybody else.
  struct Inserted {
    DocumentId id;
    std::vector<LiveMatch> duplicates;
  };
  [[nodiscard]] Result<Inserted> insert_and_compare(std::string_view text, double at_least,
                                                    std::size_t limit = SIZE_MAX);

  /// Replaces a text, which keeps its id. Errors: unknown_id, too_large.
  Result<void> update(DocumentId id, std::string_view text);

  /// Removes a text; false when there is none with this id.
  bool erase(DocumentId id);

  /// The texts most similar to `text`: at most `limit`, scores above 0 and at least `at_least`, best first, ties by id.
  /// Terms that no text has are ignored. `text` has at most `most_text_bytes`.
  ///
  /// The higher `at_least`, the fewer texts are looked at. O(texts that share one of the rare terms of `text`), and
  /// without a threshold O(texts + texts that share a term), of which most are but counted.
  [[nodiscard]] std::vector<LiveMatch> closest(std::string_view text, std::size_t limit, double at_least = 0) const;

  /// The same for a text that is here, without itself. Error: unknown_id.
  [[nodiscard]] Result<std::vector<LiveMatch>> neighbours(DocumentId id, std::size_t limit, double at_least = 0) const;

  /// Bytes of memory held, but for what the allocator adds. O(size).
  [[nodiscard]] std::size_t memory() const;

  /// The index as bytes: a header and aligned sections, each with a checksum; little-endian on every machine, and the
  /// same bytes for the same texts and ids. docs/reference/live-index-file.md describes them. O(size).
  [[nodiscard]] std::string to_bytes() const;

  /// An index from such bytes. Errors: unsupported for another version, invalid_syntax for anything else that
  /// `to_bytes` does not write. Whatever the bytes are, it takes memory in proportion to their number. O(size); the
  /// lists of texts by term are not stored, but made again.
  [[nodiscard]] static Result<LiveIndex> from_bytes(std::string_view bytes);

  /// Writes `to_bytes` to a file: to a new one beside it, which then takes its name, so that nobody sees half of it.
  /// Error: unwritable; the file is then what it was.
  [[nodiscard]] Result<void> save(std::string const& path) const;

  /// Reads a file of `save`. Errors: not_found, unreadable, those of `from_bytes`.
  [[nodiscard]] static Result<LiveIndex> load(std::string const& path);

  /// Longer texts are refused: 16 MiB.
  static constexpr std::size_t most_text_bytes = std::size_t{1} << 24U;
  /// More texts are refused.
  static constexpr std::size_t most_texts = std::size_t{1} << 28U;

 private:
  explicit LiveIndex(std::unique_ptr<detail::LiveState> state) noexcept;

  std::unique_ptr<detail::LiveState> state_;
};

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/live_index.ipp>
#include <storymap/impl/live_index_file.ipp>
#endif
