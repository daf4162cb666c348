// storymap/impl/analysis.ipp - bodies of analysis.hpp.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/detail/compared_texts.hpp>
#include <storymap/detail/distinct_rows.hpp>
#include <storymap/search.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Calls `visit(part)` for the parts of a story that are compared: title, description, criteria.
template <class Visit>
void for_each_part(Story const& story, Visit&& visit) {
  visit(story.title);
  if (!story.description.empty()) visit(story.description);
  for (std::string const& criterion : story.acceptance_criteria) visit(criterion);
}

[[nodiscard]] inline std::string join_parts(Story const& story, char separator) {
  std::string text;
  for_each_part(story, [&](std::string const& part) {
    if (!text.empty()) text.push_back(separator);
    text.append(part);
  });
  return text;
}

[[nodiscard]] inline VectorizerOptions tfidf_options(SimilarityOptions const& options) {
  VectorizerOptions tfidf;
  tfidf.ngram_range = options.ngram_range;
  tfidf.max_df = options.max_df;
  tfidf.stop_words = options.stop_words;
  return tfidf;
}

/// The vectors of a corpus by the measure of the options; by Jaccard when no term is left for a cosine.
struct Vectors {
  VectorizedCorpus vectorized;
  Measure measure = Measure::cosine;
};

STORYMAP_DECL Result<Vectors> make_word_sets(Corpus const& corpus, SimilarityOptions const& options,
                                             RunOptions const& run) {
  VectorizerOptions word_sets;
  word_sets.analyzer = Analyzer::fields;
  word_sets.stop_words = options.stop_words;
  word_sets.binary = true;
  word_sets.use_idf = false;
  word_sets.norm = Norm::none;
  Result<VectorizedCorpus> fitted = fit_transform(corpus, std::move(word_sets), run);
  if (fitted) return Vectors{std::move(*fitted), Measure::jaccard};
  if (fitted.error().code != Errc::empty_vocabulary) return failure_of(std::move(fitted));
  // Not one word in any story: rows without entries, similar to nothing.
  Vectors nothing{{}, Measure::jaccard};
  for (std::size_t row = 0; row < corpus.size(); ++row) nothing.vectorized.matrix.end_row();
  return nothing;
}

STORYMAP_DECL Result<Vectors> make_vectors(Corpus const& corpus, SimilarityOptions const& options,
                                           RunOptions const& run) {
  if (options.measure == Measure::jaccard) return make_word_sets(corpus, options, run);
  Result<VectorizedCorpus> fitted = fit_transform(corpus, tfidf_options(options), run);
  if (fitted) return Vectors{std::move(*fitted), Measure::cosine};
  if (fitted.error().code != Errc::empty_vocabulary) return failure_of(std::move(fitted));
  return make_word_sets(corpus, options, run);
}

/// The same terms, ranked by BM25: how often each is in each story.
STORYMAP_DECL Result<Bm25Index> make_bm25(Corpus const& corpus, VectorizerOptions options, RunOptions const& run) {
  options.use_idf = false;
  options.binary = false;
  options.norm = Norm::none;
  Result<VectorizedCorpus> const counted = fit_transform(corpus, std::move(options), run);
  // Not one word in any story.
  if (!counted && counted.error().code == Errc::empty_vocabulary) return Bm25Index::build(SparseMatrix());
  if (!counted) return Failure{counted.error()};
  return Bm25Index::build(counted->matrix);
}

/// The same for who wants no more than the similarity of stories: without vectors, and the names of their terms.
STORYMAP_DECL Result<SimilarityIndex> make_index(Corpus const& corpus, SimilarityOptions const& options,
                                                 RunOptions const& run) {
  if (options.measure == Measure::cosine) {
    Result<DocumentTerms> counted = count_terms(corpus, tfidf_options(options), run);
    if (counted) return SimilarityIndex(std::move(*counted));
    if (counted.error().code != Errc::empty_vocabulary) return failure_of(std::move(counted));
  }
  Result<Vectors> sets = make_word_sets(corpus, options, run);
  if (!sets) return failure_of(std::move(sets));
  return SimilarityIndex(std::move(sets->vectorized.matrix), Measure::jaccard);
}

/// The stories of all sources, source by source, and their texts.
struct GatheredStories {
  explicit GatheredStories(std::span<Source const> all) : sources(all) {
    for (std::size_t s = 0; s < sources.size(); ++s) {
      for_each_place(*sources[s].map, [&](StoryPlace const& place, Story const& story) {
        stories.push_back({s, place});
        corpus.add(comparable_text(story));
      });
    }
  }
  [[nodiscard]] Story const& story(std::size_t row) const {
    return at(*sources[stories[row].source].map, stories[row].place);
  }

  std::span<Source const> sources;
  std::vector<StoryRef> stories;
  Corpus corpus;
};

STORYMAP_DECL Result<void> check_options(SimilarityOptions const& options) {
  auto const [similar, duplicate] = options.thresholds;
  if (!(similar > 0 && similar <= duplicate && duplicate <= 1)) {
    return failure(Errc::invalid_argument, "expected 0 < similar <= duplicate <= 1", "thresholds");
  }
  return check(tfidf_options(options));
}

inline void begin_stage(std::function<void(std::string_view)> const& on_stage, std::string_view stage) {
  if (on_stage) on_stage(stage);
}

/// Says of each pair in what way its stories are alike. Every story is taken apart once and every two texts are
/// compared once, however many copies of them there are.
STORYMAP_DECL Result<std::vector<AlikePair>> judge_pairs(GatheredStories const& gathered,
                                                         std::span<SimilarPair const> pairs, RunOptions const& run) {
  ComparedTexts texts;
  std::vector<std::uint32_t> text_of(gathered.stories.size(), StringTable::absent);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> compared;
  for (SimilarPair const& pair : pairs) {
    for (std::uint32_t const row : {pair.a, pair.b}) {
      if (text_of[row] == StringTable::absent) text_of[row] = texts.add(readable_text(gathered.story(row)));
    }
    compared.emplace_back(text_of[pair.a], text_of[pair.b]);
  }
  std::sort(compared.begin(), compared.end());
  compared.erase(std::unique(compared.begin(), compared.end()), compared.end());

  constexpr std::size_t per_block = 64;
  std::vector<LikenessKind> kinds(compared.size());
  Result<void> const finished =
      for_each_block((compared.size() + per_block - 1) / per_block, run, [&](unsigned, std::size_t block) {
        std::size_t const end = std::min(compared.size(), (block + 1) * per_block);
        for (std::size_t k = block * per_block; k < end; ++k) {
          kinds[k] = texts.kind(compared[k].first, compared[k].second);
        }
      });
  if (!finished) return Failure{finished.error()};

  std::vector<AlikePair> judged;
  judged.reserve(pairs.size());
  for (auto const& [a, b, score] : pairs) {
    auto const at = std::lower_bound(compared.begin(), compared.end(), std::pair(text_of[a], text_of[b]));
    judged.push_back({a, b, score, kinds[static_cast<std::size_t>(at - compared.begin())]});
  }
  std::stable_sort(judged.begin(), judged.end(),
                   [](AlikePair const& x, AlikePair const& y) { return x.score > y.score; });
  return judged;
}

}  // namespace detail

STORYMAP_DECL std::string comparable_text(Story const& story) { return clean_text(detail::join_parts(story, ' ')); }

STORYMAP_DECL std::string readable_text(Story const& story) { return detail::join_parts(story, '\n'); }

STORYMAP_DECL Result<StoryIndex> StoryIndex::build(std::span<Source const> sources, SimilarityOptions const& options,
                                                   RunOptions const& run,
                                                   std::function<void(std::string_view)> const& on_stage) {
  if (Result<void> valid = detail::check_options(options); !valid) return failure_of(std::move(valid));
  StoryIndex index;
  index.sources_.assign(sources.begin(), sources.end());

  detail::begin_stage(on_stage, "texts");
  detail::GatheredStories gathered(sources);
  Corpus const& corpus = gathered.corpus;
  index.stories_ = std::move(gathered.stories);
  if (corpus.empty()) return index;

  detail::begin_stage(on_stage, "vectors");
  Result<detail::Vectors> vectors = detail::make_vectors(corpus, options, run);
  if (!vectors) return failure_of(std::move(vectors));
  if (corpus.size() >= 2) index.algorithm_ = vectors->measure == Measure::cosine ? "tfidf" : "jaccard";

  detail::begin_stage(on_stage, "index");
  if (options.ranking == Ranking::bm25) {
    Result<Bm25Index> ranked = detail::make_bm25(corpus, vectors->vectorized.vectorizer.options(), run);
    if (!ranked) return failure_of(std::move(ranked));
    index.bm25_ = std::move(*ranked);
  }
  index.vectorizer_ = std::move(vectors->vectorized.vectorizer);
  index.index_ = SimilarityIndex(std::move(vectors->vectorized.matrix), vectors->measure);
  return index;
}

STORYMAP_DECL std::vector<Match> StoryIndex::closest(std::string_view text, std::size_t limit, double at_least) const {
  if (size() == 0) return {};
  if (!bm25_) return search(vectorizer_, index_, clean_text(text), limit, at_least);
  std::vector<Match> matches = search(vectorizer_, *bm25_, clean_text(text), limit);
  std::erase_if(matches, [&](Match const& match) { return match.score < at_least; });
  return matches;
}

STORYMAP_DECL Explanation StoryIndex::explain(std::size_t a, std::size_t b) const {
  Explanation explanation;
  explanation.score = index_.score(a, b);
  for (auto const& [column, contribution] : index_.shared(a, b)) {
    explanation.terms.push_back({vectorizer_.term(column), contribution});
  }
  std::stable_sort(explanation.terms.begin(), explanation.terms.end(),
                   [](SharedTerm const& x, SharedTerm const& y) { return x.contribution > y.contribution; });
  explanation.likeness = compare_texts(readable_text(story(a)), readable_text(story(b)));
  return explanation;
}

STORYMAP_DECL Result<SimilarityAnalysis> find_similar(std::span<Source const> sources, AnalysisOptions const& options) {
  if (Result<void> valid = detail::check_options(options.similarity); !valid) return failure_of(std::move(valid));
  detail::begin_stage(options.on_stage, "texts");
  detail::GatheredStories const gathered(sources);
  SimilarityAnalysis analysis;
  analysis.stories = gathered.stories;
  analysis.stats.total_stories = gathered.stories.size();
  if (gathered.stories.size() < 2) return analysis;

  detail::begin_stage(options.on_stage, "vectors");
  Result<SimilarityIndex> const index = detail::make_index(gathered.corpus, options.similarity, options.run);
  if (!index) return Failure{index.error()};
  analysis.algorithm = index->measure() == Measure::cosine ? "tfidf" : "jaccard";

  detail::begin_stage(options.on_stage, "pairs");
  Result<std::vector<SimilarPair>> pairs = index->pairs(options.similarity.thresholds.similar, options.run);
  if (!pairs) return failure_of(std::move(pairs));

  detail::begin_stage(options.on_stage, "groups");
  analysis.groups = find_groups(*index, *pairs, options.similarity.thresholds);

  detail::begin_stage(options.on_stage, "kinds");
  Result<std::vector<AlikePair>> judged = detail::judge_pairs(gathered, *pairs, options.run);
  if (!judged) return failure_of(std::move(judged));
  analysis.pairs = std::move(*judged);

  auto const is_duplicate = [](Group const& group) { return group.kind == GroupKind::duplicate; };
  analysis.stats.duplicates_found =
      static_cast<std::size_t>(std::count_if(analysis.groups.begin(), analysis.groups.end(), is_duplicate));
  analysis.stats.similar_groups_found = analysis.groups.size();
  analysis.stats.pairs_found = analysis.pairs.size();
  return analysis;
}

STORYMAP_DECL std::size_t CombinedMap::source_of(std::size_t activity) const noexcept {
  auto const next = std::upper_bound(first_activity.begin(), first_activity.end(), activity);
  return static_cast<std::size_t>(next - first_activity.begin()) - 1;
}

STORYMAP_DECL CombinedMap combine(std::span<Source const> sources) {
  CombinedMap combined;
  std::unordered_map<std::string, ReleaseId> release_by_title;
  for (Source const& source : sources) {
    Map const& map = *source.map;
    combined.first_activity.push_back(combined.map.activities.size());
    if (!combined.map.name.empty() && !map.name.empty()) combined.map.name.append(", ");
    combined.map.name.append(map.name);
    std::unordered_map<ReleaseId, std::optional<ReleaseId>> joined;
    for (Release const& release : map.releases) {
      auto const [entry, is_new] =
          release_by_title.try_emplace(release.title, ReleaseId("r" + std::to_string(release_by_title.size() + 1)));
      joined.emplace(release.id, entry->second);
      if (!is_new) continue;
      combined.map.releases.push_back(release);
      combined.map.releases.back().id = entry->second;
    }
    combined.map.personas.insert(combined.map.personas.end(), map.personas.begin(), map.personas.end());
    combined.map.links.insert(combined.map.links.end(), map.links.begin(), map.links.end());
    for (Activity activity : map.activities) {
      for (Task& task : activity.tasks) {
        for (Story& story : task.stories) {
          // A release that does not exist is none: validation says something about every map.
          if (story.release) story.release = joined[*story.release];
        }
      }
      combined.map.activities.push_back(std::move(activity));
    }
  }
  return combined;
}

STORYMAP_DECL Result<Analysis> analyze(std::span<Source const> sources, AnalysisOptions const& options) {
  Profile const* const profile = find_profile(options.profile);
  if (profile == nullptr) {
    return failure(Errc::invalid_argument, "there is no profile '" + options.profile + "'", "profile");
  }
  Result<SimilarityAnalysis> similarity = find_similar(sources, options);
  if (!similarity) return failure_of(std::move(similarity));

  detail::begin_stage(options.on_stage, "validation");
  Analysis analysis;
  analysis.profile = options.profile;
  analysis.similarity = std::move(*similarity);
  if (sources.size() == 1) {
    analysis.project_name = sources.front().map->name;
    analysis.validation = validate(*sources.front().map, *profile);
  } else {
    CombinedMap combined = combine(sources);
    analysis.validation = validate(combined.map, *profile);
    analysis.project_name = std::move(combined.map.name);
  }
  analysis.overall_score = score::overall(analysis.validation.score, analysis.similarity.stats.duplicates_found);
  return analysis;
}

STORYMAP_DECL Result<Analysis> analyze(Map const& map, AnalysisOptions const& options) {
  Source const source{&map, {}};
  return analyze(std::span(&source, 1), options);
}

STORYMAP_DECL TextMatcher similar_texts(double at_least) {
  return [at_least](std::span<std::string_view const> left, std::span<std::string_view const> right) {
    std::vector<std::pair<std::size_t, std::size_t>> matches;
    Corpus corpus(left);
    for (std::string_view const text : right) corpus.add(text);
    Result<VectorizedCorpus> vectors = fit_transform(corpus, {.ngram_range = {1, 2}});
    if (!vectors) return matches;
    detail::DistinctRows const distinct(vectors->matrix, left.size());
    double const above_nothing = std::max(at_least, std::numeric_limits<double>::min());
    auto const closest = SimilarityIndex(distinct.matrix).closest_across(distinct.boundary, above_nothing);
    if (!closest) return matches;
    for (std::uint32_t row = 0; row < distinct.boundary; ++row) {
      std::optional<Match> const& match = (*closest)[row];
      if (!match || (*closest)[match->row]->row != row) continue;
      matches.emplace_back(distinct.original[row], distinct.original[match->row] - left.size());
    }
    return matches;
  };
}

STORYMAP_END
