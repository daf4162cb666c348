// bindings/python/src/live.cpp - texts that come, change and go.
#include "arrays.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "run.hpp"
#include "vectorizer_options.hpp"

#include <storymap/corpus.hpp>
#include <storymap/live_index.hpp>

#include <pybind11/stl.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

/// Does the work without the GIL: another thread may hold the index and wait for it.
template <class Work>
[[nodiscard]] auto unlocked(Work&& work) {
  py::gil_scoped_release const released;
  return work();
}

[[nodiscard]] py::list plain(std::vector<LiveMatch> const& matches) {
  return list_of(matches, [](LiveMatch const& match) { return py::make_tuple(match.id.value, match.score); });
}

[[nodiscard]] py::array ids(LiveIndex const& index) {
  std::vector<DocumentId> const all = unlocked([&] { return index.ids(); });
  std::vector<std::uint64_t> numbers;
  numbers.reserve(all.size());
  for (DocumentId const id : all) numbers.push_back(id.value);
  return to_array(std::move(numbers));
}

[[nodiscard]] std::uint64_t insert_all(LiveIndex& index, Corpus const& corpus) {
  std::vector<std::string_view> texts;
  texts.reserve(corpus.size());
  for (std::size_t row = 0; row < corpus.size(); ++row) texts.push_back(corpus[row]);
  LongCall call(1, py::none());
  return call([&](RunOptions const& run) { return index.insert_all(texts, run); }).value;
}

[[nodiscard]] py::tuple insert_and_compare(LiveIndex& index, std::string const& document, double at_least,
                                           std::size_t limit) {
  auto const inserted = value_or_raise(unlocked([&] { return index.insert_and_compare(document, at_least, limit); }));
  return py::make_tuple(inserted.id.value, plain(inserted.duplicates));
}

[[nodiscard]] py::list closest(LiveIndex const& index, std::string const& document, std::size_t limit,
                               double at_least) {
  if (document.size() > LiveIndex::most_text_bytes) throw Raised({Errc::too_large, "longer than 16 MiB", "text"});
  return plain(unlocked([&] { return index.closest(document, limit, at_least); }));
}

[[nodiscard]] py::list neighbours(LiveIndex const& index, std::uint64_t id, std::size_t limit, double at_least) {
  return plain(value_or_raise(unlocked([&] { return index.neighbours(DocumentId{id}, limit, at_least); })));
}

}  // namespace

void bind_live(py::module_& module) {
  py::class_<LiveIndex>(module, "LiveIndex")
      .def(py::init([](py::dict const& keywords) { return LiveIndex(live_options(keywords)); }))
      .def("__len__", [](LiveIndex const& index) { return unlocked([&] { return index.size(); }); })
      .def("__contains__", [](LiveIndex const& index,
                              std::uint64_t id) { return unlocked([&] { return index.contains(DocumentId{id}); }); })
      .def("ids", &ids)
      .def("insert",
           [](LiveIndex& index, std::string const& document) {
             return value_or_raise(unlocked([&] { return index.insert(document); })).value;
           })
      .def("insert_all", &insert_all)
      .def("insert_and_compare", &insert_and_compare)
      .def("update",
           [](LiveIndex& index, std::uint64_t id, std::string const& document) {
             value_or_raise(unlocked([&] { return index.update(DocumentId{id}, document); }));
           })
      .def("erase",
           [](LiveIndex& index, std::uint64_t id) { return unlocked([&] { return index.erase(DocumentId{id}); }); })
      .def("closest", &closest)
      .def("neighbours", &neighbours)
      .def("memory", [](LiveIndex const& index) { return unlocked([&] { return index.memory(); }); })
      .def("to_bytes", [](LiveIndex const& index) { return py::bytes(unlocked([&] { return index.to_bytes(); })); })
      .def("save", [](LiveIndex const& index, py::bytes const& path) {
        auto const name = path.cast<std::string>();
        value_or_raise(unlocked([&] { return index.save(name); }));
      });
  module.def("live_index_of_bytes", [](py::bytes const& bytes) {
    std::string_view const data = bytes;
    return value_or_raise(unlocked([&] { return LiveIndex::from_bytes(data); }));
  });
  module.def("load_live_index", [](py::bytes const& path) {
    auto const name = path.cast<std::string>();
    return value_or_raise(unlocked([&] { return LiveIndex::load(name); }));
  });
}

}  // namespace storymap::python
