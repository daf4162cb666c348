// bindings/python/src/analysis.cpp - analyze and validate.
#include <storymap/analysis.hpp>

#include "parts.hpp"
#include "reports.hpp"
#include "run.hpp"

#include <storymap/text.hpp>
#include <storymap/validate.hpp>

#include <pybind11/stl.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] Measure measure_of(std::string_view name) {
  for (Measure const known : {Measure::cosine, Measure::jaccard}) {
    if (to_string(known) == name) return known;
  }
  throw Raised({Errc::invalid_argument, "expected cosine or jaccard, found '" + std::string(name) + "'", "measure"});
}

[[nodiscard]] SimilarityOptions similarity_options(double similar, double duplicate, std::string_view measure,
                                                   std::pair<std::size_t, std::size_t> ngram_range, double max_df,
                                                   std::vector<std::string> const& stop_words) {
  SimilarityOptions options;
  options.thresholds = {similar, duplicate};
  options.measure = measure_of(measure);
  options.ngram_range = {ngram_range.first, ngram_range.second};
  options.max_df = max_df;
  options.stop_words = StopWords(stop_words);
  return options;
}

[[nodiscard]] Answer<Analysis> analyze_maps(std::vector<Inputs::Data> const& maps, std::string profile,
                                            SimilarityOptions const& similarity, unsigned threads,
                                            py::object progress) {
  auto inputs = std::make_shared<Inputs const>(maps, profile);
  LongCall call(threads, std::move(progress));
  Analysis result = call([&](RunOptions const& run) {
    return analyze(inputs->sources(), {.profile = profile, .similarity = similarity, .run = run, .on_stage = {}});
  });
  return {std::move(inputs), std::move(result)};
}

[[nodiscard]] Answer<Validation> validate_maps(std::vector<Inputs::Data> const& maps, std::string profile) {
  Profile const* const rules = find_profile(profile);
  if (rules == nullptr) throw Raised({Errc::invalid_argument, "there is no profile '" + profile + "'", "profile"});
  auto inputs = std::make_shared<Inputs const>(maps, std::move(profile));
  Validation result = [&] {
    py::gil_scoped_release const released;
    auto const& sources = inputs->sources();
    return sources.size() == 1 ? validate(*sources.front().map, *rules) : validate(combine(sources).map, *rules);
  }();
  return {std::move(inputs), std::move(result)};
}

[[nodiscard]] py::typing::Dict<py::str, py::object> stats_of(ValidationStats const& stats) {
  py::dict releases;
  for (auto const& [title, count] : stats.stories_per_release) releases[text_of(title)] = count;
  py::typing::Dict<py::str, py::object> named;
  named["total_activities"] = stats.total_activities;
  named["total_tasks"] = stats.total_tasks;
  named["total_stories"] = stats.total_stories;
  named["stories_with_description"] = stats.stories_with_description;
  named["stories_with_criteria"] = stats.stories_with_criteria;
  named["empty_cells"] = stats.empty_cells;
  named["stories_per_release"] = releases;
  return named;
}

[[nodiscard]] py::typing::Dict<py::str, py::int_> stats_of(SimilarityStats const& stats) {
  py::typing::Dict<py::str, py::int_> named;
  named["total_stories"] = stats.total_stories;
  named["duplicates_found"] = stats.duplicates_found;
  named["similar_groups_found"] = stats.similar_groups_found;
  named["pairs_found"] = stats.pairs_found;
  return named;
}

void bind_results(py::module_& module) {
  py::class_<Answer<Validation>> validation(module, "Validation");
  def_reports(validation);
  validation.def_property_readonly("is_valid", [](Answer<Validation> const& self) { return self.result.is_valid; })
      .def_property_readonly("score", [](Answer<Validation> const& self) { return self.result.score; })
      .def_property_readonly("profile", [](Answer<Validation> const& self) { return self.inputs->profile(); })
      .def("stats", [](Answer<Validation> const& self) { return stats_of(self.result.stats); });

  py::class_<Answer<SimilarityAnalysis>> similarity(module, "StorySimilarity");
  def_reports(similarity);
  similarity
      .def_property_readonly("algorithm", [](Answer<SimilarityAnalysis> const& self) { return self.result.algorithm; })
      .def("stats", [](Answer<SimilarityAnalysis> const& self) { return stats_of(self.result.stats); });

  py::class_<Answer<Analysis>> analysis(module, "Analysis");
  def_reports(analysis);
  analysis.def_property_readonly("project_name", [](Answer<Analysis> const& self) { return self.result.project_name; })
      .def_property_readonly("overall_score", [](Answer<Analysis> const& self) { return self.result.overall_score; })
      .def_property_readonly("profile", [](Answer<Analysis> const& self) { return self.result.profile; })
      .def_property_readonly("band",
                             [](Answer<Analysis> const& self) { return to_string(band_of(self.result.overall_score)); })
      .def(
          "summary",
          [](Answer<Analysis> const& self, std::string_view language) {
            return summary(self.result, language_of(language));
          },
          py::arg("language"))
      .def("validation",
           [](Answer<Analysis> const& self) {
             return Answer<Validation>{self.inputs, self.result.validation};
           })
      .def("similarity", [](Answer<Analysis> const& self) {
        return Answer<SimilarityAnalysis>{self.inputs, self.result.similarity};
      });
}

}  // namespace

void bind_analysis(py::module_& module) {
  py::class_<SimilarityOptions>(module, "SimilarityOptions")
      .def(py::init(&similarity_options), py::arg("similar"), py::arg("duplicate"), py::arg("measure"),
           py::arg("ngram_range"), py::arg("max_df"), py::arg("stop_words"));
  bind_results(module);
  module.def(
      "clean_text", [](std::string_view text) { return clean_text(text); }, py::arg("text"));
  module.def(
      "stop_words",
      [](std::string_view name) {
        StopWords const words = value_or_raise(find_stop_words(name));
        return std::vector<std::string>(words.begin(), words.end());
      },
      py::arg("name"));
  module.def("analyze", &analyze_maps, py::arg("maps"), py::arg("profile"), py::arg("options"), py::arg("threads"),
             py::arg("progress"));
  module.def("validate", &validate_maps, py::arg("maps"), py::arg("profile"));
}

}  // namespace storymap::python
