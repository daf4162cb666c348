// tests/parity/tfidf_server.cpp - answers tf-idf requests on stdin, for comparison with scikit-learn.
//
// A request is lines of "name value" (options of the vectorizer), then "fit N" and N documents, each a line with its
// size in bytes and the bytes; then perhaps "transform N" with its documents; then "end". The answer is a line
// "ok ROWS COLUMNS NONZEROS" and the raw arrays, or a line "error CODE".
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

namespace {

using namespace storymap;

struct Request {
  VectorizerOptions options;
  std::optional<double> pairs_at_least;
  Corpus fit;
  std::optional<Corpus> transform;
};

Corpus read_documents(std::size_t count) {
  Corpus corpus;
  std::string text;
  for (; count > 0; --count) {
    std::string size;
    std::getline(std::cin, size);
    text.resize(std::stoull(size));
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    corpus.add(text);
  }
  return corpus;
}

DocumentFrequency document_frequency(std::string const& value) {
  if (value.find_first_of(".e") == std::string::npos) return std::stoull(value);
  return std::stod(value);
}

void set_option(Request& request, std::string const& name, std::string const& value) {
  VectorizerOptions& options = request.options;
  if (name == "analyzer") {
    options.analyzer = value == "word" ? Analyzer::word : value == "char" ? Analyzer::chars : Analyzer::chars_wb;
  } else if (name == "ngram_min") {
    options.ngram_range.min = std::stoull(value);
  } else if (name == "ngram_max") {
    options.ngram_range.max = std::stoull(value);
  } else if (name == "stop_words") {
    options.stop_words = find_stop_words(value).value();
  } else if (name == "lowercase") {
    options.lowercase = value == "1";
  } else if (name == "strip_accents") {
    options.strip_accents = value == "ascii" ? StripAccents::ascii : StripAccents::unicode;
  } else if (name == "min_df") {
    options.min_df = document_frequency(value);
  } else if (name == "max_df") {
    options.max_df = document_frequency(value);
  } else if (name == "max_features") {
    options.max_features = std::stoull(value);
  } else if (name == "binary") {
    options.binary = value == "1";
  } else if (name == "norm") {
    options.norm = value == "l1" ? Norm::l1 : value == "l2" ? Norm::l2 : Norm::none;
  } else if (name == "use_idf") {
    options.use_idf = value == "1";
  } else if (name == "smooth_idf") {
    options.smooth_idf = value == "1";
  } else if (name == "sublinear_tf") {
    options.sublinear_tf = value == "1";
  } else if (name == "pairs") {
    request.pairs_at_least = std::stod(value);
  } else {
    std::cerr << "unknown option " << name << '\n';
    std::exit(2);
  }
}

std::optional<Request> read_request() {
  Request request;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "end") return request;
    std::size_t const space = line.find(' ');
    std::string const name = line.substr(0, space);
    std::string const value = line.substr(space + 1);
    if (name == "fit") {
      request.fit = read_documents(std::stoull(value));
    } else if (name == "transform") {
      request.transform = read_documents(std::stoull(value));
    } else if (name == "vocabulary") {
      std::string term(std::stoull(value), '\0');
      std::cin.read(term.data(), static_cast<std::streamsize>(term.size()));
      request.options.vocabulary.push_back(term);
    } else {
      set_option(request, name, value);
    }
  }
  return std::nullopt;
}

template <class T>
void write_array(std::span<T const> values) {
  std::cout.write(reinterpret_cast<char const*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
}

void write_matrix(SparseMatrix const& matrix) {
  std::cout << "ok " << matrix.rows() << ' ' << matrix.cols() << ' ' << matrix.nonzeros() << '\n';
  write_array(matrix.row_begin());
  write_array(matrix.columns());
  write_array(matrix.values());
}

void write_terms(Vectorizer const& vectorizer) {
  for (std::uint32_t column = 0; column < vectorizer.size(); ++column) {
    std::string const term = vectorizer.term(column);
    std::cout << term.size() << '\n' << term;
  }
  std::cout << vectorizer.idf().size() << '\n';
  write_array(vectorizer.idf());
}

void write_pairs(SparseMatrix const& matrix, double at_least) {
  std::vector<SimilarPair> const pairs = SimilarityIndex(matrix).pairs(at_least, {.threads = 2}).value();
  std::cout << pairs.size() << '\n';
  for (SimilarPair const& pair : pairs) {
    std::uint64_t const rows[] = {pair.a, pair.b};
    write_array(std::span<std::uint64_t const>(rows));
    write_array(std::span(&pair.score, 1));
  }
}

void answer(Request const& request) {
  Result<VectorizedCorpus> const fitted = fit_transform(request.fit, request.options);
  if (!fitted) {
    std::cout << "error " << to_string(fitted.error().code) << '\n';
    return;
  }
  write_matrix(fitted->matrix);
  write_terms(fitted->vectorizer);
  if (request.transform) write_matrix(fitted->vectorizer.transform(*request.transform));
  if (request.pairs_at_least) write_pairs(fitted->matrix, *request.pairs_at_least);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  while (std::optional<Request> const request = read_request()) {
    answer(*request);
    std::cout.flush();
  }
}
