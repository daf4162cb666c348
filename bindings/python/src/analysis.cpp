// bindings/python/src/analysis.cpp - score, findings and similar stories of maps.
#include <storymap/analysis.hpp>

#include "arrays.hpp"
#include "map_handle.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "run.hpp"

#include <storymap/report.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

/// Some maps as they are now, with what reports say of them.
struct Snapshot {
  std::vector<std::shared_ptr<Map const>> maps;
  std::vector<Source> sources;
  std::vector<ImportedFile> imports;
};

[[nodiscard]] Snapshot snapshot_of(std::vector<MapHandle const*> const& maps, std::vector<std::string> const& names) {
  Snapshot snapshot;
  for (std::size_t k = 0; k < maps.size(); ++k) {
    snapshot.maps.push_back(maps[k]->snapshot());
    snapshot.sources.push_back({snapshot.maps.back().get(), names[k]});
    if (maps[k]->report()) snapshot.imports.push_back({names[k], *maps[k]->report()});
  }
  return snapshot;
}

[[nodiscard]] Language language_of(std::string const& name) {
  if (name == "en") return Language::en;
  if (name == "ru") return Language::ru;
  throw Raised({Errc::invalid_argument, "expected 'en' or 'ru'", "language"});
}

/// A result with the maps it is about.
template <class Answer>
struct Answered {
  Snapshot snapshot;
  std::string profile;
  Answer answer;

  [[nodiscard]] ReportContext context(std::string const& language, std::size_t width, std::size_t most) const {
    return {.sources = snapshot.sources,
            .imports = snapshot.imports,
            .profile = profile,
            .language = language_of(language),
            .width = width,
            .most = most};
  }
};

using AnalysisHandle = Answered<Analysis>;
using ValidationHandle = Answered<Validation>;

template <class Answer>
void bind_reports(py::class_<Answered<Answer>>& type) {
  using Self = Answered<Answer>;
  type.def("json",
           [](Self const& self, std::string const& language) {
             return text(report_json(self.answer, self.context(language, 100, 20)));
           })
      .def("text", [](Self const& self, std::string const& language, std::size_t width,
                      std::size_t most) { return text(report_text(self.answer, self.context(language, width, most))); })
      .def("markdown", [](Self const& self, std::string const& language, std::size_t most) {
        return text(report_markdown(self.answer, self.context(language, 100, most)));
      });
}

[[nodiscard]] SimilarityOptions similarity_options(double similar, double duplicate, std::string const& measure,
                                                   std::pair<std::size_t, std::size_t> ngram_range, double max_df,
                                                   std::vector<std::string> const& stop_words) {
  SimilarityOptions options;
  options.thresholds = {similar, duplicate};
  options.measure = measure == "jaccard" ? Measure::jaccard : Measure::cosine;
  options.ngram_range = {ngram_range.first, ngram_range.second};
  options.max_df = max_df;
  options.stop_words = StopWords(stop_words);
  return options;
}

[[nodiscard]] AnalysisHandle analyze_maps(std::vector<MapHandle const*> const& maps,
                                          std::vector<std::string> const& names, std::string profile,
                                          SimilarityOptions const& similarity, unsigned threads, py::object progress) {
  Snapshot snapshot = snapshot_of(maps, names);
  LongCall call(threads, std::move(progress));
  Analysis result = call([&](RunOptions const& run) {
    return analyze(snapshot.sources, {.profile = profile, .similarity = similarity, .run = run, .on_stage = {}});
  });
  return {std::move(snapshot), std::move(profile), std::move(result)};
}

[[nodiscard]] ValidationHandle validate_map(MapHandle const& map, std::string const& name, std::string profile) {
  Profile const* const rules = find_profile(profile);
  if (rules == nullptr) throw Raised({Errc::invalid_argument, "there is no profile '" + profile + "'", "profile"});
  Snapshot snapshot = snapshot_of({&map}, {name});
  py::gil_scoped_release const released;
  Validation result = validate(*snapshot.maps.front(), *rules);
  return {std::move(snapshot), std::move(profile), std::move(result)};
}

/// The texts of stories that are compared, in map order.
[[nodiscard]] py::list comparable_texts(MapHandle const& map) {
  py::list texts;
  for_each_place(map.map(), [&](StoryPlace const&, Story const& story) { texts.append(text(comparable_text(story))); });
  return texts;
}

}  // namespace

void bind_analysis(py::module_& module) {
  py::class_<SimilarityOptions>(module, "SimilarityOptions")
      .def(py::init(&similarity_options), py::arg("similar"), py::arg("duplicate"), py::arg("measure"),
           py::arg("ngram_range"), py::arg("max_df"), py::arg("stop_words"));
  py::class_<AnalysisHandle> analysis(module, "AnalysisHandle");
  bind_reports(analysis);
  analysis.def("score", [](AnalysisHandle const& self) { return self.answer.overall_score; })
      .def("summary", [](AnalysisHandle const& self, std::string const& language) {
        return text(summary(self.answer, language_of(language)));
      });
  py::class_<ValidationHandle> validation(module, "ValidationHandle");
  bind_reports(validation);
  module.def("analyze", &analyze_maps);
  module.def("validate", &validate_map);
  module.def("comparable_texts", &comparable_texts);
  module.def("stop_words", [](std::string const& name) {
    return list_of(value_or_raise(find_stop_words(name)), [](std::string const& word) { return text(word); });
  });
}

}  // namespace storymap::python
