// bindings/c/src/vectorizer.hpp - the handles of a fitted vocabulary and of a sparse matrix.
#pragma once

#include "handle.hpp"

#include <storymap.h>
#include <storymap/sparse_matrix.hpp>
#include <storymap/vectorizer.hpp>

#include <utility>

struct storymap_matrix : storymap::c::Handle<storymap_matrix> {
  explicit storymap_matrix(storymap::SparseMatrix matrix) : rows(std::move(matrix)) {}
  storymap::SparseMatrix rows;
};

struct storymap_vectorizer : storymap::c::Handle<storymap_vectorizer> {
  explicit storymap_vectorizer(storymap::Vectorizer vectorizer) : fitted(std::move(vectorizer)) {}
  storymap::Vectorizer fitted;
};

namespace storymap::c {

[[nodiscard]] VectorizerOptions vectorizer_options(storymap_vectorizer_options const* given);

/// A bound as one number, as C has it: `shares_to` is the highest number that is a share.
[[nodiscard]] inline DocumentFrequency share_or_count(double bound, bool is_share) {
  if (is_share) return bound;
  // A count beyond what a program can hold prunes everything, or nothing.
  constexpr double most = 1e15;
  return static_cast<std::uint64_t>(bound < most ? bound : most);
}

}  // namespace storymap::c
