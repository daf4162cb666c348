// bindings/python/src/vectorizer_options.cpp - options of a vectorizer from the keywords of Python.
#include "vectorizer_options.hpp"

#include "errors.hpp"

#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

/// The value of a keyword, or what it is when it is not given.
template <class T>
[[nodiscard]] T get(py::dict const& keywords, char const* name, T otherwise) {
  if (!keywords.contains(name)) return otherwise;
  try {
    return keywords[name].cast<T>();
  } catch (py::cast_error const&) {
    throw py::type_error(std::string(name) + " cannot be " + py::repr(keywords[name]).cast<std::string>());
  }
}

/// One of some words.
template <class Enum>
[[nodiscard]] Enum choice(py::dict const& keywords, char const* name,
                          std::vector<std::pair<std::string_view, Enum>> const& words) {
  std::string const given = get<std::string>(keywords, name, std::string(words.front().first));
  for (auto const& [word, value] : words) {
    if (word == given) return value;
  }
  throw Raised({Errc::invalid_argument, "'" + given + "' is none of its words", name});
}

[[nodiscard]] NgramRange ngram_range(py::dict const& keywords, NgramRange usual) {
  auto const [min, max] =
      get<std::pair<std::size_t, std::size_t>>(keywords, "ngram_range", std::pair(usual.min, usual.max));
  return {min, max};
}

[[nodiscard]] StripAccents strip_accents(py::dict const& keywords) {
  return choice<StripAccents>(
      keywords, "strip_accents",
      {{"none", StripAccents::none}, {"ascii", StripAccents::ascii}, {"unicode", StripAccents::unicode}});
}

[[nodiscard]] StopWords stop_words(py::dict const& keywords) {
  return StopWords(get<std::vector<std::string>>(keywords, "stop_words", {}));
}

[[nodiscard]] DocumentFrequency bound(py::dict const& keywords, char const* name, DocumentFrequency usual) {
  return keywords.contains(name) ? document_frequency(keywords[name], name) : usual;
}

/// Any integer, also one of NumPy; a count beyond every number of texts is the largest one.
[[nodiscard]] std::int64_t count_of(py::handle integer) {
  auto const number = py::reinterpret_steal<py::object>(PyNumber_Index(integer.ptr()));
  if (!number) throw py::error_already_set();
  int overflow = 0;
  std::int64_t const count = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow == 0) return count;
  return overflow > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

}  // namespace

DocumentFrequency document_frequency(py::handle bound, char const* argument) {
  if (PyFloat_Check(bound.ptr())) return bound.cast<double>();
  if (PyIndex_Check(bound.ptr()) != 0 && !PyBool_Check(bound.ptr())) return count_of(bound);
  throw py::type_error(std::string(argument) + " must be int (a count) or float (a share), not " +
                       Py_TYPE(bound.ptr())->tp_name);
}

VectorizerOptions vectorizer_options(py::dict const& keywords) {
  VectorizerOptions options;
  options.analyzer = choice<Analyzer>(keywords, "analyzer",
                                      {{"word", Analyzer::word},
                                       {"char", Analyzer::chars},
                                       {"char_wb", Analyzer::chars_wb},
                                       {"fields", Analyzer::fields}});
  options.ngram_range = ngram_range(keywords, options.ngram_range);
  options.stop_words = stop_words(keywords);
  options.lowercase = get(keywords, "lowercase", true);
  options.strip_accents = strip_accents(keywords);
  options.min_df = bound(keywords, "min_df", options.min_df);
  options.max_df = bound(keywords, "max_df", options.max_df);
  if (keywords.contains("max_features")) options.max_features = keywords["max_features"].cast<std::size_t>();
  options.vocabulary = get<std::vector<std::string>>(keywords, "vocabulary", {});
  options.binary = get(keywords, "binary", false);
  options.norm = choice<Norm>(keywords, "norm", {{"l2", Norm::l2}, {"l1", Norm::l1}, {"none", Norm::none}});
  options.use_idf = get(keywords, "use_idf", true);
  options.smooth_idf = get(keywords, "smooth_idf", true);
  options.sublinear_tf = get(keywords, "sublinear_tf", false);
  return options;
}

LiveOptions live_options(py::dict const& keywords) {
  LiveOptions options;
  options.ngram_range = ngram_range(keywords, options.ngram_range);
  options.stop_words = stop_words(keywords);
  options.lowercase = get(keywords, "lowercase", true);
  options.strip_accents = strip_accents(keywords);
  options.max_df = bound(keywords, "max_df", options.max_df);
  value_or_raise(check(options));
  return options;
}

}  // namespace storymap::python
