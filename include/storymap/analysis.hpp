// storymap/analysis.hpp - maps in, findings and look-alikes out: the whole analysis in one call.
// Room: analysis. Depends on answers, engine and model.
//
//     Result<Analysis> analysis = analyze(map);
//     analysis->overall_score;                   // 0 to 100
//     analysis->validation.findings;             // what is missing
//     analysis->similarity.groups;               // which stories say the same
#pragma once

#include <storymap/bm25.hpp>
#include <storymap/groups.hpp>
#include <storymap/likeness.hpp>
#include <storymap/merge.hpp>
#include <storymap/model.hpp>
#include <storymap/parallel.hpp>
#include <storymap/similarity.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/validate.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// How the stories closest to a free text are ranked.
enum class Ranking {
  similarity,  ///< by the measure that stories are compared by: which story as a whole is like the text
  bm25,        ///< by BM25 (bm25.hpp): which story deals with the words of the text, however much else it says
};

/// How stories are compared. The defaults are those of profile `compat`.
struct SimilarityOptions {
  Thresholds thresholds;
  Measure measure = Measure::cosine;
  NgramRange ngram_range = {1, 2};  ///< cosine only: Jaccard compares sets of single words
  double max_df = 0.95;             ///< cosine only: terms in a larger share of the stories are left out
  StopWords stop_words = stop_words::compat();
  Ranking ranking = Ranking::similarity;  ///< of StoryIndex::closest
};

struct AnalysisOptions {
  std::string profile = "compat";
  SimilarityOptions similarity;
  RunOptions run;
  /// Called with the name of each stage as it begins: "texts", "vectors", "pairs", "groups", "kinds",
  /// "validation". May be empty.
  std::function<void(std::string_view stage)> on_stage;
};

/// A map to be analysed and what to call it. The map must outlive whatever is built from it.
struct Source {
  Map const* map = nullptr;
  std::string name;  ///< the file it came from, or empty
};

/// A story of one of the sources.
struct StoryRef {
  std::size_t source = 0;
  StoryPlace place;

  friend bool operator==(StoryRef const&, StoryRef const&) = default;
};

/// The text of a story that is compared: title, description and criteria, cleaned (`clean_text`).
[[nodiscard]] std::string comparable_text(Story const& story);

/// The same parts, one a line, as people read them.
[[nodiscard]] std::string readable_text(Story const& story);

/// A term that two stories share and what it adds to their score.
struct SharedTerm {
  std::string term;
  double contribution = 0;

  friend bool operator==(SharedTerm const&, SharedTerm const&) = default;
};

/// Why two stories are alike.
struct Explanation {
  double score = 0;
  std::vector<SharedTerm> terms;  ///< the largest contribution first, ties by term; they sum to the score, but for
                                  ///< rounding (below 1e-12)
  Likeness likeness;              ///< of their readable texts (`readable_text`)
};

/// The stories of some maps, ready to be asked for look-alikes. Rows are stories in map order, source by source.
/// Immutable once built: any number of threads may ask it.
class StoryIndex {
 public:
  /// Indexes all stories. With `Measure::cosine` and no term left to compare by - always so for a few stories with the
  /// same words, since `max_df` drops what is in all of them - the word sets are compared by Jaccard instead.
  /// Errors: invalid_argument, cancelled.
  [[nodiscard]] static Result<StoryIndex> build(std::span<Source const> sources, SimilarityOptions const& options = {},
                                                RunOptions const& run = {},
                                                std::function<void(std::string_view)> const& on_stage = {});

  [[nodiscard]] std::size_t size() const noexcept { return stories_.size(); }
  [[nodiscard]] std::vector<StoryRef> const& stories() const noexcept { return stories_; }
  [[nodiscard]] Story const& story(std::size_t row) const noexcept {
    return at(*sources_[stories_[row].source].map, stories_[row].place);
  }

  /// "tfidf", "jaccard", or "skipped" for fewer than two stories.
  [[nodiscard]] std::string_view algorithm() const noexcept { return algorithm_; }

  [[nodiscard]] SimilarityIndex const& similarity() const noexcept { return index_; }
  [[nodiscard]] Vectorizer const& vectorizer() const noexcept { return vectorizer_; }

  /// How `closest` ranks.
  [[nodiscard]] Ranking ranking() const noexcept { return bm25_ ? Ranking::bm25 : Ranking::similarity; }

  /// The stories closest to a free text, best first, by `SimilarityOptions::ranking`; works from one story on. Scores
  /// of BM25 are above 0 and have no upper bound.
  [[nodiscard]] std::vector<Match> closest(std::string_view text, std::size_t limit, double at_least = 0) const;

  /// Why two stories, given by their rows, have the score they have. O(terms and words of both, times the words in
  /// which they differ).
  [[nodiscard]] Explanation explain(std::size_t a, std::size_t b) const;

 private:
  std::vector<Source> sources_;
  std::vector<StoryRef> stories_;
  std::string_view algorithm_ = "skipped";
  Vectorizer vectorizer_;
  SimilarityIndex index_{SparseMatrix()};
  std::optional<Bm25Index> bm25_;
};

/// Two stories of an index that are alike.
struct AlikePair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double score = 0;
  LikenessKind kind = LikenessKind::reworded;

  friend bool operator==(AlikePair const&, AlikePair const&) = default;
};

struct SimilarityStats {
  std::size_t total_stories = 0;
  std::size_t duplicates_found = 0;      ///< groups of duplicates
  std::size_t similar_groups_found = 0;  ///< all groups
  std::size_t pairs_found = 0;

  friend bool operator==(SimilarityStats const&, SimilarityStats const&) = default;
};

struct SimilarityAnalysis {
  std::string_view algorithm = "skipped";  ///< "tfidf", "jaccard", or "skipped" for fewer than two stories
  std::vector<StoryRef> stories;           ///< what rows stand for
  std::vector<Group> groups;
  std::vector<AlikePair> pairs;  ///< best first, then by rows
  SimilarityStats stats;
};

struct Analysis {
  std::string project_name;  ///< of several sources: their names, joined by ", "
  std::string profile;
  int overall_score = 0;
  Validation validation;
  SimilarityAnalysis similarity;
};

/// The similar stories of some maps, all compared with all.
[[nodiscard]] Result<SimilarityAnalysis> find_similar(std::span<Source const> sources,
                                                      AnalysisOptions const& options = {});

/// Several maps side by side as one, for validation: activities in order of the sources, releases of the same title
/// joined. The ids of the result need not be unique; `first_activity[s]` says where source s begins.
struct CombinedMap {
  Map map;
  std::vector<std::size_t> first_activity;

  /// The source that an activity of the combined map came from.
  [[nodiscard]] std::size_t source_of(std::size_t activity) const noexcept;
};
[[nodiscard]] CombinedMap combine(std::span<Source const> sources);

/// Validates the maps and compares all their stories. Errors: invalid_argument (an unknown profile, thresholds that are
/// not 0 < similar <= duplicate <= 1), cancelled.
[[nodiscard]] Result<Analysis> analyze(std::span<Source const> sources, AnalysisOptions const& options = {});
[[nodiscard]] Result<Analysis> analyze(Map const& map, AnalysisOptions const& options = {});

/// A matcher for `merge` that pairs each text with the closest one of the other side, when both are each other's
/// closest and their cosine is at least `at_least`.
[[nodiscard]] TextMatcher similar_texts(double at_least = 0.7);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/analysis.ipp>
#endif
