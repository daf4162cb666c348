// bindings/python/src/plain.hpp - values of the library as plain Python objects.
#pragma once

#include <storymap/import_report.hpp>
#include <storymap/model.hpp>

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <vector>

namespace storymap::python {

namespace py = pybind11;

[[nodiscard]] inline py::str text(std::string_view value) { return {value.data(), value.size()}; }

/// A list of what `make(element)` returns.
template <class Elements, class Make>
[[nodiscard]] py::list list_of(Elements const& elements, Make&& make) {
  py::list list(elements.size());
  std::size_t at = 0;
  for (auto const& element : elements) list[at++] = make(element);
  return list;
}

[[nodiscard]] inline py::list texts_of(std::vector<std::string> const& values) {
  return list_of(values, [](std::string const& value) { return text(value); });
}

template <class Noun>
[[nodiscard]] py::list ids_of(std::vector<Id<Noun>> const& ids) {
  return list_of(ids, [](Id<Noun> const& id) { return text(id.str()); });
}

/// The ids of nouns, in their order.
template <class Nouns>
[[nodiscard]] py::list names_of(Nouns const& nouns) {
  return list_of(nouns, [](auto const& noun) { return text(noun.id.str()); });
}

// A noun as a dict of its own fields, without what stands in it; unknown fields are JSON texts below "extra".
[[nodiscard]] py::dict plain(Activity const& activity);
[[nodiscard]] py::dict plain(Task const& task);
[[nodiscard]] py::dict plain(Story const& story);
[[nodiscard]] py::dict plain(Release const& release);
[[nodiscard]] py::dict plain(Persona const& persona);
[[nodiscard]] py::dict plain(Link const& link);
[[nodiscard]] py::dict plain(ImportReport const& report);

}  // namespace storymap::python
