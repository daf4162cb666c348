// bindings/python/src/story_texts.cpp - the stories of a map as texts to compare and texts to read.
#include "map.hpp"
#include "parts.hpp"

#include <storymap/analysis.hpp>
#include <storymap/corpus.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace storymap::python {
namespace {

struct StoryTexts {
  std::shared_ptr<Corpus> compared = std::make_shared<Corpus>();
  std::shared_ptr<Corpus> readable = std::make_shared<Corpus>();
  std::vector<std::string> ids;
};

[[nodiscard]] StoryTexts gather(Map const& map) {
  StoryTexts texts;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) {
    texts.compared->add(comparable_text(story));
    texts.readable->add(readable_text(story));
    texts.ids.push_back(story.id.str());
  });
  return texts;
}

[[nodiscard]] std::tuple<std::shared_ptr<Corpus>, std::shared_ptr<Corpus>, std::vector<std::string>> story_texts(
    MapHandle const& handle) {
  StoryTexts texts;
  std::shared_ptr<Map const> map = handle.snapshot();
  {
    py::gil_scoped_release const released;
    texts = gather(*map);
  }
  map.reset();
  return {texts.compared, texts.readable, std::move(texts.ids)};
}

}  // namespace

void bind_story_texts(py::module_& module) {
  module.def("story_texts", &story_texts, py::arg("map"),
             "What the stories of a map are compared by, what people read of them, and their ids.");
}

}  // namespace storymap::python
