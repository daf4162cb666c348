// bindings/python/src/arrow_texts.hpp - the strings of an Arrow array.
#pragma once

#include "arrow_abi.hpp"

#include <storymap/corpus.hpp>

#include <cstddef>
#include <string>

namespace storymap::python {

/// Appends the strings of an array to a corpus. `argument`, and the rows that are there already, say where an error is.
///
/// The layouts are those of https://arrow.apache.org/docs/format/Columnar.html. Whoever made the array is trusted for
/// the size of its buffers, which the interface does not say, and for nothing else.
class ArrowTexts {
 public:
  ArrowTexts(Corpus& corpus, bool nulls_are_empty, std::string argument)
      : corpus_(corpus), nulls_are_empty_(nulls_are_empty), argument_(std::move(argument)) {}

  void add(ArrowSchema const& schema, ArrowArray const& array);

 private:
  void add_dictionary(ArrowSchema const& schema, ArrowArray const& array);
  template <class Offset>
  void add_offsets(ArrowArray const& array);
  void add_views(ArrowArray const& array);
  /// Appends one text, which must be UTF-8.
  void add_text(char const* bytes, std::int64_t size);
  void add_null();
  [[noreturn]] void refuse(char const* what) const;

  Corpus& corpus_;
  bool nulls_are_empty_;
  std::string argument_;
};

}  // namespace storymap::python
