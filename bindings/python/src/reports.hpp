// bindings/python/src/reports.hpp - a result with the maps it was computed from, and the reports on it.
#pragma once

#include "errors.hpp"
#include "import_report.hpp"
#include "language.hpp"
#include "map.hpp"

#include <storymap/report.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {

namespace py = pybind11;

/// Maps as they were when the work began, and what reports say of them. It stays where it is: results point into it.
class Inputs {
 public:
  /// A map, what it is called, and how it was read.
  using Data = std::tuple<MapHandle const*, std::string, std::optional<ReportData>>;

  Inputs(std::vector<Data> const& inputs, std::string profile);
  Inputs(Inputs const&) = delete;
  Inputs& operator=(Inputs const&) = delete;

  [[nodiscard]] std::vector<Source> const& sources() const noexcept { return sources_; }
  [[nodiscard]] std::string const& profile() const noexcept { return profile_; }

  [[nodiscard]] ReportContext context(std::string_view language) const {
    return {.sources = sources_, .imports = imports_, .profile = profile_, .language = language_of(language)};
  }

 private:
  std::vector<std::shared_ptr<Map const>> maps_;
  std::vector<Source> sources_;
  std::vector<ImportedFile> imports_;
  std::string profile_;
};

/// A result of the library and what it is about.
template <class Result>
struct Answer {
  std::shared_ptr<Inputs const> inputs;
  Result result;
};

/// A text of the library, which is valid UTF-8.
[[nodiscard]] inline py::str text_of(std::string_view text) { return {text.data(), text.size()}; }

/// The reports on a result, as methods.
template <class Result>
void def_reports(py::class_<Answer<Result>>& type) {
  using Self = Answer<Result>;
  type.def(
          "json",
          [](Self const& self, std::string_view language) {
            return report_json(self.result, self.inputs->context(language));
          },
          py::arg("language"))
      .def(
          "text",
          [](Self const& self, std::string_view language, std::size_t width, bool color, std::size_t most) {
            ReportContext context = self.inputs->context(language);
            context.width = width;
            context.color = color;
            context.most = most;
            return report_text(self.result, context);
          },
          py::arg("language"), py::arg("width"), py::arg("color"), py::arg("most"))
      .def(
          "markdown",
          [](Self const& self, std::string_view language, std::size_t most) {
            ReportContext context = self.inputs->context(language);
            context.most = most;
            return report_markdown(self.result, context);
          },
          py::arg("language"), py::arg("most"));
}

}  // namespace storymap::python
