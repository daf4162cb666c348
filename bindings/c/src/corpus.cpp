// bindings/c/src/corpus.cpp - lists of texts.
#include "corpus.hpp"

#include "arguments.hpp"

#include <limits>
#include <memory>
#include <string>

using namespace storymap::c;
using storymap::Errc;

namespace {

/// Rows are numbers of 32 bits.
constexpr std::size_t most_texts = std::numeric_limits<std::uint32_t>::max() - 1;

void need_room(std::size_t size) {
  if (size > most_texts) refuse(Errc::too_large, "more than 4,294,967,294 texts", "corpus");
}

[[nodiscard]] std::string place_of(char const* argument, std::size_t row) {
  return std::string(argument) + '[' + std::to_string(row) + ']';
}

/// Refuses offsets that do not ascend and texts that are not UTF-8.
void check(std::string_view bytes, std::uint64_t const* offsets, std::size_t count) {
  // First all offsets: none of them is beyond the last one then.
  for (std::size_t k = 0; k < count; ++k) {
    if (offsets[k] > offsets[k + 1])
      refuse(Errc::invalid_argument, "smaller than the one before", place_of("offsets", k + 1));
  }
  for (std::size_t k = 0; k < count; ++k) {
    std::string_view const text = bytes.substr(offsets[k] - offsets[0], offsets[k + 1] - offsets[k]);
    if (!storymap::is_valid_utf8(text)) refuse(Errc::invalid_encoding, "not valid UTF-8", place_of("bytes", k));
  }
}

}  // namespace

storymap_status storymap_corpus_new(storymap_corpus** corpus, storymap_error* error) {
  return call(error, [&] {
    need(corpus, "corpus");
    *corpus = std::make_unique<storymap_corpus>().release();
  });
}

void storymap_corpus_free(storymap_corpus* corpus) { delete corpus; }

storymap_status storymap_corpus_add(storymap_corpus* corpus, char const* text, size_t size, storymap_error* error) {
  return call(error, [&] {
    storymap::Corpus& texts = live(corpus, "corpus").texts;
    need_room(texts.size() + 1);
    texts.add(text_of(text, size, "text"));
  });
}

storymap_status storymap_corpus_add_all(storymap_corpus* corpus, char const* bytes, uint64_t const* offsets,
                                        size_t count, storymap_error* error) {
  return call(error, [&] {
    storymap::Corpus& texts = live(corpus, "corpus").texts;
    if (count == 0) return;
    need(offsets, "offsets");
    if (count > most_texts) refuse(Errc::too_large, "more than 4,294,967,294 texts", "count");
    need_room(texts.size() + count);
    if (offsets[0] > offsets[count]) refuse(Errc::invalid_argument, "the last is smaller than the first", "offsets");
    std::size_t const size = static_cast<std::size_t>(offsets[count] - offsets[0]);
    std::string_view const all = size == 0 ? std::string_view() : bytes_of(bytes + offsets[0], size, "bytes");
    check(all, offsets, count);
    texts.reserve(texts.size() + count, texts.bytes() + size);
    for (std::size_t k = 0; k < count; ++k) {
      texts.add(all.substr(offsets[k] - offsets[0], offsets[k + 1] - offsets[k]));
    }
  });
}

size_t storymap_corpus_size(storymap_corpus const* corpus) { return corpus == nullptr ? 0 : corpus->texts.size(); }
