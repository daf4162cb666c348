// bindings/c/src/vectorizer.cpp - texts to tf-idf vectors.
#include "vectorizer.hpp"

#include "arguments.hpp"
#include "arrays.hpp"
#include "corpus.hpp"
#include "reports.hpp"
#include "run.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <utility>

using namespace storymap::c;
using storymap::Errc;

namespace storymap::c {

VectorizerOptions vectorizer_options(storymap_vectorizer_options const* given) {
  auto const set = options_of(given, storymap_vectorizer_options STORYMAP_VECTORIZER_OPTIONS_INIT, "options");
  VectorizerOptions options;
  options.analyzer = choice(set.analyzer, Analyzer::fields, "options.analyzer");
  options.ngram_range = {set.ngram_min, set.ngram_max};
  options.stop_words =
      stop_words_of(text_of(set.stop_words, set.stop_words_size, "options.stop_words"),
                    text_of(set.stop_word_list, set.stop_word_list_size, "options.stop_word_list"), {});
  options.lowercase = set.lowercase != 0;
  options.strip_accents = choice(set.strip_accents, StripAccents::unicode, "options.strip_accents");
  options.min_df = share_or_count(set.min_df, !(set.min_df >= 1));
  options.max_df = share_or_count(set.max_df, !(set.max_df > 1));
  if (set.max_features != 0) options.max_features = static_cast<std::size_t>(set.max_features);
  options.binary = set.binary != 0;
  options.norm = choice(set.norm, Norm::l2, "options.norm");
  options.use_idf = set.use_idf != 0;
  options.smooth_idf = set.smooth_idf != 0;
  options.sublinear_tf = set.sublinear_tf != 0;
  return options;
}

namespace {

void need_column(std::uint32_t column, std::size_t columns) {
  if (column >= columns)
    refuse(Errc::invalid_argument, "there are only " + std::to_string(columns) + " columns", "column");
}

}  // namespace
}  // namespace storymap::c

storymap_status storymap_vectorize(storymap_corpus const* corpus, storymap_vectorizer_options const* options,
                                   storymap_run const* run, storymap_vectorizer** vectorizer, storymap_matrix** matrix,
                                   storymap_error* error) {
  return call(error, [&] {
    need(vectorizer, "vectorizer");
    storymap::Corpus const& texts = live(corpus, "corpus").texts;
    auto fitted = value_of(storymap::fit_transform(texts, vectorizer_options(options), run_options(run)));
    auto learned = std::make_unique<storymap_vectorizer>(std::move(fitted.vectorizer));
    if (matrix != nullptr) *matrix = std::make_unique<storymap_matrix>(std::move(fitted.matrix)).release();
    *vectorizer = learned.release();
  });
}

void storymap_vectorizer_free(storymap_vectorizer* vectorizer) { delete vectorizer; }

storymap_status storymap_vectorizer_transform(storymap_vectorizer const* vectorizer, storymap_corpus const* corpus,
                                              storymap_run const* run, storymap_matrix** matrix,
                                              storymap_error* error) {
  return call(error, [&] {
    need(matrix, "matrix");
    storymap::Vectorizer const& fitted = live(vectorizer, "vectorizer").fitted;
    auto rows = value_of(fitted.transform(live(corpus, "corpus").texts, run_options(run)));
    *matrix = std::make_unique<storymap_matrix>(std::move(rows)).release();
  });
}

size_t storymap_vectorizer_size(storymap_vectorizer const* vectorizer) {
  return vectorizer == nullptr ? 0 : vectorizer->fitted.size();
}

storymap_status storymap_vectorizer_term(storymap_vectorizer const* vectorizer, uint32_t column, storymap_buffer* term,
                                         storymap_error* error) {
  return call(error, [&] {
    need(term, "term");
    storymap::Vectorizer const& fitted = live(vectorizer, "vectorizer").fitted;
    need_column(column, fitted.size());
    give(term, fitted.term(column));
  });
}

storymap_status storymap_vectorizer_column(storymap_vectorizer const* vectorizer, char const* term, size_t term_size,
                                           uint32_t* column, storymap_error* error) {
  return call(error, [&] {
    need(column, "column");
    std::string_view const wanted = text_of(term, term_size, "term");
    std::optional<std::uint32_t> const found = live(vectorizer, "vectorizer").fitted.column(wanted);
    if (!found) refuse(Errc::unknown_id, "no column has the term '" + std::string(wanted) + "'", "term");
    *column = *found;
  });
}

double const* storymap_vectorizer_idf(storymap_vectorizer const* vectorizer) {
  bool const has_idf = vectorizer != nullptr && !vectorizer->fitted.idf().empty();
  return has_idf ? vectorizer->fitted.idf().data() : nullptr;
}
