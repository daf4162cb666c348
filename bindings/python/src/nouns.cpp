// bindings/python/src/nouns.cpp - MapHandle: the nouns on a map, by id.
#include "map.hpp"
#include "noun_kinds.hpp"
#include "parts.hpp"

#include <storymap/detail/noun_fields.hpp>

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] py::object to_python(std::string const& text) { return py::str(text); }
[[nodiscard]] py::object to_python(Status status) { return py::cast(to_string(status)); }
[[nodiscard]] py::object to_python(std::optional<double> const& number) { return py::cast(number); }
template <class Noun>
[[nodiscard]] py::object to_python(Id<Noun> const& id) {
  return py::str(id.str());
}
template <class Noun>
[[nodiscard]] py::object to_python(std::optional<Id<Noun>> const& id) {
  return id ? to_python(*id) : py::none();
}
/// Pairs of a name and JSON text.
[[nodiscard]] py::object to_python(Fields const& fields) {
  py::list list;
  for (Field const& field : fields) list.append(py::make_tuple(field.name, field.json));
  return py::tuple(list);
}
[[nodiscard]] py::object to_python(External const& external) {
  return py::make_tuple(external.system, external.key, external.url, to_python(external.fields));
}
template <class T>
[[nodiscard]] py::object to_python(std::vector<T> const& values) {
  py::tuple tuple(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) tuple[i] = to_python(values[i]);
  return std::move(tuple);
}

/// What a noun or the map says under a word of the schema; "extra" are its unknown fields.
template <class Owner>
[[nodiscard]] py::object field_of(Owner const& owner, std::string_view word) {
  if (word == "extra") return to_python(owner.extra);
  if constexpr (std::is_same_v<Owner, Story>) {
    if (word == "labels") return to_python(owner.labels);
  }
  py::object found;
  detail::for_each_field<Owner>([&](auto const& row) {
    if (row.word == word) found = to_python(owner.*row.member);
  });
  if (!found) throw Raised({Errc::invalid_argument, "no field has the name '" + std::string(word) + "'", "field"});
  return found;
}

[[nodiscard]] py::object field(MapHandle const& self, std::string_view noun, py::str const& id, std::string_view word) {
  return with_noun(noun, [&]<class Noun>() { return field_of(self.noun(id_of<Noun>(id)), word); });
}

[[nodiscard]] bool contains(MapHandle const& self, std::string_view noun, py::str const& id) {
  return with_noun(noun, [&]<class Noun>() { return self.find(id_of<Noun>(id)) != nullptr; });
}

/// The ids of all nouns of one kind, in map order.
[[nodiscard]] std::vector<std::string> ids(MapHandle const& self, std::string_view noun) {
  std::vector<std::string> ids;
  with_noun(noun, [&]<class Noun>() {
    detail::for_each_family<Noun>(self.map(), [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& one : siblings) ids.push_back(one.id.str());
    });
  });
  return ids;
}

template <class Noun>
[[nodiscard]] std::vector<std::string> ids_in(std::vector<Noun> const& nouns) {
  std::vector<std::string> ids;
  for (Noun const& noun : nouns) ids.push_back(noun.id.str());
  return ids;
}

/// The id of the last child of `parent`, which is empty for the map itself, `apart` from one noun; none when there is
/// none.
[[nodiscard]] std::optional<std::string> last(MapHandle& self, std::string_view noun, py::str const& parent,
                                              py::str const& apart) {
  return with_noun(noun, [&]<class Noun>() -> std::optional<std::string> {
    ParentId<Noun> home;
    if constexpr (!std::is_same_v<ParentId<Noun>, OnMap>) home = ParentId<Noun>(utf8_of(parent, "parent"));
    Noun const* const found = self.last<Noun>(home, id_of<Noun>(apart));
    return found != nullptr ? std::optional(found->id.str()) : std::nullopt;
  });
}

/// The ids of what stands in an activity or task.
[[nodiscard]] std::vector<std::string> children(MapHandle const& self, std::string_view noun, py::str const& id) {
  static_cast<void>(self.map());  // brings what stands in nouns up to date
  if (noun == detail::word_of<Activity>()) return ids_in(self.noun(id_of<Activity>(id)).tasks);
  if (noun == detail::word_of<Task>()) return ids_in(self.noun(id_of<Task>(id)).stories);
  throw Raised({Errc::invalid_argument, "expected activity or task", "noun"});
}

/// The ids of the stories of a release or persona, in map order.
[[nodiscard]] std::vector<std::string> stories_with(MapHandle const& self, std::string_view noun, py::str const& id) {
  std::vector<std::string> ids;
  auto const collect = [&](auto const& belongs) {
    for_each_story(self.map(), [&](Activity const&, Task const&, Story const& story) {
      if (belongs(story)) ids.push_back(story.id.str());
    });
  };
  if (noun == detail::word_of<Release>()) {
    ReleaseId const release = self.noun(id_of<Release>(id)).id;
    collect([&](Story const& story) { return story.release == release; });
  } else if (noun == detail::word_of<Persona>()) {
    PersonaId const persona = self.noun(id_of<Persona>(id)).id;
    collect([&](Story const& story) {
      return std::find(story.personas.begin(), story.personas.end(), persona) != story.personas.end();
    });
  } else {
    throw Raised({Errc::invalid_argument, "expected release or persona", "noun"});
  }
  return ids;
}

/// The id of the activity of a task, or the task of a story.
[[nodiscard]] std::string parent(MapHandle const& self, std::string_view noun, py::str const& id) {
  if (noun == detail::word_of<Story>()) return self.parent(id_of<Story>(id));
  if (noun == detail::word_of<Task>()) return self.parent(id_of<Task>(id));
  throw Raised({Errc::invalid_argument, "expected task or story", "noun"});
}

/// The first ordinal of the noun's letter that no noun has: "s61". The search goes on where the last one ended, so that
/// adding many nouns does not search from the first each time.
[[nodiscard]] std::string free_id(MapHandle& self, std::string_view noun) {
  return with_noun(noun, [&]<class Noun>() {
    std::size_t& last = self.last_ordinal<Noun>();
    Id<Noun> id;
    do {
      id = Id<Noun>(noun.front() + std::to_string(++last));
    } while (self.find(id) != nullptr);
    return id.str();
  });
}

/// The unknown fields of something: pairs of a name and JSON text.
using ExtraFields = py::typing::Tuple<py::typing::Tuple<py::str, py::str>, py::ellipsis>;
/// Kind, ends and unknown fields.
using LinkData = py::typing::Tuple<py::str, py::str, py::str, ExtraFields>;

[[nodiscard]] py::typing::List<LinkData> links(MapHandle const& self) {
  py::typing::List<LinkData> list;
  for (Link const& link : self.map().links) {
    list.append(py::make_tuple(to_string(link.kind), link.from.str(), link.to.str(), to_python(link.extra)));
  }
  return list;
}

}  // namespace

void bind_nouns(py::module_& module) {
  auto map = py::reinterpret_borrow<py::class_<MapHandle>>(module.attr("MapHandle"));
  map.def("children", &children, py::arg("noun"), py::arg("id"))
      .def("contains", &contains, py::arg("noun"), py::arg("id"))
      .def("field", &field, py::arg("noun"), py::arg("id"), py::arg("word"))
      .def("free_id", &free_id, py::arg("noun"))
      .def("ids", &ids, py::arg("noun"))
      .def("last", &last, py::arg("noun"), py::arg("parent"), py::arg("apart"))
      .def("links", &links)
      .def(
          "map_field", [](MapHandle const& self, std::string_view word) { return field_of(self.map(), word); },
          py::arg("word"))
      .def("parent", &parent, py::arg("noun"), py::arg("id"))
      .def("stories_with", &stories_with, py::arg("noun"), py::arg("id"));
}

}  // namespace storymap::python
