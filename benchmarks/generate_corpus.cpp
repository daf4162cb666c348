// benchmarks/generate_corpus.cpp - writes a generated corpus, one text a line.
//
//     generate_corpus <texts> <file> [<file for the planted pairs>]
//
// A line of the second file is a planted pair: the later text, the one it was made from, and how many of 1000 words
// were edited.
#include "support/files.hpp"
#include "support/generator.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

namespace {

using storymap_bench::Generator;

Generator make_generator() {
  std::string const folder = STORYMAP_SOURCE_DIR "/benchmarks/corpus/";
  return {storymap_bench::read_file(folder + "seamonkey.txt"), storymap_bench::read_file(folder + "russian.txt")};
}

void write_texts(Generator const& generator, std::uint32_t count, std::string const& path) {
  std::ofstream out(path, std::ios::binary);
  for (std::uint32_t number = 0; number < count; ++number) out << generator.text(number) << '\n';
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

void write_planted(Generator const& generator, std::uint32_t count, std::string const& path) {
  std::ofstream out(path);
  for (std::uint32_t number = 0; number < count; ++number) {
    if (auto const from = generator.planted(number))
      out << number << ' ' << from->source << ' ' << from->edited << '\n';
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 4) {
    std::fputs("usage: generate_corpus <texts> <file> [<file for the planted pairs>]\n", stderr);
    return 2;
  }
  try {
    auto const texts = static_cast<std::uint32_t>(std::stoul(arguments[1]));
    Generator const generator = make_generator();
    write_texts(generator, texts, arguments[2]);
    if (count == 4) write_planted(generator, texts, arguments[3]);
    return 0;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "generate_corpus: %s\n", error.what());
    return 1;
  }
}
