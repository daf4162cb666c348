// bindings/python/src/live_index.cpp - _core.LiveIndex: texts that come and go.
#include "arrays.hpp"
#include "parts.hpp"
#include "run.hpp"
#include "texts.hpp"

#include <storymap/live_index.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::python {
namespace {

using Matches = std::vector<std::pair<std::uint64_t, double>>;

[[nodiscard]] Matches to_python(std::vector<LiveMatch> const& found) {
  Matches matches;
  for (LiveMatch const& match : found) matches.emplace_back(match.id.value, match.score);
  return matches;
}

/// Calls `work()` without the GIL: other threads may be changing the index, and wait for it.
template <class Work>
auto without_gil(Work&& work) {
  py::gil_scoped_release const released;
  LibraryTimer const timer;
  return work();
}

[[nodiscard]] std::unique_ptr<LiveIndex> make(std::pair<std::size_t, std::size_t> ngram_range,
                                              std::vector<std::string> const& stop_words,
                                              std::variant<std::int64_t, double> const& max_df) {
  LiveOptions options;
  options.ngram_range = {ngram_range.first, ngram_range.second};
  options.stop_words = StopWords(stop_words);
  options.max_df = std::visit([](auto bound) { return DocumentFrequency(bound); }, max_df);
  value_or_raise(check(options));
  return std::make_unique<LiveIndex>(std::move(options));
}

/// Adds texts a block at a time. When it is stopped, those that came in are taken out again.
[[nodiscard]] Result<std::vector<std::uint64_t>> insert_blocks(LiveIndex& index, Corpus const& corpus,
                                                               RunOptions const& run) {
  constexpr std::size_t texts_per_block = 1024;
  std::vector<std::uint64_t> ids;
  auto const take_back = [&](Failure failed) {
    for (std::uint64_t const id : ids) (void)index.erase({id});
    return failed;
  };
  for (std::size_t begin = 0; begin < corpus.size(); begin += texts_per_block) {
    std::vector<std::string_view> texts;
    for (std::size_t row = begin; row < std::min(corpus.size(), begin + texts_per_block); ++row) {
      texts.push_back(corpus[row]);
    }
    Result<DocumentId> const first = index.insert_all(texts);
    if (!first) return take_back(Failure{first.error()});
    for (std::size_t k = 0; k < texts.size(); ++k) ids.push_back(first->value + k);
    if (run.progress && !run.progress(ids.size(), corpus.size())) {
      return take_back(failure(Errc::cancelled, "stopped by the caller"));
    }
  }
  return ids;
}

[[nodiscard]] py::array insert_all(LiveIndex& index, std::shared_ptr<Corpus> const& corpus, py::object progress) {
  LongCall call(1, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return insert_blocks(index, *corpus, run); }));
}

[[nodiscard]] std::pair<std::uint64_t, Matches> insert_and_compare(LiveIndex& index, py::object const& text,
                                                                   double at_least, std::size_t limit) {
  std::string const utf8 = text_of(text, "text");
  auto inserted = value_or_raise(without_gil([&] { return index.insert_and_compare(utf8, at_least, limit); }));
  return {inserted.id.value, to_python(inserted.duplicates)};
}

[[nodiscard]] Matches closest(LiveIndex const& index, py::object const& text, std::size_t limit, double at_least) {
  std::string const utf8 = text_of(text, "text");
  if (utf8.size() > LiveIndex::most_text_bytes) {
    throw Raised({Errc::too_large, "the text is longer than 16 MiB", "text"});
  }
  return to_python(without_gil([&] { return index.closest(utf8, limit, at_least); }));
}

[[nodiscard]] py::array ids(LiveIndex const& index) {
  std::vector<std::uint64_t> values;
  for (DocumentId const id : without_gil([&] { return index.ids(); })) values.push_back(id.value);
  return to_array(std::move(values));
}

[[nodiscard]] std::unique_ptr<LiveIndex> from_bytes(py::bytes const& bytes) {
  auto const view = static_cast<std::string_view>(bytes);
  return std::make_unique<LiveIndex>(value_or_raise(without_gil([&] { return LiveIndex::from_bytes(view); })));
}

[[nodiscard]] std::unique_ptr<LiveIndex> load(std::string const& path) {
  return std::make_unique<LiveIndex>(value_or_raise(without_gil([&] { return LiveIndex::load(path); })));
}

void bind_changes(py::class_<LiveIndex>& live) {
  live.def(
          "insert",
          [](LiveIndex& index, py::object const& text) {
            std::string const utf8 = text_of(text, "text");
            return value_or_raise(without_gil([&] { return index.insert(utf8); })).value;
          },
          py::arg("text"))
      .def("insert_all", &insert_all, py::arg("texts"), py::arg("progress") = py::none())
      .def("insert_and_compare", &insert_and_compare, py::arg("text"), py::arg("at_least"), py::arg("limit"))
      .def(
          "update",
          [](LiveIndex& index, std::uint64_t id, py::object const& text) {
            std::string const utf8 = text_of(text, "text");
            value_or_raise(without_gil([&] { return index.update({id}, utf8); }));
          },
          py::arg("id"), py::arg("text"))
      .def(
          "erase", [](LiveIndex& index, std::uint64_t id) { return without_gil([&] { return index.erase({id}); }); },
          py::arg("id"));
}

}  // namespace

void bind_live_index(py::module_& module) {
  py::class_<LiveIndex> live(module, "LiveIndex", "Texts that come and go.");
  live.def(py::init(&make), py::arg("ngram_range"), py::arg("stop_words"), py::arg("max_df"))
      .def("__len__", [](LiveIndex const& index) { return without_gil([&] { return index.size(); }); })
      .def(
          "contains",
          [](LiveIndex const& index, std::uint64_t id) { return without_gil([&] { return index.contains({id}); }); },
          py::arg("id"))
      .def("ids", &ids)
      .def("closest", &closest, py::arg("text"), py::arg("limit"), py::arg("at_least"))
      .def(
          "neighbours",
          [](LiveIndex const& index, std::uint64_t id, std::size_t limit, double at_least) {
            return to_python(value_or_raise(without_gil([&] { return index.neighbours({id}, limit, at_least); })));
          },
          py::arg("id"), py::arg("limit"), py::arg("at_least"))
      .def("memory", [](LiveIndex const& index) { return without_gil([&] { return index.memory(); }); })
      .def("to_bytes", [](LiveIndex const& index) { return py::bytes(without_gil([&] { return index.to_bytes(); })); })
      .def_static("from_bytes", &from_bytes, py::arg("bytes"))
      .def(
          "save",
          [](LiveIndex const& index, std::string const& path) {
            value_or_raise(without_gil([&] { return index.save(path); }));
          },
          py::arg("path"))
      .def_static("load", &load, py::arg("path"));
  bind_changes(live);
}

}  // namespace storymap::python
