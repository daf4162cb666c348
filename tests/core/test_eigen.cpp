// tests/core/test_eigen.cpp - matrices as Eigen sees them; its sparse product as an oracle of all cosines.
#include <gtest/gtest.h>
#include <storymap/eigen.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(Eigen, AViewHoldsTheEntriesOfTheMatrix) {
  storymap_test::for_each_case([](Random& random) {
    SparseMatrix const matrix = storymap_test::random_matrix(random, 20);
    EigenView const view(matrix);
    EXPECT_EQ(view.matrix().valuePtr(), matrix.values().data()) << "nothing is copied";
    EXPECT_EQ(view.matrix().nonZeros(), static_cast<Eigen::Index>(matrix.nonzeros()));
    EXPECT_EQ(from_eigen(EigenView::Matrix(view.matrix())), matrix);
    EXPECT_EQ(from_eigen(Eigen::SparseMatrix<double, Eigen::ColMajor, std::int64_t>(view.matrix())), matrix);
  });
}

TEST(Eigen, TheProductOfTheRowsAreTheirCosines) {
  storymap_test::for_each_case([](Random& random) {
    Result<VectorizedCorpus> const fitted =
        fit_transform(Corpus(storymap_test::random_texts(random, 25)), {.ngram_range = {1, 2}});
    if (!fitted) return;
    EigenView const view(fitted->matrix);
    EigenView::Matrix const cosines = view.matrix() * EigenView::Matrix(view.matrix().transpose());
    SimilarityIndex const index(fitted->matrix);
    for (std::uint32_t a = 0; a < index.size(); ++a) {
      for (std::uint32_t b = 0; b < index.size(); ++b) {
        EXPECT_NEAR(index.score(a, b), cosines.coeff(static_cast<int>(a), static_cast<int>(b)), 1e-12);
      }
    }
  });
}

}  // namespace
