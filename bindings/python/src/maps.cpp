// bindings/python/src/maps.cpp - maps: read, looked at, written.
#include "errors.hpp"
#include "map_handle.hpp"
#include "parts.hpp"
#include "plain.hpp"

#include <storymap/formats.hpp>
#include <storymap/json.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace storymap::python {
namespace {

[[nodiscard]] ReadOptions read_options(std::string format, std::string file_name, std::string const& encoding,
                                       bool archived) {
  ReadOptions options;
  options.format = std::move(format);
  options.file_name = std::move(file_name);
  options.archived = archived;
  if (encoding.empty()) return options;
  options.encoding = parse_encoding(encoding);
  if (!options.encoding) {
    throw Raised({Errc::invalid_argument, "expected utf-8, utf-16le, utf-16be or cp1251", "encoding"});
  }
  return options;
}

[[nodiscard]] MapHandle handle_of(Result<Import> imported) {
  Import import = value_or_raise(std::move(imported));
  return MapHandle(std::move(import.map), std::move(import.report));
}

[[nodiscard]] MapHandle read(std::string bytes, ReadOptions const& options) {
  py::gil_scoped_release const released;
  return handle_of(read_map(std::move(bytes), options));
}

[[nodiscard]] MapHandle load(std::string const& path, ReadOptions const& options) {
  py::gil_scoped_release const released;
  return handle_of(load_map(path, options));
}

[[nodiscard]] std::pair<py::bytes, py::list> write(MapHandle const& handle, std::string const& format) {
  Export const written = value_or_raise(write_map(handle.map(), format));
  return {py::bytes(written.text), texts_of(written.dropped)};
}

/// Calls `use(noun)` for the noun with an id, which must be there.
template <class Noun, class Use>
[[nodiscard]] auto with(MapHandle const& handle, std::string const& id, char const* word, Use&& use) {
  auto const place = handle.index().place(Id<Noun>(id));
  if (!place) throw Raised({Errc::unknown_id, std::string("no ") + word + " has the id '" + id + "'", "id"});
  return use(*place);
}

[[nodiscard]] py::dict story(MapHandle const& handle, std::string const& id) {
  return with<Story>(handle, id, "story", [&](StoryPlace const& place) {
    py::dict dict = plain(at(handle.map(), place));
    dict["task"] = text(handle.map().activities[place.activity].tasks[place.task].id.str());
    return dict;
  });
}

[[nodiscard]] py::dict task(MapHandle const& handle, std::string const& id) {
  return with<Task>(handle, id, "task", [&](MapIndex::TaskPlace const& place) {
    Activity const& activity = handle.map().activities[place.activity];
    py::dict dict = plain(activity.tasks[place.task]);
    dict["activity"] = text(activity.id.str());
    dict["stories"] = names_of(activity.tasks[place.task].stories);
    return dict;
  });
}

[[nodiscard]] py::dict activity(MapHandle const& handle, std::string const& id) {
  return with<Activity>(handle, id, "activity", [&](std::size_t place) {
    py::dict dict = plain(handle.map().activities[place]);
    dict["tasks"] = names_of(handle.map().activities[place].tasks);
    return dict;
  });
}

[[nodiscard]] py::dict release(MapHandle const& handle, std::string const& id) {
  return with<Release>(handle, id, "release", [&](std::size_t at) { return plain(handle.map().releases[at]); });
}

[[nodiscard]] py::dict persona(MapHandle const& handle, std::string const& id) {
  return with<Persona>(handle, id, "persona", [&](std::size_t at) { return plain(handle.map().personas[at]); });
}

/// The map's own fields, and the ids of what stands on it.
[[nodiscard]] py::dict own(MapHandle const& handle) {
  Map const& map = handle.map();
  py::dict extra;
  for (Field const& field : map.extra) extra[text(field.name)] = text(field.json);
  py::dict dict;
  dict["name"] = text(map.name);
  dict["description"] = text(map.description);
  dict["extra"] = extra;
  return dict;
}

[[nodiscard]] py::list story_ids(MapHandle const& handle) {
  py::list ids;
  for_each_place(handle.map(), [&](StoryPlace const&, Story const& found) { ids.append(text(found.id.str())); });
  return ids;
}

[[nodiscard]] py::dict counts(MapHandle const& handle) {
  MapCounts const held = count(handle.map());
  py::dict dict;
  dict["personas"] = held.personas;
  dict["releases"] = held.releases;
  dict["links"] = held.links;
  dict["activities"] = held.activities;
  dict["tasks"] = held.tasks;
  dict["stories"] = held.stories;
  return dict;
}

/// The number of an ordinal id, "s12"; 0 for any other.
[[nodiscard]] std::uint64_t ordinal_of(std::string const& id, char letter) noexcept {
  std::uint64_t number = 0;
  if (id.size() < 2 || id.size() > 18 || id.front() != letter) return 0;
  auto const [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

/// The highest ordinal among the ids of the nouns with a letter: 'a'ctivity, 't'ask, 's'tory, 'r'elease, 'p'ersona.
[[nodiscard]] std::uint64_t highest_ordinal(MapHandle const& handle, char letter) {
  Map const& map = handle.map();
  std::uint64_t highest = 0;
  auto const see = [&](auto const& noun) { highest = std::max(highest, ordinal_of(noun.id.str(), letter)); };
  switch (letter) {
    case 'a': std::for_each(map.activities.begin(), map.activities.end(), see); break;
    case 'r': std::for_each(map.releases.begin(), map.releases.end(), see); break;
    case 'p': std::for_each(map.personas.begin(), map.personas.end(), see); break;
    case 't': for_each_task(map, [&](Activity const&, Task const& task) { see(task); }); break;
    default: for_each_place(map, [&](StoryPlace const&, Story const& story) { see(story); }); break;
  }
  return highest;
}

[[nodiscard]] py::list all_formats() {
  return list_of(formats(), [](Format const& format) {
    py::dict dict;
    dict["id"] = text(format.id);
    dict["name"] = text(format.name);
    dict["extensions"] = text(format.extensions);
    dict["reads"] = format.read != nullptr;
    dict["writes"] = format.write != nullptr;
    return dict;
  });
}

void bind_reading(py::module_& module) {
  module.def("read_options", &read_options, py::arg("format"), py::arg("file_name"), py::arg("encoding"),
             py::arg("archived"));
  py::class_<ReadOptions>(module, "ReadOptions");
  module.def("read_map",
             [](py::bytes const& bytes, ReadOptions const& options) { return read(std::string(bytes), options); });
  module.def("load_map", &load);
  module.def("formats", &all_formats);
}

}  // namespace

void bind_maps(py::module_& module) {
  py::class_<MapHandle> handle(module, "MapHandle");
  bind_reading(module);
  handle.def(py::init([](std::string name) { return MapHandle(Map{.name = std::move(name)}); }))
      .def("write", &write)
      .def("save",
           [](MapHandle const& map, std::string const& path, std::string const& format) {
             return texts_of(value_or_raise(save_map(map.map(), path, format)).dropped);
           })
      .def("json", [](MapHandle const& map) { return text(write_json_compact(map.map())); })
      .def("copy", [](MapHandle const& map) { return MapHandle(map.map(), map.report()); })
      .def("__eq__", [](MapHandle const& a, MapHandle const& b) { return a.map() == b.map(); })
      .def("report",
           [](MapHandle const& map) -> std::optional<py::dict> {
             if (!map.report()) return std::nullopt;
             return plain(*map.report());
           })
      .def("counts", &counts)
      .def("own", &own)
      .def("story", &story)
      .def("task", &task)
      .def("activity", &activity)
      .def("release", &release)
      .def("persona", &persona)
      .def("highest_ordinal", &highest_ordinal)
      .def("story_ids", &story_ids)
      .def("activity_ids", [](MapHandle const& map) { return names_of(map.map().activities); })
      .def("release_ids", [](MapHandle const& map) { return names_of(map.map().releases); })
      .def("persona_ids", [](MapHandle const& map) { return names_of(map.map().personas); })
      .def("links",
           [](MapHandle const& map) { return list_of(map.map().links, [](Link const& link) { return plain(link); }); });
}

}  // namespace storymap::python
