// bindings/python/src/plain.cpp - nouns and import reports as plain Python objects.
#include "plain.hpp"

namespace storymap::python {
namespace {

[[nodiscard]] py::dict plain(Fields const& fields) {
  py::dict dict;
  for (Field const& field : fields) dict[text(field.name)] = text(field.json);
  return dict;
}

[[nodiscard]] py::dict plain(External const& external) {
  py::dict dict;
  dict["system"] = text(external.system);
  dict["key"] = text(external.key);
  dict["url"] = text(external.url);
  dict["extra"] = plain(external.fields);
  return dict;
}

/// What all nouns but links have.
template <class Noun>
[[nodiscard]] py::dict common(Noun const& noun) {
  py::dict dict;
  dict["id"] = text(noun.id.str());
  dict["description"] = text(noun.description);
  dict["external"] = list_of(noun.external, [](External const& external) { return plain(external); });
  dict["extra"] = plain(noun.extra);
  return dict;
}

template <class Noun>
[[nodiscard]] py::dict titled(Noun const& noun) {
  py::dict dict = common(noun);
  dict["title"] = text(noun.title);
  return dict;
}

[[nodiscard]] py::dict plain(ImportNote const& note) {
  py::dict dict;
  dict["kind"] = text(to_string(note.kind));
  dict["message"] = text(note.message);
  dict["path"] = text(note.path);
  dict["line"] = note.line;
  dict["times"] = note.times;
  return dict;
}

}  // namespace

py::dict plain(Activity const& activity) { return titled(activity); }
py::dict plain(Task const& task) { return titled(task); }
py::dict plain(Release const& release) { return titled(release); }

py::dict plain(Persona const& persona) {
  py::dict dict = common(persona);
  dict["name"] = text(persona.name);
  return dict;
}

py::dict plain(Story const& story) {
  py::dict dict = titled(story);
  dict["acceptance_criteria"] = texts_of(story.acceptance_criteria);
  dict["priority"] = text(story.priority);
  dict["status"] = text(to_string(story.status));
  dict["points"] = story.points ? py::object(py::float_(*story.points)) : py::none();
  dict["labels"] = texts_of(story.labels);
  dict["personas"] = ids_of(story.personas);
  dict["release"] = story.release ? py::object(text(story.release->str())) : py::none();
  return dict;
}

py::dict plain(Link const& link) {
  py::dict dict;
  dict["kind"] = text(to_string(link.kind));
  dict["from"] = text(link.from.str());
  dict["to"] = text(link.to.str());
  dict["extra"] = plain(link.extra);
  return dict;
}

py::dict plain(ImportReport const& report) {
  py::dict counts;
  for (ImportCount const& count : report.counts) counts[text(count.what)] = count.count;
  py::dict dict;
  dict["format"] = text(report.format);
  dict["encoding"] = text(report.encoding);
  dict["counts"] = counts;
  dict["notes"] = list_of(report.notes, [](ImportNote const& note) { return plain(note); });
  return dict;
}

}  // namespace storymap::python
