// bindings/python/src/text_index.hpp - texts, or rows of a matrix, that can be asked how alike they are.
#pragma once

#include <storymap/corpus.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace storymap::python {

/// A SimilarityIndex and the texts it was made from. Any number of threads may ask it.
///
/// For a cosine the terms are only counted, which is all that a join needs; the vectorizer that free text needs is
/// fitted when it is first asked for, and its scores are the same.
class TextIndex {
 public:
  /// What free text is compared by.
  struct Searchable {
    Vectorizer vectorizer;
    SimilarityIndex index;
  };

  /// Texts by cosine, as `options` say, or by Jaccard on their words as `clean_text` has them, of which `options` give
  /// the stop words. By Jaccard as well when no term is left to compare by, like StoryIndex: always so for a few texts
  /// with the same words, since a `max_df` drops what is in all of them.
  [[nodiscard]] static Result<std::shared_ptr<TextIndex>> build(std::shared_ptr<Corpus const> corpus, Measure measure,
                                                                VectorizerOptions options, RunOptions const& run);

  explicit TextIndex(SimilarityIndex index) : index_(std::move(index)) {}

  [[nodiscard]] SimilarityIndex const& similarity() const noexcept { return index_ ? *index_ : searchable_->index; }
  [[nodiscard]] bool has_texts() const noexcept { return corpus_ != nullptr; }
  /// One text for each row, or null.
  [[nodiscard]] std::shared_ptr<Corpus const> const& corpus() const noexcept { return corpus_; }
  [[nodiscard]] VectorizerOptions const& options() const noexcept { return options_; }

  /// Errors: unsupported for a matrix, cancelled.
  [[nodiscard]] Result<Searchable const*> searchable(RunOptions const& run) const;

  /// The rows most similar to each of some texts.
  [[nodiscard]] Result<std::vector<std::vector<Match>>> closest(Corpus const& texts, std::size_t limit, double at_least,
                                                                RunOptions const& run) const;

  /// The terms that two rows share, what each adds to their score, the largest first. Without texts the terms are the
  /// numbers of the columns.
  [[nodiscard]] Result<std::vector<std::pair<std::string, double>>> shared_terms(std::size_t a, std::size_t b,
                                                                                 RunOptions const& run) const;

 private:
  TextIndex(std::shared_ptr<Corpus const> corpus, VectorizerOptions options)
      : corpus_(std::move(corpus)), options_(std::move(options)) {}

  [[nodiscard]] Result<void> count(RunOptions const& run);
  [[nodiscard]] Result<void> make_word_sets(RunOptions const& run);

  std::shared_ptr<Corpus const> corpus_;
  VectorizerOptions options_;
  std::optional<SimilarityIndex> index_;  ///< of the counted terms or of a matrix
  mutable std::mutex mutex_;
  mutable std::unique_ptr<Searchable const> searchable_;
};

}  // namespace storymap::python
